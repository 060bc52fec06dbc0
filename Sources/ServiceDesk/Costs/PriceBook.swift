package import Model
package import Resources
import Workflow

/// `Resources/prices.yaml`: what visits cost, and what a warranty pays of it.
package struct PriceBook: Sendable {
    package var currency: String
    package var tax: TaxRules
    package var callOut: Money
    package var zones: [String: Money]
    package var labour: [LabourRule]
    /// What is paid for who has the right to a free repair, or to a free part.
    package var freeRepair: Set<ChargeKind>
    package var partExchange: Set<ChargeKind>
    /// When the customer must agree once more.
    package var consent: ConsentRule
    /// Per cent of the present value, above which a repair is advised against.
    package var advise: Int
    /// Years over which a product loses its value, evenly.
    package var life: Int

    package struct LabourRule: Sendable, Hashable {
        package var product: String?
        package var fault: String?
        package var kind: String?
        package var price: Price

        package enum Price: Sendable, Hashable {
            case flat(Money)
            /// For an hour, by begun steps of minutes, at least so many.
            case hour(Money, step: Int, least: Int)
        }

        func matches(product: String, fault: String, kind: String) -> Bool {
            (self.product ?? product) == product && (self.fault ?? fault) == fault
                && (self.kind ?? kind) == kind
        }
    }

    package static let file = "prices.yaml"

    /// The labour price of a matter: of the lines that match, the last.
    func labour(product: String, fault: String, kind: String) -> LabourRule.Price? {
        labour.last { $0.matches(product: product, fault: fault, kind: kind) }?.price
    }

    /// - Throws: the first `RuleFault`, with file and line.
    package init(_ library: ResourceLibrary, _ settings: DeskSettings, kinds: [String]) throws {
        let root = try RuleNode.parse(library.file(Self.file))
        try root.allowOnly(
            "currency", "tax", "callOut", "zones", "labour", "warranty", "consent", "advise", "life")
        let currency = try root.text("currency", or: "CNY")
        self.currency = currency
        tax = try Self.tax(root.need("tax"))
        callOut = try root.need("callOut").asPrice(currency)
        zones = try (root["zones"]?.entries ?? []).reduce(into: [:]) {
            $0[$1.key.string ?? ""] = try $1.value.asPrice(currency)
        }
        labour = try root.need("labour").items.map { try Self.labour($0, currency, settings, kinds) }
        let warranty = try root.need("warranty")
        try warranty.allowOnly("freeRepair", "partExchange")
        freeRepair = try Self.kinds(warranty, "freeRepair")
        partExchange = try Self.kinds(warranty, "partExchange")
        consent = ConsentRule(percent: try Self.whole(root, "consent", 0...1000))
        advise = try Self.whole(root, "advise", 1...1000)
        life = try Self.whole(root, "life", 1...100)
    }

    /// What is wrong in the file, as far as it is read.
    package static func check(_ library: ResourceLibrary, _ settings: DeskSettings) throws -> [RuleFault] {
        let kinds = try Workflows(checking: library).kinds(of: .case).map(\.name)
        do {
            _ = try PriceBook(library, settings, kinds: kinds)
            return []
        } catch let fault as RuleFault { return [fault] }
    }

    private static func tax(_ node: RuleNode) throws -> TaxRules {
        try node.allowOnly("prices", "rates", "rounding")
        let rates = try node.need("rates")
        try rates.allowOnly("labour", "travel", "parts")
        return TaxRules(
            pricesIncludeTax: try node.choice("prices", as: TaxMark.self) == .with,
            rates: try ChargeKind.allCases.reduce(into: [:]) { found, kind in
                let child = try rates.need(kind.rawValue)
                // Hundredths of a per cent, read as fen are.
                guard let rate = child.string.flatMap({ Money($0) }), (0...100_00).contains(rate.minor) else {
                    throw child.fault("part.badRate", ["value": .text(child.string ?? "")])
                }
                found[kind] = Int(rate.minor)
            }, rounding: try node.choice("rounding", as: Rounding.self))
    }

    private enum TaxMark: String, CaseIterable { case with, without }

    private static func labour(
        _ node: RuleNode, _ currency: String, _ settings: DeskSettings, _ kinds: [String]
    ) throws -> LabourRule {
        try node.allowOnly("product", "fault", "kind", "flat", "hour", "step", "least")
        func name(_ key: String, among known: [String]) throws -> String? {
            guard let child = node[key] else { return nil }
            guard let name = child.string, known.isEmpty || known.contains(name) else {
                throw child.unknown(child.string ?? "", among: known)
            }
            return name
        }
        let product = try name("product", among: settings.products.map(\.name))
        let faults = settings.products.filter { product == nil || $0.name == product }
            .flatMap { $0.faults.map(\.name) }
        let price: LabourRule.Price
        if let flat = node["flat"] {
            price = .flat(try flat.asPrice(currency))
        } else {
            price = .hour(
                try node.need("hour").asPrice(currency),
                step: node["step"] == nil ? 1 : try whole(node, "step", 1...240),
                least: node["least"] == nil ? 0 : try whole(node, "least", 0...1440))
        }
        return LabourRule(
            product: product, fault: try name("fault", among: faults), kind: try name("kind", among: kinds),
            price: price)
    }

    private static func kinds(_ node: RuleNode, _ key: String) throws -> Set<ChargeKind> {
        Set(
            try (node[key]?.items ?? []).map { item in
                guard let kind = item.string.flatMap(ChargeKind.init(rawValue:)) else {
                    throw item.unknown(item.string ?? "", among: ChargeKind.allCases.map(\.rawValue))
                }
                return kind
            })
    }

    private static func whole(_ node: RuleNode, _ key: String, _ range: ClosedRange<Int>) throws -> Int {
        let number = try node.integer(key)
        guard range.contains(number) else {
            throw try node.need(key).fault(
                "dispatching.notInRange",
                [
                    "key": .text(key), "value": .text(String(number)),
                    "least": .text(String(range.lowerBound)), "most": .text(String(range.upperBound)),
                ])
        }
        return number
    }
}
