import Model
package import Resources

extension PromiseBook {
    /// - Parameters:
    ///   - metrics: what workflows can count; nil to take any.
    ///   - kinds: the kinds of case there are; nil to take any.
    /// - Throws: `RuleFault` with file and line.
    package init(
        files: [ResourceFile], calendars: Calendars, metrics: Set<String>? = nil, kinds: Set<String>? = nil
    ) throws {
        let words = Vocabulary(calendars: calendars, metrics: metrics, kinds: kinds)
        var promises: [Promise] = []
        for file in files {
            let root = try RuleNode.parse(file)
            try root.allowOnly("line", "calendar", "promises")
            let line = try root.choice("line", as: Promise.Line.self)
            for node in try root.need("promises").items {
                let promise = try Self.read(node, line, root, words)
                if promises.contains(where: { $0.id == promise.id }) {
                    throw node.fault("promise.twice", ["id": .text(promise.id)])
                }
                promises.append(promise)
            }
        }
        self.init(promises)
    }

    /// The names a promise may use.
    private struct Vocabulary {
        let calendars: Calendars
        let metrics: Set<String>?
        let kinds: Set<String>?
    }

    private static func read(
        _ node: RuleNode, _ line: Promise.Line, _ root: RuleNode, _ words: Vocabulary
    ) throws -> Promise {
        try node.allowOnly(
            "id", "label", "wording", "need", "metric", "published", "internal", "repeats", "calendar", "for",
            "since", "until", "source")
        let metric = try metric(node, words)
        let (published, own) = try targets(node)
        guard (metric == nil) == (published == nil) else { throw node.fault("promise.metricAndTarget") }
        let repeats = try node.flag("repeats")
        if repeats, metric == nil { throw try node.need("repeats").fault("promise.repeatsWhat") }
        let (since, until) = (try node.day("since"), try node.day("until"))
        if let since, let until, until <= since {
            throw try node.need("until").fault(
                "promise.neverInForce", ["since": .day(since), "until": .day(until)])
        }
        return Promise(
            id: try node.text("id"), line: line, need: try node.choice("need", as: Promise.Need.self),
            label: try node.label("label"), wording: try node.label("wording"), metric: metric,
            published: published, internalTarget: own ?? published, repeats: repeats,
            calendar: try calendar(node, root, words), scope: try scope(node.need("for"), words),
            since: since, until: until, source: try node.text("source"))
    }

    /// Where neither the promise nor its file names one.
    private static let fallbackCalendar = "cn-service"

    private static func calendar(_ node: RuleNode, _ root: RuleNode, _ words: Vocabulary) throws -> String {
        let named = node["calendar"] ?? root["calendar"]
        let calendar = named?.string ?? fallbackCalendar
        guard words.calendars[calendar] != nil else {
            throw (named ?? node).fault(
                "promise.noCalendar",
                ["name": .text(calendar), "known": .list(words.calendars.names.map { .text($0) })])
        }
        return calendar
    }

    private static func metric(_ node: RuleNode, _ words: Vocabulary) throws -> String? {
        guard let child = node["metric"] else { return nil }
        let metric = child.string ?? ""
        if let known = words.metrics, !known.contains(metric) {
            throw child.fault(
                "promise.noMetric", ["name": .text(metric), "known": .list(known.sorted().map { .text($0) })])
        }
        return metric
    }

    private static func targets(_ node: RuleNode) throws -> (published: Target?, own: Target?) {
        let published = try target(node, "published")
        guard let own = try target(node, "internal") else { return (published, nil) }
        if let published, own.isAlwaysLonger(than: published) {
            throw try node.need("internal").fault(
                "promise.internalLonger",
                ["internal": .phrase(own.phrase), "published": .phrase(published.phrase)])
        }
        return (published, own)
    }

    private static func target(_ node: RuleNode, _ key: String) throws -> Target? {
        guard let child = node[key] else { return nil }
        do { return try Target(parsing: child.string ?? "") } catch let fault as TimeFault {
            throw child.fault(fault.phrase.key, fault.phrase.facts)
        }
    }

    private static func scope(_ node: RuleNode, _ words: Vocabulary) throws -> Promise.Scope {
        try node.allowOnly("subject", "kinds", "severity", "customer", "dealer", "region", "product")
        var scope = Promise.Scope(subject: try node.choice("subject", as: SubjectKind.self))
        scope.kinds = try words.kinds.map { try node.words(of: $0.sorted(), "kinds") } ?? node.words("kinds")
        scope.severity = try node.words(of: Severity.allCases.map(\.rawValue), "severity")
        scope.customer = try node.words(of: CustomerKind.allCases.map(\.rawValue), "customer")
        scope.dealer = try node.words(of: DealerType.allCases.map(\.rawValue), "dealer")
        scope.region = try node.words("region")
        scope.product = try node.words("product")
        return scope
    }
}
