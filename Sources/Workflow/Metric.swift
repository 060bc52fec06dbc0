/// What a clock measures; promises (`Resources/promises`) name their targets by these words.
package enum Metric {
    package static let all: Set<String> = [
        "acknowledge", "respond", "resolve", "inform", "visit", arrive, accept, finish, call, "refund",
        "deliver", "install", "answer", callBack,
    ]

    /// Of a visit: how long whoever is to go takes to say so.
    package static let accept = "accept"
    /// Of a visit, from the end of its promised window: until somebody is there, and until the work is done.
    package static let arrive = "arrive"
    package static let finish = "finish"
    /// A follow-up call, from when it is due.
    package static let call = "call"
    /// A call that was promised for a minute.
    package static let callBack = "callback"
}

/// What a step asks of the subject's clocks. ServiceDesk carries them out on the clocks of the promises that measure the
/// metric; an order that finds no such clock is no error (no promise was made).
package enum ClockOrder: Hashable, Sendable {
    /// Starts the clocks of the metric's promises; those already open run on.
    case start(String)
    case pause(String)
    case resume(String)
    case stop(String)
    /// Begins again from now (`inform`: the next "every N hours").
    case restart(String)
    /// No longer owed.
    case cancel(String)

    package var metric: String {
        switch self {
        case .start(let m), .pause(let m), .resume(let m), .stop(let m), .restart(let m), .cancel(let m): m
        }
    }
}

/// The clock orders of a state or transition, as its file gives them.
package struct ClockOrders: Hashable, Sendable {
    package var start: [String] = []
    /// States only: paused while in the state, resumed on leaving it.
    package var pause: [String] = []
    package var stop: [String] = []
    package var restart: [String] = []
    package var cancel: [String] = []

    /// What is no longer running afterwards.
    var ended: Set<String> { Set(stop).union(cancel) }
    var begun: Set<String> { Set(start).union(restart) }

    /// On entering the state, or taking the transition: what ends, then what begins, then what waits.
    var orders: [ClockOrder] {
        stop.map(ClockOrder.stop) + cancel.map(ClockOrder.cancel) + start.map(ClockOrder.start)
            + restart.map(ClockOrder.restart) + pause.map(ClockOrder.pause)
    }
}
