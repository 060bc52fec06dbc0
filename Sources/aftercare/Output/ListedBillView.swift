import Model
import ServiceDesk
import Wording

/// What a visit costs, in a line: expected, to be billed, or billed, and what is left of it.
struct ListedBillView: Listable {
    let visit: String
    let `case`: String
    @OrNull var number: String?
    let standing: ListedBill.Standing
    /// What the customer was told, is to pay, and owes after credit notes.
    @OrNull var quoted: String?
    let due: String
    @OrNull var left: String?
    let currency: String
    private let bill: ListedBill

    private enum CodingKeys: String, CodingKey {
        case visit, `case`, number, standing, quoted, due, left, currency
    }

    init(_ bill: ListedBill) {
        let costs = bill.costs
        self.bill = bill
        (visit, `case`) = (bill.visit.id.description, bill.visit.caseID.description)
        (_number, standing) = (OrNull(costs.receipt), bill.standing)
        (_quoted, due) = (OrNull(costs.quoted?.description), costs.due.description)
        _left = OrNull(costs.number.map { _ in costs.left(.customer).description })
        currency = costs.currency
    }

    static let titles = [
        "column.bill", "cli.title.visit", "cli.title.case", "column.standing", "column.quoted", "column.owed",
        "column.left",
    ]

    func cells(_ output: Output) -> [TextCell] {
        let costs = bill.costs
        return [
            TextCell(number ?? "", .strong), TextCell(visit), TextCell(`case`, .faint),
            TextCell(output.words("bills.standing.\(standing.rawValue)")),
            TextCell(costs.quoted.map { output.wording.money($0) } ?? "", .faint),
            TextCell(output.wording.money(costs.due)),
            TextCell(costs.number == nil ? "" : output.wording.money(costs.left(.customer))),
        ]
    }
}
