import Model
package import Resources

extension DispatchBook {
    /// What the names in the file may be; empty takes any.
    package struct Known: Sendable {
        package var products: [String: [String]]
        package var kinds: [String]
        package var severities: [String]
        package var parts: [String]

        /// - Parameter products: each with its faults.
        package init(
            products: [String: [String]] = [:], kinds: [String] = [], severities: [String] = [],
            parts: [String] = []
        ) {
            (self.products, self.kinds, self.severities) = (products, kinds, severities)
            self.parts = parts
        }
    }

    /// - Parameter companion: the file that `travel.table` names, beside this one.
    /// - Throws: the first `RuleFault`, with file and line.
    package init(
        file: ResourceFile, known: Known = Known(), companion: (String) throws -> ResourceFile
    ) throws {
        let root = try Self.root(file)
        prices = try Self.prices(root)
        priorities = try Self.priorities(root.need("priorities"), known)
        travel = try Self.travel(root.need("travel"), companion)
        day = try Self.day(root.need("day"))
        demands = try (root["demands"]?.items ?? []).map { try Self.demand($0, known) }
    }

    /// Everything wrong in the file, one fault for each part of it and each demand.
    package static func check(
        file: ResourceFile, known: Known, companion: (String) throws -> ResourceFile
    ) throws -> [RuleFault] {
        var faults: [RuleFault] = []
        func attempt(_ body: () throws -> Void) throws {
            do { try body() } catch let fault as RuleFault { faults.append(fault) }
        }
        try attempt {
            let root = try root(file)
            try attempt { _ = try prices(root) }
            try attempt { _ = try priorities(root.need("priorities"), known) }
            try attempt { _ = try travel(root.need("travel"), companion) }
            try attempt { _ = try day(root.need("day")) }
            for node in root["demands"]?.items ?? [] { try attempt { _ = try demand(node, known) } }
        }
        return faults
    }

    private static func root(_ file: ResourceFile) throws -> RuleNode {
        let root = try RuleNode.parse(file)
        try root.allowOnly("currency", "prices", "priorities", "travel", "day", "demands")
        return root
    }

    private static func priorities(_ node: RuleNode, _ known: Known) throws -> [String: Int] {
        try node.entries.reduce(into: [:]) { found, entry in
            let name = entry.key.string ?? ""
            try check(entry.key, name, among: known.severities)
            found[name] = try whole(entry.value, name, in: 1...10_000)
        }
    }

    private static func prices(_ root: RuleNode) throws -> Prices {
        let node = try root.need("prices")
        var prices = Prices()
        prices.currency = try root.text("currency", or: "CNY")
        for (key, value) in node.entries {
            guard let item = key.string.flatMap(Prices.Item.init) else {
                throw key.fault(
                    "rule.unknownKey",
                    [
                        "key": .text(key.string ?? ""),
                        "choices": .list(Prices.Item.allCases.map { .text($0.rawValue) }),
                    ])
            }
            guard let money = value.string.flatMap({ Money($0) }), (0...100_000_00).contains(money.minor)
            else { throw value.fault("dispatching.notPrice", ["value": .text(value.string ?? "")]) }
            prices[item] = money.minor
        }
        // A file that was written before a second visit had a price need not say one.
        for item in Prices.Item.allCases where item != .secondVisit { _ = try node.need(item.rawValue) }
        return prices
    }

    private static func day(_ node: RuleNode) throws -> DayRules {
        try node.allowOnly("commute", "shift", "gap", "overrun", "notice")
        var day = DayRules()
        day.commuteCounts = try node.flag("commute")
        day.shift = .minutes(try whole(node.need("shift"), "shift", in: 0...240))
        day.usableGap = .minutes(try whole(node.need("gap"), "gap", in: 0...480))
        day.overrun = .minutes(try whole(node.need("overrun"), "overrun", in: 0...240))
        day.notice = .minutes(try whole(node.need("notice"), "notice", in: 0...240))
        return day
    }

    private static func demand(_ node: RuleNode, _ known: Known) throws -> Demand {
        try node.allowOnly(
            "product", "fault", "kind", "minutes", "skill", "level", "certificate", "crew", "parts")
        var demand = Demand(needs: Needs())
        demand.product = try node["product"].map { _ in try node.text("product") }
        demand.fault = try node["fault"].map { _ in try node.text("fault") }
        demand.kind = try node["kind"].map { _ in try node.text("kind") }
        if let product = demand.product {
            try check(node.need("product"), product, among: known.products.keys.sorted())
            if let fault = demand.fault {
                try check(node.need("fault"), fault, among: known.products[product] ?? [])
            }
        }
        if let kind = demand.kind { try check(node.need("kind"), kind, among: known.kinds) }
        demand.needs.minutes = try node["minutes"].map { try whole($0, "minutes", in: 5...1440) }
        demand.needs.skill = try node["skill"].map { _ in try node.text("skill") }
        demand.needs.level = try node["level"].map { try whole($0, "level", in: 1...5) }
        demand.needs.certificate = try node["certificate"].map { _ in try node.text("certificate") }
        demand.needs.crew = try node["crew"].map { try whole($0, "crew", in: 1...2) }
        for (part, count) in node["parts"]?.entries ?? [] {
            try check(part, part.string ?? "", among: known.parts)
            demand.needs.parts[part.string ?? ""] = try whole(count, part.string ?? "", in: 1...1000)
        }
        return demand
    }

    static func check(_ node: RuleNode, _ name: String, among known: [String]) throws {
        guard known.isEmpty || known.contains(name) else {
            throw node.fault(
                "dispatching.unknownName",
                ["name": .text(name), "choices": .list(known.map { .text($0) })])
        }
    }

    static func whole(_ node: RuleNode, _ key: String, in range: ClosedRange<Int>) throws -> Int {
        guard let number = node.integer, range.contains(number) else {
            throw node.fault(
                "dispatching.notInRange",
                [
                    "key": .text(key), "value": .text(node.string ?? ""),
                    "least": .text(String(range.lowerBound)), "most": .text(String(range.upperBound)),
                ])
        }
        return number
    }
}
