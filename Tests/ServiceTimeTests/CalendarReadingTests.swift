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
            (
                "list: x\nofficial: [2026]\nyears:\n  2026:\n    off: {a: [2026-02-30]}\n", 5,
                "calendar.notDays"
            ),
            (
                "list: x\nofficial: [2026]\nyears:\n  2026:\n    off: {a: [2026-02-03]}\n    work: {b: [2026-02-03]}\n",
                6, "calendar.dayBoth"
            ),
            (
                "list: x\nofficial: [2026]\nyears:\n  2026:\n    off: {a: [2027-01-01]}\n", 5,
                "calendar.otherYear"
            ),
            (
                "list: x\nofficial: [2026]\nyears:\n  2026:\n    off: {a: [2026-02-03 as fri]}\n", 5,
                "calendar.offAs"
            ),
            (
                "list: x\nofficial: [2026]\nyears:\n  2026:\n    work: {a: [2026-02-03 as pub]}\n", 5,
                "calendar.noWeekday"
            ),
            (
                "list: x\nofficial: [2026]\nyears:\n  2026:\n    off: {a: [2026-02-09..2026-02-03]}\n", 5,
                "calendar.notDays"
            ),
            (
                "list: x\nofficial: [2026, 2027]\nyears:\n  2026:\n    off: {a: [2026-02-03]}\n", 2,
                "calendar.officialWithout"
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

    @Test("two calendars of one name are refused, and a file that is not YAML")
    func names() {
        let one = ResourceFile(name: "calendars/a.yaml", text: Self.head + "week: {mon: [09:00-12:00]}\n")
        let two = ResourceFile(name: "calendars/b.yaml", text: one.text)
        let twice = #expect(throws: RuleFault.self) { _ = try Calendars(files: [one, two]) }
        #expect(twice?.file == "calendars/b.yaml")
        #expect(twice?.problem.key == "calendar.twice")
        let torn = #expect(throws: RuleFault.self) {
            _ = try Calendars(files: [ResourceFile(name: "calendars/c.yaml", text: "calendar: x\nweek: [")])
        }
        #expect(torn?.problem.key == "rule.notYAML")
    }

    @Test("a make-up workday has the hours of the weekday it names, Monday's when it names none")
    func makeUpHours() throws {
        let days = """
            list: days
            official: [2026]
            years:
              2026:
                work: {make-up: [2026-02-14, 2026-02-28 as fri]}
            """
        let week = "days: days\nweek:\n  mon-thu: [09:00-18:00]\n  fri: [09:00-12:00, 13:00-15:00]\n"
        let calendars = try Calendars(files: [
            ResourceFile(name: "calendars/x.yaml", text: Self.head + week),
            ResourceFile(name: "calendars/days.yaml", text: days),
        ])
        let calendar = try #require(calendars["x"])
        #expect(calendar.hours(on: Day(2026, 2, 14)) == [540..<1080])
        #expect(calendar.hours(on: Day(2026, 2, 28)) == [540..<720, 780..<900])
        #expect(calendar.hours(on: Day(2026, 2, 21)) == [])
        #expect(calendar.occasion(Day(2026, 2, 28)) == "make-up")
    }

    @Test(
        "every shipped calendar reads clean",
        arguments: [
            "24x7", "calling", "calling-asked", "cn-service", "office", "technician-day", "us-new-york",
        ])
    func shipped(name: String) {
        #expect(Shipped.calendar(name).name == name)
        #expect(Shipped.calendars.names.count == 7)
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

    @Test(
        "a target over fifty years is refused, naming the longest",
        arguments: ["51 years", "12501 working days"])
    func tooLong(text: String) throws {
        let fault = #expect(throws: TimeFault.self) { _ = try Target(parsing: text) }
        #expect(fault?.phrase.key == "time.tooLong")
        #expect(try Target(parsing: "50 years").count == 50)
    }
}
