import Model
import Resources
import ServiceTime
import Testing

@Suite("Reading calendars")
struct CalendarReadingTests {
    private static let head = "calendar: x\nlabel: {en: X, zh-Hans: 某}\nzone: Asia/Shanghai\n"

    @Test(
        "a broken calendar is refused with its line",
        arguments: [
            (head + "week:\n  mon: [09:00-12:00, 11:00-13:00]\n", 5, "calendar.overlap"),
            (head + "week:\n  mon: [18:00-09:00]\n", 5, "calendar.notHours"),
            (head + "week:\n  mon: [09:00-25:00]\n", 5, "calendar.notHours"),
            (head + "week:\n  someday: [09:00-12:00]\n", 5, "calendar.noWeekday"),
            (head + "week:\n  mon-fri: [09:00-12:00]\n  fri: [09:00-12:00]\n", 6, "calendar.dayTwice"),
            (head + "week:\n  mon: []\n", 5, "calendar.neverOpen"),
            (head + "days: nowhere\nweek:\n  mon: [09:00-12:00]\n", 4, "calendar.noList"),
            (
                "calendar: x\nlabel: {en: X, zh-Hans: 某}\nzone: Mars/Olympus\nweek: {mon: [09:00-12:00]}\n",
                3, "calendar.noZone"
            ),
            (head + "weeks:\n  mon: [09:00-12:00]\n", 4, "rule.unknownKey"),
            ("list: x\nofficial: [2026]\nyears:\n  2026:\n    off: {a: [2026-02-30]}\n", 5, "rule.notDay"),
            (
                "list: x\nofficial: [2026]\nyears:\n  2026:\n    off: {a: [2026-02-03]}\n    work: {b: [2026-02-03]}\n",
                6, "calendar.dayBoth"
            ),
        ])
    func refused(text: String, line: Int, key: String) throws {
        let fault = #expect(throws: RuleFault.self) {
            _ = try Calendars(files: [ResourceFile(name: "calendars/x.yaml", text: text)])
        }
        #expect(fault?.file == "calendars/x.yaml")
        #expect(fault?.problem.key == key)
        #expect(fault?.line == line)
    }

    @Test(
        "targets are read in the words people write",
        arguments: [
            ("3 working days", Target(3, .workingDays)), ("1 working day", Target(1, .workingDays)),
            ("15 days", Target(15, .calendarDays)), ("90 minutes", Target(90, .minutes)),
            ("1 year", Target(1, .years)),
        ])
    func targets(text: String, expected: Target) throws {
        #expect(try Target(parsing: text) == expected)
        #expect(try Target(parsing: expected.description) == expected)
    }

    @Test(
        "what is no target is refused",
        arguments: ["", "3", "working days", "-1 days", "0 days", "3 fortnights", "1.5 hours"])
    func noTarget(text: String) {
        #expect(throws: TimeFault.notATarget(text)) { _ = try Target(parsing: text) }
    }
}
