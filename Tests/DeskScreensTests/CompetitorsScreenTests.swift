import DeskTesting
import Model
import Quality
import Records
import TerminalKit
import Testing

@testable import DeskScreens
@testable import ServiceDesk

@Suite("R260, our services beside competitors', and R261, what was seen of one")
@MainActor
struct CompetitorsScreenTests {
    private func open(_ place: TemporaryDesk, columns: Int = 120, rows: Int = 36, as login: String = "sun")
        throws -> Driver
    {
        try Driver(place, as: login, language: "en", columns: columns, rows: rows).press("Alt-o", "c")
    }

    @Test("ourselves first, then the companies; who is clearly better or worse has a sign and a letter")
    func table() throws {
        let driver = try open(Desks.compared()).sees("R260", "promised", "Delivery: Time to delivery")
        let line = driver.selectedLine
        // We promise 48 hours: one promises less, two more, one nothing.
        #expect(line.contains(">48-W") && line.contains("24+B") && line.contains("96-W"), "\(line)")
        #expect(line.contains("none") && line.contains("3/5"), "\(line)")
        driver.sees("Against the best, promised").press("Tab").sees("delivered  as of")
    }

    @Test("working days are told as what they last by the calendar, and marked so")
    func reckoned() throws {
        let driver = try open(Desks.compared(), rows: 60)
        let repair = try #require(driver.lines.first { $0.contains("Repair: Repair done") })
        // Five working days with a weekend or a holiday among them last about a week.
        let told = try #require(repair.firstMatch(of: /~([0-9.]+)/)?.output.1)
        #expect((6.5...8.5).contains(Double(told) ?? 0), "\(repair)")
    }

    @Test("at 80 columns companies move sideways, and our column stays")
    func sideways() throws {
        let driver = try open(Desks.compared(), columns: 80, rows: 24)
        let head = { driver.lines.first { $0.contains("We") && $0.contains("Rank") } ?? "" }
        #expect(head().contains(">") && !head().contains("<"), "\(driver.text)")
        driver.press("Left")
        #expect(head().contains("<") && head().contains(" We "), "\(driver.text)")
        #expect(driver.selectedLine.contains("48-W"), "\(driver.selectedLine)")
    }

    @Test(
        "Enter goes to the dated rows with their source, the newest first, and a row can be withdrawn with a reason"
    )
    func rows() throws {
        let place = try Desks.compared()
        let driver = try open(place)
        // Companies stand by their names.
        let all = try place.desk.read { try $0.competitors.all() }
        let yunlan = try #require(all.firstIndex { $0.name == "云岚家电" })
        for _ in 0...yunlan { driver.press("Right") }
        driver.press("Enter").sees("R261", "24 h", "48 h", "72 h", "published", "服务承诺页")
        #expect(driver.selectedLine.contains("24 h"))
        driver.press("w", "Ctrl-S").sees("needed").type("看错了页面").press("Ctrl-S")
        driver.sees("withdrawn; 服务承诺页")
        driver.press("Esc").sees("R260")
        #expect(!driver.selectedLine.contains("24+B"), "it counts no more: \(driver.selectedLine)")
    }

    @Test("a row is entered with its value judged by the measure's unit beside the field")
    func observe() throws {
        let place = try Desks.compared()
        let driver = try open(place).press("Right", "a").sees("What was seen of a competitor", "hours")
        driver.type("soon").press("Tab").sees("! a value in hours, please")
        for _ in 0..<4 { driver.press("Backspace") }
        driver.press("Shift-Tab", "Ctrl-S").sees("needed").press("F12")
        driver.press("Right", "a").type("20").press("Tab").type("pub").press("Ctrl-S")
        #expect(driver.message.contains("Entered as row"), "\(driver.text)")
        let newest = try place.desk.read {
            try $0.competitors.rows(until: place.desk.rules.localDay(place.now), measure: "delivery/time")
                .last
        }
        #expect(newest?.value == 20 && newest?.source == .published)
    }

    @Test("what is delivered has no \"none\", and nothing is seen on a day to come")
    func refused() throws {
        let driver = try open(Desks.compared()).press("Tab", "Right", "a").type("none")
        driver.sees("! a value: only promises can be none")
    }

    @Test("lessons name who breaks its promise; our own figure says where it comes from, in both languages")
    func lessons() throws {
        let driver = try open(Desks.compared()).press("l").sees("Mistakes to avoid", "启川电器", "81 h")
        driver.press("Esc", "Enter").sees("Our promise", "48").press("Esc", "F11").sees("竞争对手对比", "我方")
    }

    @Test("as of another day it is as it was")
    func past() throws {
        let driver = try open(Desks.compared()).press("d")
        // Eight weeks back, before the latest promise was seen.
        for _ in 0..<8 { driver.press("Up") }
        driver.press("Enter")
        #expect(driver.selectedLine.contains("48"), "\(driver.text)")
        #expect(!driver.selectedLine.contains("24+B"), "\(driver.text)")
    }

    @Test("without a competitor it says what would fill it, and who may not enter is told so")
    func empty() throws {
        let driver = try open(TemporaryDesk()).sees("R260", "48")
        driver.press("l")
        #expect(driver.message.contains("No competitor is known yet"), "\(driver.message)")
        driver.press("c").sees("A new competitor").type("甲电器").press("Ctrl-S")
        #expect(driver.message.contains("甲电器"), "\(driver.message)")
        let clerk = try open(TemporaryDesk(), as: "li").press("c")
        #expect(clerk.message.contains("may not"), "\(clerk.message)")
    }

    @Test("a course drawn evenly stands until something newer is seen")
    func steps() {
        let day = Day(2026, 11, 24)
        func tide(_ before: Int, _ best: Double) -> CompetitorTide {
            CompetitorTide(day: day + -before, companies: 1, best: best, mean: best, ours: nil, rank: nil)
        }
        let steps = CompetitorTide.steps([tide(300, 72), tide(100, 48), tide(10, 24)], until: day, count: 4) {
            $0.best
        }
        // Ends of the quarters: 273, 182, 91 and 0 days before.
        #expect(steps == [72, 72, 48, 24])
        #expect(CompetitorTide.steps([], until: day, count: 2) { $0.best } == [nil, nil])
    }
}
