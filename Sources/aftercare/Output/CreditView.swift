import Model
import ServiceDesk
import Wording

/// A credit note, as text and JSON. Sums are exact decimals.
struct CreditView: MoneyPaper {
    @OrNull var number: String?
    let void: Bool
    let bill: String
    let `case`: String
    @OrNull var visit: String?
    let customer: String
    let address: String
    @OrNull var by: String?
    let reason: String
    let currency: String
    let lines: [LineView]
    /// What of the bill's discount goes with these lines.
    @OrNull var discount: String?
    let customerCredited: String
    /// The tax in that.
    let customerTax: String
    let warrantyCredited: String
    let total: String
    private let note: CreditNote

    private enum CodingKeys: String, CodingKey {
        case number, void, bill, `case`, visit, customer, address, by, reason, currency, lines,
            discount, customerCredited, customerTax, warrantyCredited, total
    }

    struct LineView: Listable {
        /// In the bill, from 1.
        let line: Int
        let kind: ChargeKind
        let part: String
        let name: String
        let net: String
        let taxRate: String
        let tax: String
        let total: String
        let payer: Payer
        private let credited: LinePart

        private enum CodingKeys: String, CodingKey {
            case line, kind, part, name, net, taxRate, tax, total, payer
        }

        init(_ l: LinePart, of bill: VisitCosts, _ output: Output) {
            let charged = bill.lines[l.place]
            (credited, line, kind, part, payer) = (
                l, l.place + 1, charged.kind, charged.code, charged.payer
            )
            name = output.wording.say(charged.what)
            (net, tax, total) = (l.net.description, l.tax.description, l.gross.description)
            taxRate = charged.rateText
        }

        static let titles = [
            "cost.title.what", "cost.title.line", "cost.title.net", "cost.title.rate", "cost.title.tax",
            "cost.title.total", "cost.title.payer",
        ]

        /// The same as text, for the page.
        func texts(_ output: Output) -> [String] {
            [
                part.isEmpty ? name : "\(name) (\(part))", String(line), output.wording.money(credited.net),
                "\(taxRate)%", output.wording.money(credited.tax), output.wording.money(credited.gross),
                output.wording.say(payer.phrase),
            ]
        }

        func cells(_ output: Output) -> [TextCell] {
            texts(output).enumerated().map { TextCell($1, $0 == 5 ? .strong : .plain) }
        }
    }

    init(_ n: CreditNote, _ output: Output) {
        note = n
        (_number, _by, _visit) = (OrNull(n.receipt), OrNull(n.by), OrNull(n.bill.visit?.description))
        (void, bill, reason) = (n.isVoid, n.bill.receipt ?? "", n.reason)
        (`case`, customer, address) = (n.bill.caseID.description, n.bill.customer, n.bill.address)
        currency = n.bill.currency
        lines = n.lines.map { LineView($0, of: n.bill, output) }
        _discount = OrNull(n.discount?.description)
        (customerCredited, customerTax) = (
            n.total(.customer).description, n.tax(.customer).description
        )
        warrantyCredited = n.total(.warranty).description
        total = n.total().description
    }

    func title(_ output: Output) -> String { output.wording.say(note.title) }

    func head(_ output: Output) -> [(name: String, value: String)] {
        [(output.words("sheet.address"), address), (output.words("cost.by"), by ?? "")]
            .filter { !$0.1.isEmpty }
    }

    var titles: [String] { LineView.titles }
    func rows(_ output: Output) -> [[String]] { lines.map { $0.texts(output) } }

    func sums(_ output: Output) -> [(name: String, value: String)] { output.said(note.sums) }
    func notes(_ output: Output) -> [String] { note.notes.map { output.wording.say($0) } }

    func lines(_ output: Output) -> [String] { paper(output.table(lines), output) }
}
