package import Model

/// What cannot be of an audit.
package enum AuditFault: Fault, Hashable {
    case nameTaken(String, AuditID)
    /// The last day before the first.
    case daysBackwards(DaySpan)
    case noGroup(String, known: [String])
    /// A group cannot be asked so.
    case noMethod(String, AuditMethod, known: [AuditMethod])
    /// The audit does not ask that group so, or not at all.
    case notAsked(AuditID, group: String)
    case badSample
    case noMilestone(String, known: [String])
    case noQuestion(String, known: [String])
    case nothingSaid
    case noInterview(Int64)
    /// Of an interview, or of a milestone that is done.
    case dayToCome(Day)
    /// Only what is done is done on a day.
    case notDone
    case nothingToChange
    /// It is only read from then on.
    case closed(AuditID, Instant)
    /// What goes on cannot be opened again.
    case notClosed(AuditID)
    /// Where the latest was asked for.
    case none

    package var kind: FaultKind {
        switch self {
        case .noGroup, .notAsked, .noMilestone, .noQuestion, .noInterview, .none:
            .noSuchThing
        case .nothingToChange: .usage
        default: .badData
        }
    }

    package var phrase: Phrase {
        switch self {
        case .nameTaken(let name, let id):
            Phrase("audit.nameTaken", ["name": .text(name), "id": .text(id.description)])
        case .daysBackwards(let days):
            Phrase("audit.daysBackwards", ["from": .day(days.first), "until": .day(days.last)])
        case .noGroup(let name, let known): Self.unknown("audit.noGroup", name, known)
        case .noMethod(let name, let method, let known):
            Phrase(
                "audit.noMethod",
                [
                    "name": .text(name), "method": .phrase(method.phrase),
                    "known": .list(known.map { .text($0.rawValue) }),
                ])
        case .notAsked(let id, let group):
            Phrase("audit.notAsked", ["id": .text(id.description), "name": .text(group)])
        case .badSample: Phrase("audit.badSample", ["most": .number(Double(AuditGroup.samples.upperBound))])
        case .noMilestone(let name, let known): Self.unknown("audit.noMilestone", name, known)
        case .noQuestion(let name, let known): Self.unknown("audit.noQuestion", name, known)
        case .nothingSaid: Phrase("audit.nothingSaid")
        case .noInterview(let number): Phrase("audit.noInterview", ["number": .text(String(number))])
        case .dayToCome(let day): Phrase("audit.dayToCome", ["day": .day(day)])
        case .notDone: Phrase("audit.notDone")
        case .nothingToChange: Phrase("audit.nothingToChange")
        case .closed(let id, let at):
            Phrase("audit.closed", ["id": .text(id.description), "at": .instant(at)])
        case .notClosed(let id): Phrase("audit.notClosed", ["id": .text(id.description)])
        case .none: Phrase("audit.none")
        }
    }

    private static func unknown(_ key: String, _ name: String, _ known: [String]) -> Phrase {
        Phrase(key, ["name": .text(name), "known": .list(known.map { .text($0) })])
    }
}

extension AuditMethod {
    package var phrase: Phrase { Phrase("audit.method.\(rawValue)") }
}
