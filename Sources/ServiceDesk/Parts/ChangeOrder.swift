package import Model
package import Records
import Workflow

/// An order after somebody changed it, and the visits that will lack their parts for it.
package struct OrderChange: Sendable {
    package var order: StockOrder
    package var visits: [VisitID]
}

extension Work {
    /// What was ordered comes later than was said. Visits that need it are not offered before, and dispatchers are told of those
    /// that waited for it and that no other order covers.
    /// - Throws: `PartFault.notLater`: what comes sooner is received when it is there.
    package func postpone(order number: Int64, to day: Day) throws -> OrderChange {
        let order = try openOrder(number)
        guard day > order.expected else { throw PartFault.notLater(number, expected: order.expected) }
        guard day >= rules.localDay(now) else {
            throw DeskFault.badField(
                field: "expected", value: day.description, expected: Phrase("part.notPast"))
        }
        var later = order
        later.expected = day
        return try change(order, to: later, "stock.postponed", ["expected": .text(day.description)]) {
            try stock.postpone(number, to: day)
        }
    }

    /// What was ordered, and has not come yet, does not come.
    package func cancel(order number: Int64, reason: String = "") throws -> OrderChange {
        let order = try openOrder(number)
        let facts: [String: FieldValue] = reason.isEmpty ? [:] : ["reason": .text(reason)]
        return try change(order, to: nil, "stock.cancelled", facts) { try stock.cancel(number, at: now) }
    }

    /// Whoever keeps the stock of the place where it comes in, even when its part has left the catalogue.
    private func openOrder(_ number: Int64) throws -> StockOrder {
        let order = try reading.openOrder(number)
        try requireStock(at: [order.place])
        return order
    }

    private func change(
        _ order: StockOrder, to later: StockOrder?, _ event: String, _ facts: [String: FieldValue],
        _ write: () throws -> Void
    ) throws -> OrderChange {
        let today = rules.localDay(now)
        let before = try reading.orderShares(of: order.part)
        try write()
        let after = try reading.orderShares(of: order.part)
        try recordStock(
            event, order.part, order.place, order.remaining,
            facts.merging(["order": .number(order.id)]) { $1 })
        // Who is pushed out of another order by those who waited for this one, too.
        let told = after.visits.filter { visit in
            !after.covers(visit, today: today)
                && (before.waits(visit, on: order.id) || before.covers(visit, today: today))
        }
        for visit in told {
            try record(Subject(visit), "visit.partsLate", ["part": .text(order.part)])
            try tell(role: "dispatcher", .parts, Subject(visit), try news(of: order.part, later?.expected))
        }
        return OrderChange(order: later ?? order, visits: told)
    }

    /// `Run capacitor, 2026-12-04`: the part, and when it comes, in each language the catalogue has.
    private func news(of part: String, _ expected: Day?) throws -> Label {
        let name = try rules.parts()[part]?.label ?? Label(["en": part])
        return Label(
            name.texts.mapValues {
                [$0, expected?.description ?? ""].filter { !$0.isEmpty }.joined(separator: ", ")
            })
    }
}
