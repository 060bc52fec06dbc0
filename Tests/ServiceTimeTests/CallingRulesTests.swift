import Model
import Resources
import Testing

@testable import ServiceTime

@Suite("When customers are rung up")
struct CallingRulesTests {
    private static func calendars() throws -> Calendars {
        try Calendars(files: ResourceLibrary().files(in: "calendars"))
    }
    private let rules: CallingRules

    init() throws {
        rules = try CallingRules(
            file: ResourceLibrary().file("followups/calling.yaml"), Self.calendars())
    }

    /// A local time of a day in November 2026; the 24th is a Tuesday.
    private func at(_ day: Int, _ hour: Int, _ minute: Int = 0) -> Instant {
        rules.hours.instant(Day(2026, 11, day), minute: hour * 60 + minute)
    }

    @Test(
        "ordinary calls are made morning, afternoon and evening; those asked for earlier and later, none by night"
    )
    func hours() {
        #expect(
            rules.mayCall(for: "after visit", at: at(24, 9))
                && rules.mayCall(for: "after visit", at: at(29, 19)))
        #expect(!rules.mayCall(for: "after visit", at: at(24, 12, 30)))
        #expect(!rules.mayCall(for: "after visit", at: at(24, 20)))
        #expect(
            rules.mayCall(for: "call back", at: at(24, 12, 30))
                && rules.mayCall(for: "call back", at: at(24, 20)))
        #expect(
            !rules.mayCall(for: "call back", at: at(24, 21))
                && !rules.mayCall(for: "call back", at: at(24, 7)))
        #expect(rules.reasons(at: at(24, 10)) == nil && rules.reasons(at: at(24, 23)) == [])
        #expect(rules.reasons(at: at(24, 13)) == ["call back", "visit changed", "visit late"])
    }

    @Test("outside the hours it is said when they begin, over days off as well")
    func opening() {
        #expect(rules.opening(for: "after visit", from: at(24, 10)) == at(24, 10))
        #expect(rules.opening(for: "after visit", from: at(24, 13)) == at(24, 14))
        #expect(rules.opening(for: "after visit", from: at(24, 22)) == at(25, 9))
        // The National Day holidays of 2026 end on the 7th of October.
        let eve = rules.hours.instant(Day(2026, 9, 30), minute: 20 * 60)
        let after = rules.hours.instant(Day(2026, 10, 8), minute: 9 * 60)
        #expect(rules.opening(for: "after visit", from: eve) == after)
        #expect(
            rules.opening(for: "call back", from: eve)
                == rules.hours.instant(
                    Day(2026, 9, 30), minute: 20 * 60))
    }

    @Test("who wishes hours of the week is rung up in those alone, as far as anybody may be")
    func wished() throws {
        let wish = try WishedHours("weekdays 9-11, 18-22; sat 10-12")
        // The 28th is a Saturday. Asked calls' hours end at 21.
        let may = [at(24, 9), at(24, 18), at(24, 20, 59), at(28, 10)]
        let not = [at(24, 8, 59), at(24, 11), at(24, 21), at(28, 9), at(28, 12), at(29, 10)]
        for time in may { #expect(rules.mayCall(for: "after visit", wish: wish, at: time), "\(time)") }
        for time in not { #expect(!rules.mayCall(for: "after visit", wish: wish, at: time), "\(time)") }
        #expect(rules.opening(for: "after visit", wish: wish, from: at(24, 12)) == at(24, 18))
        #expect(rules.opening(for: "after visit", wish: wish, from: at(27, 21)) == at(28, 10))
        #expect(rules.opening(for: "after visit", wish: wish, from: at(28, 12)) == at(30, 9))
        // Nobody may be rung up at night, whatever is wished.
        #expect(try !rules.canKeep(WishedHours("22-23"), from: at(24, 9)))
        // In another part of the same day where it has one; else the next wished hours.
        #expect(rules.next(after: [at(24, 9)], wish: wish) == at(24, 18))
        #expect(rules.next(after: [at(27, 19)], wish: wish) == at(28, 10))
        #expect(rules.next(after: [at(24, 9), at(24, 18)], wish: wish) == at(25, 9))
        #expect(rules.next(after: [at(24, 9), at(24, 18), at(25, 9)], wish: wish) == nil)
    }

    @Test("hours wished through the day are tried in another part of it, not on in the same one")
    func wishedAllDay() throws {
        let wish = try WishedHours("9-20")
        #expect(rules.next(after: [at(24, 9)], wish: wish) == at(24, 14))
        #expect(rules.next(after: [at(24, 15)], wish: wish) == at(24, 17))
        #expect(rules.next(after: [at(24, 18)], wish: wish) == at(25, 9))
    }

    @Test("who is not reached is tried in another part of the day, at last on another day, then given up")
    func attempts() {
        let first = at(24, 10)
        #expect(rules.next(after: [first]) == at(24, 14))
        let second = at(24, 14, 30)
        #expect(rules.next(after: [first, second]) == at(25, 9))
        #expect(rules.next(after: [first, second, at(25, 9)]) == nil)
        #expect(rules.next(after: []) == nil)
        // Late in the morning: the gap is kept, and what is left of the day is another part.
        #expect(rules.next(after: [at(24, 13)]) == at(24, 15))
        // In the evening: the next morning.
        #expect(rules.next(after: [at(24, 18)]) == at(25, 9))
        #expect(rules.next(after: [at(24, 18), at(25, 9)]) == at(25, 11))
    }

    @Test("whenever the attempts were made, the next keeps the hours and the gap, and all of them the rule")
    func always() {
        var seed = 7
        func chance(_ below: Int) -> Int {
            seed = (seed &* 1_103_515_245 &+ 12345) & 0x7FFF_FFFF
            return seed / 65536 % below
        }
        for _ in 0..<2000 {
            let start = rules.hours.instant(Day(2026, 1, 1) + chance(700), minute: chance(1440))
            guard let opened = rules.opening(for: "after visit", from: start) else {
                Issue.record("never opens after \(start)")
                continue
            }
            var made = [opened]
            while let next = rules.next(after: made) {
                #expect(rules.mayCall(for: "after visit", at: next), "\(made)")
                #expect(next - (made.last ?? opened) >= .hours(2))
                // Whoever makes it is a little late.
                let late = next + .minutes(chance(40))
                made.append(rules.opening(for: "after visit", from: late) ?? late)
            }
            #expect(made.count == rules.attempts.most)
            #expect(Set(made.map(rules.hours.localDay)).count >= rules.attempts.days, "\(made)")
            #expect(Set(made.compactMap(rules.part)).count >= rules.attempts.parts, "\(made)")
        }
    }

    @Test(
        "what is wrong in the rules is said with its line",
        arguments: [
            ("most: 3", "most: 0", "calling.notCount"), ("days: 2", "days: 4", "calling.notCount"),
            ("gap: 2 hours", "gap: soon", "calling.notGap"), ("lately: 90", "lately: 0", "calling.notLately"),
            ("  hours: calling\n", "  hours: night\n", "calling.noCalendar"),
            ("hours: 14:00-17:00", "hours: 11:00-17:00", "calling.overlap"),
            ("hours: 14:00-17:00", "hours: noon-17:00", "calendar.notHours"),
            ("hours: 17:00-20:00", "hours: 17:00-16:00", "calendar.notHours"),
        ])
    func wrong(_ old: String, _ new: String, _ key: String) throws {
        let shipped = try ResourceLibrary().file("followups/calling.yaml").text
        #expect(shipped.contains(old))
        let file = ResourceFile(name: "calling.yaml", text: shipped.replacing(old, with: new))
        do {
            _ = try CallingRules(file: file, Self.calendars())
            Issue.record("it was read")
        } catch let fault as RuleFault {
            #expect(fault.problem.key == key && fault.line > 0, "\(fault)")
        }
    }

    @Test(
        "how long whoever handled a case asks nothing about it is said; a file that does not say it means ninety days"
    )
    func lately() throws {
        let shipped = try ResourceLibrary().file("followups/calling.yaml").text
        func days(_ line: String) throws -> Int {
            let text = shipped.replacing("  lately: 90\n", with: line)
            return try CallingRules(file: ResourceFile(name: "calling.yaml", text: text), Self.calendars())
                .lately
        }
        #expect(shipped.contains("  lately: 90\n") && rules.lately == 90)
        let (unsaid, said) = (try days(""), try days("  lately: 30\n"))
        #expect(unsaid == 90 && said == 30)
    }
}
