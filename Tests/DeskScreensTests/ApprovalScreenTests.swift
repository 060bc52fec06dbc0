import DeskTesting
import Model
import ServiceDesk
import Testing

@testable import DeskScreens

@Suite("Deciding on requests")
@MainActor
struct ApprovalScreenTests {
    private func state(_ place: TemporaryDesk, _ id: Int64) throws -> ApprovalState {
        try place.desk.read { try $0.approval(ApprovalID(id)).state }
    }

    @Test("the oldest within one's limit is on top, and what exceeds it says whose decision it is")
    func order() throws {
        let driver = try Driver(Desks.withRequests(), as: "chen").press("Alt-a")
        driver.sees("P200", "待审批（3）", "服务经理审批")
        let rows = driver.lines.filter { $0.hasPrefix("A") }.prefix(3)
        #expect(rows.map { String($0.prefix(2)) } == ["A1", "A3", "A2"])
    }

    @Test("a request that waits longer than it may is marked late, with until when it was to be decided")
    func late() throws {
        let place = try Desks.withRequests()
        let driver = try Driver(place, as: "chen", language: "en", columns: 120).press("Alt-a")
        func isMarked() throws -> Bool {
            try #require(driver.lines.first { $0.hasPrefix("A1 ") }).contains("OD ")
        }
        #expect(try !isMarked())
        driver.sees("Decide by")
        place.now = place.now + .days(3)
        driver.press("F5").sees("Decide by")
        #expect(try isMarked())
        _ = try place.as("chen") { try $0.askBack(ApprovalID(1), "哪一次上门？") }
        _ = try place.as("li") { try $0.answer(ApprovalID(1), "11 月 20 日") }
        driver.press("F5")
        #expect(try !isMarked(), "with the answer its time begins anew")
    }

    @Test("more than a page is read on as one moves, and a filter finds what no page has brought yet")
    func pages() throws {
        let place = try Desks.filled()
        for number in 1...230 {
            _ = try place.as("li") {
                try $0.askApproval(
                    Subject(CaseID(1)), decision: "goodwill", amount: Money(minor: 100),
                    reason: number == 229 ? "特例" : "延误 \(number)")
            }
        }
        let driver = try Driver(place, as: "chen").press("Alt-a").sees("待审批（200+）")
        driver.press("End").sees("待审批（230）").press("End").sees("A230").press("Home").sees("A1 ")
        let other = try Driver(place, as: "chen").press("Alt-a", "/").type("特例").sees("A229", "（1/230）")
        other.press("Esc").sees("（230）").press("F5").sees("（230）")
    }

    @Test("granting asks first, with Cancel focused, and what is granted leaves the list")
    func grant() throws {
        let place = try Desks.withRequests()
        let driver = try Driver(place, as: "chen").press("Alt-a", "y").sees("批准王小明的善意补偿 ¥200.00")
        driver.press("Enter").sees("待审批（3）")
        #expect(try state(place, 1) == .asked)
        driver.press("y", "Left", "Enter").sees("A1 善意补偿 ¥200.00已批准", "待审批（2）")
        #expect(try state(place, 1) == .granted)
    }

    @Test("refusing needs a reason and a second yes; the reason is on file")
    func refuse() throws {
        let place = try Desks.withRequests()
        let driver = try Driver(place, as: "chen").press("Alt-a", "r", "Ctrl-S").sees("请先填写驳回理由")
        driver.type("未见上门记录").press("Ctrl-S").sees("驳回申请").press("Left", "Enter")
        driver.sees("A1 善意补偿 ¥200.00已驳回", "待审批（2）")
        #expect(try place.desk.read { try $0.approval(ApprovalID(1)).answer } == "未见上门记录")
    }

    @Test("a reason half written is there again, and goes when the request is decided")
    func keptReason() throws {
        let place = try Desks.withRequests()
        try Driver(place, as: "chen").press("Alt-a", "r").type("未见上门记录").wait(.seconds(1))
        let next = try Driver(place, as: "chen").press("Alt-a", "r").sees("未见上门记录", "已恢复")
        next.press("Ctrl-S", "Left", "Enter").press("r").seesNot("未见上门记录")
    }

    @Test("the next is taken as it is given, stays on top, others see who reads it, and it can be put back")
    func take() throws {
        let place = try Desks.withRequests()
        let driver = try Driver(place, as: "chen").press("Alt-a", "Down", "n")
        driver.sees("A1 由您审阅", "您正在审阅")
        let other = try Driver(place, as: "admin").press("Alt-a").sees("陈静正在审阅")
        other.press("End", "y").sees("陈静")
        #expect(try state(place, 1) == .asked)
        driver.press("b").sees("A1 已退回").seesNot("您正在审阅")
        driver.press("b").sees("未由您领取")
    }

    @Test("whoever is second is told who decided, be it in the list or with the question already open")
    func second() throws {
        let place = try Desks.withRequests()
        let list = try Driver(place, as: "admin").press("Alt-a").wait(.seconds(1))
        let asking = try Driver(place, as: "admin").press("Alt-a", "y").wait(.seconds(1))
        let refusing = try Driver(place, as: "admin").press("Alt-a", "r").type("太多").wait(.seconds(1))
        _ = try place.as("chen") { try $0.decide(ApprovalID(1), grant: true, answer: "") }
        list.wait(.seconds(1)).sees("A1 已由陈静审批：已批准", "待审批（2）")
        asking.press("Left", "Enter").sees("A1 已由陈静审批：已批准")
        refusing.press("Ctrl-S", "Left", "Enter").sees("A1 已由陈静审批：已批准", "P200")
    }

    @Test("whoever may not decide sees what waits, and why they cannot")
    func mayNot() throws {
        let place = try Desks.withRequests()
        let driver = try Driver(place, as: "li").press("Alt-a").sees("您本人的申请")
        driver.press("y").sees("须由他人审批").press("n").sees("li 无权")
    }

    @Test("a request above one's limit can be refused but not granted")
    func overLimit() throws {
        let driver = try Driver(Desks.withRequests(), as: "chen").press("Alt-a", "End", "y").sees("¥9,000.00")
        driver.press("r").sees("驳回 A2")
    }

    @Test("Enter opens the case, and the selection is where it was on the way back")
    func open() throws {
        let driver = try Driver(Desks.withRequests(), as: "chen").press("Alt-a", "End", "Enter")
        driver.sees("C130", "C2 维修")
        driver.press("Esc").sees("P200")
        #expect(driver.selectedLine.hasPrefix("A2"))
    }

    @Test("the filter finds by words and by pinyin initials, stays until Esc, and says how many of how many")
    func filter() throws {
        let driver = try Driver(Desks.withRequests(), as: "chen").press("Alt-a", "/").type("wxm")
        driver.sees("待审批（2/3）").press("Enter", "Esc").sees("P200", "待审批（3）")
        driver.press("/").type("整机").press("Enter", "Enter").sees("C130", "C2")
    }
}

@Suite("Changing, asking back and standing in, on the screen")
@MainActor
struct ApprovalTalkTests {
    @Test("another sum is granted with a reason, after a question that names both")
    func change() throws {
        let place = try Desks.withRequests()
        let driver = try Driver(place, as: "chen").press("Alt-a", "c").sees("改批 A1")
        driver.press("Ctrl-S").sees("请先填写")
        driver.press("Ctrl-U").type("150").press("Tab").type("按次补偿").press("Ctrl-S")
        driver.sees("改批为善意补偿", "¥150.00？").press("Left", "Enter").sees("已批准")
        let approval = try place.desk.read { try $0.approval(ApprovalID(1)) }
        #expect(approval.state == .granted && approval.amount == Money(minor: 15_000))
        #expect(approval.wish?.amount == Money(minor: 20_000) && approval.answer == "按次补偿")
    }

    @Test("a question goes to whoever asked, who answers it from the own list")
    func askBack() throws {
        let place = try Desks.withRequests()
        let chen = try Driver(place, as: "chen").press("Alt-a", "q").type("延误几次？").press("Ctrl-S")
        chen.sees("A1 等待答复", "待李娜答复")
        let li = try Driver(place, as: "li").press("Alt-a", "m").sees("我的申请（3）", "待答复")
        li.press("w").type("两次").press("Ctrl-S").sees("已答复").seesNot("待答复")
        #expect(try place.desk.read { try $0.approval(ApprovalID(1)).state } == .asked)
        li.press("m").sees("待审批（3）")
    }

    @Test("a deputy is named with days and a reason, and then decides in the other's place")
    func deputy() throws {
        let place = try Desks.withRequests()
        _ = try place.as("admin") {
            try $0.addStaff(Staff(id: StaffID(0), login: "song", name: "宋洁", roles: ["senior agent"]))
        }
        try Driver(place, as: "song").press("Alt-a", "y").sees("song 无权")
        let day = place.desk.rules.localDay(place.now)
        let chen = try Driver(place, as: "chen").press("Alt-a", "d").sees("委托代审", "到期自动结束")
        chen.press("Ctrl-S").sees("必填")
        chen.type("宋洁").press("Tab", "Tab").type((day + 3).description).press("Tab").type("休假")
        chen.press("Ctrl-S").sees("由宋洁代您审批")
        let song = try Driver(place, as: "song").press("Alt-a").sees("代陈静审批")
        song.press("y", "Left", "Enter").sees("已批准")
        let approval = try place.desk.read { try $0.approval(ApprovalID(1)) }
        #expect(try approval.decidedFor == place.desk.actor(named: "chen").staffID)
    }

    @Test("one's own request is withdrawn with a reason, another's is not")
    func withdrawn() throws {
        let place = try Desks.withRequests()
        try Driver(place, as: "chen").press("Alt-a", "x").sees("只有申请人可以撤回")
        let li = try Driver(place, as: "li").press("Alt-a", "m", "x").sees("按驳回处理")
        li.press("Ctrl-S").sees("必填")
        li.type("客户改了主意").press("Ctrl-S").sees("已撤回")
        let states = try (1...3).map { id in
            try place.desk.read { try $0.approval(ApprovalID(Int64(id))) }.state
        }
        #expect(states.count { $0 == .withdrawn } == 1)
    }

    @Test("above the sum of four eyes the first is told that one more must grant it, and sees it wait")
    func fourEyes() throws {
        let place = try Desks.withRequests()
        let admin = try Driver(place, as: "admin").press("Alt-a", "Down", "y", "Left", "Enter")
        admin.sees("还须一人复核", "待复核")
        admin.press("End", "y").sees("须两人批准")
        #expect(try place.desk.read { try $0.approval(ApprovalID(2)) }.state == .asked)
    }
}

@Suite("Asking for a decision from the case")
@MainActor
struct RequestTests {
    @Test("an agent asks with sum, reason and proposed answer, and sees on the case what becomes of it")
    func ask() throws {
        let place = try Desks.withRequests()
        let li = try Driver(place, as: "li").press(":").type("c1").press("Enter").press("a").sees("C1 申请审批")
        li.press("Ctrl-S").sees("必填")
        li.type("折扣").press("Tab").type("80").press("Tab").type("老客户").press("Tab").type("下次九折").press(
            "Ctrl-S")
        li.sees("折扣减免 ¥80.00", "已提交")
        let actor = try place.desk.actor(named: "li")
        let mine = try place.desk.read { try $0.requests(of: actor, at: place.now).items }
        let asked = try #require(mine.map(\.approval).first { $0.decision == "discount" })
        #expect(asked.decision == "discount" && asked.amount == Money(minor: 8000))
        #expect(asked.proposal == "下次九折")
        _ = try place.as("chen") { try $0.decide(asked.id, grant: true, answer: "可以") }
        li.wait(.seconds(2)).sees("已批准", "可以")
    }

    @Test("whoever may not ask is told so")
    func mayNot() throws {
        try Driver(Desks.withRequests(), as: "zhao").press(":").type("c1").press("Enter").press("a")
            .sees("zhao 无权")
    }
}
