import DeskTesting
import Model
import ServiceDesk
import Testing

@testable import DeskScreens

@Suite("The list of calls")
@MainActor
struct CallListTests {
    @Test(
        "shows what I may call about now; everyone's also shows what is too early, barred or in others' hands"
    )
    func mine() throws {
        let place = try Desks.withCalls()
        let driver = try Driver(place, as: "zhao").press("Alt-p").sees("F160", "我的回访（2）", "王小明", "Oakwood")
        driver.press("m").sees("全部回访（3）", "未到时间")
        // Whoever logged the repair does not call about it.
        try Driver(place, as: "li").press("Alt-p").seesNot("王小明").press("m").sees("经办回避")
    }

    @Test("n takes the next, which others then see in these hands; b puts it back")
    func take() throws {
        let place = try Desks.withCalls()
        let driver = try Driver(place, as: "zhao").press("Alt-p", "n").sees("F170")
        try Driver(place, as: "admin").press("Alt-p", "m").sees("赵敏")
        driver.press("Esc").sees("F160", "您已领取").press("b").sees("已退回").seesNot("您已领取")
        driver.press("b").sees("不在您手中")
    }

    @Test(
        "l lends a call to somebody who did not handle its case, and they are told; who runs no campaigns lends none"
    )
    func lend() throws {
        let place = try Desks.withCalls()
        let chen = try Driver(place, as: "chen").press("Alt-p", "m", "l").sees("指派回访", "不限班组")
        chen.press("Ctrl-S").sees("必填")
        chen.type("孙丽").press("Ctrl-S").sees("已指派给孙丽")
        try Driver(place, as: "sun").press("Alt-n").sees("指派给您的回访")
        try Driver(place, as: "zhao").press("Alt-p", "l").sees("zhao 无权")
    }

    @Test("Enter opens the call, and the filter finds the customer by pinyin initials")
    func open() throws {
        let driver = try Driver(Desks.withCalls(), as: "zhao").press("Alt-p", "/").type("wxm")
        driver.sees("（1/2）").seesNot("Oakwood").press("Enter", "Enter").sees("F170", "王小明")
        driver.press("Esc").sees("（1/2）").press("Esc").sees("（2）")
    }

    @Test("a call planned meanwhile appears, and the selection stays on its record")
    func live() throws {
        let place = try Desks.withCalls()
        let driver = try Driver(place, as: "zhao").press("Alt-p", "Home").wait(.seconds(1))
        let before = driver.selectedLine
        try place.as("li") { work in
            let customer = try work.addCustomer(Samples.customer(name: "钱七", phone: "+8613900137777")).id
            _ = try work.schedule(
                CallWish(customer: customer, reason: "call back", from: work.now, by: work.now + .minutes(5)))
        }
        driver.wait(.seconds(1)).sees("钱七", "我的回访（3）")
        #expect(driver.selectedLine.prefix(30) == before.prefix(30))
    }
}
