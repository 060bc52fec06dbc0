import Model
import Resources
import Testing

@testable import ServiceTime

@Suite("What recurs")
struct RecurrenceTests {
    private func days(_ first: Day, _ count: Int) -> [Day] { (0..<count).map { first + $0 } }

    @Test(
        "whatever day a unit was installed, each of its days comes due exactly once",
        arguments: [
            Recurrence.after([Target(40, .calendarDays), Target(1, .months), Target(1, .years)]),
            .every(Target(180, .calendarDays), years: 3), .every(Target(1, .months), years: 2),
        ])
    func once(_ recurrence: Recurrence) {
        let installed = days(Day(2027, 1, 1), 500)
        var due: [Day: Int] = [:]
        for day in days(Day(2027, 1, 1), 2500) {
            for start in recurrence.starts(dueOn: day) { due[start, default: 0] += 1 }
        }
        let expected =
            switch recurrence {
            case .after: 3
            case .every(let target, _): target.unit == .months ? 24 : 6
            default: 0
            }
        #expect(installed.allSatisfy { due[$0] == expected })
    }

    @Test(
        "the days told of a unit are those on which it comes due",
        arguments: [
            Recurrence.after([Target(40, .calendarDays), Target(1, .months), Target(1, .years)]),
            .every(Target(1, .months), years: 2), .before(Target(30, .calendarDays)),
            .dates(months: [3, 12], .weekday(1, 1)), .dates(months: [], .number(31)),
        ])
    func told(_ recurrence: Recurrence) {
        for start in [Day(2027, 1, 31), Day(2028, 2, 29), Day(2028, 8, 15)] {
            var isDated = false
            if case .dates = recurrence { isDated = true }
            let after = start + 35
            let told = recurrence.days(of: isDated ? nil : start, after: after)
            let found = days(after + 1, isDated ? 731 : 1500).filter {
                isDated ? recurrence.falls(on: $0) : recurrence.starts(dueOn: $0).contains(start)
            }
            #expect(told == found, "\(start)")
        }
        #expect(Recurrence.after([Target(1, .years)]).days(of: nil, after: Day(2027, 1, 1)).isEmpty)
    }

    @Test("the end of a short month is the day of all that have no day in it")
    func shortMonth() {
        let starts = Recurrence.after([Target(1, .months)]).starts(dueOn: Day(2027, 2, 28))
        #expect(starts == [28, 29, 30, 31].map { Day(2027, 1, $0) })
        #expect(Recurrence.after([Target(1, .years)]).starts(dueOn: Day(2028, 2, 29)) == [])
        #expect(
            Recurrence.after([Target(1, .years)]).starts(dueOn: Day(2029, 2, 28))
                == [Day(2028, 2, 28), Day(2028, 2, 29)])
    }

    @Test("so long before an end is told by the end")
    func before() {
        let recurrence = Recurrence.before(Target(30, .calendarDays))
        #expect(recurrence.starts(dueOn: Day(2026, 12, 1)) == [Day(2026, 12, 31)])
        // Counted in months as well, each end comes once: those of the 28th to 31st of March on the 28th of February.
        let month = Recurrence.before(Target(1, .months))
        let ends = days(Day(2027, 1, 1), 400).flatMap { month.starts(dueOn: $0) }
        #expect(Set(ends).count == ends.count && Set(days(Day(2027, 3, 1), 300)).isSubset(of: ends))
        #expect(month.starts(dueOn: Day(2027, 2, 28)) == (28...31).map { Day(2027, 3, $0) })
    }

    @Test("dates are found in the calendar")
    func dates() {
        func all(_ recurrence: Recurrence) -> [Day] {
            days(Day(2026, 1, 1), 365).filter(recurrence.falls)
        }
        #expect(all(.dates(months: [3], .weekday(1, 1))) == [Day(2026, 3, 2)])
        #expect(all(.dates(months: [10], .weekday(-1, 5))) == [Day(2026, 10, 30)])
        #expect(
            all(.dates(months: [2, 4], .number(31))) == [Day(2026, 2, 28), Day(2026, 4, 30)])
        #expect(all(.dates(months: [], .number(15))).count == 12)
        #expect(all(.dates(months: [6], .each(weekday: 7))).map(\.civil.day) == [7, 14, 21, 28])
        #expect(!Recurrence.after([Target(30, .calendarDays)]).falls(on: Day(2026, 3, 2)))
    }

    @Test("a day off is moved, kept or left out, as the plan says")
    func holidays() throws {
        let calendars = try Calendars(files: ResourceLibrary().files(in: "calendars"))
        let calendar = try #require(calendars["calling"])
        // National Day 2026: off from the 1st to the 7th.
        let day = Day(2026, 10, 3)
        let settled = HolidayPolicy.allCases.map { $0.settle(day, on: calendar) }
        #expect(settled == [Day(2026, 10, 8), Day(2026, 9, 30), day, nil])
        #expect(HolidayPolicy.skip.settle(Day(2026, 10, 8), on: calendar) == Day(2026, 10, 8))
    }
}

@Suite("Hours that customers wish")
struct WishedHoursTests {
    private let rules: CallingRules

    init() throws {
        rules = try CallingRules(
            file: ResourceLibrary().file("followups/calling.yaml"),
            Calendars(files: ResourceLibrary().files(in: "calendars")))
    }

    private let evening = WishedHours(daily: 18 * 60..<20 * 60 + 30)

    private func at(_ day: Int, _ hour: Int, _ minute: Int = 0) -> Instant {
        rules.hours.instant(Day(2026, 11, day), minute: hour * 60 + minute)
    }

    @Test("are kept, also a little past the ordinary ones, and never past the outermost")
    func kept() throws {
        #expect(!rules.mayCall(for: "after visit", wish: evening, at: at(24, 10)))
        #expect(rules.mayCall(for: "after visit", wish: evening, at: at(24, 20, 15)))
        #expect(
            !rules.mayCall(
                for: "after visit", wish: WishedHours(daily: 18 * 60..<23 * 60), at: at(24, 21, 30)))
        #expect(rules.opening(for: "after visit", wish: evening, from: at(24, 10)) == at(24, 18))
        #expect(rules.opening(for: "after visit", wish: evening, from: at(24, 20, 30)) == at(25, 18))
        #expect(try rules.canKeep(#require(evening), from: at(24, 10)))
        #expect(try !rules.canKeep(#require(WishedHours(daily: 22 * 60..<23 * 60)), from: at(24, 10)))
    }

    @Test("are the only ones in which it is tried again, on another day where the rule wants days")
    func again() {
        #expect(rules.next(after: [at(24, 18)], wish: evening) == at(24, 20))
        #expect(rules.next(after: [at(24, 18), at(24, 20)], wish: evening) == at(25, 18))
        let once = CallingRules.Attempts(most: 2, days: 2, parts: 1, gap: Target(1, .calendarDays))
        #expect(rules.next(after: [at(24, 19)], once, wish: evening) == at(25, 19))
        #expect(rules.next(after: [at(24, 19), at(25, 19)], once, wish: evening) == nil)
    }

    @Test("another day of the week is chosen where the rule wants several, and the hours wished have one")
    func weekdays() {
        var twice = CallingRules.Attempts(most: 2, days: 1, parts: 1, gap: Target(1, .hours))
        #expect(rules.next(after: [at(24, 10)], twice) == at(24, 11))
        twice.weekdays = 2
        #expect(rules.next(after: [at(24, 10)], twice) == at(25, 9))
    }
}
