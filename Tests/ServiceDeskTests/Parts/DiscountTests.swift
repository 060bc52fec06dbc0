import DeskTesting
import Model
import Records
import Testing

@testable import ServiceDesk

@Suite("Tax on the price after a discount", .onEachDatabase)
struct DiscountTests {
    let test: TemporaryDesk

    init() throws { test = try TemporaryDesk() }

    /// 30.00 the way, 120.00 labour and 45.00 the part at 13 %, less 50.01.
    private func discounted() throws -> (visit: Visit, bill: VisitCosts) {
        let visit = try test.finishedVisit(quoted: 20_000)
        return (visit, try test.as("chen") { try $0.writeBill(visit.id, discount: Money(minor: 50_01)) })
    }

    private func credit(_ visit: Visit, _ lines: [Int: Int64?] = [:]) throws -> CreditNote {
        var wish = CreditWish(reason: "多收")
        wish.lines = lines
        return try test.as("chen") { try $0.creditBill(visit.id, wish) }
    }

    @Test("each line is less by its share, and what is left of it has the tax of its rate")
    func shares() throws {
        let (visit, bill) = try discounted()
        // Left of the lines are 22.31, 89.22 and 33.46, without tax 19.74, 78.96 and 29.61.
        let reductions = try #require(bill.reductions)
        #expect(reductions.map(\.gross.minor) == [7_69, 30_78, 11_54])
        #expect(reductions.map(\.net.minor) == [6_81, 27_23, 10_21])
        #expect(bill.netDue.minor == 128_31 && bill.taxesDue.map(\.tax.minor) == [16_68])
        #expect(bill.net(.customer).minor == 172_56 && bill.taxes(.customer).map(\.tax.minor) == [22_44])
        let kept = try test.desk.read { try $0.bill(visit.id, at: test.now) }
        #expect(kept == bill)
    }

    @Test("credit notes give back the tax that was paid: all of them together, the tax of the bill")
    func credited() throws {
        let (visit, bill) = try discounted()
        let first = try credit(visit, [2: nil])
        #expect(first.tax(.customer).minor == 3_85 && first.net(.customer).minor == 29_61)
        let notes = [first, try credit(visit, [1: 100_00]), try credit(visit)]
        #expect(notes.map { $0.tax(.customer).minor }.reduce(0, +) == 16_68)
        #expect(notes.map { $0.net(.customer).minor }.reduce(0, +) == bill.netDue.minor)
        #expect(notes.allSatisfy { $0.net(.customer).minor + $0.tax(.customer).minor == $0.total().minor })
        #expect(try test.problems() == [])
    }

    @Test("a bill that was written with its tax on the whole price stays so, and is credited as it was")
    func earlier() throws {
        let visit = try test.finishedVisit(quoted: 20_000)
        var bill = try test.desk.read { try $0.bill(visit.id, at: test.now) }
        bill.discount = Money(minor: 50_01)
        let (text, at) = (try BillText.encode(bill), test.now)
        #expect(!text.contains("reductions"))
        try test.desk.database.write { _ = try BillStore($0).insert(text, of: visit.id, by: "t1", at: at) }
        let kept = try test.desk.read { try $0.bill(visit.id, at: test.now) }
        #expect(kept.taxesDue.map(\.tax.minor) == [22_44] && kept.due.minor == 144_99)
        let notes = [try credit(visit, [2: nil]), try credit(visit)]
        #expect(notes.allSatisfy { $0.reductions == nil })
        #expect(notes.map { $0.discount?.minor } == [11_54, 38_47])
        #expect(try test.desk.read { try $0.bill(visit.id, at: test.now) }.left().minor == 0)
    }

    @Test("one whose reductions are of no line of it is damaged, and said to be")
    func damaged() throws {
        let (visit, _) = try discounted()
        try test.desk.database.write {
            _ = try $0.run("UPDATE bills SET said = REPLACE(said, '\"place\":2', '\"place\":7')")
        }
        #expect(throws: StorageFault.self) { try test.desk.read { try $0.bill(visit.id, at: test.now) } }
    }
}

@Suite("Discounts of any bill")
struct DiscountSumTests {
    /// Lines of any price and rate, which two pay.
    private func bill(_ chance: inout SeededGenerator) -> VisitCosts {
        let rounding = Rounding.allCases.randomElement(using: &chance) ?? .halfUp
        let tax = TaxRules(
            pricesIncludeTax: Bool.random(using: &chance),
            rates: [.labour: Int.random(in: 0...2500, using: &chance), .parts: 1300, .travel: 600],
            rounding: rounding)
        let lines = (0..<Int.random(in: 1...9, using: &chance)).map { place in
            let kind = ChargeKind.allCases.randomElement(using: &chance) ?? .parts
            let price = Money(minor: Int64.random(in: 0...100_000, using: &chance))
            let (net, taxed) = tax.reckon(price, count: 1, kind)
            return ChargeLine(
                kind: kind, code: "", label: nil, count: 1, per: 1, price: price, net: net, tax: taxed,
                rate: tax.rates[kind] ?? 0,
                payer: place == 0 || Bool.random(using: &chance) ? .customer : .warranty)
        }
        return VisitCosts(
            caseID: CaseID(1), visit: nil, customer: "", isBill: true, lines: lines, reasons: [],
            pricesIncludeTax: tax.pricesIncludeTax, rounding: rounding, at: Samples.now, currency: "CNY")
    }

    @Test("shares add up to the discount, and what is left of each line has its tax", arguments: 0..<20)
    func shares(_ seed: Int) throws {
        var chance = SeededGenerator(seed: UInt64(seed))
        for _ in 0..<200 {
            var bill = bill(&chance)
            let whole = bill.total(.customer).minor
            guard whole > 0 else { continue }
            bill.letOff(Money(minor: Int64.random(in: 1...whole, using: &chance)))
            let reductions = try #require(bill.reductions)
            #expect(reductions.map(\.gross.minor).reduce(0, +) == bill.discount?.minor)
            for off in reductions {
                let line = bill.lines[off.place]
                let (net, gross) = (line.net.minor - off.net.minor, line.gross.minor - off.gross.minor)
                #expect(line.payer == .customer && gross >= 0 && off.net.minor >= 0 && off.tax.minor >= 0)
                // Off the true fraction by half a unit at most, told in whole numbers.
                let error = Int128(net) * Int128(10_000 + line.rate) - Int128(gross) * 10_000
                #expect(2 * error.magnitude <= (10_000 + line.rate).magnitude)
            }
            let taxes = bill.taxesDue.map(\.tax.minor).reduce(0, +)
            #expect(bill.netDue.minor + taxes == bill.due.minor)
        }
    }

    @Test("however it is credited bit by bit, the bits add up to what was to pay", arguments: 0..<20)
    func creditedInBits(_ seed: Int) throws {
        var chance = SeededGenerator(seed: UInt64(seed))
        var bill = bill(&chance)
        let whole = bill.total(.customer).minor
        guard whole > 0 else { return }
        bill.letOff(Money(minor: Int64.random(in: 1...whole, using: &chance)))
        var notes: [CreditNote] = []
        while let place = bill.lines.indices.filter({ bill.left(of: $0) > 0 }).randomElement(using: &chance) {
            var wish = CreditWish(reason: "?")
            wish.lines[place] = .some(Int64.random(in: 1...bill.left(of: place), using: &chance))
            notes.append(try bill.credit(wish, at: Samples.now))
            bill.credits = notes
        }
        #expect(notes.map { $0.total(.customer).minor }.reduce(0, +) == bill.due.minor)
        #expect(notes.map { $0.net(.customer).minor }.reduce(0, +) == bill.netDue.minor)
        #expect(bill.left().minor == 0)
    }
}
