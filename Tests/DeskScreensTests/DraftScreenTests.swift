import DeskTesting
import Model
import ServiceDesk
import Testing

@testable import DeskScreens

@Suite("Everything left unfinished")
@MainActor
struct DraftScreenTests {
    private func words(_ place: TemporaryDesk) throws -> [String] {
        let li = try place.desk.actor(named: "li")
        return try place.desk.read { try $0.drafts(of: li) }.map(\.form)
    }

    @Test("lists what was typed where, about whom, with its first words; the latest on top")
    func list() throws {
        let driver = try Driver(Desks.withDrafts(), as: "li").press("Alt-r").sees("D115", "草稿（4）")
        driver.sees("登记", "13955556666", "备注", "客户要求改约", "修改", "升级")
        #expect(driver.selectedLine.contains("升级"))
    }

    @Test("a complaint half logged is taken up with its text, and Esc leads back to the list")
    func log() throws {
        let place = try Desks.withDrafts()
        let driver = try Driver(place, as: "li").press("Alt-r", "End", "Enter").sees(
            "C120", "13955556666", "何小姐")
        driver.press("Esc").sees("D115", "草稿（4）")
        driver.press("End", "Enter", "Ctrl-S").type("不制冷").press("Ctrl-S").sees("C3 已登记")
        #expect(try !words(place).contains("C120"))
    }

    @Test(
        "a note, an edit and a step are taken up over the case they belong to, and gone from the list once saved"
    )
    func sheets() throws {
        let place = try Desks.withDrafts()
        let driver = try Driver(place, as: "li", columns: 100)
        driver.press("Alt-r", "/").type("备注").press("Enter", "Enter").sees("C130", "客户要求改约")
        driver.press("Ctrl-S").sees("备注已保存").press("Esc").sees("草稿（0/3）").press("Esc").sees("草稿（3）")
        driver.press("/").type("修改").press("Enter", "Enter").sees("修改 C1", "机异响")
        driver.press("Ctrl-S").sees("C1 已保存").press("Esc", "Esc").sees("草稿（2）")
        driver.press("Enter").sees("升级", "客户要求升级").press("Ctrl-S").sees("已升级").press("Esc").sees("草稿（1）")
    }

    @Test("a step that can no longer be taken says so on its case, and its words are kept")
    func stepGone() throws {
        let place = try Desks.withDrafts()
        _ = try place.as("li") {
            try $0.take("escalate", on: CaseID(1), given: ["escalationReason": .text("已升级")])
        }
        let driver = try Driver(place, as: "li").press("Alt-r", "Enter").sees("C130")
        driver.press("Esc").sees("草稿（4）", "客户要求升级")
    }

    @Test("deleting asks first, and deletes that draft only")
    func delete() throws {
        let place = try Desks.withDrafts()
        let driver = try Driver(place, as: "li").press("Alt-r", "d").sees("删除草稿", "客户要求升级")
        driver.press("Enter").sees("草稿（4）").press("Del", "Left", "Enter").sees("草稿已丢弃", "草稿（3）")
        #expect(try words(place) == ["edit C1", "note C1", "C120"])
    }
}
