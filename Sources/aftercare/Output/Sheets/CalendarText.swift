import Model
import ServiceDesk
import Wording

extension ICalendar {
    /// A technician's visits for a calendar: what the appointment is, where, and in the note all a sheet says.
    init(_ calendar: VisitCalendar, _ rules: Rules, _ output: Output) {
        self.init(
            name: output.words("sheet.calendar", ["name": .text(calendar.technician.name)]),
            refreshMinutes: 15)
        let facts = SheetFacts(output: output, rules: rules)
        for entry in calendar.entries {
            let (stop, visit) = (entry.stop, entry.stop.visit)
            let lines = [facts.state(visit)] + facts.facts(stop).map { output.pair($0.label, $0.value) }
            add(
                Event(
                    uid: "visit-\(visit.id.number)@\(calendar.desk).aftercare",
                    sequence: max(0, visit.version - 1), revised: entry.revised, window: visit.planned,
                    status: Self.status(visit),
                    summary: output.words(
                        "sheet.event",
                        [
                            "visit": .text(visit.id.description), "customer": .text(stop.customer.name),
                            "product": .text(facts.product(stop)),
                        ]),
                    location: stop.address?.line ?? "", place: visit.place ?? stop.address?.place,
                    description: lines.joined(separator: "\n")))
        }
    }

    /// What nobody has taken on yet may still change.
    private static func status(_ visit: Visit) -> Status {
        switch visit.category {
        case .cancelled: .cancelled
        case .new: .tentative
        default: .confirmed
        }
    }
}
