package import Model
package import Resources

/// All promises, and the rule by which one is chosen: of those in force that apply, the most specific wins; on a tie the
/// newer, then the first by id.
package struct PromiseBook: Sendable {
    /// By id.
    package let all: [Promise]
    private let byMetric: [String: [Promise]]
    private let byID: [String: Promise]

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
        /// Applies, but the chosen one is more specific (or newer).
        case lessSpecific
        /// Does not apply, because of this part of its scope.
        case notFor(String)
        /// Not in force on the day.
        case notInForce
    }

    init(_ promises: [Promise]) {
        all = promises.sorted { $0.id < $1.id }
        byMetric = Dictionary(grouping: all.filter { $0.metric != nil }) { $0.metric ?? "" }
            .mapValues { list in
                list.sorted {
                    let a = ($0.scope.specificity, $0.since ?? Day(number: .min))
                    let b = ($1.scope.specificity, $1.since ?? Day(number: .min))
                    return a != b ? a > b : $0.id < $1.id
                }
            }
        byID = Dictionary(all.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    }

    package subscript(id: String) -> Promise? { byID[id] }

    /// This book with another's promises in place of those of the same id, and added where there are none.
    package func amended(by other: PromiseBook) -> PromiseBook {
        PromiseBook(all.filter { other[$0.id] == nil } + other.all)
    }

    /// What a promise is called; its id when it is no longer in the book.
    package func label(of id: String) -> Label { byID[id]?.label ?? Label(["en": id, "zh-Hans": id]) }

    /// The promise whose clock a metric starts. Quick: no reasons are gathered.
    package func promise(for metric: String, _ facts: PromiseFacts, on day: Day) -> Promise? {
        byMetric[metric]?.first { $0.isInForce(on: day) && $0.scope.mismatch(facts) == nil }
    }

    /// The same choice with every promise considered and what was said of it.
    package func choose(metric: String, facts: PromiseFacts, on day: Day) -> Choice {
        let chosen = promise(for: metric, facts, on: day)
        let considered = (byMetric[metric] ?? []).map { promise -> Considered in
            if promise.id == chosen?.id { return Considered(promise: promise, verdict: .chosen) }
            if let part = promise.scope.mismatch(facts) {
                return Considered(promise: promise, verdict: .notFor(part))
            }
            return Considered(
                promise: promise, verdict: promise.isInForce(on: day) ? .lessSpecific : .notInForce)
        }
        return Choice(promise: chosen, considered: considered)
    }
}

extension Promise {
    package func isInForce(on day: Day) -> Bool {
        (since.map { $0 <= day } ?? true) && (until.map { day < $0 } ?? true)
    }
}

// MARK: Reading

extension PromiseBook {
    /// - Throws: `RuleFault` with file and line.
    package init(files: [ResourceFile], calendars: Calendars, metrics: Set<String>? = nil) throws {
        var promises: [Promise] = []
        for file in files {
            let root = try RuleNode.parse(file)
            try root.allowOnly("line", "calendar", "promises")
            let line = try root.choice("line", as: Promise.Line.self)
            for node in try root.need("promises").items {
                let promise = try Self.read(node, line, root, calendars, metrics)
                if promises.contains(where: { $0.id == promise.id }) {
                    throw node.fault("promise.twice", ["id": .text(promise.id)])
                }
                promises.append(promise)
            }
        }
        self.init(promises)
    }

    private static func read(
        _ node: RuleNode, _ line: Promise.Line, _ root: RuleNode, _ calendars: Calendars,
        _ metrics: Set<String>?
    ) throws -> Promise {
        try node.allowOnly(
            "id", "label", "wording", "need", "metric", "published", "internal", "calendar", "for", "since",
            "until",
            "source")
        let calendar = try node["calendar"]?.string ?? root.text("calendar", or: "cn-service")
        guard calendars[calendar] != nil else {
            throw (node["calendar"] ?? root["calendar"] ?? node).fault(
                "promise.noCalendar",
                ["name": .text(calendar), "known": .list(calendars.names.map { .text($0) })])
        }
        let metric = node["metric"]?.string
        if let metric, let metrics, !metrics.contains(metric) {
            throw try node.need("metric").fault(
                "promise.noMetric",
                ["name": .text(metric), "known": .list(metrics.sorted().map { .text($0) })])
        }
        let published = try target(node, "published")
        let own = try target(node, "internal")
        guard (metric == nil) == (published == nil) else { throw node.fault("promise.metricAndTarget") }
        if let published, let own, published.unit == own.unit, own.count > published.count {
            throw try node.need("internal").fault(
                "promise.internalLonger",
                ["internal": .text(own.description), "published": .text(published.description)])
        }
        return Promise(
            id: try node.text("id"), line: line, need: try node.choice("need", as: Promise.Need.self),
            label: try node.label("label"), wording: try node.label("wording"), metric: metric,
            published: published,
            internalTarget: own ?? published, calendar: calendar, scope: try scope(node.need("for")),
            since: try node.day("since"), until: try node.day("until"), source: try node.text("source"))
    }

    private static func target(_ node: RuleNode, _ key: String) throws -> Target? {
        guard let child = node[key] else { return nil }
        do { return try Target(parsing: child.string ?? "") } catch {
            throw child.fault("time.notATarget", ["text": .text(child.string ?? "")])
        }
    }

    private static func scope(_ node: RuleNode) throws -> Promise.Scope {
        try node.allowOnly("subject", "kinds", "severity", "customer", "dealer", "region", "product")
        var scope = Promise.Scope(subject: try node.choice("subject", as: SubjectKind.self))
        scope.kinds = try node.words("kinds")
        scope.severity = try words(node, "severity", Severity.self)
        scope.customer = try words(node, "customer", CustomerKind.self)
        scope.dealer = try words(node, "dealer", DealerType.self)
        scope.region = try node.words("region")
        scope.product = try node.words("product")
        return scope
    }

    private static func words<E: RawRepresentable & CaseIterable>(
        _ node: RuleNode, _ key: String, _ type: E.Type
    ) throws -> [String] where E.RawValue == String {
        let words = try node.words(key)
        for word in words where E(rawValue: word) == nil {
            throw (node[key] ?? node).fault(
                "rule.notOneOf",
                [
                    "key": .text(key), "value": .text(word),
                    "choices": .list(E.allCases.map { .text($0.rawValue) }),
                ])
        }
        return words
    }
}
