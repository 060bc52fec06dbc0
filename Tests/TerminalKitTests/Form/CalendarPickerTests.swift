import TerminalKit
import Testing

@Suite("Calendar picker")
struct CalendarPickerTests {
    private static let chinese = CalendarWords(
        weekdays: ["一", "二", "三", "四", "五", "六", "日"], hint: "t 今天  回车 选定"
    ) { "\($0) 年 \($1) 月" }
    private static let english = CalendarWords(weekdays: ["Mo", "Tu", "We", "Th", "Fr", "Sa", "Su"]) {
        "\($1)/\($0)"
    }
    private let today = TestDay(2026, 11, 24)

    private func calendar(_ words: CalendarWords, weekStart: Int = 1) -> CalendarPicker<TestDay> {
        var calendar = CalendarPicker(today: today, words: words, weekStart: weekStart)
        calendar.isHoliday = { $0.weekday >= 6 }
        return calendar
    }

    @Test("a Chinese month, from Monday, today in brackets, days off marked")
    func chinese() {
        var calendar = calendar(Self.chinese)
        _ = calendar.handle(.key(.right))
        let canvas = drawn(calendar.size.columns, calendar.size.rows) { calendar.draw(in: $0, on: &$1) }
        #expect(
            canvas.text == """
                ┌ 2026 年 11 月 ───────────────┐
                │  一  二  三  四  五  六  日  │
                │                         * 1  │
                │   2   3   4   5   6 * 7 * 8  │
                │   9  10  11  12  13 *14 *15  │
                │  16  17  18  19  20 *21 *22  │
                │  23 [24] 25  26  27 *28 *29  │
                │  30                          │
                │ t 今天  回车 选定            │
                └──────────────────────────────┘
                """)
        #expect(canvas.styleText.contains("6: 0-0 rule, 6-9 accent, 10-13 text*"))
    }

    @Test("an English month, from Sunday")
    func english() {
        let calendar = calendar(Self.english, weekStart: 7)
        let canvas = drawn(calendar.size.columns, calendar.size.rows, plain: true) {
            calendar.draw(in: $0, on: &$1)
        }
        #expect(
            canvas.text == """
                + 11/2026 ---------------------+
                |  Su  Mo  Tu  We  Th  Fr  Sa  |
                | * 1   2   3   4   5   6 * 7  |
                | * 8   9  10  11  12  13 *14  |
                | *15  16  17  18  19  20 *21  |
                | *22  23 [24] 25  26  27 *28  |
                | *29  30                      |
                |                              |
                +------------------------------+
                """)
    }

    @Test("arrows go by day and week, PgUp and PgDn by month, t to today; Enter takes a day that may be had")
    func keys() {
        var calendar = calendar(Self.chinese)
        calendar.range = today...(today + 60)
        for (key, day) in [
            (Key.right, TestDay(2026, 11, 25)), (.down, TestDay(2026, 12, 2)),
            (.pageDown, TestDay(2027, 1, 2)),
            (.pageUp, TestDay(2026, 12, 2)), (.up, TestDay(2026, 11, 25)), (.home, TestDay(2026, 11, 23)),
            (.end, TestDay(2026, 11, 29)), (.character("ｔ"), today), (.left, TestDay(2026, 11, 23)),
        ] {
            #expect(calendar.handle(.key(key)) == .moved)
            #expect(calendar.day == day, "\(key.name)")
        }
        #expect(calendar.handle(.key(.enter)) == .refused)
        _ = calendar.handle(.key(.right))
        #expect(calendar.handle(.key(.enter)) == .picked(today))
        #expect(calendar.handle(.key(.escape)) == .cancelled)
    }

    @Test("from the 31st, PgDn comes to the last of a shorter month; a click picks the day under it")
    func edges() {
        var calendar = CalendarPicker(day: TestDay(2027, 1, 31), today: today, words: Self.english)
        _ = calendar.handle(.key(.pageDown))
        #expect(calendar.day == TestDay(2027, 2, 28))
        _ = calendar.handle(.pick(0))
        #expect(calendar.day == TestDay(2027, 2, 1))
    }

    @Test("it keeps to its rectangle")
    func contained() {
        let calendar = calendar(Self.chinese)
        expectContained("calendar") { calendar.draw(in: $0, on: &$1) }
    }
}
