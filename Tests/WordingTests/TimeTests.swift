import Model
import Resources
import Testing

@testable import Wording

@Suite("Times")
struct TimeTests {
    /// 2026-02-03 14:30 in Shanghai, a Tuesday.
    let now = Instant(milliseconds: Int64(Day(2026, 2, 3).number) * 86_400_000) + .minutes(6 * 60 + 30)

    @Test(
        "how far off a moment is, rounded down",
        arguments: [
            (25 * 60, "in 25 min", "25 分钟后"), (60, "in 1 min", "1 分钟后"), (59, "now", "现在"), (0, "now", "现在"),
            (-59, "now", "现在"), (-60, "1 min ago", "1 分钟前"), (119 * 60 + 59, "in 119 min", "119 分钟后"),
            (2 * 3600, "in 2 h", "2 小时后"), (-3 * 3600 - 59 * 60, "3 h ago", "3 小时前"),
            (48 * 3600 - 1, "in 47 h", "47 小时后"), (48 * 3600, "in 2 d", "2 天后"),
            (-400 * 86_400, "400 d ago", "400 天前"),
        ])
    func relative(seconds: Int, english: String, chinese: String) throws {
        #expect(try Languages.wording("en").relative(now + .seconds(seconds), now: now) == english)
        #expect(try Languages.wording("zh-Hans").relative(now + .seconds(seconds), now: now) == chinese)
    }

    @Test("a week begins on the day the language's file says, on Monday where it says nothing of sense")
    func weekStart() throws {
        #expect(try Languages.wording("en").weekStart == 1)
        #expect(try Languages.wording("zh-Hans").weekStart == 1)
        for (said, day) in [("7", 7), ("0", 1), ("Sunday", 1)] {
            let file = ResourceFile(name: "f", text: "format.weekStart: \"\(said)\"")
            #expect(try Wording(language: "x", files: [file]).weekStart == day)
        }
    }

    @Test(
        "how a deadline stands",
        arguments: [(25 * 60, "in 25 min", "25 分钟后"), (30, "now", "现在"), (-3 * 3600, "3 h late", "已超 3 小时")])
    func deadline(seconds: Int, english: String, chinese: String) throws {
        #expect(try Languages.wording("en").deadline(now + .seconds(seconds), now: now) == english)
        #expect(try Languages.wording("zh-Hans").deadline(now + .seconds(seconds), now: now) == chinese)
    }

    @Test("as short as today allows")
    func near() throws {
        let (english, chinese) = (try Languages.wording("en"), try Languages.wording("zh-Hans"))
        let instants = [0, 24, -24, 24 * 30, -24 * 40].map { now + .hours($0) }
        #expect(
            instants.map { english.near($0, now: now) }
                == ["14:30", "tomorrow 14:30", "yesterday 14:30", "5 Mar 14:30", "2025-12-25 14:30"])
        #expect(
            instants.map { chinese.near($0, now: now) }
                == ["14:30", "明天 14:30", "昨天 14:30", "3月5日 14:30", "2025-12-25 14:30"])
    }

    @Test("tomorrow begins at local midnight, not after a day's length")
    func midnight() throws {
        let english = try Languages.wording("en")
        let late = now + .minutes(9 * 60 + 29)
        #expect(english.near(late, now: now) == "23:59")
        #expect(english.near(late + .minutes(1), now: now) == "tomorrow 00:00")
    }

    @Test("days, windows and lengths")
    func windows() throws {
        let (english, chinese) = (try Languages.wording("en"), try Languages.wording("zh-Hans"))
        let window = Window(start: now, end: now + .hours(2))
        #expect(english.window(window) == "Tue 3 Feb 14:30-16:30")
        #expect(chinese.window(window) == "2月3日 周二 14:30-16:30")
        #expect(
            english.window(Window(start: now, end: now + .days(1))) == "2026-02-03 14:30 to 2026-02-04 14:30")
        #expect(english.day(Day(2026, 2, 3)) == "2026-02-03")
        let spans: [Span] = [
            .zero, .minutes(25), .minutes(200), .hours(3), .hours(52), .minutes(-90), .seconds(-30),
        ]
        #expect(
            spans.map { english.span($0) } == [
                "0 min", "25 min", "3 h 20 min", "3 h", "2 d 4 h", "-1 h 30 min", "0 min",
            ])
        #expect(chinese.span(.minutes(200)) == "3 小时 20 分钟")
    }

    @Test(
        "ISO 8601 carries the offset the zone has at that moment",
        arguments: [
            ("Asia/Shanghai", 1_770_100_200_000, "2026-02-03T14:30:00+08:00"),
            ("GMT", 1_770_100_200_000, "2026-02-03T06:30:00+00:00"),
            // New York: the last second of winter time, the first of summer time, and autumn's hour that comes twice.
            ("America/New_York", 1_772_953_199_000, "2026-03-08T01:59:59-05:00"),
            ("America/New_York", 1_772_953_200_000, "2026-03-08T03:00:00-04:00"),
            ("America/New_York", 1_793_511_000_000, "2026-11-01T01:30:00-04:00"),
            ("America/New_York", 1_793_514_600_000, "2026-11-01T01:30:00-05:00"),
            ("Asia/Kathmandu", 0, "1970-01-01T05:30:00+05:30"),
            ("America/St_Johns", 1_770_100_200_000, "2026-02-03T03:00:00-03:30"),
            ("GMT", -1, "1969-12-31T23:59:59.999+00:00"),
            ("GMT", 5, "1970-01-01T00:00:00.005+00:00"),
        ] as [(String, Int64, String)])
    func iso(zone: String, milliseconds: Int64, expected: String) throws {
        #expect(try Languages.wording("en", zone: zone).iso(Instant(milliseconds: milliseconds)) == expected)
    }
}
