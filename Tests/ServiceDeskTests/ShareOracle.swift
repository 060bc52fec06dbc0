import Model
import ServiceDesk
import ServiceTime

/// When clocks came to shares of their time, by counting the minutes in which they ran: nothing of how ledgers are reckoned is
/// in it, so that tests can compare the two.
struct ShareOracle {
    private let rules: Rules
    private let open: MinuteMap
    private let looks: [Instant]

    /// - Parameters:
    ///   - looks: when the desk looked, in order; what stops a clock happens after the look of its moment.
    ///   - days: how long what is counted may last.
    init(from begin: Instant, days: Int, rules: Rules, looks: [Instant]) throws {
        (self.rules, self.looks) = (rules, looks)
        open = MinuteMap(from: begin, days: days, calendar: try rules.calendar("cn-service"))
    }

    /// The first look at which a share of a clock's time was gone while it ran; nil if there was none.
    /// - Parameter ledger: what happened to the clock, in order.
    func reached(_ share: Int, _ clock: Clock, _ ledger: [ClockEvent]) -> Instant? {
        guard let calendar = try? rules.calendar(clock.calendar),
            let target = try? Target(parsing: clock.target), let end = looks.last
        else { return nil }
        let rests = target.unit == .workingDays
        func used(_ from: Instant, _ to: Instant) -> Int {
            rests ? open.count(from, to) : (to - from).minutes
        }
        let whole = used(clock.startedAt, calendar.due(from: clock.startedAt, target).instant)
        var (before, since): (Int, Instant?) = (0, clock.startedAt)
        let ends = ledger.filter { [.pause, .resume, .stop, .cancel].contains($0.kind) }
        for (at, kind) in ends.map({ ($0.at, $0.kind) }) + [(end, .stop)] {
            if let from = since {
                let look = looks.first {
                    $0 > from && $0 <= at && 100 * (before + used(from, $0)) >= share * whole
                }
                if let look { return look }
                before += used(from, at)
            }
            since = kind == .resume ? at : nil
            if kind == .stop || kind == .cancel { return nil }
        }
        return nil
    }
}

/// Which minutes a calendar is open in.
private struct MinuteMap {
    private let begin: Instant
    /// How many open minutes there are before each.
    private var before: [Int] = [0]

    init(from begin: Instant, days: Int, calendar: ServiceCalendar) {
        self.begin = begin
        for minute in 0..<days * 1440 {
            before.append(before[minute] + (calendar.isOpen(at: begin + .minutes(minute)) ? 1 : 0))
        }
    }

    func count(_ from: Instant, _ to: Instant) -> Int {
        before[(to - begin).minutes] - before[(from - begin).minutes]
    }
}
