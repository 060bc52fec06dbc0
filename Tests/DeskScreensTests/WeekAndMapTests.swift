import DeskTesting
import Dispatching
import Foundation
import Model
import Resources
import ServiceDesk
import TerminalKit
import Testing

@testable import DeskScreens

@Suite("V161, a week, and V162, the map of a day")
@MainActor
struct WeekAndMapTests {
    private func board(
        _ place: TemporaryDesk, language: String = "en", columns: Int = 120, rows: Int = 36
    ) throws -> Driver {
        try Stage(language: language, size: Size(columns: columns, rows: rows)).driver(place, as: "admin")
            .press("F8")
    }

    // MARK: The week

    @Test("each day says how many visits there are, how full it is, who is away, and what nobody has")
    func cells() throws {
        let week = try board(Desks.withAWeek()).press("g").sees("V161", "Mon 23 Nov to Sun 29 Nov")
        week.sees("2 31%", "?1", "away", "~").press("Down", "Right").sees("吴师傅  Wed 25 Nov", "away for")
        week.press("End").sees("every visit has somebody").press("Left").sees("one visit that nobody has")
    }

    @Test("a visit that comes late is marked, and said in words")
    func late() throws {
        let place = try Desks.withADay()
        try place.as("admin") { work in
            let t1 = try #require(try work.reading.people().first { $0.login == "t1" }).id
            let until = try work.reading.visit(VisitID(1)).planned.start + .minutes(30)
            _ = try work.addAbsence(
                Absence(staff: t1, window: Window(start: work.now, end: until), reason: ""))
        }
        for language in ["en", "zh-Hans"] {
            try board(place, language: language).press("g").sees("2 ", "!1").sees(
                language == "en" ? "one visit late or otherwise wrong" : "1 次上门迟到或有误")
        }
    }

    @Test("Enter goes to that day and technician on the board; weeks turn, and come back to this one")
    func opened() throws {
        let driver = try board(Desks.withADay()).press("g", "Down", "Right", "Enter")
        driver.sees("V160", "Wed 25 Nov").sees("─ 吴师傅 ─")
        driver.press("g", "+").sees("Mon 30 Nov to Sun 6 Dec").press("-", "-").sees("Mon 16 Nov")
        driver.press("t", "Enter").sees("V160", "Tue 24 Nov")
    }

    @Test("who goes on within a week that is still being read stays in it")
    func ahead() throws {
        let runner = HeldRunner()
        let driver = try Driver(
            Desks.withADay(), as: "admin", language: "en", columns: 120, rows: 36, runner: runner)
        runner.release()
        for key in ["F8", "g"] {
            driver.press(key)
            runner.release()
        }
        driver.press("+", "Right")
        runner.release()
        driver.sees("Mon 30 Nov to Sun 6 Dec").press("Enter")
        runner.release()
        driver.sees("V160", "Wed 2 Dec")
    }

    @Test("on the row of what nobody has there is no technician to act on")
    func noOne() throws {
        let driver = try board(Desks.withADay()).press("g")
        #expect(driver.app.top?.screen.aim?.hasSuffix(" 2026-11-24") == true)
        driver.press("End")
        #expect(driver.app.top?.screen.aim == nil)
    }

    @Test("what was tried out on the board is not lost by looking at another day")
    func triedOut() throws {
        let driver = try board(Desks.withADay()).press("x").sees("Tried out").press("g", "Right", "Enter")
        driver.sees("V160", "Tue 24 Nov", "Tried out", "Apply or undo")
    }

    @Test(
        "days have the longest names for which there is room, and seven stand on 80 columns",
        arguments: [(200, "Tue 24 Nov"), (80, "Tue 24"), (40, "Tue")])
    func headings(columns: Int, name: String) throws {
        let week = try board(Desks.withADay(), columns: columns, rows: 30).press("g")
        let heads = week.lines[1]
        #expect(heads.contains(name), "\(heads)")
        if columns >= 80 { #expect(heads.contains("Mon") && heads.contains("Sun")) }
        let longer = ["Tue 24": "Nov", "Tue": "24"][name]
        if let longer, columns < 80 { #expect(!heads.contains(longer), "\(heads)") }
    }

    @Test(
        "on a phone the days around the cursor are shown, whatever the language, and its cell stays in view")
    func narrow() throws {
        let week = try board(Desks.withAWeek(), columns: 40, rows: 18).press("g")
        for _ in 0..<6 { week.press("Right") }
        week.sees("Sun 29 Nov")
        #expect(week.lines[1].contains("Sun"))
        week.press("F11").sees("一周", "11月29日 周日")
        #expect(week.seen.caret != nil && week.lines[1].contains("周日"))
    }

    // MARK: The map

    @Test(
        "a home far away, another city and an unknown place are said in words; the city is not shrunk to a dot"
    )
    func surroundings() throws {
        let map = try board(Desks.withATown()).press("v").sees("V162", "@", "1", "静安", "浦东")
        map.sees("孙师傅's home, ", "km north-west", "km south-west (西湖)", "Place not known")
        // Some ten kilometres of a city on some forty rows of dots: a stroke of the scale is a few kilometres.
        #expect(map.text.contains("│ 5 km") || map.text.contains("│ 2 km"), "\(map.text)")
    }

    @Test("whose day is in front is chosen by Up and Down, and the map goes to where they work")
    func turned() throws {
        let map = try board(Desks.withATown()).press("v").sees("Map  周师傅")
        map.press("End", "Down", "Down", "Down", "Down").sees("Map  李师傅", "钱塘")
        map.seesNot("(西湖)").press("Enter").sees("V160", "─ 李师傅 ─")
    }

    @Test(
        "a click on a stop chooses it, on the map as beside it; the next is looked at, and gone to on the board"
    )
    func chosen() throws {
        let map = try board(Desks.withATown()).press("v").seesNot("Arrival")
        map.click("4⢄").sees("─ V6  郑强 ─", "Arrival").click("V1  王小明").sees("─ V1  王小明 ─")
        map.press("Right").sees("─ V2  Oakwood").seesNot("─ V1").press("Enter").sees("V160", "─ V2  Oakwood")
        map.press("v").click("!").sees("Arrival").seesNot("Map  周师傅")
    }

    @Test("depots stand on the map, where days begin and end at them; far ones are said in words")
    func depots() throws {
        func town(_ place: String) throws -> Driver {
            let town = try Desks.withADay(Self.rules(depot: "place: \(place)"))
            try town.as("admin") { work in
                var person = try #require(try work.reading.people().first { $0.login == "t1" })
                person.terms.depot = "main"
                try work.editStaff(person)
            }
            return try board(town).press("v")
        }
        try town("31.26, 121.50").sees("# depot", "@ home", "#  ").seesNot("Not on the map")
        try town("32.5, 121.5").sees("Not on the map", "Main depot, ", "km north")
        try board(Desks.withADay(Self.rules(depot: ""))).press("v").seesNot("# depot")
    }

    /// The shipped rules with something else said of where the depot is.
    private static func rules(depot said: String) throws -> Rules {
        let folder = try TemporaryFolder()
        let text = try ResourceLibrary().file("parts.yaml").text
        let place = "place: 31.2420,121.5120"
        try #require(text.contains(place))
        try Data(text.replacing(place, with: said).utf8)
            .write(to: URL(fileURLWithPath: folder.file("parts.yaml")))
        let rules = try Rules(library: ResourceLibrary(override: folder.path))
        // Read while the folder is there.
        _ = try rules.parts()
        return rules
    }

    @Test("the map shows what is tried out on the board")
    func triedOutOnTheMap() throws {
        let place = try Desks.withATown()
        let asBooked = try board(place).press("v").text
        let tried = try board(place).press("x").press("v").text
        #expect(asBooked != tried && tried.contains("?"))
    }

    @Test("a day with no place says so and draws nothing")
    func nowhere() throws {
        let place = try TemporaryDesk()
        try place.as("admin") { work in
            for person in try work.reading.people() where person.home != nil {
                var homeless = person
                homeless.home = nil
                _ = try work.editStaff(homeless)
            }
        }
        try board(place).press("v").sees("No visit of this day has a place on the map.")
    }
}

/// Where places lie on a map of dots.
@Suite("A map of dots")
struct DotMapTests {
    private func drawn(_ map: DotMap, _ columns: Int = 12, _ rows: Int = 6) -> [String] {
        var canvas = Canvas(size: Size(columns: columns, rows: rows))
        map.draw(in: canvas.bounds, on: &canvas)
        return canvas.text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    }

    @Test("north is up, east is right, at one scale both ways")
    func directions() {
        let lines = drawn(
            DotMap(
                x: -10...10, y: -10...10, lines: [],
                marks: [.init(.init(0, 10), "N"), .init(.init(5, 0), "E"), .init(.init(0, -10), "S")]))
        #expect(lines[0].contains("N") && lines[5].contains("S"))
        let east = lines.firstIndex { $0.contains("E") }
        #expect(east == 2 || east == 3)
        let north = lines[0].firstIndex(of: "N").map { lines[0].distance(from: lines[0].startIndex, to: $0) }
        #expect(north == 5 || north == 6)
    }

    @Test("a line that leads out of the map is cut at its edge, one outside is not drawn, however far away")
    func clipped() {
        let out = DotMap(
            x: -1...1, y: -1...1, lines: [.init([.init(0, 0), .init(1e9, 0)], role: .text)], marks: [])
        let row = drawn(out)[3] + drawn(out)[2]
        #expect(row.contains { $0 != " " })
        let none = DotMap(
            x: -1...1, y: -1...1, lines: [.init([.init(9, 9), .init(1e9, 9)], role: .text)],
            marks: [.init(.init(50, 50), "X")])
        #expect(drawn(none).allSatisfy { $0.allSatisfy { $0 == " " } })
    }

    @Test("of marks in one place the first stands there, the next apart beside it; a name stands above them")
    func crowded() {
        let map = DotMap(
            x: -1...1, y: -1...1, lines: [],
            marks: [
                .init(.init(0, 0), "1"), .init(.init(0, 0), "2"), .init(.init(0, 0), "city", .name),
                .init(.init(0, 0), "o", .common),
            ])
        let lines = drawn(map)
        let (marks, name) = (
            lines.firstIndex { $0.contains("1 2") }, lines.firstIndex { $0.contains("city") }
        )
        #expect(!lines.joined().contains("o"), "one of many gives way")
        #expect(marks != nil && name == marks.map { $0 - 1 })
        #expect(!drawn(map, 12, 1).joined().contains("city"), "it has no room")
    }

    @Test(
        "nothing is drawn, and nothing breaks, where there is no room", arguments: [(0, 0), (1, 1), (1, 9)])
    func tiny(columns: Int, rows: Int) {
        let map = DotMap(
            x: 0...0, y: 0...0, lines: [.init([.init(0, 0), .init(0, 0)], role: .text)],
            marks: [.init(.init(0, 0), "1")])
        _ = drawn(map, columns, rows)
    }
}
