import DeskTesting
import Model
import Records
import ServiceDesk
import TerminalKit
import Testing

@testable import DeskScreens

@Suite("A technician's day on the screen")
@MainActor
struct MyDayTests {
    @Test("whoever makes visits lands there after signing in, others at their work")
    func lands() throws {
        try Driver(Desks.ofTechnician(), as: "t1").sees("V170", "我的日程", "1/3", "王小明").press("Esc").sees(
            "W110")
        try Driver(Desks.ofTechnician(), as: "li").sees("W110").press("Alt-m").sees("您不上门服务")
    }

    @Test("accept, set out, arrive by their letters; finish asks for the report, and keeps it as a draft")
    func steps() throws {
        let place = try Desks.ofTechnician()
        let driver = try Driver(place, as: "t1").press("a").sees("V2", "已接单")
        driver.press("o").sees("在途").press("r").sees("已到场").press("f").sees("完工", "客户签名", "照片")
        driver.press("Tab").type("更换电容").wait(.seconds(1)).press("Esc").sees("V170")
        driver.press("f").sees("更换电容")
        #expect(try place.desk.read { try $0.visit(VisitID(2)).state } == "on-site")
    }

    @Test(
        "the report is refused with a photo that is not there and with a value that is no number; then it is kept"
    )
    func report() throws {
        let place = try Desks.ofTechnician()
        let driver = try Driver(place, as: "t1").press("o", "r", "f")
        driver.press("F4", "Enter").press("Tab").type("更换电容")
        // Fault found, parts, measured values, signature, photos.
        driver.press("Tab", "Tab", "Tab").type("正常").press("Tab").type("王小明").press("Tab")
        driver.type("/nowhere/1.jpg").press("Ctrl-s").sees("每项请写名称和数值")
        for _ in 0..<2 { driver.press("Backspace") }
        driver.type("电压 221 V").press("Ctrl-s").sees("没有可读取的文件 /nowhere/1.jpg")
        driver.press("Tab", "Tab")
        for _ in "/nowhere/1.jpg" { driver.press("Backspace") }
        driver.press("Ctrl-s").sees("V170", "已完成")
        let visit = try place.desk.read { try $0.visit(VisitID(2)) }
        #expect(visit.state == "done" && visit.fields["measured"] == .text("电压 221 V"))
        #expect(visit.fields["signature"] == .text("王小明"))
    }

    @Test(
        "parts are picked with F4 or typed in any way; the form says which were understood, and what is wrong with them"
    )
    func parts() throws {
        let place = try Desks.ofTechnician()
        try place.as("wang") { work in
            let t1 = try #require(try work.reading.staff.find(login: "t1")).id
            _ = try work.receive("ac-fan-motor", 2, at: .vehicle(t1))
        }
        let driver = try Driver(place, as: "t1").press("o", "r", "f")
        driver.press("F4", "Enter").press("Tab").type("更换").press("Tab", "Tab")
        driver.type("capacitr x2").press("Tab").sees("没有配件“capacitr”，或指：ac-capacitor")
        driver.press("Shift-Tab")
        for _ in "capacitr x2" { driver.press("Backspace") }
        driver.type("电容").sees("启动电容 1 件").press("F4").sees("风扇电机", "ac-fan-motor")
        driver.type("风扇").press("Enter").sees("电容; ac-fan-motor")
        driver.press("Ctrl-s").sees("V170", "已完成")
        let visit = try place.desk.read { try $0.visit(VisitID(2)) }
        #expect(visit.fields["parts"] == .text("ac-capacitor; ac-fan-motor"))
        #expect(try place.desk.read { try $0.stock.parts(of: visit.id) }.map(\.used) == [1, 1])
    }

    @Test("the next day and the day before, and back to today")
    func days() throws {
        let driver = try Driver(Desks.ofTechnician(), as: "t1").sees("11月24日").press("+").sees("11月25日")
        driver.sees("这一天没有您的上门单").press("-", "-").sees("11月23日").press("t").sees("11月24日", "王小明")
    }

    /// Gives a visit to t2, who learns what it takes.
    private func give(_ id: VisitID, in place: TemporaryDesk) throws -> StaffID {
        let t2 = try place.as("admin") { work in
            var t2 = try #require(try work.reading.staff.find(login: "t2"))
            t2.skills.append("refrigerator")
            try work.editStaff(t2)
            return t2
        }
        try place.as("wang") { _ = try $0.assign(id, to: t2.id) }
        return t2.id
    }

    @Test("a visit given to somebody else meanwhile is refused with who has it, and goes from the day")
    func takenAway() throws {
        let place = try Desks.ofTechnician()
        let driver = try Driver(place, as: "t1").press("Down").sees("V3")
        let opened = try Driver(place, as: "t1").press("Down", "Enter").sees("V175")
        _ = try give(VisitID(3), in: place)
        driver.press("o").sees("V3 已不归您", "吴师傅").seesNot("Oakwood")
        #expect(
            try place.desk.read { try $0.visit(VisitID(2)).state } == "dispatched", "the other is left alone")
        opened.wait(.seconds(1)).sees("V170", "V3 已不归您", "吴师傅")
    }

    @Test("a letter meant for a visit that is just taken away does nothing to the next one, and says so")
    func notTheNext() throws {
        let place = try Desks.ofTechnician()
        let driver = try Driver(place, as: "t1").press("Down").sees("V3")
        let t2 = try give(VisitID(3), in: place)
        driver.wait(.init(milliseconds: 300)).seesNot("Oakwood").sees("V3").press("o")
        #expect(try place.desk.read { try $0.visit(VisitID(2)).state } != "en-route")
        #expect(try place.desk.read { try $0.visit(VisitID(3)).technician } == t2)
    }

    @Test(
        "a report being typed stays under the hand when the visit is given away; it is left by Esc, with its text kept"
    )
    func reportStays() throws {
        let place = try Desks.ofTechnician()
        let driver = try Driver(place, as: "t1").press("o", "r", "f").sees("完工")
        driver.press("Tab").type("更换")
        try place.desk.database.write { db in
            var visit = try #require(try VisitStore(db).find(VisitID(2)))
            visit.technician = try StaffStore(db).find(login: "t2")?.id
            _ = try VisitStore(db).update(visit)
        }
        driver.wait(.seconds(1)).sees("完工", "更换")
        driver.type("电容").sees("更换电容")
    }

    @Test("on 40 columns the phone number, the address and the steps are there")
    func phone() throws {
        let driver = try Driver(Desks.ofTechnician(), as: "t1", columns: 40, rows: 24)
        driver.sees("V170", "138 0013 8000", "浦东新区").press("Enter").sees("V175", "138 0013 8000")
        #expect(Invariants(driver).faults == [])
    }
}
