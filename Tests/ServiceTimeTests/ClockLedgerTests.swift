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
        return ClockLedger(
            events: events, terms: ClockTerms(published: target, internalTarget: target, calendar: china),
            start: start)
    }

    @Test("a pause over the night moves working hours by the working time in it only")
    func workingPause() {
        let monday = Day(2026, 11, 23)
        let start = china.instant(monday, minute: 9 * 60)
        let paused = ledger(
            Target(4, .workingHours), start: start,
            pauses: [(china.instant(monday, minute: 10 * 60), china.instant(monday + 1, minute: 9 * 60))])
        // One hour was used; three are left from 09:00 the next day.
        #expect(paused.dues.due == china.instant(monday + 1, minute: 12 * 60))
    }

    @Test(
        "shares of working time fall in working time, pauses counted in; those of elapsed time wherever they fall"
    )
    func shares() {
        let monday = Day(2026, 11, 23)
        let start = china.instant(monday, minute: 9 * 60)
        let plain = ledger(Target(4, .workingHours), start: start, pauses: [])
        #expect(
            plain.moment(percent: 50) == start + .hours(2) && plain.moment(percent: 100) == plain.dues.due)
        // Two working hours after 14:00 the same day, past the noon break that the calendar has or not.
        #expect(china.working(from: start, to: plain.moment(percent: 150)) == .hours(6))
        let paused = ledger(
            Target(4, .workingHours), start: start,
            pauses: [(start + .hours(1), china.instant(monday + 1, minute: 9 * 60))])
        #expect(paused.moment(percent: 50) == china.instant(monday + 1, minute: 10 * 60))
        #expect(paused.moment(percent: 25) == start + .hours(1))
        let night = ledger(Target(12, .hours), start: start + .hours(9), pauses: [])
        #expect(night.moment(percent: 75) == start + .hours(18))
    }

    @Test("elapsed targets move on by the whole pause")
    func elapsedPause() {
        let start = china.instant(Day(2026, 11, 23), minute: 540)
        let due = ledger(Target(24, .hours), start: start, pauses: [(start + .hours(2), start + .hours(7))])
            .dues.due
        #expect(due == start + .hours(29))
    }

    @Test(
        "a pause over the weekend moves a date of working days not at all, one over a working day by that day"
    )
    func workingDaysPause() {
        let friday = Day(2026, 11, 20)
        let start = china.instant(friday, minute: 600)
        let weekend = (china.instant(friday, minute: 1050), china.instant(friday + 3, minute: 510))
        let plain = ledger(Target(2, .workingDays), start: start, pauses: []).dues.due
        #expect(ledger(Target(2, .workingDays), start: start, pauses: [weekend]).dues.due == plain)
        let monday = (china.instant(friday + 3, minute: 0), china.instant(friday + 4, minute: 0))
        #expect(
            ledger(Target(2, .workingDays), start: start, pauses: [monday]).dues.due
                == china.instant(friday + 5, minute: 600))
    }

    @Test("what was overdue when it paused stays overdue")
    func overdue() {
        let start = china.instant(Day(2026, 11, 23), minute: 540)
        let late = ledger(Target(2, .hours), start: start, pauses: [(start + .hours(3), start + .hours(9))])
        #expect(late.dues.due == start + .hours(2))
    }

    @Test(
        "a clock that counts from a promised window is not moved by a pause before it, and a lasting pause moves nothing yet"
    )
    func pauseBeforeStart() {
        let start = china.instant(Day(2026, 11, 23), minute: 540)
        let terms = ClockTerms(
            published: Target(2, .hours), internalTarget: Target(1, .hours), calendar: china)
        func due(_ pause: ClockLedger.Pause) -> Instant { terms.dues(from: start, pauses: [pause]).due }
        #expect(due(.init(from: start - .hours(5), to: start - .hours(1))) == start + .hours(2))
        #expect(due(.init(from: start - .hours(5), to: start + .hours(1))) == start + .hours(3))
        #expect(due(.init(from: start + .hours(1))) == start + .hours(2))
    }

    @Test("a restart begins anew and forgets the pauses before it; how long it stood still is told")
    func restart() {
        let start = china.instant(Day(2026, 11, 23), minute: 540)
        let events = [
            (0, ClockEventKind.start), (60, .pause), (90, .resume), (120, .restart), (150, .pause),
        ].map { ClockEvent(clock: ClockID(1), at: start + .minutes($0.0), kind: $0.1, reason: "") }
        let terms = ClockTerms(
            published: Target(2, .hours), internalTarget: Target(1, .hours), calendar: china)
        let ledger = ClockLedger(events: events, terms: terms, start: start)
        #expect(ledger.dues.due == start + .hours(4))
        #expect(ledger.dues.internalDue == start + .hours(3))
        #expect(ledger.paused(until: start + .minutes(180)) == .minutes(30))
        #expect(ledger.standing(at: start + .minutes(180)) == start + .minutes(150))
    }

    @Test("our own date is never later than the promised one, though working days may outlast calendar days")
    func ownDate() {
        // Seven working days over the Spring Festival of 2026 take until 2 March, fifteen days until 28 February.
        let start = china.instant(Day(2026, 2, 13), minute: 600)
        let terms = ClockTerms(
            published: Target(15, .calendarDays), internalTarget: Target(7, .workingDays), calendar: china)
        let dues = terms.dues(from: start)
        #expect(china.due(from: start, Target(7, .workingDays)).instant > dues.due)
        #expect(dues.internalDue == dues.due)
    }

    @Test("a pause that carries a date into a year without a notice makes it provisional")
    func provisional() {
        let start = china.instant(Day(2026, 12, 28), minute: 600)
        #expect(!ledger(Target(2, .workingDays), start: start, pauses: []).dues.provisional)
        let pause = (start + .hours(1), start + .days(4))
        #expect(ledger(Target(2, .workingDays), start: start, pauses: [pause]).dues.provisional)
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
                guard from < ledger(target, start: start, pauses: pauses).dues.due else { break }
                at = from + .minutes(Int.random(in: 1...6000, using: &random))
                pauses.append((from, at))
            }
            let due = ledger(target, start: start, pauses: pauses).dues.due
            let stood = pauses.reduce(Span.zero) { $0 + china.working(from: $1.0, to: $1.1) }
            #expect(china.working(from: start, to: due) - stood == .hours(target.count), "seed \(seed)")
        }
    }
}
