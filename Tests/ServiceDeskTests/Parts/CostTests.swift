import DeskTesting
import Model
import Records
import Resources
import Testing
import Workflow

@testable import ServiceDesk

@Suite("Sums of estimates and bills")
struct CostSumTests {
    @Test("rounding is that of whole numbers: half up, or half to the even one")
    func rounding() {
        for (n, d, up, even) in [
            (5, 2, 3, 2), (7, 2, 4, 4), (1, 3, 0, 0), (2, 3, 1, 1), (10, 5, 2, 2), (1, 2, 1, 0),
        ] {
            #expect(Rounding.halfUp.divide(Int128(n), by: Int128(d)) == up)
            #expect(Rounding.halfEven.divide(Int128(n), by: Int128(d)) == even)
        }
    }

    @Test(
        "what each pays adds up to the whole, to the cent, however lines are divided and taxed",
        arguments: 0..<20)
    func divided(_ seed: Int) {
        var chance = SeededGenerator(seed: UInt64(seed))
        for _ in 0..<200 {
            let tax = TaxRules(
                pricesIncludeTax: Bool.random(using: &chance),
                rates: [.labour: Int.random(in: 0...2500, using: &chance), .parts: 1300, .travel: 600],
                rounding: Rounding.allCases.randomElement(using: &chance) ?? .halfUp)
            let lines = (0..<Int.random(in: 1...30, using: &chance)).map { _ in
                let kind = ChargeKind.allCases.randomElement(using: &chance) ?? .parts
                let price = Money(minor: Int64.random(in: 0...1_000_000_000_000, using: &chance))
                let count = Int64.random(in: 0...100_000, using: &chance)
                let per: Int64 = Bool.random(using: &chance) ? 60 : 1
                let (net, taxed) = tax.reckon(price, count: count, per: per, kind)
                let line = ChargeLine(
                    kind: kind, code: "", label: nil, count: count, per: per, price: price, net: net,
                    tax: taxed, rate: tax.rates[kind] ?? 0,
                    payer: Bool.random(using: &chance) ? .customer : .warranty)
                expectExact(line, tax)
                return line
            }
            let costs = VisitCosts(
                caseID: CaseID(1), visit: nil, customer: "", isBill: true, lines: lines,
                reasons: [], pricesIncludeTax: tax.pricesIncludeTax, rounding: tax.rounding, at: Samples.now,
                currency: "CNY")
            #expect(costs.total(.customer).minor + costs.total(.warranty).minor == costs.total().minor)
            for payer in Payer.allCases {
                let taxes = costs.taxes(payer).map(\.tax.minor).reduce(0, +)
                #expect(costs.net(payer).minor + taxes == costs.total(payer).minor)
            }
        }
    }

    @Test("however a line is credited bit by bit, the bits add up to its own net and tax", arguments: 0..<10)
    func creditedInBits(_ seed: Int) {
        var chance = SeededGenerator(seed: UInt64(seed))
        let rounding = Rounding.allCases.randomElement(using: &chance) ?? .halfUp
        let tax = TaxRules(
            pricesIncludeTax: Bool.random(using: &chance),
            rates: [.parts: Int.random(in: 0...2500, using: &chance)], rounding: rounding)
        let price = Money(minor: Int64.random(in: 1...1_000_000, using: &chance))
        let (net, taxed) = tax.reckon(price, count: 1, .parts)
        var bill = VisitCosts(
            caseID: CaseID(1), visit: nil, customer: "", isBill: true,
            lines: [
                ChargeLine(
                    kind: .parts, code: "", label: nil, count: 1, per: 1, price: price, net: net, tax: taxed,
                    rate: tax.rates[.parts] ?? 0, payer: .customer)
            ], reasons: [], pricesIncludeTax: tax.pricesIncludeTax, rounding: rounding, at: Samples.now,
            currency: "CNY")
        let written = bill
        var notes: [CreditNote] = []
        while bill.left(of: 0) > 0 {
            let line = bill.credit(Int64.random(in: 1...bill.left(of: 0), using: &chance), of: 0)
            #expect(line.net.minor >= 0 && line.tax.minor >= 0)
            notes.append(
                CreditNote(bill: written, lines: [line], reason: "", isVoid: false, at: Samples.now))
            bill.credits = notes
        }
        #expect(notes.map { $0.net(.customer).minor }.reduce(0, +) == net.minor)
        #expect(bill.left().minor == 0)
    }

    /// Off the true fraction by half a unit at most, told in whole numbers.
    private func expectExact(_ line: ChargeLine, _ tax: TaxRules) {
        let (sum, per) = (Int128(line.price.minor) * Int128(line.count), Int128(line.per))
        let rounded = tax.pricesIncludeTax ? line.gross.minor : line.net.minor
        #expect(abs(Int128(rounded) * per - sum) * 2 <= per)
        let base = tax.pricesIncludeTax ? 10_000 + Int128(line.rate) : 10_000
        let taxed = tax.pricesIncludeTax ? line.gross.minor : line.net.minor
        #expect(abs(Int128(line.tax.minor) * base - Int128(taxed) * Int128(line.rate)) * 2 <= base)
    }
}

@Suite("What a visit costs, and who pays", .onEachDatabase)
struct CostTests {
    let test: TemporaryDesk

    init() throws { test = try TemporaryDesk() }

    private func repair(boughtDaysAgo days: Int?, invoice: Bool = true) throws -> ServiceCase {
        let customer = try test.customer()
        return try test.as("li") { work in
            var draft = CaseDraft(kind: CaseKind("repair"), customer: customer.id, summary: "空调不制冷")
            (draft.product, draft.fault) = ("air-conditioner", "not-cooling")
            if let days {
                draft.unit = try work.addUnit(
                    Unit(
                        id: UnitID(0), customer: customer.id, product: "air-conditioner",
                        boughtOn: Day(2026, 11, 24) - days, price: Money(minor: 320_000), hasInvoice: invoice,
                        createdAt: test.now)
                ).id
            }
            return try work.log(draft).serviceCase
        }
    }

    private func estimate(_ c: ServiceCase) throws -> VisitCosts {
        try test.desk.read { try $0.estimate(c.id, parts: ["ac-capacitor": 2], at: test.now) }
    }

    @Test("an estimate has the way, the labour and the parts; 90 minutes at 120 an hour, two parts at 45")
    func estimated() throws {
        let costs = try estimate(repair(boughtDaysAgo: nil))
        #expect(costs.lines.map(\.kind) == [.travel, .labour, .parts])
        #expect(costs.lines.map(\.gross.description) == ["30.00", "180.00", "90.00"])
        #expect(costs.lines.map(\.tax.description) == ["3.45", "20.71", "10.35"])
        #expect(costs.total(.customer).description == "300.00" && costs.total(.warranty).minor == 0)
        #expect(costs.reasons.map(\.key) == ["cost.noUnit"])
    }

    @Test(
        "in warranty the warranty pays all; without the invoice the customer, until it is shown; long after, too"
    )
    func entitled() throws {
        let free = try estimate(repair(boughtDaysAgo: 100))
        #expect(free.total(.customer).minor == 0 && free.total(.warranty).description == "300.00")
        #expect(free.reasons.map(\.key) == ["cost.granted"])
        let unseen = try estimate(repair(boughtDaysAgo: 100, invoice: false))
        #expect(unseen.total(.warranty).minor == 0 && unseen.reasons.map(\.key) == ["cost.whenShown"])
        let old = try estimate(repair(boughtDaysAgo: 3500))
        #expect(old.total(.warranty).minor == 0)
        // 3,200.00 over ten years: 131.51 are left, and 300.00 is more than half of it.
        #expect(old.remarks.map(\.key) == ["cost.advise"])
        #expect(old.remarks[0].facts["value"] == .money(Money(minor: 13_151)))
    }

    @Test("a bill has the time on site and the parts used; there is none before the visit is over")
    func billed() throws {
        let visit = try test.bookVisit(for: repair(boughtDaysAgo: nil).id)
        #expect(throws: PartFault.visitNotOver(visit.id)) {
            try test.desk.read { _ = try $0.bill(visit.id, at: test.now) }
        }
        let quoted = try test.as("t1") { try $0.quote(visit.id) }
        #expect(quoted.total(.customer).description == "210.00")
        let vehicle = StockPlace.vehicle(try #require(visit.technician))
        try test.as("wang") { _ = try $0.receive("ac-capacitor", 3, at: vehicle) }
        try test.as("t1") { work in
            for step in ["dispatch", "accept", "set-out", "arrive"] { try work.take(step, on: visit.id) }
        }
        test.now = test.now + .minutes(46)
        try test.as("t1") {
            _ = try $0.take(
                "finish", on: visit.id,
                given: ["result": .text("fixed"), "action": .text("更换"), "parts": .text("ac-capacitor x3")])
        }
        let bill = try test.desk.read { try $0.bill(visit.id, at: test.now) }
        // 46 minutes are four begun quarters of an hour.
        #expect(bill.lines.map(\.gross.description) == ["30.00", "120.00", "135.00"])
        #expect(bill.receipt == nil && bill.quoted?.description == "210.00")
        // 285.00 is more than a fifth above 210.00.
        #expect(bill.remarks.map(\.key) == ["cost.consent"])
    }
}
