import Model
import ServiceTime
import Testing

@testable import ServiceDesk

@Suite("Dates as files write them")
struct DateFormatTests {
    private let shanghai: ZoneOffsets
    private let newYork: ZoneOffsets

    init() throws {
        shanghai = try #require(ZoneOffsets(identifier: "Asia/Shanghai"))
        newYork = try #require(ZoneOffsets(identifier: "America/New_York"))
    }

    private func read(_ text: String, _ pattern: String, _ zone: ZoneOffsets? = nil) throws -> Int64? {
        let format = try #require(DateFormat(pattern))
        return format.instant(text, in: zone ?? shanghai).map { $0.milliseconds / 1000 }
    }

    @Test("local times by zone, across a clock change")
    func zones() throws {
        #expect(try read("3/14/2025 1:20", "M/d/yyyy H:mm", newYork) == 1_741_929_600)
        #expect(try read("2/7/2025 17:09", "M/d/yyyy H:mm", newYork) == 1_738_966_140)
        #expect(try read("2026-11-24 10:00:00", "yyyy-MM-dd HH:mm:ss") == 1_795_485_600)
        #expect(try read("2026年11月24日 10:00", "yyyy年M月d日 H:mm") == 1_795_485_600)
    }

    @Test("morning and afternoon, noon and midnight")
    func halves() throws {
        let pattern = "M/d/yyyy h:mm:ss a"
        #expect(try read("11/24/2026 10:00:00 AM", pattern) == 1_795_485_600)
        #expect(try read("11/24/2026 10:00:00 pm", pattern) == 1_795_485_600 + 12 * 3600)
        #expect(try read("11/24/2026 12:00:00 AM", pattern) == 1_795_485_600 - 10 * 3600)
        #expect(try read("11/24/2026 12:00:00 PM", pattern) == 1_795_485_600 + 2 * 3600)
    }

    @Test("an offset in the text wins over the zone")
    func offsets() throws {
        let pattern = "yyyy-MM-ddTHH:mm:ssX"
        #expect(try read("2026-11-24T02:00:00Z", pattern) == 1_795_485_600)
        #expect(try read("2026-11-24T10:00:00+08:00", pattern) == 1_795_485_600)
        #expect(try read("2026-11-23T21:00:00-0500", pattern) == 1_795_485_600)
    }

    @Test("what is no real date, or written otherwise, is not read")
    func refused() throws {
        for text in [
            "2/30/2026 1:00", "13/1/2026 1:00", "1/1/2026 24:00", "1/1/2026 1:60", "1/1/26 1:00", "1/1/2026",
            "",
        ] {
            #expect(try read(text, "M/d/yyyy H:mm") == nil, "\(text)")
        }
        #expect(try #require(DateFormat("yyyy-MM-dd")).day("2028-02-29") == Day(2028, 2, 29))
        #expect(try #require(DateFormat("yyyy-MM-dd")).day("2026-2-1") == nil)
    }

    @Test("a pattern needs year, month and day, once each, and letters that mean something")
    func patterns() {
        for pattern in ["yyyy-MM", "yy-MM-dd", "yyyy-MM-dd dd", "yyyy-MM-dd Q", ""] {
            #expect(DateFormat(pattern) == nil, "\(pattern)")
        }
    }
}
