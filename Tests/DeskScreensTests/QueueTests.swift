import DeskTesting
import Model
import ServiceDesk
import TerminalKit
import Testing

@testable import DeskScreens

@Suite("Queues")
@MainActor
struct QueueTests {
    private func queue(
        _ repairs: Int, language: String = "zh-Hans", columns: Int = 80, rows: Int = 24
    ) throws -> Driver {
        try Driver(Desks.waiting(repairs: repairs), language: language, columns: columns, rows: rows)
            .press("F7", "3")
    }

    @Test("F7 shows the queues, a digit opens one, and its title says scope, place and count")
    func open() throws {
        let driver = try Driver(Desks.waiting(repairs: 12))
        driver.press("F7").sees("Q180", "队列（待处理 12）", "维修").press("3").sees("队列：维修 1/12")
        driver.press("Down", "Down").sees("队列：维修 3/12")
    }

    @Test("an F key's other way leads to the queues too, and my work stays within reach")
    func aliases() throws {
        let driver = try Driver(Desks.waiting(repairs: 1))
        driver.app.handle(.key(.alt("q")))
        driver.sees("Q180")
        driver.app.handle(.key(.alt("w")))
        driver.sees("W110")
        driver.press("3").sees("队列：维修 1/1")
    }

    @Test("a filter narrows the list as it is written, and Esc takes one level back at a time")
    func filter() throws {
        let driver = try queue(12)
        driver.press("/").type("冰箱").sees("冰箱不制冷 0").seesNot("洗衣机漏水")
        driver.press("Enter").sees("队列：维修 [筛选：冰箱] 1/4")
        driver.press(" ", "Esc").sees("[筛选：冰箱]")
        driver.press("Esc").sees("队列：维修 1/12", "洗衣机漏水")
        driver.press("Esc").sees("Q180", "队列（待处理 12）").press("Esc").sees("W110")
    }

    @Test("Esc while a filter is written leaves the one before it")
    func cancel() throws {
        let driver = try queue(12)
        driver.press("/").type("冰箱").press("Enter", "/").type("产品:洗衣机").press("Esc")
        driver.sees("[筛选：冰箱] 1/4")
    }

    @Test("what cannot be understood is told with its place while it is written, and the list stays")
    func badFilter() throws {
        let driver = try queue(12)
        driver.press("/").type("冰箱 due<2x").sees("“2x”不是时长（第 8 字）", "冰箱不制冷 0")
        driver.press("Enter").sees("“2x”不是时长")
        driver.press("Backspace").type("h").press("Enter").sees("[筛选：冰箱 due<2h]")
    }

    @Test("Tab completes the word by the first proposal, also by Chinese initials")
    func completion() throws {
        let driver = try queue(6)
        driver.press("/").type("ki").sees("kind:").press("Tab").type("wx").sees("维修").press("Tab", "Enter")
        driver.sees("[筛选：kind:repair] 1/6")
        driver.press("/").type("owner:").sees("无人").press("Esc")
    }

    @Test("a long list is read on as one moves, to its end and back to its beginning")
    func long() throws {
        let driver = try queue(260)
        driver.sees("1/260").press("End").sees("260/260", "漏水 259").press("Home").sees("1/260", "不制冷 0")
        for _ in 0..<130 { driver.press("Down") }
        driver.sees("131/260", "漏水 130")
        driver.press("End")
        for _ in 0..<130 { driver.press("Up") }
        driver.sees("130/260", "不制冷 129")
    }

    @Test("the selection stays on its case when others take what was before it")
    func follow() throws {
        let place = try Desks.waiting(repairs: 8)
        let driver = try Driver(place).press("8").sees("1/8")
        driver.press("Down", "Down", "Down").sees("4/8")
        let shown = driver.app.stack.last?.screen.aim
        try place.as("chen") { _ = try $0.claimNextCase() }
        driver.wait(.seconds(1)).sees("3/7")
        #expect(driver.app.stack.last?.screen.aim == shown)
    }

    @Test("t takes the case under the selection; what somebody has is told by name")
    func take() throws {
        let place = try Desks.waiting(repairs: 3)
        try place.as("chen") { _ = try $0.claimCase(CaseID(1)) }
        let driver = try Driver(place).press("F7", "3")
        driver.press("t").sees("陈静")
        driver.press("Down", "t").sees("C2：领取，已完成")
        #expect(
            try place.desk.read { try $0.serviceCase(CaseID(2)).owner }
                == place.desk.actor(named: "li").staffID)
    }

    @Test("marked cases are taken together, with one honest result each")
    func takeSeveral() throws {
        let place = try Desks.waiting(repairs: 4)
        try place.as("chen") { _ = try $0.claimCase(CaseID(2)) }
        let driver = try Driver(place).press("F7", "3")
        driver.press(" ", " ", " ", "t").sees("领取：3 张中完成 2 张", "陈静", "C1 已完成", "C3 已完成")
        driver.press("Enter").seesNot("完成 2 张").sees("4/4", "李娜")
    }

    @Test("d moves marked cases a step by number key, and says for how many it is possible")
    func steps() throws {
        let place = try Desks.waiting(repairs: 3)
        try place.as("li") { _ = try $0.take("assess", on: CaseID(1)) }
        let driver = try Driver(place).press("F7", "3")
        driver.press(" ", " ", " ", "d").sees("3 张服务单：下一步", "3 张中 2 张可行")
        let line = try #require(driver.lines.first { $0.contains("2 张可行") })
        let digit = try #require(line.first { $0.isNumber })
        driver.press(String(digit)).sees("3 张中完成 2 张", "C2 已完成")
        #expect(try place.state(CaseID(2)) == place.state(CaseID(1)))
    }

    @Test("from a case one goes to the next of its list and back without leaving it")
    func along() throws {
        let driver = try queue(5)
        driver.press("Down", "Enter").sees("C130 C2").press("]").sees("C130 C3").press("[", "[").sees(
            "C130 C1")
        driver.press("[").sees("已是列表中的第一张单").press("Esc").sees("Q180")
    }

    @Test("beside an open case stands the list it was opened from, where there is room")
    func besideTheList() throws {
        let driver = try queue(5, columns: 120, rows: 36)
        driver.press("Down", "Enter").sees("> C2", "C5")
        driver.resize(80, 24).seesNot("> C2")
    }

    @Test("from 110 columns the case under the selection stands beside the list and is scrolled by J and K")
    func split() throws {
        let place = try Desks.waiting(repairs: 3)
        try place.as("li") { work in
            for n in 1...12 { _ = try work.note(Subject(CaseID(1)), "第 \(n) 次联系客户") }
        }
        let driver = try Driver(place, columns: 120, rows: 20).press("F7", "3")
        driver.sees("冰箱不制冷 0", "时限")
        let before = driver.text
        driver.press("J", "J")
        #expect(driver.text != before)
        driver.press("K", "K")
        #expect(driver.text == before)
    }

    @Test("s puts what waits longest on top, in a queue and in a view")
    func order() throws {
        let place = try Desks.waiting(repairs: 3)
        try place.as("li") { work in
            var draft = CaseDraft(kind: CaseKind("repair"), customer: CustomerID(1), summary: "燃气灶漏气冒火")
            (draft.channel, draft.onRepeat) = (.import, .logAnyway)
            _ = try work.log(draft)
        }
        let driver = try Driver(place).press("F7", "3")
        #expect(driver.app.stack.last?.screen.aim == "C4")
        driver.press("s").sees("已按等待时间排序")
        #expect(driver.app.stack.last?.screen.aim == "C1")
        driver.press("Esc", "0", "s").sees("已按等待时间排序")
        #expect(driver.app.stack.last?.screen.aim == "C1")
    }

    @Test("the palette goes to a queue by its name or initials")
    func palette() throws {
        let driver = try Driver(Desks.waiting(repairs: 1))
        driver.press(":").type("队列 wx").press("Enter").sees("队列：维修 1/1")
        driver.press("F12", ":").type("queue comp").press("Enter").sees("队列：投诉")
    }

    @Test("beside the queues stand the visits of a view as well, and Enter opens their list under its name")
    func workView() throws {
        let place = try Desks.waiting(repairs: 1)
        let visit = try place.bookVisit(for: CaseID(1))
        place.now = visit.promised.end + .minutes(1)
        let driver = try Driver(place, as: "wang", language: "en", columns: 120, rows: 36)
        driver.press("F7").seesNot("\(visit.id) ").press("End").sees("\(visit.id) ")
        #expect(driver.selectedLine.contains("Visits past window"))
        driver.press("Enter").sees("V163 Visits past window (1)", "\(visit.id) ")
        driver.press("Esc", ":").type("queue visits-late").press("Enter").sees("V163 Visits past window (1)")
    }

    @Test("on my work / filters what is on the screen, F3 still finds")
    func filterWork() throws {
        let driver = try Driver(Desks.filled())
        driver.press("/").type("noisy").press("Enter").sees("我的待办 [筛选：noisy]（1）", "Refrigerator")
        driver.seesNot("空调不制冷").press("Esc").sees("空调不制冷").press("F3").sees("U100")
    }

    @Test("others' work sets a filter off again soon, not at every change; one's own at once")
    func filteredListFollows() throws {
        let place = try Desks.waiting(repairs: 9)
        let driver = try Driver(place).press("F7", "3", "/").type("冰箱 owner:none").press("Enter").sees("1/3")
        driver.wait(.seconds(4))
        try place.as("chen") { _ = try $0.claimCase(CaseID(1)) }
        driver.wait(.seconds(1)).sees("/2")
        try place.as("chen") { _ = try $0.claimCase(CaseID(4)) }
        driver.wait(.seconds(1)).sees("/2")
        driver.wait(.seconds(3)).sees("1/1")
        driver.press("t").sees("没有符合筛选条件")
    }
}
