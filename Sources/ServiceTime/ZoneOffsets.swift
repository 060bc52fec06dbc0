import Foundation
package import Model

/// A time zone as a table of its transitions, so that arithmetic asks no library. Covers 1990 to 2100.
package struct ZoneOffsets: Hashable, Sendable {
    package let identifier: String
    /// When each offset begins, UTC milliseconds, ascending; the first is before everything.
    private let starts: [Int64]
    /// Milliseconds to add to UTC.
    private let offsets: [Int64]

    /// Nil for an identifier the system does not know.
    package init?(identifier: String) {
        guard let zone = TimeZone(identifier: identifier) else { return nil }
        self.identifier = identifier
        var starts: [Int64] = [.min]
        var date = Date(timeIntervalSince1970: 631_152_000)  // 1990-01-01
        var offsets = [Int64(zone.secondsFromGMT(for: date)) * 1000]
        while let next = zone.nextDaylightSavingTimeTransition(after: date),
            next.timeIntervalSince1970 < 4_102_444_800,
            next > date
        {
            starts.append(Int64(next.timeIntervalSince1970 * 1000))
            offsets.append(Int64(zone.secondsFromGMT(for: next.addingTimeInterval(1))) * 1000)
            date = next
        }
        self.starts = starts
        self.offsets = offsets
    }

    func offset(at instant: Int64) -> Int64 { offsets[segment(at: instant)] }

    func local(_ instant: Instant) -> Int64 { instant.milliseconds + offset(at: instant.milliseconds) }

    /// The furthest local time that clocks have shown by an instant. It is the local time, except in the hour that
    /// comes a second time in autumn: until that is over, it is the hour's end. So it never goes back.
    func furthestLocal(_ instant: Instant) -> Int64 {
        let segment = segment(at: instant.milliseconds)
        let local = instant.milliseconds + offsets[segment]
        return segment == 0 ? local : max(local, starts[segment] + offsets[segment - 1])
    }

    /// The instant at which clocks show a local time. A time that is skipped in spring is the moment of the jump (02:30
    /// becomes 03:00); one that comes twice in autumn is its first occurrence. So a later local time is never an
    /// earlier instant.
    package func instant(local: Int64) -> Instant {
        let before = offset(at: local - millisecondsADay)
        let first = local - before
        let segment = segment(at: first)
        if offsets[segment] == before { return Instant(milliseconds: first) }
        let second = local - offset(at: local + millisecondsADay)
        return Instant(milliseconds: max(second, starts[segment]))
    }

    /// Which offset holds at an instant: the last that began by then.
    private func segment(at instant: Int64) -> Int {
        var low = 0
        var high = starts.count
        while high - low > 1 {
            let middle = (low + high) / 2
            if starts[middle] <= instant { low = middle } else { high = middle }
        }
        return low
    }
}
