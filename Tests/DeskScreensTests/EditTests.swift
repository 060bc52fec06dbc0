import DeskTesting
import Model
import ServiceDesk
import Testing

@testable import DeskScreens

/// The desk is `Desks.filled`: C1 is 王小明's complaint, C2 the repair that li and chen edit here.
@Suite("Editing a record at the desk")
@MainActor
struct EditTests {
    private let place: TemporaryDesk

    init() throws { place = try Desks.filled() }

    private func current() throws -> ServiceCase { try place.desk.read { try $0.serviceCase(CaseID(2)) } }

    /// Another agent edits C2 meanwhile.
    private func chen(_ change: (inout ServiceCase) -> Void) throws {
        try place.as("chen") { work in
            var c = try work.reading.serviceCase(CaseID(2))
            change(&c)
            _ = try work.edit(c)
        }
    }

    private func drafts(_ form: String = "edit C2") throws -> [Draft] {
        let li = try #require(try place.desk.actor(named: "li").staffID)
        return try place.desk.read { try $0.drafts(of: li, form: form) }
    }

    /// li, with the form of C2 open.
    private func editing() throws -> Driver {
        try Driver(place).press(":").type("c2").press("Enter", "e")
    }

    /// li has written another summary over a version that is no longer the last.
    private func refused(_ change: (inout ServiceCase) -> Void = { $0.summary = "完全不制冷" }) throws -> Driver {
        let driver = try editing()
        try chen(change)
        return driver.press("Ctrl-U").type("夜间噪音").press("Ctrl-S")
    }

    @Test("the form holds what is on file; what is changed in it is saved, and nothing else")
    func saves() throws {
        let before = try current()
        let driver = try editing()
        driver.sees("修改 C2", "Refrigerator is noisy at night", "冰箱", "李娜", "电话")
        driver.press("Ctrl-U").type("夜间噪音大").press("Tab", "Tab", "Tab", "Tab").type("紧急").press("Ctrl-S")
        driver.sees("C2 已保存", "夜间噪音大", "紧急").seesNot("修改 C2")
        let after = try current()
        #expect(after.summary == "夜间噪音大" && after.severity == .urgent)
        #expect(
            after.product == before.product && after.fault == before.fault && after.owner == before.owner
                && after.queue == before.queue && after.version == before.version + 1)
        #expect(try drafts() == [] && place.problems() == [])
    }

    @Test("a form in which nothing was changed writes nothing; an emptied field is refused")
    func nothing() throws {
        let version = try current().version
        let driver = try editing()
        driver.press("Ctrl-U", "Ctrl-S").sees("必填", "修改 C2")
        driver.press("Ctrl-Z", "Ctrl-S").sees("没有改动")
        #expect(try current().version == version)
    }

    @Test("another product brings its own faults, and the first again its own")
    func faultsFollow() throws {
        let driver = try editing()
        driver.press("Tab").type("空调").press("Tab").press("F4").sees("不制冷").press("Esc")
        driver.press("Shift-Tab").press("Backspace", "Backspace").type("冰箱").press("Ctrl-S").sees("没有改动")
        #expect(try current().fault == "noise")
    }

    @Test("whoever comes second is told who changed what and when, and keeps their text")
    func told() throws {
        place.now = place.now + .minutes(5)
        let driver = try refused { ($0.summary, $0.severity) = ("完全不制冷", .urgent) }
        driver.sees("C2 已被他人修改", "描述  陈静 10:05", "严重程度  陈静 10:05：一般 > 紧急")
        driver.sees("1 对方", "完全不制冷", "2 我的", "夜间噪音", "原为  Refrigerator is noisy at night", "未保存")
        #expect(try current().summary == "完全不制冷")
    }

    @Test("nothing is saved while a field is undecided")
    func undecided() throws {
        let driver = try refused()
        driver.press("Ctrl-S").sees("还有 1 项需要选择", "C2 已被他人修改")
        #expect(try current().summary == "完全不制冷")
    }

    @Test("each field is chosen by itself: theirs here, mine there, and what only one changed stays")
    func fieldByField() throws {
        let driver = try editing()
        try chen { ($0.summary, $0.severity, $0.queue) = ("完全不制冷", .urgent, "service") }
        driver.press("Ctrl-U").type("夜间噪音").press("Tab", "Tab", "Tab", "Tab").type("重要")
        driver.press("Tab").type("网站").press("Ctrl-S").sees("描述  陈静", "严重程度  陈静")
        driver.press("1", "Down", "2", "Ctrl-S").sees("C2 已保存")
        let after = try current()
        #expect(after.summary == "完全不制冷" && after.severity == .major)
        #expect(after.queue == "service" && after.channel == .web)
        #expect(try drafts() == [] && place.problems() == [])
    }

    @Test("a field can be written anew from both")
    func written() throws {
        let driver = try refused()
        driver.press("1", "e").sees("改写为").press("End").type("，夜间噪音").press("Esc", "Ctrl-S").sees("C2 已保存")
        #expect(try current().summary == "完全不制冷，夜间噪音")
    }

    @Test("a field that must say something cannot be written anew as nothing, chosen from a list or not")
    func emptied() throws {
        let driver = try refused()
        driver.press("e", "Ctrl-U", "Ctrl-S").sees("描述不能为空", "C2 已被他人修改")
        driver.press("2", "Ctrl-S").sees("C2 已保存")
        driver.press("e")
        try chen { $0.severity = .urgent }
        driver.press("Tab", "Tab", "Tab", "Tab").type("重要").press("Ctrl-S").sees("严重程度  陈静")
        driver.press("e", "Del", "Ctrl-S").sees("严重程度不能为空")
        #expect(try current().severity == .urgent)
    }

    @Test("what was typed can be undone also after another field was changed")
    func undone() throws {
        let driver = try editing()
        driver.press("Ctrl-U").type("急").press("Tab").type("空调").press("Shift-Tab", "Ctrl-Z", "Ctrl-Z")
        driver.sees("Refrigerator is noisy at night").seesNot("急")
    }

    @Test("what the footer of a sheet offers can be chosen by name as well")
    func byName() throws {
        let driver = try refused()
        driver.press("e", "F10").type("结束改写").press("Enter").sees("e 改写").press("F10").type("关闭").press(
            "Enter")
        driver.sees("C130").seesNot("已被他人修改").press("n").type("备注").press("F10").type("关闭").press("Enter")
        driver.sees("C130").seesNot("备注已保存")
        #expect(try drafts("note C2").map { $0.values["text"] } == ["备注"])
    }

    @Test("the digits are text while a field is written")
    func digitsAreText() throws {
        let driver = try refused()
        driver.press("e", "Ctrl-U").type("2 台 1 楼").press("Ctrl-S").sees("C2 已保存")
        #expect(try current().summary == "2 台 1 楼")
    }

    @Test("different fields are joined by saving once more, not before")
    func apart() throws {
        let driver = try refused { $0.severity = .urgent }
        driver.sees("与您不同", "陈静", "仅您改动")
        #expect(try current().summary == "Refrigerator is noisy at night")
        driver.press("Ctrl-S").sees("C2 已保存")
        let after = try current()
        #expect(after.summary == "夜间噪音" && after.severity == .urgent)
    }

    @Test("a case that only went on takes the edit by saving once more")
    func wentOn() throws {
        let driver = try editing()
        _ = try place.as("chen") { try $0.take("assess", on: CaseID(2)) }
        driver.press("Ctrl-U").type("夜间噪音").press("Ctrl-S").sees("有了进展").press("Ctrl-S").sees("C2 已保存")
        let after = try current()
        #expect(after.summary == "夜间噪音" && after.state == "assessed")
    }

    @Test("a third change is refused again, and the sheet shows it against what was put together")
    func third() throws {
        let driver = try refused()
        driver.press("e", "End").type("大").press("Esc")
        _ = try place.as("wang") { work in
            var c = try work.reading.serviceCase(CaseID(2))
            c.summary = "已自行恢复"
            _ = try work.edit(c)
        }
        driver.press("Ctrl-S").sees("又有变动", "描述  王强", "已自行恢复", "夜间噪音大", "原为  完全不制冷")
        #expect(try current().summary == "已自行恢复")
        driver.press("Ctrl-S").sees("还有 1 项需要选择")
        driver.press("2", "Ctrl-S").sees("C2 已保存")
        #expect(try current().summary == "夜间噪音大")
    }

    @Test("what was typed in the form survives a killed terminal, with the version it was typed over")
    func draftOfTheForm() throws {
        let read = try current().version
        try editing().press("Ctrl-U").type("夜间噪音").wait(.seconds(1))
        #expect(try drafts().map(\.values) == [["summary": "夜间噪音", "version": "\(read)"]])
        try chen { $0.summary = "完全不制冷" }
        let next = try editing()
        next.sees("夜间噪音", "此后该记录已有变动").press("Ctrl-S").sees("C2 已被他人修改", "完全不制冷")
        next.press("2", "Ctrl-S").sees("C2 已保存")
        #expect(try current().summary == "夜间噪音" && drafts() == [])
    }

    @Test("closing the merge sheet keeps what was typed, also where theirs was chosen")
    func draftOfTheMerge() throws {
        let driver = try refused()
        driver.press("e", "End").type("大").press("Esc", "Esc").sees("C130").seesNot("已被他人修改")
        #expect(try drafts().map { $0.values["summary"] } == ["夜间噪音大"])
        driver.press("e").sees("夜间噪音大").press("Ctrl-S").sees("C2 已被他人修改").press("1").wait(.seconds(1))
        #expect(try drafts().map { $0.values["summary"] } == ["夜间噪音大"])
        driver.press("Ctrl-S").sees("C2 已保存")
        #expect(try current().summary == "完全不制冷" && drafts() == [])
    }

    @Test("on a hang-up what stands in the merge sheet is saved before the program ends")
    func hangUp() throws {
        let driver = try refused()
        driver.press("e", "End").type("大")
        driver.app.saveDrafts()
        #expect(try drafts().map { $0.values["summary"] } == ["夜间噪音大"])
    }

    @Test("keys typed before the draft is found stay, and the draft is there the next time")
    func typedAhead() throws {
        try editing().press("Ctrl-U").type("夜间噪音").wait(.seconds(1))
        let runner = HeldRunner()
        let driver = try Driver(place, runner: runner).press(":").type("c2").press("Enter")
        runner.release()
        driver.press("e", "Ctrl-U").type("急")
        runner.release()
        driver.sees("急").seesNot("夜间噪音").press("Ctrl-S")
        runner.release()
        #expect(try current().summary == "急" && drafts().map { $0.values["summary"] } == ["夜间噪音"])
        try editing().sees("夜间噪音")
    }

    @Test("a field that was never touched is no conflict, however often others change it")
    func untouched() throws {
        try editing().press("Ctrl-U").type("夜间噪音").wait(.seconds(1))
        try chen { $0.queue = "service" }
        let driver = try editing()
        try chen { $0.queue = "repair" }
        driver.press("Ctrl-S").sees("与您不同").press("Ctrl-S").sees("C2 已保存")
        let after = try current()
        #expect(after.summary == "夜间噪音" && after.queue == "repair")
    }

    @Test("what is typed can be taken back to what is on file now")
    func reset() throws {
        let driver = try editing()
        driver.press("Ctrl-U").type("夜间噪音").wait(.seconds(1))
        try chen { $0.summary = "完全不制冷" }
        driver.press("F5", "Left", "Enter").sees("完全不制冷", "已恢复为现有内容")
        #expect(try drafts() == [])
        driver.press("Ctrl-S").sees("没有改动")
    }

    @Test("a customer's own data is edited and joined alike")
    func customer() throws {
        let driver = try Driver(place).press(":").type("k1").press("Enter", "e").sees("修改 K1", "王小明")
        try place.as("chen") { work in
            var c = try work.reading.customer(CustomerID(1))
            (c.remarks, c.mayCall) = ("周末上门", false)
            _ = try work.editCustomer(c)
        }
        driver.press("Tab", "Tab", "Tab", "Tab").type("工作日上门").press("Ctrl-S")
        driver.sees("备注  陈静", "周末上门", "工作日上门", "可致电  陈静 10:00：是 > 否").press("2", "Ctrl-S")
        driver.sees("K1 已保存")
        let after = try place.desk.read { try $0.customer(CustomerID(1)) }
        #expect(after.remarks == "工作日上门" && !after.mayCall && after.name == "王小明")
        #expect(after.phones.map(\.typed) == Samples.customer().phones.map(\.typed))
        #expect(try place.problems() == [])
    }

    @Test("whoever may not edit is told so by the key")
    func right() throws {
        let technician = try #require(
            place.desk.read { try $0.people() }.first { $0.roles == ["technician"] })
        let driver = try Driver(place, as: technician.login)
        driver.press(":").type("c2").press("Enter", "e").sees("C130", "case.edit").seesNot("修改 C2")
    }
}
