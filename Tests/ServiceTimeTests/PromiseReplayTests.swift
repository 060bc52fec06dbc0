import Model
import Resources
import ServiceTime
import Testing

@Suite("Replaying promises")
struct PromiseReplayTests {
    let start = Shipped.calendar("cn-service").instant(Day(2026, 11, 23), minute: 540)

    private func book(_ published: String) throws -> PromiseBook {
        let text = """
            line: repair
            promises:
              - {id: changed, label: {en: A, zh-Hans: 甲}, wording: {en: A, zh-Hans: 甲}, need: basic, metric: resolve,
                 published: \(published), calendar: 24x7, for: {subject: case}, source: default}
            """
        return try PromiseBook(
            files: [ResourceFile(name: "promises/x.yaml", text: text)], calendars: Shipped.calendars)
    }

    private func run(
        _ state: ClockState, minutes: [(Int, ClockEventKind)], due: Int, metric: String = "resolve",
        from: Int = 0
    ) -> PromiseReplay.Run {
        let events = minutes.map {
            ClockEvent(clock: ClockID(1), at: start + .minutes($0.0), kind: $0.1, reason: "")
        }
        let clock = Clock(
            id: ClockID(1), subject: Subject(.case, 1), promise: "first", metric: metric, state: state,
            startedAt: start + .minutes(from), target: "1 hour", internalTarget: "1 hour", calendar: "24x7",
            due: start + .minutes(due), internalDue: start + .minutes(due),
            stoppedAt: state.isOpen ? nil : events.last?.at)
        return PromiseReplay.Run(clock: clock, ledger: events, facts: PromiseFacts(subject: .case))
    }

    private func row(_ runs: [PromiseReplay.Run], _ published: String, now: Int = 1000) throws
        -> PromiseReplay.Row
    {
        let rows = PromiseReplay.rows(
            runs, under: try book(published), calendars: Shipped.calendars, now: start + .minutes(now))
        #expect(rows.count == 1)
        return try #require(rows.first)
    }

    @Test("a shorter promise misses what was kept, a longer one keeps what was missed")
    func lengths() throws {
        let runs = [
            run(.met, minutes: [(0, .start), (50, .stop)], due: 60),
            run(.missed, minutes: [(0, .start), (60, .breach), (90, .stop)], due: 60),
            run(.cancelled, minutes: [(0, .start), (10, .cancel)], due: 60),
        ]
        let longer = try row(runs, "2 hours")
        #expect((longer.runs, longer.keptBefore, longer.keptAfter) == (2, 1, 2))
        let shorter = try row(runs, "30 minutes")
        #expect((shorter.runs, shorter.keptBefore, shorter.keptAfter) == (2, 1, 0))
    }

    @Test(
        "pauses count under the changed promise too, and a clock stopped while paused is judged by when that began"
    )
    func pauses() throws {
        let paused = run(.met, minutes: [(0, .start), (10, .pause), (500, .resume), (520, .stop)], due: 550)
        #expect(try row([paused], "30 minutes").keptAfter == 1)
        #expect(try row([paused], "29 minutes").keptAfter == 0)
        let standing = run(.met, minutes: [(0, .start), (20, .pause), (500, .stop)], due: 60)
        #expect(try row([standing], "20 minutes").keptAfter == 1)
        #expect(try row([standing], "19 minutes").keptAfter == 0)
    }

    @Test("a clock that counts from later than it was started does so again")
    func anchored() throws {
        let arrival = run(.met, minutes: [(0, .start), (610, .stop)], due: 660, from: 600)
        #expect(try row([arrival], "15 minutes").keptAfter == 1)
        #expect(try row([arrival], "9 minutes").keptAfter == 0)
    }

    @Test(
        "an open clock is kept while it is not overdue, one that stands still while it was not when that began"
    )
    func open() throws {
        let running = run(.running, minutes: [(0, .start)], due: 60)
        let early = try row([running], "2 hours", now: 60)
        #expect((early.keptBefore, early.keptAfter) == (1, 1))
        let late = try row([running], "30 minutes", now: 61)
        #expect((late.keptBefore, late.keptAfter) == (0, 0))
        let paused = try row([run(.paused, minutes: [(0, .start), (40, .pause)], due: 60)], "30 minutes")
        #expect((paused.keptBefore, paused.keptAfter) == (1, 0))
    }

    @Test("what the other book does not promise is counted apart")
    func unpromised() throws {
        let other = try row(
            [run(.met, minutes: [(0, .start), (5, .stop)], due: 60, metric: "visit")], "1 hour")
        #expect((other.runs, other.keptAfter, other.unpromised) == (1, 0, 1))
    }
}
