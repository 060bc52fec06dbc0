import Foundation
import Model
import Testing

@testable import aftercare

struct InstantReaderTests {
    private static func reader(_ zone: String = "Asia/Shanghai") -> InstantReader {
        // 2026-11-24T10:00+08:00
        let now = Instant(milliseconds: Int64(Day(2026, 11, 24).number) * 86_400_000 + 2 * 3_600_000)
        return InstantReader(now: now, zone: TimeZone(identifier: zone) ?? .gmt)
    }

    /// Hours after 2026-11-24T00:00Z.
    private static func hours(_ hours: Double) -> Instant {
        Instant(milliseconds: Int64(Day(2026, 11, 24).number) * 86_400_000 + Int64(hours * 3_600_000))
    }

    @Test(
        "moments are read in the desk's zone unless they say another",
        arguments: [
            ("2026-11-24T10:00", 2.0), ("2026-11-24 10:00", 2), ("2026-11-24T10:00:30", 2 + 30.0 / 3600),
            ("2026-11-24T10:00+08:00", 2), ("2026-11-24T10:00+0800", 2), ("2026-11-24T02:00Z", 2),
            ("2026-11-23T21:00-05:00", 2), ("2026-11-24", -8), ("2026-11-24T24:00", 16), ("now", 2),
            ("+2h", 4),
            ("-30m", 1.5), ("+1d", 26), ("+1w", 170), ("14:00", 6), ("tomorrow", 16), ("tomorrow 14:00", 30),
            ("明天 14:00", 30), ("后天", 40), ("yesterday 23:59", -8 - 1.0 / 60), ("today", -8),
        ] as [(String, Double)])
    func reads(text: String, hours: Double) throws {
        #expect(try Self.reader().instant(text) == Self.hours(hours), "\(text)")
    }

    @Test(
        "what is no moment is refused as it was typed",
        arguments: [
            "", "soon", "2026-13-01", "2026-02-30", "2026-11-24T25:00", "2026-11-24T10:60", "10", "+h", "+2y",
            "2026-11-24T10:00+99:00", "24.11.2026", "2026-11-24T10:00 extra", "+-2h", "2026-11-24T24:01",
        ])
    func refuses(text: String) {
        #expect(throws: UsageFault.notAnInstant(text)) { try Self.reader().instant(text) }
    }

    @Test("a time that a change of clocks skips is taken after it, one that it repeats the first time")
    func changesOfClocks() throws {
        let newYork = Self.reader("America/New_York")
        // 2026-03-08 02:00 springs to 03:00; 2026-11-01 02:00 falls back to 01:00.
        #expect(try newYork.instant("2026-03-08T02:30") == newYork.instant("2026-03-08T03:30-04:00"))
        #expect(try newYork.instant("2026-11-01T01:30") == newYork.instant("2026-11-01T01:30-04:00"))
        #expect(try newYork.instant("2026-11-01T02:30") == newYork.instant("2026-11-01T02:30-05:00"))
    }

    @Test("days are read by date or by name")
    func days() throws {
        #expect(try Self.reader().day("2026-12-01") == Day(2026, 12, 1))
        #expect(try Self.reader().day("明天") == Day(2026, 11, 25))
        #expect(throws: UsageFault.notADay("10:00")) { try Self.reader().day("10:00") }
    }
}
