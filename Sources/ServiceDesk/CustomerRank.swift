package import Model
import Resources

/// A rank of customers as `desk.yaml` gives it: whose matters are taken up first, and who hears of them.
package struct CustomerRank: Sendable, Hashable {
    package var name: String
    package var label: Label
}

extension DeskSettings {
    /// - Throws: `RuleFault` with file and line.
    static func ranks(in root: RuleNode) throws -> [CustomerRank] {
        try (root["ranks"]?.entries ?? []).map { key, label in
            CustomerRank(name: key.string ?? "", label: try label.asLabel())
        }
    }

    /// What rules, filters and files call the rank that a record keeps; empty where the desk has no ranks.
    package func rankName(_ kept: String) -> String { kept.isEmpty ? ranks.first?.name ?? "" : kept }

    /// What a record keeps of a rank by its name: nothing of the usual one, so that rules may call that otherwise.
    package func keptRank(_ name: String) -> String { name == ranks.first?.name ? "" : name }

    /// What people call a rank that is kept, where it is not the usual one; its name where the rules no longer know it.
    package func distinction(_ kept: String) -> Label? {
        let name = keptRank(kept)
        if name.isEmpty { return nil }
        return ranks.first { $0.name == name }?.label ?? Label(written: name)
    }
}
