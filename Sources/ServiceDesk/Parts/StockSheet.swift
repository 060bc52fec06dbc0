import Model
package import Records

/// How a part stands: where it is, what is on order, what visits wait for, and how many to order.
package struct PartStanding: Sendable {
    package var part: Part
    package var levels: [StockLevel]
    package var orders: [StockOrder]
    /// Needed by visits that have nothing reserved.
    package var waiting: Int

    package var onHand: Int { levels.map(\.onHand).reduce(0, +) }
    package var held: Int { levels.map(\.held).reduce(0, +) }
    package var free: Int { onHand - held }
    package var ordered: Int { orders.map(\.remaining).reduce(0, +) }
    /// What will be free once all has come and all who wait have theirs.
    package var available: Int { free + ordered - waiting }
    /// How many to order now; zero while there are enough.
    package var toOrder: Int {
        guard let reorder = part.reorder, available < reorder.below else { return max(0, -available) }
        return reorder.to - available
    }
}

extension Reading {
    /// Every part of the catalogue, in its order.
    package func partStandings() throws -> [PartStanding] {
        let levels = Dictionary(grouping: try stock.levels(), by: \.part)
        let orders = Dictionary(grouping: try stock.openOrders(), by: \.part)
        let waiting = Dictionary(grouping: try stock.waiting(), by: \.part)
        return try rules.parts().parts.map { part in
            PartStanding(
                part: part, levels: levels[part.code] ?? [], orders: orders[part.code] ?? [],
                waiting: (waiting[part.code] ?? []).map(\.missing).reduce(0, +))
        }
    }

    /// - Throws: `PartFault.unknownPart`.
    package func partStanding(_ code: String) throws -> PartStanding {
        let part = try rules.parts().part(code)
        return PartStanding(
            part: part, levels: try stock.levels(of: [code]),
            orders: try stock.openOrders(of: code),
            waiting: try stock.waiting(of: code).map(\.missing).reduce(0, +))
    }
}
