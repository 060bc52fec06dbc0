import DeskTesting
import Dispatch
import Model
import Records
import Synchronization
import Testing
import Workflow

@testable import ServiceDesk

/// What is taken off a bill, and bills made void.
extension BillTests {
    /// Written by the supervisor.
    private func credit(_ visit: Visit, _ lines: [Int: Int64?] = [:], void: Bool = false) throws -> CreditNote
    {
        var wish = CreditWish(reason: "多收")
        (wish.lines, wish.isVoid) = (lines, void)
        return try test.as("chen") { try $0.creditBill(visit.id, wish) }
    }

    @Test("what is credited of a line is less to pay, its tax in it, and no more than is left of it")
    func credited() throws {
        let visit = try finished(quoted: 20_000)
        #expect(throws: CostFault.notBilled(visit.id)) { _ = try credit(visit) }
        let bill = try issue(visit)
        #expect(throws: DeskFault.notAllowed(login: "t1", right: "bill.credit")) {
            try test.as("t1") { _ = try $0.creditBill(visit.id, CreditWish(reason: "多收")) }
        }
        // 45.00 at 13 % are 39.82 and 5.18.
        let first = try credit(visit, [2: 10_01])
        #expect(first.receipt == "G000001" && first.by == "chen" && first.bill == bill)
        #expect(first.lines.map(\.net.minor) == [8_86] && first.lines.map(\.tax.minor) == [1_15])
        #expect(try draft(visit).left(.customer).description == "184.99")
        let left = Money(minor: 34_99)
        #expect(throws: CostFault.tooMuch(line: 3, receipt: "B000001", left: left)) {
            _ = try credit(visit, [2: 35_00])
        }
        #expect(throws: CostFault.noLine(4, receipt: "B000001", lines: 3)) { _ = try credit(visit, [3: nil]) }
        let rest = try credit(visit, [2: nil])
        #expect(rest.lines.map(\.net.minor) == [30_96] && rest.lines.map(\.tax.minor) == [4_03])
        let whole = try credit(visit)
        #expect(whole.total().description == "150.00")
        #expect(throws: CostFault.creditedWhole("B000001")) { _ = try credit(visit) }
        let (after, fields) = (try draft(visit), try test.desk.read { try $0.visit(visit.id).fields })
        #expect(after.left().minor == 0 && after.voidedBy == nil && after.lines == bill.lines)
        #expect(fields["charge"] == .number(0) && fields["voucher"] == .text("B000001"))
        #expect(try test.problems() == [])
    }

    @Test(
        "discounts on the bills of one case add up to the limit of a case; that of a void bill counts no more"
    )
    func discountsOfCase() throws {
        let id = try test.logRepair().id
        // Nobody at home, twice: 30.00 the way each time.
        let visits = try (0..<2).map { _ -> Visit in
            let visit = try test.bookVisit(for: id)
            return try test.as("admin") { work in
                try work.take("set-out", on: visit.id)
                return try work.take("no-access", on: visit.id, given: ["noAccessCause": .text("customer")])
            }
        }
        func issue(_ visit: Visit, _ minor: Int64) throws -> VisitCosts {
            try test.as("li") { try $0.writeBill(visit.id, discount: Money(minor: minor)) }
        }
        let first = try issue(visits[0], 30_00)
        #expect(first.due.minor == 0)
        #expect(throws: DeskFault.overLimit(amount: Money(minor: 50_01), limit: Money(minor: 50_00))) {
            _ = try issue(visits[1], 20_01)
        }
        _ = try credit(visits[0], void: true)
        let second = try issue(visits[1], 30_00)
        #expect(second.due.minor == 0 && second.receipt == "B000002")
    }

    /// 195.00 with a discount of 50.01, written by the supervisor.
    private func discounted() throws -> (visit: Visit, bill: VisitCosts) {
        let visit = try finished(quoted: 20_000)
        return (visit, try test.as("chen") { try $0.writeBill(visit.id, discount: Money(minor: 50_01)) })
    }

    @Test(
        "of a bill with a discount no more is credited than was to be paid; what is left is right to the cent"
    )
    func creditedWithDiscount() throws {
        let (visit, bill) = try discounted()
        #expect(bill.due.minor == 144_99 && bill.left(.customer).minor == 144_99)
        // 45.00 of 195.00 take 11.5408 of 50.01 with them, 100.00 more 25.6462: 37.1869 together.
        let first = try credit(visit, [2: nil])
        #expect(first.discount?.minor == 11_54 && first.total(.customer).minor == 33_46)
        var (left, fields) = (
            try draft(visit).left(.customer), try test.desk.read { try $0.visit(visit.id).fields }
        )
        #expect(left.minor == 111_53 && fields["charge"] == .number(111_53))
        let second = try credit(visit, [1: 100_00])
        #expect(second.discount?.minor == 25_65 && second.total().minor == 74_35)
        let rest = try credit(visit)
        (left, fields) = (
            try draft(visit).left(.customer), try test.desk.read { try $0.visit(visit.id).fields }
        )
        #expect(rest.total().minor == 37_18 && left.minor == 0 && fields["charge"] == .number(0))
        let all = [first, second, rest]
        #expect(all.map { $0.total(.customer).minor }.reduce(0, +) == bill.due.minor)
        #expect(all.compactMap { $0.discount?.minor }.reduce(0, +) == 50_01)
        #expect(try test.problems() == [])
    }

    @Test(
        "a discounted bill made void credits what was to be paid; written anew, its discount is not granted twice"
    )
    func voidWithDiscount() throws {
        let (visit, bill) = try discounted()
        let refusal = #expect(throws: CostFault.self) {
            try test.as("chen") { _ = try $0.writeBill(visit.id, discount: Money(minor: 60_00)) }
        }
        #expect(refusal == .writtenAlready(visit.id, receipt: "B000001"))
        let note = try credit(visit, void: true)
        #expect(note.total(.customer) == bill.due && note.gross().minor == 195_00)
        let old = try test.desk.read { try $0.paper("B000001", of: visit.id).bill }
        #expect(old.left().minor == 0)
        let anew = try test.as("t1") { try $0.writeBill(visit.id, discount: Money(minor: 50_01)) }
        #expect(anew.receipt == "B000001-2" && anew.left(.customer).minor == 144_99)
        let granted = try test.desk.read { try $0.empowerments.alone("discount", in: Subject(visit.caseID)) }
        #expect(granted == 50_01)
        #expect(try test.problems() == [])
    }

    @Test("a void bill leaves the visit to be billed anew under the same number; both stay to be read")
    func void() throws {
        let visit = try finished(quoted: 20_000)
        let bill = try issue(visit)
        _ = try credit(visit, [0: 5_00])
        let note = try credit(visit, void: true)
        #expect(note.isVoid && note.total().description == "190.00")
        let anew = try draft(visit)
        #expect(anew.number == nil && anew.remarks.map(\.key) == ["cost.replaces"])
        #expect(throws: CostFault.notBilled(visit.id)) { _ = try credit(visit) }
        try test.as("wang") { try $0.giveBack("ac-capacitor", 1, of: visit.id, to: .depot("main")) }
        let second = try issue(visit)
        #expect(second.receipt == "B000001-2" && second.total().description == "150.00")
        #expect(try draft(visit) == second)
        let (old, kept) = try test.desk.read {
            (try $0.paper("B000001", of: visit.id).bill, try $0.paper("G000002", of: visit.id).note)
        }
        #expect(old.voidedBy == note && old.lines == bill.lines && old.left().minor == 0 && kept == note)
        let fields = try test.desk.read { try $0.visit(visit.id).fields }
        #expect(fields["charge"] == .number(15_000) && fields["voucher"] == .text("B000001-2"))
        let third = try credit(visit, [1: nil])
        #expect(third.bill == second)
        #expect(try test.problems() == [])
    }

    @Test("of several who make it void at once, one does")
    func voidOnce() throws {
        let visit = try finished(quoted: 20_000)
        _ = try issue(visit)
        let (desk, now) = (test.desk, test.now)
        let chen = try desk.actor(named: "chen")
        let done = Mutex(0)
        DispatchQueue.concurrentPerform(iterations: 4) { _ in
            var wish = CreditWish(reason: "开错")
            wish.isVoid = true
            let note = try? desk.act(by: chen, at: now) { try $0.creditBill(visit.id, wish) }
            if note != nil { done.withLock { $0 += 1 } }
        }
        #expect(done.withLock { $0 } == 1)
        let bill = try #require(try test.desk.read { try $0.bills(of: $0.visit(visit.id)) }.last)
        #expect(bill.credits?.map(\.isVoid) == [true])
    }
}
