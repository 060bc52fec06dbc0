import Model
import Records
import ServiceTime

extension Reading {
    /// How long something took, without what its clock stood still.
    /// - Parameter calendar: the one in whose open hours it is counted; nil for the clock on the wall.
    func spent(
        _ from: Instant, _ to: Instant, without pauses: [ClockPause], calendar: String?
    ) -> Span {
        let open = calendar.map { rules.calendars[$0] ?? rules.deskCalendar }
        func between(_ from: Instant, _ to: Instant) -> Int64 {
            guard from < to else { return 0 }
            return (open?.working(from: from, to: to) ?? to - from).milliseconds
        }
        let stood = pauses.reduce(Int64(0)) { $0 + between(max(from, $1.from), min(to, $1.to ?? to)) }
        return Span(milliseconds: max(0, between(from, to) - stood))
    }
}
