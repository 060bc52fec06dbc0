import DeskTesting
import Model
import Resources
import ServiceTime
import Testing

/// The shipped calendars, read once.
enum Shipped {
    static let calendars: Calendars = {
        do { return try Calendars(files: ResourceLibrary().files(in: "calendars")) } catch {
            fatalError("\(error)")
        }
    }()

    static func calendar(_ name: String) -> ServiceCalendar {
        guard let calendar = calendars[name] else { fatalError("no calendar \(name)") }
        return calendar
    }
}

@Suite("Calendars")
struct CalendarTests {
    let china = Shipped.calendar("cn-service")
    let newYork = Shipped.calendar("us-new-york")

    @Test(
        "working days are counted over holidays and make-up workdays, as published",
        arguments: [
            ("2026-02-12", 7, "2026-02-28"), ("2026-09-18", 7, "2026-09-29"),
            ("2026-09-18", 10, "2026-10-09"),
            ("2026-09-18", 20, "2026-10-22"), ("2025-09-26", 10, "2025-10-16"),
            ("2026-04-30", 3, "2026-05-08"),
            ("2025-12-31", 1, "2026-01-04"),
        ])
    func vectors(from: String, days: Int, expected: String) throws {
        let start = china.instant(try #require(Day(from)), minute: 10 * 60)
        let due = china.due(from: start, Target(days, .workingDays))
        #expect(china.localDay(of: due.instant).description == expected)
        #expect(china.localMinute(of: due.instant) == 10 * 60)
        #expect(!due.provisional)
    }

    @Test("2025 and 2026 have 248 working days each", arguments: ["cn-service", "office"], [2025, 2026])
    func year(name: String, year: Int) {
        let china = Shipped.calendar(name)
        let days = (Day(year, 1, 1).number...Day(year, 12, 31).number).map { Day(number: $0) }
        #expect(days.filter { china.isWorkday($0) }.count == 248)
    }

    @Test("a due date that rests on a year without a notice says so, one that does not stays silent")
    func provisional() {
        let start = china.instant(Day(2026, 12, 30), minute: 600)
        #expect(china.due(from: start, Target(3, .workingDays)).provisional)
        #expect(!china.due(from: start, Target(1, .workingDays)).provisional)
        #expect(!china.due(from: start, Target(100, .hours)).provisional)
        #expect(!newYork.due(from: start, Target(3, .workingDays)).provisional)
    }

    @Test(
        "working hours stop for lunch, the night and the weekend, and end at closing, not at the next opening"
    )
    func workingHours() {
        let friday = Day(2026, 11, 20)
        func due(_ minute: Int, _ hours: Int) -> Instant {
            china.due(from: china.instant(friday, minute: minute), Target(hours, .workingHours)).instant
        }
        #expect(due(11 * 60, 2) == china.instant(friday, minute: 14 * 60))
        #expect(due(16 * 60, 2) == china.instant(friday + 3, minute: 9 * 60))
        #expect(due(13 * 60, 4) == china.instant(friday, minute: 17 * 60))
        #expect(due(9 * 60, 7) == china.instant(friday, minute: 17 * 60))
        #expect(due(20 * 60, 1) == china.instant(friday + 3, minute: 9 * 60 + 30))
        #expect(
            china.due(from: china.instant(friday, minute: 13 * 60 + 30), Target(4, .workingHours)).instant
                == china.instant(friday, minute: 17 * 60 + 30))
    }

    @Test("nine o'clock stays nine o'clock across a clock change, and elapsed hours stay hours")
    func clockChange() {
        // New York springs forward on 2026-03-08 and falls back on 2026-11-01.
        let saturday = newYork.instant(Day(2026, 3, 7), minute: 12 * 60)
        #expect(newYork.due(from: saturday, Target(1, .calendarDays)).instant == saturday + .hours(23))
        #expect(newYork.due(from: saturday, Target(24, .hours)).instant == saturday + .hours(24))
        let autumn = newYork.instant(Day(2026, 10, 31), minute: 12 * 60)
        #expect(newYork.due(from: autumn, Target(1, .calendarDays)).instant == autumn + .hours(25))
        let friday = newYork.instant(Day(2026, 3, 6), minute: 16 * 60)
        let due = newYork.due(from: friday, Target(2, .workingHours)).instant
        #expect(due == newYork.instant(Day(2026, 3, 9), minute: 10 * 60))
        // Half past two does not exist on the day; it is the moment of the jump to three.
        #expect(
            newYork.instant(Day(2026, 3, 8), minute: 150) == newYork.instant(Day(2026, 3, 8), minute: 180))
        // Half past one comes twice in autumn; it is the first.
        #expect(
            newYork.instant(Day(2026, 11, 1), minute: 120) - newYork.instant(Day(2026, 11, 1), minute: 90)
                == .minutes(90))
    }

    @Test("the day of a clock change is 23 or 25 hours long for who works around the clock")
    func longDay() throws {
        let calendar = try Self.aroundTheClock(week: "mon-sun: [00:00-24:00]")
        for (day, hours) in [(Day(2026, 3, 8), 23), (Day(2026, 11, 1), 25), (Day(2026, 3, 9), 24)] {
            let (midnight, next) = (calendar.instant(day, minute: 0), calendar.instant(day + 1, minute: 0))
            #expect(calendar.measure(from: midnight, to: next, in: .workingHours) == hours)
            #expect(calendar.due(from: midnight, Target(hours, .workingHours)).instant == next)
        }
    }

    @Test(
        "a start outside hours on a calendar open till midnight is due at the day's end, not on the next day")
    func midnight() throws {
        let calendar = try Self.aroundTheClock(week: "mon-fri: [00:00-24:00]")
        let sunday = calendar.instant(Day(2026, 11, 22), minute: 600)
        let due = calendar.due(from: sunday, Target(1, .workingDays)).instant
        #expect(calendar.localDay(of: due) == Day(2026, 11, 23))
        #expect(calendar.localMinute(of: due) == 1439)
        #expect(calendar.measure(from: sunday, to: due, in: .workingDays) == 1)
    }

    @Test("minute by minute through both clock changes, a later start is never due earlier")
    func monotoneAtClockChanges() throws {
        let calendars = [newYork, try Self.aroundTheClock(week: "mon-sun: [00:00-24:00]")]
        for (calendar, change) in calendars.flatMap({ c in
            [Day(2026, 3, 8), Day(2026, 11, 1)].map { (c, $0) }
        }) {
            for target in [Target(1, .calendarDays), Target(1, .workingDays), Target(2, .workingHours)] {
                // Through the day before, so that due dates fall on the change, and through the change itself.
                var last = Instant(milliseconds: .min)
                var start = calendar.instant(change - 1, minute: 0)
                let end = calendar.instant(change + 1, minute: 0)
                while start < end {
                    let due = calendar.due(from: start, target).instant
                    #expect(due >= last, "\(calendar.name) \(start.milliseconds) + \(target)")
                    #expect(calendar.measure(from: start, to: due, in: target.unit) == target.count)
                    (last, start) = (due, start + .minutes(1))
                }
            }
        }
    }

    private static func aroundTheClock(week: String) throws -> ServiceCalendar {
        let text = "calendar: x\nlabel: {en: X, zh-Hans: 某}\nzone: America/New_York\nweek:\n  \(week)\n"
        let calendars = try Calendars(files: [ResourceFile(name: "calendars/x.yaml", text: text)])
        return try #require(calendars["x"])
    }

    @Test("months end on the month's last day, years keep the leap day's place")
    func months() {
        func day(_ from: Day, _ target: Target) -> String {
            china.localDay(of: china.due(from: china.instant(from, minute: 60), target).instant).description
        }
        #expect(day(Day(2026, 1, 31), Target(1, .months)) == "2026-02-28")
        #expect(day(Day(2024, 2, 29), Target(1, .years)) == "2025-02-28")
        #expect(day(Day(2026, 11, 30), Target(3, .months)) == "2027-02-28")
    }

    @Test("a start on a holiday counts from the first working day after it")
    func holiday() {
        let start = china.instant(Day(2026, 10, 3), minute: 15 * 60)
        #expect(
            china.due(from: start, Target(1, .workingDays)).instant
                == china.instant(Day(2026, 10, 8), minute: 1050))
        #expect(
            china.due(from: start, Target(1, .workingHours)).instant
                == china.instant(Day(2026, 10, 8), minute: 570))
    }

    @Test(
        "adding and then measuring gives the same back, and a later start is never due earlier",
        arguments: [7, 42, 1999])
    func properties(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        let units: [Target.Unit] = [
            .minutes, .hours, .workingMinutes, .workingHours, .workingDays, .calendarDays, .months, .years,
        ]
        for calendar in Shipped.calendars.all {
            for _ in 0..<300 {
                let start = Instant(
                    milliseconds: Int64.random(in: 1_735_689_600_000...1_830_297_600_000, using: &random)
                        / 60_000 * 60_000)
                let unit = units[Int.random(in: 0..<units.count, using: &random)]
                let count = Int.random(
                    in: 1...(unit == .years ? 20 : unit == .months ? 100 : 400), using: &random)
                let target = Target(count, unit)
                let due = calendar.due(from: start, target).instant
                let measured = calendar.measure(from: start, to: due, in: unit)
                #expect(measured == count, "seed \(seed): \(calendar.name) \(start.milliseconds) + \(target)")
                let later = start + .minutes(Int.random(in: 1...5000, using: &random))
                let laterDue = calendar.due(from: later, target).instant
                #expect(
                    laterDue >= due,
                    "seed \(seed): \(calendar.name) \(start.milliseconds) then \(later.milliseconds) + \(target)"
                )
            }
        }
    }
}
