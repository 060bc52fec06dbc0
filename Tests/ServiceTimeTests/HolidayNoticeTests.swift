import Foundation
import Model
import Resources
import ServiceTime
import Testing

@Suite("Holiday notices")
struct HolidayNoticeTests {
    private static let shared = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .appendingPathComponent("../../../shared/data/calendars").standardized

    private static func file(_ name: String) throws -> ResourceFile {
        ResourceFile(
            name: name, text: try String(contentsOf: shared.appendingPathComponent(name), encoding: .utf8))
    }

    @Test(
        "the shipped years agree with the official notices day by day",
        .enabled(
            if: FileManager.default.fileExists(atPath: shared.path), "the notices lie outside the house"),
        arguments: [2024, 2025, 2026])
    func shipped(year: Int) throws {
        let calendar = Shipped.calendar("cn-service")
        let notice = try HolidayNotice(Self.file("holiday-cn-\(year).json"))
        for entry in notice.days {
            #expect(calendar.isWorkday(entry.day) != entry.isOff, "\(entry.day) \(entry.name)")
        }
        let named = Set(notice.days.map(\.day))
        for number in Day(year, 1, 1).number...Day(year, 12, 31).number
        where !named.contains(Day(number: number)) {
            let day = Day(number: number)
            #expect(calendar.isWorkday(day) == (day.weekday <= 5), "\(day)")
        }
    }

    @Test(
        "an imported year takes the place of the provisional one, and its due dates are no longer provisional"
    )
    func imported() throws {
        let text = """
            {"year": 2027, "papers": ["notice"], "days": [
              {"name": "元旦", "date": "2027-01-01", "isOffDay": true},
              {"name": "春节", "date": "2027-02-09", "isOffDay": true},
              {"name": "春节", "date": "2027-02-20", "isOffDay": false}]}
            """
        let notice = try HolidayNotice(ResourceFile(name: "2027.json", text: text))
        let files = try ResourceLibrary().files(in: "calendars")
        let calendars = try Calendars(
            files: files + [
                ResourceFile(name: "calendars/cn-days-2027.yaml", text: notice.yaml(list: "cn-days"))
            ])
        let calendar = try #require(calendars["cn-service"])
        #expect(calendar.isWorkday(Day(2027, 2, 20)))
        #expect(!calendar.isWorkday(Day(2027, 2, 9)))
        #expect(calendar.isWorkday(Day(2027, 6, 9)), "the provisional day is gone with its year")
        #expect(!calendar.isWorkday(Day(2026, 10, 1)), "other years stay")
        let start = calendar.instant(Day(2026, 12, 30), minute: 600)
        #expect(!calendar.due(from: start, Target(5, .workingDays)).provisional)
        #expect(Shipped.calendar("cn-service").due(from: start, Target(5, .workingDays)).provisional)
    }

    @Test(
        "what is no notice is refused",
        arguments: [
            ("[]", "calendar.notANotice"), ("{\"year\": 2027, \"days\": []}", "calendar.emptyNotice"),
            (
                "{\"year\": 2027, \"days\": [{\"name\": \"x\", \"date\": \"2027-02-30\", \"isOffDay\": true}]}",
                "calendar.noticeDay"
            ),
        ])
    func refused(text: String, key: String) {
        let fault = #expect(throws: RuleFault.self) {
            _ = try HolidayNotice(ResourceFile(name: "x.json", text: text))
        }
        #expect(fault?.problem.key == key)
    }
}
