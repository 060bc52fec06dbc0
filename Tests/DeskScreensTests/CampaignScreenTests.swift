import DeskTesting
import Model
import Records
import ServiceDesk
import Testing

@testable import DeskScreens

@Suite("Campaigns on the screen")
@MainActor
struct CampaignScreenTests {
    @Test("the list shows how far each has come, and what was chosen; Enter shows who is not reached and why")
    func list() throws {
        let driver = try Driver(Desks.withCampaigns(), as: "chen").press("Alt-f")
        driver.sees("F172", "回访活动（2）", "电源板召回", "秋季质量跟踪", "进行中", "已完成", "尚未落实 2 位")
        driver.press("Enter").sees("F173", "谢绝来电", "无电话号码", "占线").seesNot("王小明")
        driver.press("x").sees("aftercare campaign unreached G2 --csv").press("Esc")
        driver.press("Esc").sees("F172")
    }

    @Test("from the list of calls, g leads to the campaigns")
    func fromCalls() throws {
        try Driver(Desks.withCampaigns(), as: "zhao").press("Alt-p", "g").sees("F172")
    }

    @Test("a customer who cannot be called is accounted for with a reason; one still to be called is not")
    func account() throws {
        let place = try Desks.withCampaigns()
        let driver = try Driver(place, as: "chen").press("Alt-f", "Enter", "a").sees("尚待回访")
        driver.press("Down", "a").press("Ctrl-s").sees("必填").type("已寄挂号信").press("Ctrl-s")
        driver.sees("K3 已说明", "已寄挂号信（陈静）")
        #expect(
            try place.desk.read { try $0.progress(of: CampaignID(2), at: place.now) }.count(
                .accounted) == 1)
    }

    @Test(
        "stopping asks for the reason and then once more, and cancels the calls; one that is over cannot be stopped"
    )
    func stop() throws {
        let place = try Desks.withCampaigns()
        let driver = try Driver(place, as: "chen").press("Alt-f", "s", "Ctrl-s").sees("请写明中止原因")
        driver.type("误报").press("Ctrl-s").sees("正在通话的可完成").press("y").sees("G2 已中止", "误报")
        #expect(try place.desk.read { try $0.calls.open(limit: 10) }.isEmpty)
        driver.press("Home", "s").sees("该活动已结束")
    }

    @Test("a new one counts who would be called as one types, says what it cannot read, and plans the calls")
    func begin() throws {
        let place = try Desks.withCampaigns()
        let driver = try Driver(place, as: "chen").press("Alt-f", "n").type("冬季").press("Tab")
        driver.type("boat:1").wait(.seconds(1)).sees("boat").press("Ctrl-s").sees("请先填写筛选条件")
        for _ in 0..<6 { driver.press("Backspace") }
        driver.type("bought:2025").wait(.seconds(1)).sees("符合条件 5 位客户", "谢绝来电", "无电话号码")
        driver.press("Ctrl-s").sees("安排回访").press("y").sees("G3 冬季")
        #expect(try place.desk.read { try $0.campaign(CampaignID(3)).name } == "冬季")
    }

    @Test("in the query the fields there are can be picked, and behind their sign what they can be")
    func complete() throws {
        let driver = try Driver(Desks.withCampaigns(), as: "chen").press("Alt-f", "n").type("冬季").press("Tab")
        driver.press("F4").sees("product:", "产品", "bought:").type("product").press("Enter")
        driver.press("F4").type("空调").press("Enter").wait(.seconds(1))
        driver.sees("product:air-conditioner", "符合条件 4 位客户")
        driver.press("Tab", "F4").sees("没有可选").press("Tab", "Tab", "F4").sees("须通知到每位客户（召回）")
    }

    @Test("whoever may not run campaigns sees them, and is told which right is missing")
    func rights() throws {
        let driver = try Driver(Desks.withCampaigns(), as: "li").press("Alt-f").sees("电源板召回")
        driver.press("n").sees("campaign.run").press("s").sees("campaign.run")
    }
}
