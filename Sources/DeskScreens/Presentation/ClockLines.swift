import Model
import TerminalKit
import Wording

/// How a promise stands, for its bar, its letter and its colour.
struct ClockStanding: Sendable, Hashable {
    var state: ClockBar.State
    /// The share of the promised time gone by.
    var elapsed: Double

    /// At risk from our own, stricter target on, or when less than a fifth of the time is left.
    init(_ clock: Clock, now: Instant) {
        let end = clock.stoppedAt ?? now
        let whole = Double((clock.due - clock.startedAt).milliseconds)
        elapsed = whole > 0 ? Double((end - clock.startedAt).milliseconds) / whole : 1
        state =
            switch clock.state {
            case .met, .cancelled: .met
            case .missed: .missed
            case .paused: .paused
            case .running where now > clock.due: .missed
            case .running where now > clock.internalDue || elapsed > 0.8: .atRisk
            case .running: .running
            }
    }
}

extension DeskContext {
    /// A letter for how a promise stands; each means the same without its colour.
    func mark(_ state: ClockBar.State) -> String {
        switch state {
        case .running: say("clock.mark.running")
        case .atRisk: say("clock.mark.atRisk")
        case .missed: say("clock.mark.missed")
        case .met: say("clock.mark.met")
        case .paused: say("clock.mark.paused")
        }
    }

    func clockLine(_ clock: Clock) -> Pane.Line {
        let standing = ClockStanding(clock, now: now)
        let bar = ClockBar(elapsed: standing.elapsed, state: standing.state, mark: mark(standing.state))
        let name = metricName(clock.metric)
        var spans = [Span(name + "  ", clock.state.isOpen ? .text : .muted)]
        switch clock.state {
        case .running:
            spans.append(Span(wording.deadline(clock.due, now: now), Style(standing.state.role)))
            spans.append(Span("  " + wording.near(clock.due, now: now), .muted))
        case .paused, .met, .missed, .cancelled:
            spans.append(Span(wording.name(clock.state), Style(standing.state.role)))
            if let stopped = clock.stoppedAt {
                spans.append(Span("  " + wording.near(stopped, now: now), .muted))
            }
        }
        if clock.provisional { spans.append(Span("  " + say("clock.provisional"), .muted)) }
        return .clock(bar, spans)
    }

    /// Open clocks first, what runs out first on top; then those that are over.
    func inOrder(_ clocks: [Clock]) -> [Clock] {
        clocks.filter { $0.state != .cancelled }.sorted {
            ($0.state.isOpen ? 0 : 1, $0.due) < ($1.state.isOpen ? 0 : 1, $1.due)
        }
    }

    /// The colour and letter of a deadline in a list.
    func standing(of due: Instant?) -> ClockBar.State {
        guard let due else { return .running }
        if due < now { return .missed }
        return due - now <= .hours(1) ? .atRisk : .running
    }
}
