import DeskTesting
import Dispatching
import Foundation
import Model
import Resources
import ServiceTime
import Testing

@testable import ServiceDesk

@Suite("Dispatching on days on which clocks change", .onEachDatabase)
struct ClockChangeTests {
    let test: TemporaryDesk
    private let folder: TemporaryFolder

    /// The shipped rules in New York, with a shift from midnight to noon.
    init() throws {
        folder = try TemporaryFolder()
        let calendars = URL(filePath: folder.file("calendars"))
        try FileManager.default.createDirectory(at: calendars, withIntermediateDirectories: true)
        let shipped = try ResourceLibrary().file("calendars/cn-service.yaml").text
        let moved = shipped.replacing("zone: Asia/Shanghai", with: "zone: America/New_York")
        try #require(moved != shipped)
        try Data(moved.utf8).write(to: calendars.appending(path: "cn-service.yaml"))
        try Data(
            """
            calendar: technician-day
            label: {en: Early, zh-Hans: 早班}
            zone: America/New_York
            week:
              mon-sun: [00:00-12:00]
            """.utf8
        ).write(to: calendars.appending(path: "technician-day.yaml"))
        test = try TemporaryDesk(rules: Rules(library: ResourceLibrary(override: folder.path)))
    }

    @Test(
        "a shift is as long as it is by the clock that jumps; windows, plans and sheets are those of the local day",
        arguments: [(Day(2027, 3, 14), 11), (Day(2027, 3, 15), 12), (Day(2027, 11, 7), 13)] as [(Day, Int)])
    func clockChange(day: Day, hours: Int) throws {
        let rules = test.desk.rules
        test.now = rules.deskCalendar.instant(day - 1, minute: 10 * 60)
        let shifts = try test.desk.read { reading in
            try reading.technicians(in: rules.span(of: day, days: 1)).map { technician in
                let ofTheDay = technician.shifts.filter { rules.localDay($0.start) == day }
                return ofTheDay.map { ($0.end - $0.start).minutes }.reduce(0, +)
            }
        }
        #expect(Set(shifts) == [hours * 60])
        var wish = VisitWish(caseID: try test.logRepair().id)
        (wish.from, wish.days) = (rules.deskCalendar.instant(day, minute: 0), 1)
        let slots = try test.desk.read { try $0.slots(wish, at: test.now, limit: 40) }
        let windows = slots.filter { rules.localDay($0.planned.start) == day }.map(\.promised.start)
        #expect(Set(windows.map(rules.deskCalendar.localMinute(of:))) == [8 * 60, 10 * 60])
        let slot = try #require(slots.first { rules.localDay($0.planned.start) == day })
        let visit = try test.as("wang") { try $0.book(wish, slot: slot) }
        let plan = try test.desk.read { try DayPlan($0.dayBook(day, at: test.now).day) }
        #expect(plan.stops.map(\.visit) == [visit.id] && plan.stops.allSatisfy(\.faults.isEmpty))
        let who = try #require(visit.technician)
        let sheet = try test.desk.read { try $0.visitSheet(of: who, on: day, by: .desk) }
        #expect(sheet.stops.map(\.visit.id) == [visit.id])
        let onShift = sheet.shifts.map { ($0.end - $0.start).minutes }.reduce(0, +)
        #expect(onShift == hours * 60)
    }
}
