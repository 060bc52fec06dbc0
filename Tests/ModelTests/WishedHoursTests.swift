import Foundation
import Model
import Testing

@Suite("Hours of the week that a customer wishes")
struct WishedHoursTests {
    @Test(
        "are read as people write them, of either script, and written one way",
        arguments: [
            ("17:00-20:00", "17:00-20:00"), ("9：00～11：30", "09:00-11:30"), (" 18:00 – 24:00 ", "18:00-24:00"),
            ("9-12", "09:00-12:00"), ("daily 9-12", "09:00-12:00"),
            (
                "weekdays 9-12, 18-20; sat 10-16",
                "mon-fri 09:00-12:00, 18:00-20:00; sat 10:00-16:00"
            ),
            ("周一至周五 9-12、18-20；周六 10-16", "mon-fri 09:00-12:00, 18:00-20:00; sat 10:00-16:00"),
            ("周一到五9点-11点半，周末 14时30分-16点", "mon-fri 09:00-11:30; sat-sun 14:30-16:00"),
            ("Mon, Wed & fri 9-10".replacing(" & ", with: ", "), "mon, wed, fri 09:00-10:00"),
            ("周六日10-12", "sat-sun 10:00-12:00"), ("saturdays and sun. 10-12", "sat-sun 10:00-12:00"),
            ("sat-mon 8-9", "mon, sat-sun 08:00-09:00"), ("9-11, 10-12, 12-13", "09:00-13:00"),
            ("weekdays 9-12; sat 9-12; sun 9-12", "09:00-12:00"),
            ("weekdays 9-12; tue 18-20", "mon, wed-fri 09:00-12:00; tue 09:00-12:00, 18:00-20:00"),
        ])
    func read(_ typed: String, _ text: String) throws {
        let hours = try WishedHours(typed)
        #expect(hours.description == text)
        #expect(try WishedHours(hours.description) == hours)
        #expect(try JSONDecoder().decode(WishedHours.self, from: JSONEncoder().encode(hours)) == hours)
    }

    @Test(
        "what is wrong with a text is said with the part that is",
        arguments: [
            ("", WishFault.notHours("")), ("17:00", .notHours("17:00")), ("evening", .notDay("evening")),
            ("evening 17-18", .notDay("evening")), ("20:00-17:00", .backwards("20:00-17:00")),
            ("9-12; sat 16-16", .backwards("16-16")), ("25:00-26:00", .notHours("25:00-26:00")),
            ("17:0-18:00", .notHours("17:0-18:00")), ("17:60-18:00", .notHours("17:60-18:00")),
            ("24:30-24:40", .notHours("24:30-24:40")), ("9-10-11", .notHours("9-10-11")),
            ("sat", .notHours("sat")), ("9-12; sat", .notHours("sat")), ("周八 9-12", .notDay("周八")),
            ("mon-whenever 9-12", .notDay("whenever")), ("weekend-mon 9-12", .notDay("weekend-mon")),
            ("9am-5pm", .notHours("9am-5pm")),
        ])
    func refused(_ typed: String, _ fault: WishFault) {
        #expect(throws: fault) { try WishedHours(typed) }
    }

    @Test("each weekday has its own")
    func days() throws {
        let hours = try WishedHours("weekdays 9-12, 18-20; sat 10-16")
        #expect(hours.hours(on: 1) == [540..<720, 1080..<1200] && hours.hours(on: 5) == hours.hours(on: 1))
        #expect(hours.hours(on: 6) == [600..<960] && hours.hours(on: 7).isEmpty)
        #expect(WishedHours(daily: 540..<720)?.description == "09:00-12:00")
        #expect(WishedHours(daily: 540..<540) == nil && WishedHours(daily: 0..<1441) == nil)
    }
}
