import Model
import Resources

/// Reads `Resources/warranty/*.yaml`. Every complaint carries file and line; an unknown key is a complaint.
struct RuleSetReader {
    let root: RuleNode

    /// All rule sets, those that include another completed by its rows.
    static func read(_ files: [ResourceFile]) throws -> [RuleSet] {
        let roots = try files.map { try RuleNode.parse($0) }
        let own = try roots.map { try RuleSetReader(root: $0).ruleSet() }
        for (index, ruleSet) in own.enumerated()
        where own[..<index].contains(where: { $0.name == ruleSet.name }) {
            throw try roots[index].need("rules").fault(
                "entitlement.file.twice", ["name": .text(ruleSet.name)])
        }
        return try zip(roots, own).map { root, ruleSet in
            let whole = try including(ruleSet, from: own, at: root)
            try checkReferences(whole, at: root)
            return whole
        }
    }

    /// The included sets' rows come after the set's own, with their causes and cautions.
    private static func including(_ ruleSet: RuleSet, from all: [RuleSet], at root: RuleNode) throws
        -> RuleSet
    {
        var whole = ruleSet
        for name in ruleSet.includes {
            guard let other = all.first(where: { $0.name == name && $0.name != ruleSet.name }) else {
                throw try root.need("include").fault(
                    "entitlement.file.unknownInclude",
                    ["name": .text(name), "known": .list(all.map { .text($0.name) })])
            }
            whole.rules += other.rules
            whole.exclusions.merge(other.exclusions) { mine, _ in mine }
            whole.cautions += other.cautions
        }
        return whole
    }

    /// A row may only rest on rows before it, so that one pass decides all.
    private static func checkReferences(_ ruleSet: RuleSet, at root: RuleNode) throws {
        var known: [String] = []
        for rule in ruleSet.rules {
            let node = try root.need("table").items.first { $0["id"]?.string == rule.id } ?? root
            if known.contains(rule.id) {
                throw node.fault("entitlement.file.twice", ["name": .text(rule.id)])
            }
            for name in rule.conditions.flatMap(\.references) where !known.contains(name) {
                throw node.fault(
                    "entitlement.file.unknownRule",
                    ["name": .text(name), "known": .list(known.map { .text($0) })])
            }
            known.append(rule.id)
        }
    }

    func ruleSet() throws -> RuleSet {
        try root.allowOnly(
            "rules", "label", "law", "market", "standing", "applies from", "include", "warranty", "products",
            "exclusions", "parts", "cautions", "table")
        let law = try root.label("law")
        let parts = try labelled("parts") { node in
            try node.allowOnly("kind", "label")
            return Part(label: try node.label("label"), kind: try node.choice("kind", as: Part.Kind.self))
        }
        return RuleSet(
            name: try root.text("rules"), label: try root.label("label"), law: law,
            market: try root["market"].map { _ in try root.text("market") },
            standing: try root.choice("standing", as: RuleSet.Standing.self),
            appliesFrom: try root.day("applies from"), warranty: try warranty(),
            products: try labelled("products") { try product($0, parts: parts) },
            exclusions: try labelled("exclusions") { try $0.asLabel() }, parts: parts,
            rules: try root.need("table").items.map { try rule($0, law: law) },
            cautions: try (root["cautions"]?.items ?? []).map { try $0.asLabel() },
            includes: try root.words("include"))
    }

    /// A mapping from names to whatever `read` makes of the values.
    private func labelled<Value>(_ key: String, read: (RuleNode) throws -> Value) throws -> [String: Value] {
        var values: [String: Value] = [:]
        for (name, node) in root[key]?.entries ?? [] { values[name.string ?? ""] = try read(node) }
        return values
    }

    private func warranty() throws -> WarrantyTerms {
        let node = try root.need("warranty")
        try node.allowOnly("since", "repair days", "exchange", "last day on a holiday", "repair extends")
        return WarrantyTerms(
            since: try node.choice("since", as: Anchor.self),
            addsRepairDays: try node.choice("repair days", as: RepairDays.self) == .added,
            restartsAtExchange: try node.choice("exchange", as: AtExchange.self) == .restarts,
            lastDayMoves: try node.choice("last day on a holiday", as: OnHoliday.self) == .moves,
            repairExtends: try node["repair extends"].map { extends in
                try extends.allowOnly("by", "from")
                guard let from = try extends.day("from") else {
                    throw extends.fault("rule.missing", ["key": .text("from")])
                }
                return .init(by: try extends.period("by"), from: from)
            })
    }

    private enum RepairDays: String, CaseIterable { case added, ignored }
    private enum AtExchange: String, CaseIterable { case restarts, `continues` }
    private enum OnHoliday: String, CaseIterable { case moves, stays }

    private func product(_ node: RuleNode, parts: [String: Part]) throws -> ProductRow {
        try node.allowOnly("whole", "parts", "daily depreciation", "source")
        var periods: [String: Period] = [:]
        for (name, value) in node["parts"]?.entries ?? [] {
            let part = name.string ?? ""
            guard parts[part] != nil else {
                throw name.fault(
                    "entitlement.file.unknownPart",
                    ["name": .text(part), "known": .list(parts.keys.sorted().map { .text($0) })])
            }
            periods[part] = try value.asPeriod()
        }
        return ProductRow(
            whole: try node["whole"].map { try $0.asPeriod() }, parts: periods,
            dailyDepreciation: try node["daily depreciation"].map { try $0.asMillionths() },
            source: try node["source"].map { _ in try node.text("source") })
    }
}

extension RuleNode {
    func period(_ key: String) throws -> Period { try need(key).asPeriod() }

    func asPeriod() throws -> Period {
        guard let period = string.flatMap({ Period($0) }) else {
            throw fault("entitlement.file.notPeriod", ["value": .text(string ?? "")])
        }
        return period
    }

    /// `0.05 %` as 500 millionths.
    func asMillionths() throws -> Int {
        let text = string ?? ""
        let parts =
            text.hasSuffix("%")
            ? text.dropLast().split(separator: " ").joined().split(
                separator: ".", omittingEmptySubsequences: false)
            : []
        let decimals = parts.count == 2 ? String(parts[1]) : ""
        guard (1...2).contains(parts.count), decimals.count <= 4,
            (parts + [""]).allSatisfy({ $0.allSatisfy(\.isNumber) }),
            let whole = Int(parts[0]), whole < 100,
            let fraction = Int(decimals + String(repeating: "0", count: 4 - decimals.count))
        else { throw fault("entitlement.file.notPercent", ["value": .text(text)]) }
        return whole * 10_000 + fraction
    }
}
