import DeskTesting
import Model
import Records
import ServiceDesk
import Testing

@testable import DeskScreens

@MainActor
@Suite("The audit on the screen")
struct AuditScreenTests {
    private func open(_ place: TemporaryDesk, as login: String = "sun") throws -> Driver {
        try Driver(place, as: login).press("Alt-o", "a")
    }

    @Test("groups show what was wanted and reached, milestones what is late, interviews what was said")
    func shown() throws {
        let driver = try open(Desks.audited()).sees("R240", "年度服务审计", "消费者", "逾期 1 项")
        driver.press("2").sees("审计报告", "逾期 3 天", "还缺批发商访谈")
        driver.press("3").sees("华联电器 王经理", "货款要三周才到账")
    }

    @Test("d marks a milestone as done, e changes its owner and day")
    func milestones() throws {
        let place = try Desks.audited()
        let driver = try open(place).press("2", "d").sees("已完成")
        func report() throws -> AuditMilestone? {
            try place.desk.read { try $0.audits.milestones(of: AuditID(1)) }.first { $0.name == "report" }
        }
        #expect(try report()?.state == .done)
        driver.press("e", "Tab", "Ctrl-U").type("2027-01-31").press("Ctrl-S").sees("已保存")
        #expect(try report()?.due == Day(2027, 1, 31))
    }

    @Test("an interview is noted in its guide, below its questions")
    func interview() throws {
        let place = try Desks.audited()
        let driver = try open(place).press("2", "n").type("零售").press("Enter").sees("访谈：零售商", "[complaints]")
        driver.type("李店长").press("Tab", "Tab").type("先说一句").press("Ctrl-S").sees("与 李店长 的访谈已保存")
        let noted = try place.desk.read { try $0.audits.interviews(of: AuditID(1)) }.last
        #expect(noted?.person == "李店长" && noted?.note.hasPrefix("先说一句") == true)
    }

    @Test("Enter shows all of what was said, and of a group what is asked, where a short pane cuts it")
    func full() throws {
        let driver = try open(Desks.audited(), as: "li").press("3")
        #expect(!driver.text.contains("希望有专人对接"))
        driver.press("Enter").sees("┌ 访谈内容", "希望有专人对接")
        driver.press("Esc", "1", "Enter").sees("┌ 对象")
    }

    @Test("who has not the right sees the audit, and is told which is missing")
    func rights() throws {
        let driver = try open(Desks.audited(), as: "li").press("2").sees("审计报告")
        driver.press("d").sees("缺少权限 audit.keep")
    }
}
