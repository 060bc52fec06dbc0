package import Model

/// All promises, and the rule by which one is chosen for a metric. Of those in force on the day whose scope fits:
/// 1. the one whose scope names most (`Promise.Scope.specificity`);
/// 2. then the one that names the closest region: service zone before city before province;
/// 3. then the newest by `since`;
/// 4. then the first by id.
package struct PromiseBook: Sendable {
    /// By id, and of one id by the day since which it is in force.
    package let all: [Promise]
    private let byMetric: [String: [Promise]]
    private let byID: [String: [Promise]]

    /// The promise chosen for a metric, and why not the others.
    package struct Choice: Sendable {
        package var promise: Promise?
        package var considered: [Considered]
    }

    package struct Considered: Sendable, Hashable {
        package var promise: Promise
        package var verdict: Verdict
    }

    package enum Verdict: Sendable, Hashable {
        case chosen
        /// Fits, but the chosen one is more specific.
        case lessSpecific
        /// Fits as closely, but the chosen one is newer.
        case older
        /// Fits as closely and is as old; the chosen one comes first by id.
        case later
        /// Does not apply, because of this part of its scope.
        case notFor(String)
        /// Not in force on the day.
        case notInForce
    }

    init(_ promises: [Promise]) {
        all = promises.sorted { $0.id == $1.id ? $0.age < $1.age : $0.id < $1.id }
        byMetric = Dictionary(grouping: all.filter { $0.metric != nil }) { $0.metric ?? "" }
            .mapValues { $0.sorted { Self.precedes($0, $1) } }
        byID = Dictionary(grouping: all) { $0.id }
    }

    /// The order of choice as far as it does not depend on the matter.
    private static func precedes(_ a: Promise, _ b: Promise) -> Bool {
        let (x, y) = (a.scope.specificity, b.scope.specificity)
        if x != y { return x > y }
        return a.age != b.age ? a.age > b.age : a.id < b.id
    }

    /// The newest of an id, whether or not it is in force.
    package subscript(id: String) -> Promise? { byID[id]?.last }

    /// The one of an id that is in force on a day.
    package subscript(id: String, on day: Day) -> Promise? { byID[id]?.last { $0.isInForce(on: day) } }

    /// This book with another's promises in place of those of the same id, and added where there are none.
    package func amended(by other: PromiseBook) -> PromiseBook {
        PromiseBook(all.filter { other[$0.id] == nil } + other.all)
    }

    /// This book with another's promises from a day on, each from the day it names itself where that is later: until then
    /// what this book says of its id holds. The promises that the other does not name go on as they are.
    package func succeeded(by other: PromiseBook, since day: Day) -> PromiseBook {
        let kept = all.compactMap { mine -> Promise? in
            guard let next = other[mine.id] else { return mine }
            return mine.inForce(until: next.inForce(since: day)?.since ?? day)
        }
        return PromiseBook(kept + other.all.compactMap { $0.inForce(since: day) })
    }

    /// This book with another target for one promise, whenever it is in force; nil where it has none of that id with a target.
    package func promising(_ target: Target, for id: String) -> PromiseBook? {
        guard all.contains(where: { $0.id == id && $0.published != nil }) else { return nil }
        return PromiseBook(
            all.map { promise in
                var changed = promise
                if promise.id == id, promise.published != nil { changed.published = target }
                return changed
            })
    }

    /// What a promise is called; its id when it is no longer in the book.
    package func label(of id: String) -> Label { self[id]?.label ?? Label(["en": id, "zh-Hans": id]) }

    /// The promise whose clock a metric starts. Quick: no reasons are gathered.
    package func promise(for metric: String, _ facts: PromiseFacts, on day: Day) -> Promise? {
        var best: Promise?
        for promise in byMetric[metric] ?? [] {
            if let best, best.scope.specificity > promise.scope.specificity { break }
            guard promise.isInForce(on: day), promise.scope.mismatch(facts) == nil else { continue }
            if let best, best.scope.closeness(facts) >= promise.scope.closeness(facts) { continue }
            best = promise
        }
        return best
    }

    /// The same choice with every promise considered and what was said of it.
    package func choose(metric: String, facts: PromiseFacts, on day: Day) -> Choice {
        let chosen = promise(for: metric, facts, on: day)
        let considered = (byMetric[metric] ?? []).map {
            Considered(promise: $0, verdict: verdict($0, chosen, facts, day))
        }
        return Choice(promise: chosen, considered: considered)
    }

    private func verdict(_ promise: Promise, _ chosen: Promise?, _ facts: PromiseFacts, _ day: Day) -> Verdict
    {
        if let part = promise.scope.mismatch(facts) { return .notFor(part) }
        guard promise.isInForce(on: day), let chosen else { return .notInForce }
        if promise.id == chosen.id { return .chosen }
        if promise.scope.specificity < chosen.scope.specificity
            || promise.scope.closeness(facts) < chosen.scope.closeness(facts)
        {
            return .lessSpecific
        }
        return promise.age < chosen.age ? .older : .later
    }
}

extension Promise {
    package func isInForce(on day: Day) -> Bool {
        (since.map { $0 <= day } ?? true) && (until.map { day < $0 } ?? true)
    }

    /// It, ended before a day; nil where nothing is left of it.
    fileprivate func inForce(until day: Day) -> Promise? {
        var earlier = self
        earlier.until = min(until ?? day, day)
        return earlier.isEverInForce ? earlier : nil
    }

    /// It, begun no sooner than a day; nil where it has ended by then.
    fileprivate func inForce(since day: Day) -> Promise? {
        var later = self
        later.since = max(since ?? day, day)
        return later.isEverInForce ? later : nil
    }

    private var isEverInForce: Bool {
        guard let since, let until else { return true }
        return since < until
    }

    /// The day it is in force since; those that always were come before all.
    fileprivate var age: Day { since ?? Day(number: .min) }
}
