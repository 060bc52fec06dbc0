import Model
import Testing

@Suite("Days as they are typed")
struct DayReaderTests {
    /// A Tuesday.
    private let reader = DayReader(today: Day(2026, 11, 24))

    @Test(
        "dates, names, weekdays and distances are read",
        arguments: [
            ("2026-12-01", "2026-12-01"), ("2026/1/5", "2026-01-05"), ("11-26", "2026-11-26"),
            ("11-24", "2026-11-24"), ("1-5", "2027-01-05"), ("11/26", "2026-11-26"), ("26.11.", "2026-11-26"),
            ("11月26日", "2026-11-26"), ("2-29", nil), ("tomorrow", "2026-11-25"), ("明天", "2026-11-25"),
            ("后天", "2026-11-26"), ("昨天", "2026-11-23"), ("Fri", "2026-11-27"), ("tuesday", "2026-12-01"),
            ("周五", "2026-11-27"), ("星期天", "2026-11-29"), ("下周一", "2026-11-30"), ("下周二", "2026-12-01"),
            ("+3d", "2026-11-27"), ("+2w", "2026-12-08"), ("-1d", "2026-11-23"), ("+3天", "2026-11-27"),
        ] as [(String, String?)])
    func read(typed: String, day: String?) { #expect(reader.read(typed)?.description == day) }

    @Test(
        "what is no day is none",
        arguments: ["", "+", "13-40", "2026-02-30", "11-", "-", "月日", "周八", "fr", "24", "+3x", "1.2.3.", "."])
    func wrong(typed: String) { #expect(reader.read(typed) == nil) }
}
