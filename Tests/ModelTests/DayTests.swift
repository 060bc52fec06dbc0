import Model
import Testing

@Suite("A day as it is written")
struct DayTests {
    @Test("is read back", arguments: ["2026-11-10", "1969-12-31", "2028-02-29", "0001-01-01"])
    func read(_ text: String) { #expect(Day(text)?.description == text) }

    @Test(
        "what is none is refused",
        arguments: [
            "2026-11-010", "2026-011-10", "02026-11-10", "+026-11-10", "2026-+1-10", "2026-11-+1", "2026-11",
            "2026-11-10-", "2026-02-29", "2026-13-01", "2026-00-10", "2026-11-31", "２０２６-11-10", "",
        ])
    func refused(_ text: String) { #expect(Day(text) == nil) }
}
