package import Model
package import Resources
import Workflow

/// A part as `parts.yaml` gives it.
package struct Part: Sendable, Hashable {
    package var code: String
    package var label: Label
    package var unit: Label
    /// For one; whether tax is in it is said in `prices.yaml`.
    package var price: Money
    package var uses: [Use]
    /// When to order, and up to how many; nil is only when somebody wants one.
    package var reorder: Reorder?

    package struct Use: Sendable, Hashable {
        package var product: String
        /// None is all of the product's.
        package var faults: [String]
    }

    package struct Reorder: Sendable, Hashable {
        package var below: Int
        package var to: Int
    }

    /// - Parameter fault: nil is any.
    package func isFor(product: String, fault: String?) -> Bool {
        uses.contains { use in
            use.product == product && (fault.map { use.faults.isEmpty || use.faults.contains($0) } ?? true)
        }
    }
}

package struct Depot: Sendable, Hashable {
    package var name: String
    package var label: Label
    /// Nil where nobody said; no day begins there then, and no map shows it.
    package var place: Place?
    /// Whose technicians fetch parts here; none is everybody's.
    package var teams: [String]

    package func serves(_ person: Staff) -> Bool { teams.isEmpty || teams.contains(person.team) }
}

/// `Resources/parts.yaml`: which parts there can be, and where they are kept.
package struct PartBook: Sendable {
    package let currency: String
    /// In the file's order.
    package let depots: [Depot]
    package let parts: [Part]
    /// What each part is found by.
    let names: [PartNames]
    /// What parts are counted in, as people write it.
    let units: Set<String>

    package static let file = "parts.yaml"

    package subscript(code: String) -> Part? { parts.first { $0.code == code } }

    /// - Throws: `PartFault.unknownPart`.
    package func part(_ code: String) throws -> Part {
        if let part = self[code] { return part }
        let near: [Part] =
            switch find(code) {
            case .part(let part): [part]
            case .several(let parts), .none(let parts): parts
            }
        throw PartFault.unknownPart(code, near: near.map(\.candidate))
    }

    package func depot(_ name: String) -> Depot? { depots.first { $0.name == name } }

    /// - Throws: the first `RuleFault`, with file and line.
    package init(_ library: ResourceLibrary, _ settings: DeskSettings) throws {
        var faults: [RuleFault] = []
        self = try PartBook(library, settings, faults: &faults)
        if let first = faults.first { throw first }
    }

    /// Everything wrong in the file.
    package static func check(_ library: ResourceLibrary, _ settings: DeskSettings) throws -> [RuleFault] {
        var faults: [RuleFault] = []
        do { _ = try PartBook(library, settings, faults: &faults) } catch let fault as RuleFault {
            faults.append(fault)
        }
        return faults
    }

    private init(_ library: ResourceLibrary, _ settings: DeskSettings, faults: inout [RuleFault]) throws {
        let root = try RuleNode.parse(library.file(Self.file))
        try root.allowOnly("currency", "depots", "parts")
        currency = try root.text("currency", or: "CNY")
        var (depots, parts) = ([Depot](), [Part]())
        for (key, node) in try root.need("depots").entries {
            do { depots.append(try Self.depot(key, node)) } catch let fault as RuleFault {
                faults.append(fault)
            }
        }
        for (key, node) in try root.need("parts").entries {
            do { parts.append(try Self.part(key, node, currency, settings)) } catch let fault as RuleFault {
                faults.append(fault)
            }
        }
        (self.depots, self.parts) = (depots, parts)
        names = parts.map { PartNames($0.code, $0.label) }
        let units = parts.flatMap { $0.unit.texts.values.map(PartNames.plain) }
        let several = units.filter { $0.allSatisfy(\.isASCII) }.map { $0 + "s" }
        self.units = Set(units + several + ["pc", "pcs", "件"])
    }

    private static func depot(_ key: RuleNode, _ node: RuleNode) throws -> Depot {
        try node.allowOnly("label", "place", "teams")
        return Depot(
            name: try name(key), label: try node.label("label"),
            place: try node["place"].map { node in
                guard let place = Place(node.string ?? "") else {
                    throw node.fault("part.notPlace", ["place": .text(node.string ?? "")])
                }
                return place
            }, teams: try node.words("teams"))
    }

    private static func part(
        _ key: RuleNode, _ node: RuleNode, _ currency: String, _ settings: DeskSettings
    ) throws -> Part {
        try node.allowOnly("label", "unit", "price", "for", "reorder")
        return Part(
            code: try name(key), label: try node.label("label"), unit: try node.label("unit"),
            price: try node.need("price").asPrice(currency),
            uses: try (node["for"]?.items ?? []).map { try use($0, settings) },
            reorder: try node["reorder"].map { node in
                try node.allowOnly("below", "to")
                let (below, to) = (try node.integer("below"), try node.integer("to"))
                guard (0...100_000).contains(below), (below...100_000).contains(to) else {
                    throw node.fault("part.badReorder")
                }
                return Part.Reorder(below: below, to: to)
            })
    }

    private static func use(_ node: RuleNode, _ settings: DeskSettings) throws -> Part.Use {
        try node.allowOnly("product", "faults")
        let use = Part.Use(product: try node.text("product"), faults: try node.words("faults"))
        guard let product = settings.products.first(where: { $0.name == use.product }) else {
            throw try node.need("product").unknown(use.product, among: settings.products.map(\.name))
        }
        let known = product.faults.map(\.name)
        for fault in node["faults"]?.items ?? [] where !known.contains(fault.string ?? "") {
            throw fault.unknown(fault.string ?? "", among: known)
        }
        return use
    }

    private static func name(_ key: RuleNode) throws -> String {
        guard let name = key.string, PartCode.isCode(name) else {
            throw key.fault("part.badCode", ["code": .text(key.string ?? "")])
        }
        return name
    }
}

extension RuleNode {
    /// A sum that is charged.
    func asPrice(_ currency: String) throws -> Money {
        guard let sum = string.flatMap({ Money($0, currency: currency) }),
            (0...10_000_000_00).contains(sum.minor)
        else { throw fault("dispatching.notPrice", ["value": .text(string ?? "")]) }
        return sum
    }

    func unknown(_ name: String, among known: [String]) -> RuleFault {
        fault("dispatching.unknownName", ["name": .text(name), "choices": .list(known.map { .text($0) })])
    }
}
