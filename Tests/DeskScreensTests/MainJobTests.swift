import DeskTesting
import Model
import ServiceDesk
import TerminalKit
import Testing

@testable import DeskScreens

@Suite("The main job, from the screens")
@MainActor
struct MainJobTests {
    @Test("a complaint of a known caller is logged with few keys and its visit booked with three more")
    func logAndBook() throws {
        let place = try TemporaryDesk()
        _ = try place.customer()
        let driver = try Driver(place)
        driver.press("F2").type("13800138000").sees("王小明", "138 0013 8000", "张江路 88 号")
        // Phone, then the caller's own words, which name product and fault: what is settled is passed by.
        driver.press("Tab").type("空调不制冷").sees("产品       空调", "故障       不制冷").press("Ctrl-S")
        driver.sees("C1 已登记", "下一步")
        driver.press("v").sees("V150", "周师傅", "13:00-15:00")
        driver.press("2", "Enter").sees("V1 已预约", "C130", "已派工")
        let visit = try place.desk.read { try $0.visit(VisitID(1)) }
        #expect(visit.technician != nil)
        #expect(try place.desk.read { try $0.serviceCase(CaseID(1)).product } == "air-conditioner")
        #expect(try place.problems() == [])
    }

    @Test("a caller nobody knows is added with the case")
    func newCustomer() throws {
        let place = try TemporaryDesk()
        let driver = try Driver(place)
        driver.press("F2").type("13912345678").sees("档案中没有此号码")
        driver.press("Tab").type("欧阳明").press("Tab").type("南京西路 1266 号").press("Ctrl-S").sees("还有 1 项必填")
        driver.type("热水器漏水").press("Ctrl-S").sees("C1 已登记")
        let customer = try place.desk.read { try $0.customer(CustomerID(1)) }
        #expect(customer.phones.first?.normalised == "+8613912345678")
    }

    @Test(
        "a new customer's district is picked from those there are, with its zone, and gives the way to the house its length"
    )
    func newCustomersZone() throws {
        let place = try TemporaryDesk()
        _ = try place.customer()
        let driver = try Driver(place)
        driver.press("F2").type("13912345678").press("Tab").type("欧阳明").press("Tab").type("浦东")
        driver.press("Tab").type("川沙路 9 号").press("Ctrl-S").type("热水器漏水").press("Ctrl-S").sees("C1 已登记")
        let address = try place.desk.read { try $0.customer(CustomerID(2)) }.addresses.first
        #expect(address?.street == "川沙路 9 号")
        #expect(address?.zone == "浦东")
        #expect(address?.place == Samples.customer().addresses.first?.place)
    }

    @Test("once the product is chosen from the file, Tab passes its field by, and letters stay out of it")
    func productOfTheUnit() throws {
        let driver = try Driver(Desks.filled())
        driver.press("F2").type("13800138000").sees("U1 空调").press("Tab").type("又坏了").press("Tab")
        driver.type("不制冷").seesNot("产品       ").press("Ctrl-S").sees("催单")
        #expect(try driver.place.desk.read { try $0.serviceCase(CaseID(1)).unit } == UnitID(1))
    }

    @Test("words of danger propose the highest severity, and the agent's own choice stays")
    func danger() throws {
        let place = try TemporaryDesk()
        _ = try place.customer()
        let driver = try Driver(place)
        driver.press("F2").type("13800138000").press("Tab").type("插头冒烟")
        driver.sees("危急").press("Ctrl-S")
        #expect(try place.desk.read { try $0.serviceCase(CaseID(1)).severity } == .critical)
    }

    @Test("the same matter again is named as a possible duplicate and counted as asked again")
    func duplicate() throws {
        let place = try Desks.filled()
        let driver = try Driver(place)
        driver.press("F2").type("13800138000").sees("可能重复：C1")
        driver.press("Tab").type("还没人来").press("Ctrl-S").sees("第 1 次催单")
        #expect(try place.desk.read { try $0.serviceCase(CaseID(1)).chasers } == 1)
    }

    @Test("an open case of another product is named, and that it is not asked about again by this")
    func anotherMatter() throws {
        let place = try TemporaryDesk()
        let customer = try place.customer()
        try place.desk.act(by: try place.desk.actor(named: "li"), at: place.now) { work in
            var draft = CaseDraft(kind: CaseKind("complaint"), customer: customer.id, summary: "空调不制冷")
            draft.product = "air-conditioner"
            _ = try work.log(draft)
        }
        let driver = try Driver(place)
        driver.press("F2").type("13800138000").press("Tab").type("还没人来").sees("另有未结：C1", "不会记作该单催单")
        driver.press("Ctrl-S").sees("C2 已登记")
    }

    @Test("a call-back is promised on a case that is there already")
    func callBack() throws {
        let place = try TemporaryDesk()
        _ = try place.logRepair()
        let driver = try Driver(place, language: "en").press(":").type("c1").press("Enter").sees("C130")
        driver.press("t").sees("C1: promise a call-back").type("+2h").press("Esc").seesNot(
            "promise a call-back")
        driver.press("t").sees("+2h").press("Ctrl-S").sees("C130").seesNot("promise a call-back")
        let calls = try place.desk.read { try $0.sheet(CaseID(1), by: .desk, at: place.now).calls }
        #expect(calls.map(\.reason) == [CallWish.promised])
    }

    @Test("a technician's visit is moved by digits, asking only for what must be filled in")
    func visitSteps() throws {
        let place = try TemporaryDesk()
        let c = try place.logRepair()
        _ = try place.bookVisit(for: c.id)
        let driver = try Driver(place, as: "wang")
        driver.press(":").type("c1").press("Enter").sees("C130", "V1 派工")
        driver.press("1").sees("V1 派工，当前状态：已派工")
        for _ in 0..<2 { driver.press("1") }
        driver.sees("在途").press("1").sees("已到场")
        // Finishing needs a result and what was done.
        driver.press("1").sees("处理结果", "处理措施").press("Ctrl-S").sees("必填")
        driver.type("已修复").press("Tab").type("更换电容").press("Ctrl-S").sees("V1 完工")
        #expect(try place.desk.read { try $0.visit(VisitID(1)).category } == .done)
    }

    @Test("the next follow-up call is claimed with one key, answered by digits and recorded")
    func call() throws {
        let place = try Desks.withPlainCallDue()
        let driver = try Driver(place, as: "zhao")
        driver.press("F9").sees("F170", "王小明", "138 0013 8000", "更换电容", "问题是否解决")
        driver.press("1").press("Enter", "Enter", "Enter")
        driver.press("1").sees("W110")
        let call = try place.desk.read { try $0.call(CallID(2)) }
        #expect(call.category == .done)
        #expect(call.fields["fixed"] == .text("fully"))
        #expect(call.fields["satisfaction"] == .text("satisfied"))
        // F9, the answer, three times Enter, the outcome.
        #expect(driver.keys == 6)
    }

    @Test(
        "who makes calls in a row is given the next as soon as one is over, and is back where they began after the last"
    )
    func inARow() throws {
        let place = try Desks.withCallDue()
        _ = try place.as("wang") { work in
            try work.schedule(
                CallWish(
                    customer: CustomerID(1), reason: "after closing", from: work.now,
                    by: work.now + .days(9)))
        }
        let driver = try Driver(place, as: "zhao").press("F9").sees("F1 ").send(.alt("n")).sees("自动领取")
        driver.press("8").sees("F170", "F2 ").press("F6", "1").sees("W110", "目前没有")
        driver.press("F9").sees("W110")
    }

    @Test("why nobody was reached is one key, and the call goes back to be tried again")
    func notReached() throws {
        let place = try Desks.withCallDue()
        let driver = try Driver(place, as: "zhao")
        driver.press("F9", "F6").sees("无人接听")
        let words = driver.lines.first { $0.contains("占线") }?.split(separator: " ") ?? []
        let digit = try #require(words.firstIndex(of: "占线").map { words[$0 - 1] })
        driver.press(String(digit)).sees("下次回访时间", "14:00")
        let call = try place.desk.read { try $0.call(CallID(1)) }
        #expect(call.attempts == 1)
        #expect(call.category.isOpen)
        driver.sees("W110")
    }

    @Test(
        "three digits are too few to say that nobody is on file; a whole number that is not, is said to be new"
    )
    func tooFewDigits() throws {
        try Driver(TemporaryDesk()).press("F2").type("138").seesNot("档案中没有此号码")
            .type("99990000").sees("档案中没有此号码")
    }
}
