package import Model
package import ServiceTime
package import Simulation

/// What the promises of a past case are chosen by, and what came of its clocks: with it other promises are tried without the
/// records.
struct OwedCase: Sendable, Hashable {
    /// The clocks of a metric that the case's workflow, or that of its visits and calls, may start.
    struct Clocks: Sendable, Hashable {
        var metric: String
        var subject: SubjectKind
        /// Whether they stop as somebody comes or is done.
        var isOfVisits: Bool
        /// Those that fell due in the time that is looked at.
        var judged: [Judged]
    }

    struct Judged: Sendable, Hashable {
        /// How severe the case was then, which says what it was owed.
        var severity: Severity
        var isKept: Bool
    }

    var facts: PromiseFacts
    /// How severe it was as it came, and what it became.
    var severities: [Severity]
    /// The local day.
    var opened: Day
    var clocks: [Clocks]
}

extension PastDesk {
    /// The same past, its cases owed the promises of a book.
    /// - Parameter inForce: the day for which promises are chosen; nil for the day on which each case was opened.
    package func owing(_ book: PromiseBook, inForce: Day?, _ calendars: Calendars) -> PastDesk {
        var past = self
        (past.promises, past.terms, past.went.terms) = (book, [], [])
        let reached = severitiesReached
        for (number, one) in owed.enumerated() {
            let day = inForce ?? one.opened
            func terms(_ severity: Severity, ofCase: Bool) -> [Int] {
                one.clocks.filter { ($0.subject == .case) == ofCase }.compactMap {
                    past.term($0, of: one.facts, at: severity, on: day, calendars)
                }
            }
            let usual = one.severities.first ?? .general
            past.patterns[number].severity = usual
            past.patterns[number].terms = terms(usual, ofCase: true)
            past.patterns[number].termsOfWork = terms(usual, ofCase: false)
            past.patterns[number].termsOf = [:]
            for severity in reached[one.facts.kind, default: []] where severity != usual {
                past.patterns[number].termsOf[severity] = terms(severity, ofCase: true)
            }
            for clocks in one.clocks {
                for judged in clocks.judged {
                    let severity = clocks.subject == .case ? judged.severity : usual
                    guard let term = past.term(clocks, of: one.facts, at: severity, on: day, calendars)
                    else { continue }
                    past.went.terms[term].count += 1
                    if judged.isKept { past.went.terms[term].kept += 1 }
                }
            }
        }
        return past
    }

    /// How severe cases of a kind ever were, the least first: those that never were have no promises of it.
    private var severitiesReached: [String?: [Severity]] {
        let all = owed.reduce(into: [String?: Set<Severity>]()) {
            $0[$1.facts.kind, default: []].formUnion($1.severities)
        }
        return all.mapValues { $0.sorted() }
    }

    /// What a case that is so severe is owed; nil where nothing is that can be simulated.
    private mutating func term(
        _ clocks: OwedCase.Clocks, of facts: PromiseFacts, at severity: Severity, on day: Day,
        _ calendars: Calendars
    ) -> Int? {
        var facts = facts
        (facts.subject, facts.severity) = (clocks.subject, severity)
        guard let promise = promises.promise(for: clocks.metric, facts, on: day),
            let target = promise.published, !promise.repeats, let calendar = calendars[promise.calendar]
        else { return nil }
        return number(
            PromiseTerm(
                promise: promise.id, metric: clocks.metric, target: target, calendar: calendar,
                isOfVisits: clocks.isOfVisits, subject: clocks.subject))
    }

    /// The same with changed promises.
    /// - Parameter changes: the ids that each change is of.
    /// - Throws: `SimulationFault.noPromise` for a change none of whose promises is simulated: it would change nothing.
    package func owing(
        _ book: PromiseBook, changing changes: [[String]], inForce: Day, _ calendars: Calendars
    ) throws -> PastDesk {
        let changed = owing(book, inForce: inForce, calendars)
        let simulated = Set(promised + changed.promised)
        if let idle = changes.first(where: { simulated.isDisjoint(with: $0) }) {
            throw SimulationFault.noPromise(idle.joined(separator: ", "), known: simulated.sorted())
        }
        return changed
    }

    /// The promises that are simulated, by id.
    package var promised: [String] { Set(terms.map(\.promise)).sorted() }

    /// The one that most cases were owed in some runs, of those of cases that technicians decide, the first of equals; nil where
    /// none of these is owed.
    package func mostOwed(_ tallies: [Tally]) -> Int? {
        let counts = terms.indices.map { term in tallies.reduce(0) { $0 + $1.terms[term].count } }
        return terms.indices.filter { terms[$0].isOfVisits && terms[$0].subject == .case }.max {
            (counts[$0], $1) < (counts[$1], $0)
        }
    }

    private mutating func number(_ term: PromiseTerm) -> Int {
        if let known = terms.firstIndex(where: {
            $0.promise == term.promise && $0.metric == term.metric && $0.isOfVisits == term.isOfVisits
                && $0.subject == term.subject
        }) {
            return known
        }
        terms.append(term)
        went.terms.append(Tally.Kept())
        return terms.count - 1
    }
}
