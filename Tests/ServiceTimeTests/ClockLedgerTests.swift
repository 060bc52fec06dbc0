import DeskTesting
import Model
import ServiceTime
import Testing

@Suite("Clock ledgers")
struct ClockLedgerTests {
    let china = Shipped.calendar("cn-service")

    private func ledger(_ target: Target, start: Instant, pauses: [(Instant, Instant)]) -> ClockLedger {
        var events = [ClockEvent(clock: ClockID(1), at: start, kind: .start, reason: "")]
        for (from, to) in pauses {
            events.append(ClockEvent(clock: ClockID(1), at: from, kind: .pause, reason: "waiting"))
            events.append(ClockEvent(clock: ClockID(1), at: to, kind: .resume, reason: "answered"))
        }
        return ClockLedger(events: events, target: target, calendar: china)
    }

    @Test("a pause over the night moves working hours by the working time in it only")
    func workingPause() {
        let monday = Day(2026, 11, 23)
        let start = china.instant(monday, minute: 9 * 60)
        let paused = ledger(
            Target(4, .workingHours), start: start,
            pauses: [(china.instant(monday, minute: 10 * 60), china.instant(monday + 1, minute: 9 * 60))])
        // One hour was used; three are left from 09:00 the next day.
        #expect(paused.due.instant == china.instant(monday + 1, minute: 12 * 60))
    }

    @Test("elapsed targets move on by the whole pause")
    func elapsedPause() {
        let start = china.instant(Day(2026, 11, 23), minute: 540)
        let due = ledger(Target(24, .hours), start: start, pauses: [(start + .hours(2), start + .hours(7))])
            .due
        #expect(due.instant == start + .hours(29))
    }

    @Test("any number of pauses leaves the time that ran equal to the target", arguments: [3, 11, 77])
    func property(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        for _ in 0..<200 {
            let start = Instant(
                milliseconds: 1_790_000_000_000 + Int64.random(in: 0...10_000_000, using: &random) * 1000)
            let target = Target(Int.random(in: 1...60, using: &random), .workingHours)
            var at = start
            var pauses: [(Instant, Instant)] = []
            for _ in 0..<Int.random(in: 0...4, using: &random) {
                let from = at + .minutes(Int.random(in: 1...300, using: &random))
                // Only pauses that begin before it is due leave anything to move.
                guard from < ledger(target, start: start, pauses: pauses).due.instant else { break }
                at = from + .minutes(Int.random(in: 1...6000, using: &random))
                pauses.append((from, at))
            }
            let due = ledger(target, start: start, pauses: pauses).due.instant
            let stood = pauses.reduce(Span.zero) { $0 + china.working(from: $1.0, to: $1.1) }
            #expect(china.working(from: start, to: due) - stood == .hours(target.count), "seed \(seed)")
        }
    }
}
