import DeskTesting
import Model
import ServiceDesk
import ServiceTime
import Testing

@testable import DeskScreens

@Suite("What is typed")
struct ReadingTests {
    @Test(
        "a place is named by its letter or its word",
        arguments: [
            ("c12", GoTo.serviceCase(CaseID(12))), ("case 12", .serviceCase(CaseID(12))),
            ("服务单 12", .serviceCase(CaseID(12))), ("case c12", .serviceCase(CaseID(12))),
            ("F7", .call(CallID(7))), ("回访 7", .call(CallID(7))), ("k5", .customer(CustomerID(5))),
            ("客户 5", .customer(CustomerID(5))), ("unit 3", .unit(UnitID(3))),
            ("v88", .visit(VisitID(88))), ("上门单 88", .visit(VisitID(88))),
            ("G1", .campaign(CampaignID(1))), ("campaign 1", .campaign(CampaignID(1))),
            ("audit 1", .audit(AuditID(1))), ("审计 P2", .audit(AuditID(2))),
        ])
    func places(text: String, place: GoTo) {
        #expect(GoTo(text) == place)
    }

    @Test(
        "what names no place is none",
        arguments: ["", "case", "case x", "case 0", "12", "cancel", "v v v", "c-1"])
    func noPlaces(text: String) {
        #expect(GoTo(text) == nil)
    }

    @Test("moments are read as people say them")
    func moments() throws {
        let calendar = TemporaryDesk.rules.deskCalendar
        // 10:00 on 24 November 2026.
        let reader = MomentReader(now: Samples.now, calendar: calendar)
        let today = calendar.localDay(of: Samples.now)
        #expect(reader.read("14:30") == calendar.instant(today, minute: 14 * 60 + 30))
        #expect(reader.read("9:00") == calendar.instant(today + 1, minute: 9 * 60))
        #expect(reader.read("11-26 09:00") == calendar.instant(Day(2026, 11, 26), minute: 9 * 60))
        #expect(reader.read("1-5 8:15") == calendar.instant(Day(2027, 1, 5), minute: 8 * 60 + 15))
        #expect(reader.read("2026-12-01 17：00") == calendar.instant(Day(2026, 12, 1), minute: 17 * 60))
        #expect(reader.read("tomorrow 8:30") == calendar.instant(today + 1, minute: 8 * 60 + 30))
        #expect(reader.read("明天14：30") == calendar.instant(today + 1, minute: 14 * 60 + 30))
        #expect(reader.read("11月26日9:00") == calendar.instant(Day(2026, 11, 26), minute: 9 * 60))
        #expect(reader.read("+90m") == Samples.now + .minutes(90))
        #expect(reader.read("+1d") == Samples.now + .days(1))
        for wrong in ["", "25:00", "14", "+x", "+2w", "13-40 9:00", "tomorrow", "-2h"] {
            #expect(reader.read(wrong) == nil, "\(wrong)")
        }
    }
}
