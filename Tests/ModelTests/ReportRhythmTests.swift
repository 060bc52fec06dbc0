import Model
import Testing

@Suite("How often reports are made")
struct ReportRhythmTests {
    @Test(
        "the last whole day, week or month before a day, and what its file is called",
        arguments: [
            (ReportRhythm.day, Day(2026, 3, 1), "2026-02-28"), (.day, Day(2024, 3, 1), "2024-02-29"),
            // 2026-11-23 is a Monday: its week has just begun.
            (.week, Day(2026, 11, 23), "2026-W47"), (.week, Day(2026, 11, 29), "2026-W47"),
            (.week, Day(2026, 11, 30), "2026-W48"),
            // 2026 has a week 53, which ends on 3 January 2027; 2025-12-29 begins the first of 2026.
            (.week, Day(2027, 1, 4), "2026-W53"), (.week, Day(2026, 1, 5), "2026-W01"),
            (.month, Day(2026, 1, 31), "2025-12"), (.month, Day(2026, 12, 1), "2026-11"),
        ])
    func last(_ rhythm: ReportRhythm, _ today: Day, _ name: String) {
        let days = rhythm.last(before: today)
        #expect(rhythm.name(of: days) == name && days.upperBound < today)
        #expect(rhythm.last(before: days.upperBound + 1) == days, "it ends where the next begins")
    }

    @Test("a week is seven days from Monday, a month all of its days")
    func whole() {
        let week = ReportRhythm.week.last(before: Day(2026, 11, 29))
        #expect(week == Day(2026, 11, 16)...Day(2026, 11, 22) && week.lowerBound.weekday == 1)
        #expect(ReportRhythm.month.last(before: Day(2026, 3, 15)) == Day(2026, 2, 1)...Day(2026, 2, 28))
    }

    @Test("what was missed since the latest file is made up for; where there is none, only the last is made")
    func missed() {
        func due(_ there: String?) -> [String] {
            ReportRhythm.day.due(before: Day(2026, 11, 24)) { ReportRhythm.day.name(of: $0) == there }
                .map { ReportRhythm.day.name(of: $0) }
        }
        #expect(due("2026-11-23") == [])
        #expect(due("2026-11-20") == ["2026-11-21", "2026-11-22", "2026-11-23"])
        #expect(due(nil) == ["2026-11-23"])
        #expect(due("2026-01-01") == ["2026-11-23"], "longer ago than anybody asks for")
    }
}
