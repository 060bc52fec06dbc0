import DeskTesting
import Model
import Resources
import Testing

@testable import ServiceTime

@Suite("Calls are spread over days")
struct CallSpreadTests {
    private let rules: CallingRules
    /// A Tuesday, 10:00.
    private let now = Samples.now

    init() throws {
        let calendars = try Calendars(files: ResourceLibrary().files(in: "calendars"))
        rules = try CallingRules(file: ResourceLibrary().file("followups/calling.yaml"), calendars)
    }

    private func days(_ windows: [Window]) -> [Day: Int] {
        windows.reduce(into: [:]) { $0[rules.hours.localDay(of: $1.start), default: 0] += 1 }
    }

    @Test("at most so many a day, only on days on which customers are rung up, from opening to closing")
    func capacity() {
        // From the evening before.
        let windows = rules.spread(70, for: "quality tracking", from: now - .hours(12)) { _ in 30 }
        #expect(
            days(windows) == [Day(2026, 11, 24): 30, Day(2026, 11, 25): 30, Day(2026, 11, 26): 10])
        #expect(windows.first?.start == now - .hours(1) && windows.first?.end == now + .hours(10))
    }

    @Test("over the hours of a day as they can be made, not all as it opens, behind what is planned already")
    func hours() {
        let opening = now - .hours(12)
        func hours(_ windows: [Window]) -> [Int: Int] {
            windows.reduce(into: [:]) { $0[rules.hours.localMinute(of: $1.start) / 60, default: 0] += 1 }
        }
        // Thirty in nine hours are one in eighteen minutes.
        let all = hours(rules.spread(30, for: "quality tracking", from: opening) { _ in 30 })
        #expect(all == [9: 4, 10: 3, 11: 3, 14: 4, 15: 3, 16: 3, 17: 4, 18: 3, 19: 3])
        // After twenty of them six of the hours are over.
        let late = rules.spread(
            3, for: "quality tracking", from: opening, able: { _ in 30 },
            taken: { $0 == Day(2026, 11, 24) ? 20 : 0 })
        #expect(hours(late) == [17: 3])
    }

    @Test("days off are passed over")
    func holidays() {
        let eve = rules.hours.instant(Day(2026, 9, 30), minute: 8 * 60)
        let found = days(rules.spread(15, for: "quality tracking", from: eve) { _ in 10 })
        #expect(found == [Day(2026, 9, 30): 10, Day(2026, 10, 8): 5])
    }

    @Test("of a day that has begun only what is left of its hours counts; after the last hour nothing")
    func begun() {
        // Nine hours are called on a day; three are left at 17:00.
        let windows = rules.spread(30, for: "quality tracking", from: now + .hours(7)) { _ in 27 }
        #expect(days(windows) == [Day(2026, 11, 24): 9, Day(2026, 11, 25): 21])
        #expect(windows.first?.start == now + .hours(7))
        let night = rules.spread(1, for: "quality tracking", from: now + .hours(11)) { _ in 27 }
        #expect(days(night) == [Day(2026, 11, 25): 1])
    }

    @Test(
        "what is planned already is taken from what is left of a day; what a day cannot do burdens the next")
    func taken() {
        // At 17:00 nine of 27 can still be made.
        func found(_ taken: [Day: Int]) -> [Day: Int] {
            days(
                rules.spread(
                    30, for: "quality tracking", from: now + .hours(7), able: { _ in 27 },
                    taken: { taken[$0, default: 0] }))
        }
        #expect(found([Day(2026, 11, 24): 4]) == [Day(2026, 11, 24): 5, Day(2026, 11, 25): 25])
        #expect(found([Day(2026, 11, 24): 19]) == [Day(2026, 11, 25): 17, Day(2026, 11, 26): 13])
        #expect(found([Day(2026, 11, 24): 69]) == [Day(2026, 11, 27): 21, Day(2026, 11, 28): 9])
        // After the last hour all of it is for the days to come.
        let night = rules.spread(
            30, for: "quality tracking", from: now + .hours(11), able: { _ in 27 },
            taken: { $0 == Day(2026, 11, 24) ? 20 : 0 })
        #expect(days(night) == [Day(2026, 11, 25): 7, Day(2026, 11, 26): 23])
    }

    @Test("days without room are passed over, and where a year has none, fewer come back")
    func noRoom() {
        let even = rules.spread(4, for: "quality tracking", from: now - .hours(2)) {
            $0.number % 2 == 0 ? 2 : 0
        }
        #expect(days(even).keys.allSatisfy { $0.number % 2 == 0 } && even.count == 4)
        #expect(rules.spread(4, for: "quality tracking", from: now) { _ in 0 }.isEmpty)
        #expect(rules.spread(4, for: "quality tracking", from: now) { _ in -3 }.isEmpty)
    }
}
