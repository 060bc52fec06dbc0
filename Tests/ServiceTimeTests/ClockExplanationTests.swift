import Model
import ServiceTime
import Testing

@Suite("Explaining clocks")
struct ClockExplanationTests {
    let china = Shipped.calendar("cn-service")
    let monday = Day(2026, 11, 23)

    private func explain(
        _ events: [(Instant, ClockEventKind, String)], state: ClockState, from start: Instant,
        ownMissed: Instant? = nil
    ) -> ClockExplanation {
        let ledger = ClockLedger(
            events: events.map { ClockEvent(clock: ClockID(1), at: $0.0, kind: $0.1, reason: $0.2) },
            terms: ClockTerms(
                published: Target(8, .workingHours), internalTarget: Target(4, .workingHours), calendar: china
            ),
            start: start)
        let clock = Clock(
            id: ClockID(1), subject: Subject(.case, 1), promise: "p", metric: "resolve", state: state,
            startedAt: start, due: ledger.dues.due, internalDue: ledger.dues.internalDue,
            stoppedAt: state.isOpen ? nil : events.last?.0, internalBreachedAt: ownMissed)
        return ClockExplanation(clock, ledger, promise: Label(en: "Repaired", zh: "修复"), now: at(5, 600)) {
            .text("because of \($0.reason)")
        }
    }

    private func at(_ day: Int, _ minute: Int) -> Instant { china.instant(monday + day, minute: minute) }

    @Test("the story tells the start, both targets, each pause with the date after it, and the end")
    func story() {
        let explanation = explain(
            [
                (at(0, 540), .start, "logged"), (at(0, 660), .pause, "wait"), (at(1, 540), .resume, "answer"),
                (at(1, 600), .stop, "done"),
            ], state: .met, from: at(0, 540))
        #expect(
            explanation.steps == [
                .started(at: at(0, 540), from: at(0, 540)),
                .promised(
                    Label(en: "Repaired", zh: "修复"), Target(8, .workingHours), calendar: china.label,
                    due: at(1, 540)),
                .ownTarget(Target(4, .workingHours), due: at(0, 840)),
                // From 11:00 on Monday to 9:00 on Tuesday six working hours passed: 1 + 4.5 + 0.5.
                .paused(
                    from: at(0, 660), to: at(1, 540), reason: .text("because of wait"),
                    due: at(1, 960), internalDue: at(1, 660)),
                .stopped(at: at(1, 600), inTime: true),
            ])
        #expect(explanation.paused == .hours(22))
    }

    @Test("a clock that stands still says since when and why, and that its date will move")
    func standing() {
        let explanation = explain(
            [(at(0, 540), .start, "logged"), (at(0, 600), .pause, "wait")], state: .paused, from: at(0, 540))
        #expect(
            explanation.phrases.map(\.key) == [
                "clock.story.started", "clock.story.promised", "clock.story.ownTarget",
                "clock.story.pausedSince", "clock.story.standsStill",
            ])
    }

    @Test("a missed clock says when each line was crossed; one that counts from later says from when")
    func missed() {
        let explanation = explain(
            [
                (at(0, 540), .start, "logged"), (at(0, 1020), .internalBreach, ""), (at(1, 720), .breach, ""),
                (at(2, 600), .stop, "done"),
            ], state: .missed, from: at(0, 720))
        #expect(
            explanation.phrases.map(\.key) == [
                "clock.story.startedFrom", "clock.story.promised", "clock.story.ownTarget",
                "clock.story.ownTargetMissed", "clock.story.breached", "clock.story.missed",
            ])
    }

    @Test("our own target missed is told, even when only the stop found it out")
    func ownMissed() {
        let explanation = explain(
            [(at(0, 540), .start, "logged"), (at(0, 900), .stop, "done")], state: .met, from: at(0, 540),
            ownMissed: at(0, 840))
        #expect(
            explanation.steps.suffix(2) == [
                .ownTargetMissed(at: at(0, 840)), .stopped(at: at(0, 900), inTime: true),
            ])
    }
}
