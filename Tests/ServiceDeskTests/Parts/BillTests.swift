import DeskTesting
import Dispatch
import Foundation
import Model
import Records
import Resources
import Synchronization
import Testing
import Workflow

@testable import ServiceDesk

@Suite("A bill, once written", .onEachDatabase)
struct BillTests {
    let test: TemporaryDesk

    init() throws { test = try TemporaryDesk() }

    func finished(_ report: [String: FieldValue] = [:], quoted: Int64? = nil) throws -> Visit {
        try test.finishedVisit(report, quoted: quoted)
    }

    func draft(_ visit: Visit, on desk: ServiceDesk? = nil) throws -> VisitCosts {
        try (desk ?? test.desk).read { try $0.bill(visit.id, at: test.now) }
    }

    func issue(_ visit: Visit, consent: String? = nil) throws -> VisitCosts {
        try test.as("t1") { try $0.writeBill(visit.id, consent: consent) }
    }

    @Test("says the same whatever prices, rates, names and the customer's own become")
    func kept() throws {
        let visit = try finished(quoted: 20_000)
        let bill = try issue(visit)
        #expect(bill.receipt == "B000001" && bill.total().description == "195.00" && bill.by == "t1")
        #expect(bill.lines.last?.label?.text(in: "en") == "Run capacitor")
        #expect(bill.lines.last?.label?.text(in: "zh-Hans") == "启动电容")
        let other = try test.sameDesk(with: [
            ("prices.yaml", "hour: 120.00", "hour: 500.00"),
            ("prices.yaml", "prices: with", "prices: without"),
            ("prices.yaml", "half up", "half even"), ("prices.yaml", "labour: 13", "labour: 6"),
            ("parts.yaml", "45.00", "95.00"), ("parts.yaml", "Run capacitor", "Starter"),
        ])
        try test.as("li") { work in
            var customer = try #require(
                try work.reading.customers.find(work.reading.serviceCase(visit.caseID).customer))
            customer.name = "改名"
            _ = try work.editCustomer(customer)
        }
        #expect(try test.problems() == [])
        test.now = test.now + .days(400)
        #expect(try draft(visit, on: other) == bill)
        let again = try other.act(by: other.actor(named: "t1"), at: test.now) { try $0.writeBill(visit.id) }
        #expect(again == bill)
    }

    @Test("of several who write it at once, one does, and all have the same")
    func once() throws {
        let visit = try finished(quoted: 20_000)
        let receipts = Mutex<[String?]>([])
        let (desk, now) = (test.desk, test.now)
        let t1 = try desk.actor(named: "t1")
        DispatchQueue.concurrentPerform(iterations: 4) { _ in
            let bill = try? desk.act(by: t1, at: now) { try $0.writeBill(visit.id) }
            receipts.withLock { $0.append(bill?.receipt) }
        }
        #expect(receipts.withLock { $0 } == Array(repeating: "B000001", count: 4))
        #expect(try test.problems() == [])
    }

    @Test("sets the fee charged and the receipt where the report has none, and says where they differ")
    func charged() throws {
        let visit = try finished(quoted: 20_000)
        _ = try issue(visit)
        let fields = try test.desk.read { try $0.visit(visit.id).fields }
        #expect(fields["charge"] == .number(19_500) && fields["voucher"] == .text("B000001"))
    }

    @Test("says where the fee taken down is another")
    func differs() throws {
        let visit = try finished(["charge": .number(18_000), "voucher": .text("P1")], quoted: 20_000)
        let bill = try issue(visit)
        #expect(bill.remarks.map(\.key) == ["cost.charged"])
        let fields = try test.desk.read { try $0.visit(visit.id).fields }
        #expect(fields["charge"] == .number(18_000) && fields["voucher"] == .text("P1"))
    }

    @Test("up to a fifth above the quotation goes without asking; a cent more takes the customer's consent")
    func consent() throws {
        // 195.00 is a fifth above 162.50.
        let visit = try finished(quoted: 16_249)
        #expect(try draft(visit).remarks.map(\.key) == ["cost.consent"])
        let fault = CostFault.needsConsent(
            visit.id, due: Money(minor: 19_500), quoted: Money(minor: 16_249), percent: 20)
        #expect(throws: fault) { try issue(visit) }
        #expect(throws: fault) { try issue(visit, consent: " ") }
        #expect(try draft(visit).number == nil)
        let bill = try issue(visit, consent: "电话确认")
        #expect(bill.consent == "电话确认" && bill.remarks.isEmpty)
        #expect(try draft(visit) == bill)
        #expect(try test.desk.read { try $0.visit(visit.id).fields["consent"] } == .flag(true))
    }

    @Test(
        "a discount is within the limit of whoever writes the bill or was approved, and is kept with the bill"
    )
    func discount() throws {
        let visit = try finished(quoted: 20_000)
        func issue(_ login: String, _ minor: Int64) throws -> VisitCosts {
            try test.as(login) { try $0.writeBill(visit.id, discount: Money(minor: minor)) }
        }
        #expect(throws: EmpowermentFault.self) { try issue("t1", 5_000) }
        #expect(throws: CostFault.wrongDiscount(visit.id, due: Money(minor: 19_500))) {
            try issue("chen", 19_501)
        }
        let unwritten = try draft(visit).number
        #expect(unwritten == nil)
        let request = try test.as("li") {
            try $0.askApproval(
                Subject(visit.caseID), decision: "discount", amount: Money(minor: 5_000), reason: "上门两次")
        }
        _ = try test.as("chen") { try $0.decide(request.id, grant: true, answer: "同意") }
        #expect(throws: EmpowermentFault.self) { try issue("t1", 5_001) }
        let bill = try issue("t1", 5_000)
        #expect(bill.due.minor == 14_500 && bill.total(.customer).minor == 19_500)
        let (kept, fields) = (try draft(visit), try test.desk.read { try $0.visit(visit.id).fields })
        #expect(kept == bill)
        #expect(fields["charge"] == .number(14_500))
    }

    @Test("exactly a fifth above is within what was said")
    func within() throws {
        #expect(try issue(finished(quoted: 16_250)).number == 1)
    }

    @Test("where nothing was quoted, what the customer pays takes consent, too")
    func unquoted() throws {
        let visit = try finished()
        #expect(try draft(visit).remarks.map(\.key) == ["cost.consentUnquoted"])
        #expect(throws: CostFault.needsConsent(visit.id, due: Money(minor: 19_500), quoted: nil, percent: 20))
        { try issue(visit) }
        #expect(try issue(visit, consent: "in writing").number == 1)
    }

    @Test("who consented to a fee at the door agreed to that fee, not to one far above it")
    func consentedFee() throws {
        let visit = try finished(["charge": .number(15_000), "consent": .flag(true)], quoted: 10_000)
        #expect(throws: CostFault.self) { try issue(visit) }
        #expect(try issue(visit, consent: "called").remarks.map(\.key) == ["cost.charged"])
    }

    @Test("finishing goes by the same rule and the same figure of prices.yaml")
    func finishing() throws {
        #expect(throws: StepRefusal.self) { try finished(["charge": .number(12_001)], quoted: 10_000) }
        _ = try finished(["charge": .number(12_000)], quoted: 10_000)
    }

    @Test("a part that left the catalogue after it was used is billed as it was then")
    func gone() throws {
        let visit = try finished(quoted: 20_000)
        let other = try test.sameDesk(with: [("parts.yaml", "ac-capacitor:", "ac-starter:")])
        let draft = try draft(visit, on: other)
        #expect(draft.lines.last?.code == "ac-capacitor" && draft.total().description == "195.00")
        #expect(draft.lines.last?.label?.text(in: "zh-Hans") == "启动电容" && draft.unpriced.isEmpty)
    }

    @Test("one whose price nobody knows is named, and the bill is refused until it has one")
    func unpriced() throws {
        let visit = try finished(quoted: 20_000)
        // As desks have it that used it before its price was kept.
        try test.desk.database.write { _ = try $0.run("UPDATE visit_parts SET label = NULL, price = NULL") }
        #expect(try draft(visit).total().description == "195.00")
        let other = try test.sameDesk(with: [("parts.yaml", "ac-capacitor:", "ac-starter:")])
        let draft = try draft(visit, on: other)
        #expect(draft.remarks.map(\.key) == ["cost.unpriced"] && draft.total().description == "150.00")
        #expect(throws: CostFault.unpriced(visit.id, part: "ac-capacitor", currency: "CNY")) {
            try other.act(by: other.actor(named: "t1"), at: test.now) { _ = try $0.writeBill(visit.id) }
        }
        #expect(try issue(visit).total().description == "195.00")
    }

    @Test("parts of a visit that was billed are not brought back; before that, the bill is less by them")
    func broughtBack() throws {
        let visit = try finished(quoted: 20_000)
        let main = StockPlace.depot("main")
        try test.as("wang") { try $0.giveBack("ac-capacitor", 1, of: visit.id, to: main) }
        let bill = try issue(visit)
        #expect(bill.total().description == "150.00")
        #expect(throws: CostFault.billed(visit.id, receipt: "B000001")) {
            try test.as("wang") { try $0.giveBack("ac-capacitor", 1, of: visit.id, to: main) }
        }
        #expect(try test.problems() == [])
    }

    @Test("who may not do visits writes no bill; one written before texts were whole has its lines")
    func older() throws {
        let visit = try finished(quoted: 20_000)
        #expect(throws: DeskFault.self) { try test.as("sun") { _ = try $0.writeBill(visit.id) } }
        let lines = try draft(visit).lines
        let text = String(decoding: try JSONEncoder().encode(lines), as: UTF8.self)
        let at = test.now
        try test.desk.database.write { _ = try BillStore($0).insert(text, of: visit.id, by: "t1", at: at) }
        let other = try test.sameDesk(with: [("prices.yaml", "hour: 120.00", "hour: 500.00")])
        let bill = try draft(visit, on: other)
        #expect(bill.lines == lines && bill.receipt == "B000001" && bill.at == at && bill.remarks.isEmpty)
    }

    @Test("one whose sums are not those of its lines is damaged, and said to be")
    func damaged() throws {
        let visit = try finished(quoted: 20_000)
        _ = try issue(visit)
        try test.desk.database.write {
            _ = try $0.run("UPDATE bills SET said = REPLACE(said, '\"minor\":19500', '\"minor\":19501')")
        }
        #expect(throws: StorageFault.self) { try draft(visit) }
    }
}
