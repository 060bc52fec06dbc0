package import Model
package import Workflow

/// Who hears of a case, and what happens to it, as a promise's time runs out or something happens to it that must not wait;
/// as `Resources/escalation.yaml` says it.
///
///     threatens:
///       on: said
///       words: [曝光, lawyer]
///       rungs: [{at: 1, notify: [supervisor]}]
package struct EscalationLadder: Sendable {
    package var name: String
    package var label: Label
    /// What it is about: a case, a visit or a call.
    package var subject: SubjectKind
    package var trigger: Trigger
    /// What that must be like when the rung is reached; nil for any.
    package var only: Condition?
    /// The same as the file writes it; empty for any.
    package var onlySource: String
    /// In the order they are climbed.
    package var rungs: [Rung]
    /// For the words of its trigger.
    private let search: WordSearch?

    init(
        name: String, label: Label, of subject: SubjectKind, trigger: Trigger, only: Condition?,
        onlySource: String, rungs: [Rung]
    ) {
        (self.name, self.label, self.subject, self.trigger, self.rungs) = (
            name, label, subject, trigger, rungs
        )
        (self.only, self.onlySource) = (only, onlySource)
        if case .event(_, let words) = trigger, !words.isEmpty {
            search = WordSearch(words, whole: true)
        } else {
            search = nil
        }
    }

    package enum Trigger: Sendable, Hashable {
        /// The clocks of promises, by what they measure; empty for all.
        case clocks([String])
        /// - Parameter words: of which one must be in what is said.
        case event(Event, words: [String])
    }

    /// What happens to a case, a visit or a call.
    package enum Event: String, Sendable, CaseIterable {
        case logged, reopened
        /// A new case about what was closed lately.
        case repeated
        case chased
        /// A text came: its summary, or a note.
        case said
        /// By how the day goes, a visit will begin after the window that was promised.
        case atRisk = "at-risk"
        /// Nobody opened: as often as it came to that in the visits of its case.
        case noAccess = "no-access"
        /// A call's attempts are used up: as often as it came to that in the calls about its case.
        case unreachable
        /// A call is due, and everybody who makes calls is barred from it.
        case stranded

        package var subject: SubjectKind {
            switch self {
            case .logged, .reopened, .repeated, .chased, .said: .case
            case .atRisk, .noAccess: .visit
            case .unreachable, .stranded: .call
            }
        }
    }

    package struct Rung: Sendable, Hashable {
        package var at: Mark
        package var notify: [Recipient]
        package var raises: Bool
        package var reassign: Assignee?
        package var asksNote: Bool

        /// Whether the journal says all of it elsewhere: a promise was missed, and nothing more was done than telling those
        /// whom it always concerns.
        func isTold(unowned: String) -> Bool {
            (at == .ownTarget || at == .percent(100)) && !raises && reassign == nil && !asksNote
                && notify.allSatisfy { $0 == .owner || $0 == .role(unowned) }
        }
    }

    package enum Mark: Sendable, Hashable {
        /// Of a promise's time; 100 is the promise.
        case percent(Int)
        /// Our own target, the stricter one.
        case ownTarget
        case times(Int)
        /// So many minutes after the clock began; before the promise is due, or after.
        case minutes(Int, Edge)

        package enum Edge: Sendable, Hashable { case afterStart, beforeDue, afterDue }

        /// How many minutes after its start a clock comes to it; nil for what is none of minutes.
        /// - Parameter length: of the promise, in minutes.
        func minutes(of length: Int) -> Int? {
            guard case .minutes(let count, let edge) = self else { return nil }
            return switch edge {
            case .afterStart: count
            case .beforeDue: length - count
            case .afterDue: length + count
            }
        }
    }

    package enum Recipient: Sendable, Hashable {
        /// Who has it in hand: a case's owner, a visit's technician, who makes a call.
        case owner
        /// Who has the case in hand that a visit or call is for.
        case caseOwner
        case role(String)
    }

    package enum Assignee: Sendable, Hashable {
        /// Nobody: it is to be taken from its queue.
        case queue
        /// Who of this role has the fewest open cases.
        case role(String)
    }

    /// Whether a text has one of its words; a ladder without words hears everything.
    func hears(_ text: String) -> Bool { search?.finds(in: text) ?? true }

    func rung(at mark: Mark) -> Rung? { rungs.first { $0.at == mark } }

    func follows(_ metric: String, of kind: SubjectKind) -> Bool {
        guard kind == subject, case .clocks(let metrics) = trigger else { return false }
        return metrics.isEmpty || metrics.contains(metric)
    }
}

extension EscalationLadder.Mark: CustomStringConvertible {
    /// Reads `75 %`, `internal`, `30 min`, `10 min before`, `10 min after` or `2`; nil for anything else, and for what is out of
    /// bounds.
    package init?(_ text: String) {
        let text = text.filter { !$0.isWhitespace }
        if text == "internal" {
            self = .ownTarget
        } else if text.hasSuffix("%"), let share = Int(text.dropLast()), (1...1000).contains(share) {
            self = .percent(share)
        } else if let found = text.wholeMatch(of: #/(\d+)min(?:utes?)?(before|after)?/#),
            let count = Int(found.1), (1...100_000).contains(count)
        {
            let edge: Edge = found.2 == "before" ? .beforeDue : found.2 == "after" ? .afterDue : .afterStart
            self = .minutes(count, edge)
        } else if let times = Int(text), (1...100).contains(times) {
            self = .times(times)
        } else {
            return nil
        }
    }

    /// As the rule file writes it.
    package var description: String {
        switch self {
        case .percent(let share): "\(share) %"
        case .ownTarget: "internal"
        case .times(let times): "\(times)"
        case .minutes(let count, .afterStart): "\(count) min"
        case .minutes(let count, .beforeDue): "\(count) min before"
        case .minutes(let count, .afterDue): "\(count) min after"
        }
    }
}

/// All ladders, in the order of their file.
package struct EscalationLadders: Sendable {
    package let all: [EscalationLadder]
    /// Who is told in an owner's place where nobody has the case in hand.
    let unowned: String
    /// By subject and metric, the shares of its time at which something may happen, but for the promise itself; ascending.
    private let percents: [SubjectKind: [String: [Int]]]
    /// The same of the marks in minutes.
    private let minuteMarks: [SubjectKind: [String: [EscalationLadder.Mark]]]

    init(_ all: [EscalationLadder], unowned: String, metrics: [String]) {
        (self.all, self.unowned) = (all, unowned)
        func shares(_ metric: String, _ kind: SubjectKind) -> [Int] {
            let marks = all.filter { $0.follows(metric, of: kind) }.flatMap(\.rungs).map(\.at)
            return Set(marks.compactMap { if case .percent(let p) = $0, p != 100 { p } else { nil } })
                .sorted()
        }
        func minutes(_ metric: String, _ kind: SubjectKind) -> [EscalationLadder.Mark] {
            let marks = all.filter { $0.follows(metric, of: kind) }.flatMap(\.rungs).map(\.at)
            return Set(marks).filter { $0.minutes(of: 0) != nil }.sorted { $0.description < $1.description }
        }
        func each<T>(_ body: (String, SubjectKind) -> T) -> [SubjectKind: [String: T]] {
            Dictionary(
                uniqueKeysWithValues: Self.kinds.map { kind in
                    (kind, Dictionary(uniqueKeysWithValues: metrics.map { ($0, body($0, kind)) }))
                })
        }
        (percents, minuteMarks) = (each(shares), each(minutes))
    }

    /// What ladders can be about.
    package static let kinds: [SubjectKind] = [.case, .visit, .call]

    /// The shares of a promise's time at which something may happen, once it has passed another (0 for none).
    func shares(_ metric: String, of kind: SubjectKind = .case, after passed: Int) -> [Int] {
        (percents[kind]?[metric] ?? []).filter { $0 > passed }
    }

    /// The minutes after its start at which something may happen to a promise of some length, once so many have passed.
    func minutes(_ metric: String, of kind: SubjectKind, length: Int, after passed: Int) -> [Int] {
        Set((minuteMarks[kind]?[metric] ?? []).compactMap { $0.minutes(of: length) }).filter { $0 > passed }
            .sorted()
    }

    /// The marks to which a promise of some length comes so many minutes after its start.
    func marks(_ metric: String, of kind: SubjectKind, length: Int, at minutes: Int) -> [EscalationLadder
        .Mark]
    {
        (minuteMarks[kind]?[metric] ?? []).filter { $0.minutes(of: length) == minutes }
    }

    /// Whether any of its marks are minutes.
    func countsMinutes(_ metric: String, of kind: SubjectKind) -> Bool {
        minuteMarks[kind]?[metric]?.isEmpty == false
    }

    /// What may happen when a promise of this metric comes to a mark.
    func rungs(of metric: String, of kind: SubjectKind, at mark: EscalationLadder.Mark) -> [(
        EscalationLadder, EscalationLadder.Rung
    )] {
        all.filter { $0.follows(metric, of: kind) }.compactMap { ladder in
            ladder.rung(at: mark).map { (ladder, $0) }
        }
    }

    /// The ladders of something that happens.
    func ladders(on event: EscalationLadder.Event) -> [EscalationLadder] {
        all.filter { if case .event(event, _) = $0.trigger { true } else { false } }
    }
}
