import DeskTesting
import Foundation
import Model
import Records
import Resources
import ServiceDesk
import Testing

@testable import DeskScreens

@MainActor
@Suite("The conclusions of an audit on the screen")
struct ConclusionsScreenTests {
    private func open(_ place: TemporaryDesk, as login: String = "sun") throws -> Driver {
        try Driver(place, as: login).press("Alt-o", "a", "c")
    }

    private func all(_ place: TemporaryDesk) throws -> [AuditConclusion] {
        try place.desk.read { try $0.conclusions.all(of: AuditID(1)) }
    }

    @Test("what people concluded stands beside what was generated, by section; Enter goes to the evidence")
    func shown() throws {
        let driver = try open(Desks.audited()).sees("R241", "货款三周才到账", "人工", "已采纳", "已改写", "待处理")
        driver.press("/").type("先请两家").press("Enter").sees("先请两家经销商比一比我们和对手")
        driver.press("v").sees("经销商两边都卖", "数据原句", "观察竞争对手的实际服务质量").press("Esc")
        driver.press("Enter").sees("依据").type("I1").press("Enter").sees("货款要三周才到账")
    }

    @Test("t takes a sentence over, e says it otherwise, x refuses it with a reason; > moves it")
    func decided() throws {
        let place = try Desks.audited()
        let driver = try open(place).press("/").type("SERVQUAL").press("Enter", "t").sees("已采纳。")
        let taken = try all(place).last
        #expect(taken?.origin == .taken && taken?.section == .proposal)
        driver.press("e", "Tab", "Ctrl-U").type("年底前问一次")
        for _ in 0..<5 { driver.press("Tab") }
        driver.type("要有时间")
        driver.press("Ctrl-S").sees("结论已保存")
        let changed = try all(place).last
        #expect(changed?.origin == .changed && changed?.texts.texts["zh-Hans"]?.contains("年底前问一次") == true)
        driver.press("Esc", "/").type("年底前").press("Enter", "x").type("明年再说").press("Ctrl-S")
        driver.sees("已标为不采纳")
        let refused = try all(place).last
        #expect(refused?.state == .refused && refused?.reason == "明年再说" && refused?.version == 3)
    }

    @Test("who adds the other language keeps the words of the figures beside it")
    func both() throws {
        let place = try Desks.audited()
        let driver = try open(place).press("/").type("SERVQUAL").press("Enter", "t").sees("已采纳。")
        driver.press("e", "Tab", "Tab").type("Ask them this year")
        for _ in 0..<4 { driver.press("Tab") }
        driver.type("总部要英文")
        driver.press("Ctrl-S").sees("结论已保存")
        let texts = try all(place).last?.texts.texts
        #expect(texts?["en"] == "Ask them this year" && texts?["zh-Hans"]?.contains("SERVQUAL") == true)
    }

    @Test(
        "what it rests on is chosen in the desk's language and kept without one; what is no record is refused"
    )
    func evidence() throws {
        let place = try Desks.audited()
        let driver = try open(place).press("n").type("长处").press("Tab").type("客服态度好").press("Tab", "Tab")
        driver.sees("五项服务差距", "（访谈 1）").type("差距").press("Space", "Tab", "Space", "Tab").type("X9")
        driver.press("Ctrl-S").sees("X9 不是单号")
        driver.press("Ctrl-U").type("K1").press("Ctrl-S").sees("结论已保存")
        let evidence = try all(place).last?.evidence
        #expect(evidence == ["gaps", "I1", "K1"])
    }

    @Test("n writes one; in a closed audit nothing is changed, and it is said how to go on")
    func written() throws {
        let place = try Desks.audited()
        let driver = try open(place).press("n").type("长处").press("Tab").type("客服态度好").press("Ctrl-S")
            .sees("结论已保存")
        let own = try all(place).last
        #expect(own?.origin == .own && own?.texts == Label(["zh-Hans": "客服态度好"]))
        driver.press("F12", "x").sees("要结案吗").press("y").sees("已结案")
        driver.press("c", "n").sees("只能查看")
        driver.press("F12", "r").type("漏了一条").press("Ctrl-S").sees("已重新开启")
    }

    @Test("what was typed stays when somebody else was faster, and is about what they made of it")
    func faster() throws {
        let place = try Desks.audited()
        let driver = try open(place).press("/").type("先请两家").press("Enter", "x").type("明年再说")
        let before = try #require(
            try all(place).first { $0.texts.texts["zh-Hans"]?.contains("先请两家") == true })
        try place.as("sun") { work in
            let change = ConclusionChange(texts: ["zh-Hans": "先请三家经销商"], reason: "两家太少")
            _ = try work.change(conclusion: before.id, change)
        }
        driver.press("Ctrl-S").sees("明年再说", "先请三家经销商")
        let meanwhile = try all(place).first { $0.id == before.id }
        #expect(meanwhile?.state == .stands)
        driver.press("Ctrl-S").sees("已标为不采纳")
        let refused = try all(place).first { $0.id == before.id }
        #expect(refused?.state == .refused && refused?.reason == "明年再说")
        #expect(refused?.version == before.version + 2)
    }

    @Test("who reads only some cases does not come to the conclusions, which are of all")
    func bounded() throws {
        let folder = try TemporaryFolder()
        let role = """

              zone clerk:
                label: {en: Zone clerk, zh-Hans: 片区专员}
                rights: [read, audit.keep]
                reach: own zones
            """
        let text = try ResourceLibrary().file("roles.yaml").text + role
        try Data(text.utf8).write(to: URL(filePath: folder.file("roles.yaml")))
        let place = try TemporaryDesk(rules: Rules(library: ResourceLibrary(override: folder.path)))
        let today = place.desk.rules.localDay(place.now)
        try place.as("admin") { work in
            _ = try work.addStaff(
                Staff(id: StaffID(0), login: "clerk", name: "clerk", roles: ["zone clerk"], zones: ["浦东"]))
        }
        try place.as("sun") { work in
            _ = try work.beginAudit(
                AuditDraft(
                    name: "年度服务审计", purpose: "弄清客户期望", days: DaySpan(today - 40, today + 20),
                    groups: ["consumers"]))
        }
        let driver = try Driver(place, as: "clerk").press("Ctrl-p").type("audit 1").press("Enter").sees(
            "R240")
        driver.press("c").sees("R240").seesNot("R241")
        #expect(driver.message.contains("read"))
    }

    @Test("a new audit is begun on the screen and shown at once; s changes how many are wanted")
    func begun() throws {
        let place = try Desks.audited()
        let driver = try Driver(place, as: "sun").press("Alt-o", "a", "a").sees("新建审计")
        driver.type("下半年审计").press("Tab").type("看看改了没有").press("Tab", "Tab").type("2027-06-30")
        driver.press("Ctrl-S").sees("P2", "下半年审计")
        driver.press("s", "Tab", "Ctrl-U").type("77").press("Ctrl-S").sees("已保存", "77")
        let groups = try place.desk.read { try $0.audits.groups(of: AuditID(2)) }
        #expect(groups.contains { $0.wanted == 77 })
    }
}
