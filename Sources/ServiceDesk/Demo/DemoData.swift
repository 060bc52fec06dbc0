import Model
import Resources

/// Names, places, goods and texts of `Resources/demo`.
struct DemoData: Sendable {
    let people: People
    let cities: [City]
    let goods: [Goods]
    private let texts: [String: [String: [String]]]

    struct People: Sendable {
        var surnames, rareSurnames, given, rareGiven, whole, english: [String]
        /// Customers that are no persons, by their kind.
        var organisations: [(kind: CustomerKind, names: [String])]
        /// Role of the staff in the plural, sign-in name, name.
        var staff: [(role: String, login: String, name: String)]
        var technicians: [String]
    }

    struct City: Sendable {
        var province, city, areaCode: String
        var districts: [District]
    }

    struct District: Sendable {
        var name: String
        var place: Place
        var streets: [String]
    }

    struct Goods: Sendable {
        var product: String
        var share: Int
        /// Yuan.
        var price: ClosedRange<Int>
        var models: [String]
        var isInstalled: Bool
    }

    /// What may be said on a subject in a language.
    func texts(_ subject: String, in language: String) -> [String] {
        texts[subject]?[language] ?? texts[subject]?["en"] ?? [subject]
    }

    /// - Throws: `ResourceFault`, `RuleFault`.
    init(_ library: ResourceLibrary) throws {
        people = try Self.people(RuleNode.parse(library.file("demo/people.yaml")))
        cities = try Self.cities(RuleNode.parse(library.file("demo/places.yaml")))
        goods = try Self.goods(RuleNode.parse(library.file("demo/goods.yaml")))
        texts = try Self.texts(RuleNode.parse(library.file("demo/texts.yaml")))
    }

    private static func people(_ root: RuleNode) throws -> People {
        try root.allowOnly(
            "surnames", "rareSurnames", "given", "rareGiven", "whole", "english", "staff", "organisations")
        let staff = try root.need("staff")
        try staff.allowOnly(
            "agents", "senior agents", "dispatchers", "supervisors", "follow-up clerks", "quality",
            "managers", "technicians")
        return People(
            surnames: try list(root, "surnames"), rareSurnames: try list(root, "rareSurnames"),
            given: try list(root, "given"), rareGiven: try list(root, "rareGiven"),
            whole: try list(root, "whole"),
            english: try list(root, "english"),
            organisations: try root.need("organisations").entries.map { key, names in
                guard let kind = key.string.flatMap(CustomerKind.init) else {
                    throw key.fault("rule.notText", ["key": .text(key.string ?? "")])
                }
                return (kind, names.items.compactMap(\.string))
            },
            staff: staff.entries.filter { $0.key.string != "technicians" }.flatMap { role, people in
                people.entries.map { (role.string ?? "", $0.key.string ?? "", $0.value.string ?? "") }
            }, technicians: try list(staff, "technicians"))
    }

    private static func cities(_ root: RuleNode) throws -> [City] {
        try root.allowOnly("cities")
        return try root.need("cities").items.map { node in
            try node.allowOnly("province", "city", "areaCode", "districts")
            return City(
                province: try node.text("province"), city: try node.text("city"),
                areaCode: try node.text("areaCode"),
                districts: try node.need("districts").entries.map { name, district in
                    try district.allowOnly("at", "streets")
                    let at = try district.need("at").items.compactMap(\.double)
                    guard at.count == 2 else { throw district.fault("rule.missing", ["key": .text("at")]) }
                    return District(
                        name: name.string ?? "", place: Place(latitude: at[0], longitude: at[1]),
                        streets: try list(district, "streets"))
                })
        }
    }

    private static func goods(_ root: RuleNode) throws -> [Goods] {
        try root.allowOnly("goods")
        return try root.need("goods").entries.map { product, node in
            try node.allowOnly("share", "price", "models", "installed")
            let price = try node.need("price").items.compactMap(\.integer)
            guard price.count == 2, price[0] <= price[1] else {
                throw node.fault("rule.missing", ["key": .text("price")])
            }
            return Goods(
                product: product.string ?? "", share: try node.integer("share"), price: price[0]...price[1],
                models: try list(node, "models"), isInstalled: try node.flag("installed"))
        }
    }

    private static func texts(_ root: RuleNode) throws -> [String: [String: [String]]] {
        var texts: [String: [String: [String]]] = [:]
        for (subject, node) in root.entries {
            for language in ["en", "zh-Hans"] {
                texts[subject.string ?? "", default: [:]][language] = try list(node, language)
            }
        }
        return texts
    }

    /// A list that holds something, since it is drawn from.
    private static func list(_ node: RuleNode, _ key: String) throws -> [String] {
        let words = try node.need(key).items.compactMap(\.string)
        guard !words.isEmpty else { throw try node.need(key).fault("rule.missing", ["key": .text(key)]) }
        return words
    }
}
