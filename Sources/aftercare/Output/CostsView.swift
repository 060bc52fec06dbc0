import Model
import ServiceDesk
import Wording

/// An estimate or a bill, as text and JSON. Sums are exact decimals.
struct CostsView: MoneyPaper {
    let `case`: String
    @OrNull var visit: String?
    let customer: String
    let address: String
    let product: String
    let serial: String
    let bill: Bool
    @OrNull var number: String?
    @OrNull var by: String?
    @OrNull var consent: String?
    let currency: String
    let lines: [LineView]
    let customerPays: TotalView
    let warrantyPays: TotalView
    let total: String
    @OrNull var quoted: String?
    @OrNull var discount: String?
    /// What the customer is to pay after it.
    let customerDue: TotalView
    /// What it is less by since, and what the customer owes after that.
    let credits: [CreditedView]
    let customerOwes: String
    let void: Bool
    let reasons: [String]
    let remarks: [String]
    let costs: VisitCosts

    private enum CodingKeys: String, CodingKey {
        case `case`, visit, customer, address, product, serial, bill, number, by, consent, currency, lines,
            customerPays, warrantyPays, total, quoted, discount, customerDue, credits, customerOwes, void,
            reasons, remarks
    }

    struct CreditedView: Encodable {
        let number: String
        let void: Bool
        let total: String
        let reason: String
    }

    struct TotalView: Encodable {
        let net: String
        let tax: String
        let total: String

        init(net: Money, total: Money) {
            (self.net, self.total) = (net.description, total.description)
            tax = Money(minor: total.minor - net.minor, currency: total.currency).description
        }
    }

    struct LineView: Listable {
        let kind: ChargeKind
        let part: String
        let name: String
        /// Pieces; minutes of labour by the hour.
        let count: Int64
        let unit: String
        let price: String
        let net: String
        let taxRate: String
        let tax: String
        let total: String
        let payer: Payer
        private let line: ChargeLine

        private enum CodingKeys: String, CodingKey {
            case kind, part, name, count, unit, price, net, taxRate, tax, total, payer
        }

        init(_ l: ChargeLine, _ output: Output) {
            (kind, part, line, count, payer) = (l.kind, l.code, l, l.count, l.payer)
            name = output.wording.say(l.what)
            unit = l.per == 60 ? "minute" : "piece"
            (price, net, tax, total) = (
                l.price.description, l.net.description, l.tax.description, l.gross.description
            )
            taxRate = l.rateText
        }

        static let titles = [
            "cost.title.what", "cost.title.count", "cost.title.price", "cost.title.net", "cost.title.rate",
            "cost.title.tax", "cost.title.total", "cost.title.payer",
        ]

        /// The same as text, for the page.
        func texts(_ output: Output) -> [String] {
            [
                part.isEmpty ? name : "\(name) (\(part))",
                output.wording.say(line.howMuch), output.wording.say(line.priced),
                output.wording.money(line.net), "\(taxRate)%", output.wording.money(line.tax),
                output.wording.money(line.gross), output.wording.say(payer.phrase),
            ]
        }

        func cells(_ output: Output) -> [TextCell] {
            texts(output).enumerated().map { TextCell($1, $0 == 6 ? .strong : .plain) }
        }
    }

    init(_ c: VisitCosts, _ output: Output) {
        costs = c
        `case` = c.caseID.description
        _visit = OrNull(c.visit?.description)
        (customer, bill, currency) = (c.customer, c.isBill, c.currency)
        (address, serial) = (c.address, c.serial)
        product = c.product.map { output.wording.text($0) } ?? ""
        (_number, _by, _consent) = (OrNull(c.receipt), OrNull(c.by), OrNull(c.consent))
        lines = c.lines.map { LineView($0, output) }
        customerPays = TotalView(net: c.net(.customer), total: c.total(.customer))
        warrantyPays = TotalView(net: c.net(.warranty), total: c.total(.warranty))
        customerDue = TotalView(net: c.netDue, total: c.due)
        total = c.total().description
        (_quoted, _discount) = (OrNull(c.quoted?.description), OrNull(c.discount?.description))
        credits = (c.credits ?? []).map {
            CreditedView(
                number: $0.receipt ?? "", void: $0.isVoid, total: $0.total().description, reason: $0.reason)
        }
        (customerOwes, void) = (c.left(.customer).description, c.voidedBy != nil)
        reasons = c.reasons.map { output.wording.say($0) }
        remarks = c.remarks.map { output.wording.say($0) }
    }

    func title(_ output: Output) -> String { output.wording.say(costs.title) }

    /// Where and on what the work was done, and who wrote the bill.
    func head(_ output: Output) -> [(name: String, value: String)] {
        [
            (output.words("sheet.address"), address),
            (output.words("sheet.product"), product),
            (output.words("sheet.serial"), serial),
            (output.words("cost.by"), by ?? ""),
        ].filter { !$0.1.isEmpty }
    }

    func sums(_ output: Output) -> [(name: String, value: String)] { output.said(costs.sums) }
    func notes(_ output: Output) -> [String] { costs.notes.map { output.wording.say($0) } }

    var titles: [String] { LineView.titles }
    func rows(_ output: Output) -> [[String]] { lines.map { $0.texts(output) } }
    func lines(_ output: Output) -> [String] { paper(output.table(lines), output) }
}
