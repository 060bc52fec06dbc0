import Model

/// Why a caller could not be brought up on somebody's desk.
enum PopFault: Fault, Hashable {
    case badNumber(String)
    /// Nobody of this name has a desk open on this machine, as this user.
    case noDesk(agent: String)
    /// A desk is there, and says nothing.
    case noAnswer(agent: String)
    /// The folder desks listen in could be written by others, so that anyone might listen.
    case notOurs(folder: String)
    /// The system would not let the desk listen.
    case cannotListen(path: String, detail: String)

    var kind: FaultKind {
        switch self {
        case .badNumber: .usage
        case .noDesk: .noSuchThing
        case .noAnswer: .tryAgain
        case .notOurs, .cannotListen: .notAllowed
        }
    }

    var phrase: Phrase {
        switch self {
        case .badNumber(let text):
            Phrase("pop.badNumber", ["value": .text(text), "most": .count(CallerNumber.longest)])
        case .noDesk(let agent): Phrase("pop.noDesk", ["agent": .text(agent)])
        case .noAnswer(let agent): Phrase("pop.noAnswer", ["agent": .text(agent)])
        case .notOurs(let folder): Phrase("pop.notOurs", ["path": .text(folder)])
        case .cannotListen(let path, let detail):
            Phrase("pop.cannotListen", ["path": .text(path), "detail": .text(detail)])
        }
    }
}
