import Dispatching
import Model
import Wording

/// A free slot, best first. `slot` names it to `visit book`.
struct SlotView: Listable {
    var slot: String
    var technician: String
    var promised: WindowView
    var planned: WindowView
    /// Minutes on the road that it adds.
    var travel: Int
    /// Whether it keeps the running promise of a first visit; null when none runs.
    @OrNull var keepsPromise: Bool?
    /// Whether it is the technician asked for, or the one who came last time.
    var preferred: Bool
    /// Who comes along, where two are needed.
    @OrNull var helper: String?
    /// Minutes past the end of the shift that it adds.
    var overtime: Int
    /// What it adds to the cost of the plan, and for what.
    var price: PriceView
    /// What speaks for it and against it, in the chosen language.
    var why: [String]
    let shown: Slot
    let name: String

    private enum CodingKeys: String, CodingKey {
        case slot, technician, promised, planned, travel, keepsPromise, preferred, helper, overtime, price,
            why
    }

    static let titles = [
        "cli.title.slot", "cli.title.technician", "cli.title.promised",
        "cli.title.planned",
        "cli.title.travel", "cli.title.slotPrice", "cli.title.remark",
    ]

    func cells(_ output: Output) -> [TextCell] {
        [
            TextCell(slot, .strong), TextCell(name),
            TextCell(output.wording.window(shown.promised)), TextCell(output.wording.window(shown.planned)),
            TextCell(output.words("cli.minutes", ["count": .count(travel)])),
            TextCell(price.total),
            TextCell(remarks(output), keepsPromise == false ? .alarm : .faint),
        ]
    }

    /// What is not said in the columns.
    private func remarks(_ output: Output) -> String {
        let said = shown.reasons.filter { !["slot.why.way", "slot.why.keepsPromise"].contains($0.key) }
        return output.wording.list(said.map { output.wording.say($0) })
    }
}

/// What a slot adds to the cost of the plan, as exact sums by what for; what is nothing is left out.
struct PriceView: Encodable {
    var total: String
    var currency: String
    var parts: [String: String]

    init(_ slot: Slot) {
        (total, currency) = (slot.total.description, slot.currency)
        parts = Dictionary(
            uniqueKeysWithValues: PriceParts.Part.allCases.filter { slot.price[$0] != 0 }.map {
                ($0.rawValue, Money(minor: slot.price[$0], currency: slot.currency).description)
            })
    }
}
