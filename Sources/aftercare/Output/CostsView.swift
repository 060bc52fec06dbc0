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
            name = l.label.map { output.wording.text($0) } ?? output.words("cost.kind.\(l.kind.rawValue)")
            unit = l.per == 60 ? "minute" : "piece"
            (price, net, tax, total) = (
                l.price.description, l.net.description, l.tax.description, l.gross.description
            )
            taxRate = CostsView.rate(l.rate)
        }

        static let titles = [
            "cost.title.what", "cost.title.count", "cost.title.price", "cost.title.net", "cost.title.rate",
            "cost.title.tax", "cost.title.total", "cost.title.payer",
        ]

        /// The same as text, for the page.
        func texts(_ output: Output) -> [String] {
            [
                part.isEmpty ? name : "\(name) (\(part))",
                line.per == 60
                    ? output.wording.say("cost.minutes", ["count": .count(Int(count))]) : String(count),
                line.per == 60
                    ? output.words("cost.anHour", ["price": .money(line.price)])
                    : output.wording.money(line.price),
                output.wording.money(line.net), "\(taxRate)%", output.wording.money(line.tax),
                output.wording.money(line.gross), output.words("cost.payer.\(payer.rawValue)"),
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

    /// `13`, `6.5`
    static func rate(_ hundredths: Int) -> String {
        let text = Money(minor: Int64(hundredths)).description
        return String(text.reversed().drop { $0 == "0" }.drop { $0 == "." }.reversed())
    }

    func title(_ output: Output) -> String {
        let key = !costs.isBill ? "cost.estimate" : costs.number == nil ? "cost.draft" : "cost.bill"
        return output.words(
            key,
            [
                "id": .text(visit ?? `case`), "customer": .text(customer), "number": .text(number ?? ""),
                "at": .instant(costs.at),
            ])
    }

    /// Where and on what the work was done, and who wrote the bill.
    func head(_ output: Output) -> [(name: String, value: String)] {
        [
            (output.words("sheet.address"), address),
            (output.words("sheet.product"), product),
            (output.words("sheet.serial"), serial),
            (output.words("cost.by"), by ?? ""),
        ].filter { !$0.1.isEmpty }
    }

    /// What each pays: without tax, each rate's tax, together.
    func sums(_ output: Output) -> [(name: String, value: String)] {
        let payers = Payer.allCases.filter { payer in costs.lines.contains { $0.payer == payer } }
        let charged: [(name: String, value: String)] =
            payers.flatMap { payer -> [(name: String, value: String)] in
                let who = output.words("cost.payer.\(payer.rawValue)")
                return [
                    (output.words("cost.net", ["payer": .text(who)]), output.wording.money(costs.net(payer)))
                ]
                    + costs.taxes(payer).map {
                        (
                            output.words(
                                "cost.tax", ["payer": .text(who), "rate": .text(Self.rate($0.rate))]),
                            output.wording.money($0.tax)
                        )
                    }
                    + [
                        (
                            output.words("cost.pays", ["payer": .text(who)]),
                            output.wording.money(costs.total(payer))
                        )
                    ]
            } + [(output.words("cost.total"), output.wording.money(costs.total()))]
            + (costs.quoted.map { [(output.words("cost.quoted"), output.wording.money($0))] } ?? [])
        return charged + discounted(output) + credited(output)
    }

    private func credited(_ output: Output) -> [(name: String, value: String)] {
        guard let credits = costs.credits else { return [] }
        var rows: [(name: String, value: String)] = []
        for note in credits {
            let name = output.words("cost.creditedBy", ["number": .text(note.receipt ?? "")])
            let less = Money(minor: -note.total().minor, currency: costs.currency)
            rows.append((name, output.wording.money(less)))
        }
        for payer in Payer.allCases where costs.lines.contains(where: { $0.payer == payer }) {
            let who = output.words("cost.payer.\(payer.rawValue)")
            rows.append(
                (
                    output.words("cost.stillPays", ["payer": .text(who)]),
                    output.wording.money(costs.left(payer))
                ))
        }
        return rows
    }

    private func discounted(_ output: Output) -> [(name: String, value: String)] {
        guard let discount = costs.discount else { return [] }
        let off = Money(minor: -discount.minor, currency: discount.currency)
        var rows = [(name: output.words("cost.discount"), value: output.wording.money(off))]
        if costs.reductions != nil {
            rows.append((output.words("cost.dueNet"), output.wording.money(costs.netDue)))
            rows += costs.taxesDue.map {
                let rate = PhraseFact.text(Self.rate($0.rate))
                return (
                    name: output.words("cost.dueTax", ["rate": rate]), value: output.wording.money($0.tax)
                )
            }
        }
        return rows + [(output.words("cost.due"), output.wording.money(costs.due))]
    }

    func notes(_ output: Output) -> [String] {
        let said =
            reasons + remarks + (consent.map { [output.words("cost.agreed", ["how": .text($0)])] } ?? []) + [
                output.words(
                    costs.rounding == .halfUp ? "cost.rounding.halfUp" : "cost.rounding.halfEven"),
                output.words(costs.pricesIncludeTax ? "cost.withTax" : "cost.withoutTax"),
            ]
        return voided(output) + said
    }

    private func voided(_ output: Output) -> [String] {
        guard let note = costs.voidedBy else { return [] }
        return [
            output.words(
                "cost.voidedBy",
                [
                    "at": .instant(note.at), "note": .text(note.receipt ?? ""), "reason": .text(note.reason),
                ])
        ]
    }

    var titles: [String] { LineView.titles }
    func rows(_ output: Output) -> [[String]] { lines.map { $0.texts(output) } }
    func lines(_ output: Output) -> [String] { paper(output.table(lines), output) }
}
