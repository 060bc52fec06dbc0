package import Model
package import ServiceTime
package import Simulation

/// What the promises of a past case are chosen by, and what came of its clocks: with it other promises are tried without the
/// records.
struct OwedCase: Sendable, Hashable {
    /// The clocks of a metric that the case's workflow may start.
    struct Clocks: Sendable, Hashable {
        var metric: String
        /// Whether they stop as somebody comes or is done.
        var isOfVisits: Bool
        /// Of those that fell due in the time that is looked at, whether each was kept.
        var kept: [Bool]
    }

    var facts: PromiseFacts
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
        for (number, one) in owed.enumerated() {
            past.patterns[number].terms = one.clocks.compactMap { clocks in
                guard let promise = book.promise(for: clocks.metric, one.facts, on: inForce ?? one.opened),
                    let target = promise.published, !promise.repeats,
                    let calendar = calendars[promise.calendar]
                else { return nil }
                let term = past.number(
                    PromiseTerm(
                        promise: promise.id, metric: clocks.metric, target: target, calendar: calendar,
                        isOfVisits: clocks.isOfVisits))
                past.went.terms[term].count += clocks.kept.count
                past.went.terms[term].kept += clocks.kept.count { $0 }
                return term
            }
        }
        return past
    }

    /// The promises that are simulated, by id.
    package var promised: [String] { Set(terms.map(\.promise)).sorted() }

    /// The one that most cases were owed in some runs, of those that technicians decide, the first of equals; nil where none of
    /// these is owed.
    package func mostOwed(_ tallies: [Tally]) -> Int? {
        let counts = terms.indices.map { term in tallies.reduce(0) { $0 + $1.terms[term].count } }
        return terms.indices.filter { terms[$0].isOfVisits }.max { (counts[$0], $1) < (counts[$1], $0) }
    }

    private mutating func number(_ term: PromiseTerm) -> Int {
        if let known = terms.firstIndex(where: {
            $0.promise == term.promise && $0.metric == term.metric && $0.isOfVisits == term.isOfVisits
        }) {
            return known
        }
        terms.append(term)
        went.terms.append(Tally.Kept())
        return terms.count - 1
    }
}
