import DeskTesting
import Model
import ServiceDesk
import TerminalKit
import Testing

@testable import DeskScreens

@Suite("What the desk tells")
@MainActor
struct NoticeScreenTests {
    @Test("how many notices wait stands in the head line, follows what happens, and is not there for none")
    func head() throws {
        let place = try Desks.filled()
        let driver = try Driver(place, as: "chen").wait(.seconds(1)).seesNot("通知 ")
        _ = try place.as("li") { try $0.note(Subject(CaseID(1)), "请 @陈静 看一下") }
        driver.wait(.seconds(1))
        #expect(driver.lines[0].contains("通知 1"))
        driver.press("Alt-n", "r").wait(.seconds(1))
        #expect(!driver.lines[0].contains("通知 1"))
    }

    @Test(
        "what comes to one stands in a corner for some seconds and takes no key; a click on it opens the list"
    )
    func toast() throws {
        let place = try Desks.filled()
        let driver = try Driver(place, as: "chen").wait(.seconds(1))
        _ = try place.as("li") { try $0.note(Subject(CaseID(1)), "请 @陈静 看一下") }
        driver.wait(.seconds(1)).sees("│ 备注提到您").press("Down").sees("│ 备注提到您")
        driver.wait(.seconds(8)).seesNot("备注提到您")
        _ = try place.as("li") { try $0.note(Subject(CaseID(1)), "@陈静 请回电") }
        driver.wait(.seconds(1)).click("备注提到您").sees("N190")
        #expect(driver.app.toasts.isEmpty)
    }

    @Test("while something is typed what comes stands in the line above the footer, and nothing is covered")
    func toastWhileTyping() throws {
        let place = try Desks.filled()
        let driver = try Driver(place, as: "chen").wait(.seconds(1)).press("F2").type("138")
        let before = driver.lines.dropLast(2).dropFirst()
        _ = try place.as("li") { try $0.note(Subject(CaseID(1)), "@陈静 请回电") }
        // News of the desk goes before it, for some seconds.
        for _ in 0..<7 where !driver.message.contains("请回电") { driver.wait(.seconds(1)) }
        #expect(driver.message.contains("请回电") && driver.lines.dropLast(2).dropFirst() == before)
    }

    @Test("up to 999 are counted in the head line")
    func manyInHead() throws {
        let place = try Desks.filled()
        _ = try place.as("li") { work in
            for number in 1...1001 { try work.note(Subject(CaseID(1)), "@陈静 \(number)") }
        }
        let driver = try Driver(place, as: "chen", columns: 120).wait(.seconds(1))
        #expect(driver.lines[0].contains("通知 999+"))
        _ = try place.as("chen") { work in
            try work.seen(work.reading.notices(for: work.actor, limit: 2).map(\.id))
        }
        driver.wait(.seconds(1))
        #expect(driver.lines[0].contains("通知 999") && !driver.lines[0].contains("999+"))
    }

    @Test("rungs of one promise are one line that says how many were before, and are seen together")
    func rungs() throws {
        let place = try Desks.waiting(repairs: 2)
        _ = try place.as("li") { try $0.claimCase(CaseID(1)) }
        for hours in stride(from: 0, through: 96, by: 4) {
            _ = try place.desk.sweep(at: place.now + .hours(hours))
        }
        place.now = place.now + .hours(96)
        let li = try place.desk.actor(named: "li")
        let before = try place.desk.read { try $0.unseenNotices(for: li, most: .max) }
        let joined = try place.desk.read { try $0.inbox(of: li) }.items.withRungsJoined
        let row = try #require(joined.firstIndex { !$0.earlier.isEmpty })
        let driver = try Driver(place, as: "li", columns: 200).press("Alt-n")
        for _ in 0..<row { driver.press("Down") }
        driver.sees("此前还有").press("r")
        #expect(
            try place.desk.read { try $0.unseenNotices(for: li, most: .max) }
                == before - 1 - joined[row].earlier.count)
    }

    @Test("what nobody has seen is on top; marked as seen it moves below, and the next is marked")
    func seen() throws {
        let place = try Desks.withNotices()
        let driver = try Driver(place, as: "li").press("Alt-n").sees("N190", "未阅 3")
        driver.press("r").sees("未阅 2").press("r").sees("未阅 1")
        driver.press("End", "r").sees("此通知已阅")
    }

    @Test("more than a page is read on, what is new before what was seen, and the head counts them all")
    func pages() throws {
        let place = try Desks.filled()
        for number in 1...230 {
            _ = try place.as("chen") { try $0.note(Subject(CaseID(1)), "@li 第 \(number) 条") }
            if number == 20 { _ = try place.as("li") { try $0.seenAll(upTo: .max) } }
        }
        let driver = try Driver(place, as: "li").press("Alt-n").sees("（200+，未阅 210）", "第 230 条")
        driver.press("End").sees("（230，未阅 210）").press("End").sees("第 1 条")
    }

    @Test("Enter opens what it is about, and it is seen")
    func open() throws {
        let place = try Desks.withNotices()
        let driver = try Driver(place, as: "li").press("Alt-n", "Enter").sees("C130")
        driver.press("Esc").sees("N190", "未阅 2")
    }

    @Test("all are seen with one key that asks first; what comes meanwhile stays")
    func allSeen() throws {
        let place = try Desks.withNotices()
        let driver = try Driver(place, as: "li").press("Alt-n", "a").sees("全部标为已阅", "3 条")
        driver.press("Enter").sees("未阅 3").press("a")
        _ = try place.as("chen") { try $0.note(Subject(CaseID(2)), "@li 请回电") }
        driver.press("Left", "Enter").sees("已将 3 条通知标为已阅", "未阅 1", "请回电")
    }

    @Test("an approval tells who asked how it was decided, with the reason it was refused for")
    func decided() throws {
        let place = try Desks.withNotices()
        try Driver(place, as: "li").press("Alt-n").press("/").type("驳回").press("Enter")
            .sees("申请被驳回：未见上门记录", "善意补偿 ¥80.00")
    }
}
