package import Model
package import ServiceTime
import Workflow

/// Days, calendars, and what they make of clocks.
extension Rules {
    package func calendar(_ name: String) throws -> ServiceCalendar {
        guard let calendar = calendars[name] else {
            throw DeskFault.unknownCalendar(name, known: calendars.names)
        }
        return calendar
    }

    /// What a clock's ledger comes to, on the targets and the calendar it started with.
    func ledger(of clock: Clock, _ events: [ClockEvent]) throws -> ClockLedger {
        ClockLedger(events: events, terms: try terms(of: clock), start: clock.startedAt)
    }

    func terms(of clock: Clock) throws -> ClockTerms {
        ClockTerms(
            published: try Target(parsing: clock.target),
            internalTarget: try Target(parsing: clock.internalTarget), calendar: try calendar(clock.calendar))
    }

    /// The calendar whose zone and workdays are the desk's own.
    package var deskCalendar: ServiceCalendar {
        guard let calendar = calendars[settings.calendar] else {
            preconditionFailure("the initialiser refuses an unknown desk calendar")
        }
        return calendar
    }

    package func localDay(_ at: Instant) -> Day { deskCalendar.localDay(of: at) }

    /// The midnight that begins an instant's local day.
    package func startOfDay(_ at: Instant) -> Instant { deskCalendar.instant(localDay(at), minute: 0) }

    func due(from: Instant, _ amount: TimedAmount, calendar name: String) throws -> Instant {
        let target = try Target(parsing: amount.description)
        return try calendar(name).due(from: from, target).instant
    }

    /// The arrival windows offered on the days from an instant on.
    package func arrivalWindows(from: Instant, days: Int) -> [Window] {
        let first = localDay(from)
        return (0..<max(1, days)).flatMap { offset in
            settings.windows.compactMap { window in
                let start = deskCalendar.instant(first + offset, minute: window.from)
                let end = deskCalendar.instant(first + offset, minute: window.to)
                return end > from ? Window(start: start, end: end) : nil
            }
        }
    }

    /// When a shift is worked within a span.
    func workingWindows(_ shift: ServiceCalendar, in span: Window) -> [Window] {
        let first = shift.localDay(of: span.start)
        let last = shift.localDay(of: span.end)
        return (first.number...last.number).flatMap { shift.workingIntervals(on: Day(number: $0)) }
    }
}
