import Model
import Records
import Resources

/// Which open visits, calls or requests a view or list shows, in the form of filters of cases.
///
///     technician:none due<2h Oakwood
///
/// A word is looked for in what the case is about and in its customer's name.
package struct WorkFilter: Sendable, Hashable {
    package enum Field: String, FilterField {
        case state, kind, product, severity, technician, caller, reason, decision, asker, team, decider
        case due, starts, attempts, amount, age
        /// Whose it is to do now.
        case doer = "for"

        static func of(_ kind: WorkKind) -> [Field] {
            switch kind {
            case .visits: [.state, .kind, .product, .severity, .technician, .due, .starts]
            case .calls:
                [.state, .kind, .product, .severity, .caller, .reason, .due, .starts, .attempts, .doer]
            case .approvals: [.decision, .kind, .product, .severity, .asker, .team, .decider, .amount, .age]
            }
        }

        package var isCompared: Bool {
            switch self {
            case .due, .starts, .attempts, .amount, .age: true
            default: false
            }
        }
    }

    enum Term: Sendable, Hashable {
        case fixed(WorkTest.What)
        /// In the hands of whoever asks, or asked by them.
        case mine
        /// Of the team of whoever asks.
        case mineOfTeam
        /// For whoever asks to decide.
        case mineToDecide
        /// For whoever asks to make, or in their hands.
        case mineToMake
        case taken
        case before(WorkTest.Moment, Span)
        /// On the day it is.
        case today(WorkTest.Moment)
    }

    /// What a term may ask of the desk; asked only where one does.
    struct Asking {
        /// What whoever looks may decide.
        var reach: () throws -> [ApprovalStore.Reach]
        /// Since when calls due are no longer kept for whom they are planned.
        var heldSince: () throws -> Instant
        var today: () -> Window
    }

    struct SignedTerm: Sendable, Hashable {
        var term: Term
        var isNegated = false
    }

    let terms: [SignedTerm]
    /// As it was written.
    package let text: String

    /// Admits everything.
    package init() { (terms, text) = ([], "") }

    init(_ terms: [SignedTerm], _ text: String) { (self.terms, self.text) = (terms, text) }

    package var isEmpty: Bool { terms.isEmpty }

    /// What it comes to for someone at some moment.
    func tests(for actor: Actor, at now: Instant, asking desk: Asking) throws -> [WorkTest] {
        let person = actor.staffID ?? StaffID(0)
        return try terms.map { signed in
            let what: WorkTest.What =
                switch signed.term {
                case .fixed(let what): what
                case .mine: .people([person])
                case .mineOfTeam: .team([actor.staff?.team].compactMap { $0 }.filter { !$0.isEmpty })
                case .mineToDecide: .decidable(person, try desk.reach(), at: now)
                case .mineToMake: .makeable(person, at: now, heldSince: try desk.heldSince())
                case .taken: .taken(at: now)
                case .before(let moment, let span): .before(moment, now + span)
                case .today(let moment): .during(moment, desk.today())
                }
            return WorkTest(what, isNegated: signed.isNegated)
        }
    }

    /// Whether it is another one for each who asks.
    var isOfOne: Bool {
        terms.contains {
            switch $0.term {
            case .mine, .mineOfTeam, .mineToDecide, .mineToMake: true
            case .fixed, .taken, .before, .today: false
            }
        }
    }

    /// Why calls are made that it names, as far as that is asked.
    var reasons: [String] {
        terms.flatMap { signed -> [String] in
            guard case .fixed(.reason(let words)) = signed.term else { return [] }
            return words
        }
    }
}

extension WorkFilter {
    /// A filter in a rule file.
    /// - Throws: `RuleFault` with file and line, where it cannot be understood.
    init(of node: RuleNode, words: WorkWords) throws {
        do {
            self = try WorkFilter(node.string ?? "", words: words)
        } catch let fault as FilterFault {
            throw node.fault(fault.phrase.key, fault.phrase.facts)
        }
    }
}
