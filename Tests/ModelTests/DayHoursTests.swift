import Model
import Testing

@Suite("A stretch of the day")
struct DayHoursTests {
    @Test(
        "is read as people write it, of either script, and written one way",
        arguments: [
            ("17:00-20:00", "17:00-20:00"), ("9:00-11:30", "09:00-11:30"), ("9：00～11：30", "09:00-11:30"),
            (" 18:00 – 24:00 ", "18:00-24:00"),
        ])
    func read(_ typed: String, _ text: String) {
        #expect(DayHours(typed)?.description == text)
    }

    @Test(
        "what is none is refused",
        arguments: [
            "", "evening", "17:00", "20:00-17:00", "17:00-17:00", "25:00-26:00", "17:0-18:00", "17:60-18:00",
            "24:30-24:40", "17:00-18:00-19:00",
        ])
    func refused(_ typed: String) { #expect(DayHours(typed) == nil) }
}
