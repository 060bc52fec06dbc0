/// How fast a long piece of work goes, and how much longer it takes: measured over the last few seconds, so that a slow
/// start is forgotten. Its owner tells the time, in milliseconds of a steady clock.
///
///     var meter = ProgressMeter(total: 20_000, at: start)
///     meter.advance(to: 4_200, at: now)
///     ProgressBar(fraction: meter.fraction, label: say(meter.rate, meter.remaining))
package struct ProgressMeter: Hashable, Sendable {
    private struct Sample: Hashable, Sendable {
        var done: Int
        var at: Int64
    }

    /// Nil while not known.
    package var total: Int?
    package private(set) var done = 0
    private var samples: [Sample]
    private static let window: Int64 = 10_000
    /// Before that nothing can be said of the pace.
    private static let least: Int64 = 500

    package init(total: Int?, at now: Int64) {
        self.total = total
        samples = [Sample(done: 0, at: now)]
    }

    package var fraction: Double? {
        total.map { $0 <= 0 ? 1 : min(max(Double(done) / Double($0), 0), 1) }
    }

    package mutating func advance(to done: Int, at now: Int64) {
        self.done = done
        if let last = samples.last, now < last.at + Self.least, samples.count > 1 { samples.removeLast() }
        samples.append(Sample(done: done, at: now))
        while samples.count > 2, samples[1].at <= now - Self.window { samples.removeFirst() }
    }

    /// Pieces a second; nil while not known.
    package var rate: Double? {
        guard let first = samples.first, let last = samples.last, last.at - first.at >= Self.least else {
            return nil
        }
        return Double(max(0, last.done - first.done)) * 1_000 / Double(last.at - first.at)
    }

    /// Seconds left at this pace, rounded up; nil while not known.
    package var remaining: Int? {
        guard let total, let rate, rate > 0 else { return nil }
        let seconds = Double(max(0, total - done)) / rate
        return seconds < 1e9 ? Int(seconds.rounded(.up)) : nil
    }
}

/// That something goes on of which nobody knows how much is left: a sign that turns eight times a second.
package enum Spinner {
    /// The sign at a time (milliseconds of a steady clock): Braille dots, or `| / - \` where only ASCII is drawn.
    package static func sign(at now: Int64, _ glyphs: Glyphs) -> String {
        let signs = glyphs.spinner
        let turn = Int(now / 125) % signs.count
        return signs[(turn + signs.count) % signs.count]
    }
}
