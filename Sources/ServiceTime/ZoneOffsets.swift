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

    func offset(at instant: Int64) -> Int64 {
        if starts.count == 1 { return offsets[0] }
        var low = 0
        var high = starts.count
        while high - low > 1 {
            let middle = (low + high) / 2
            if starts[middle] <= instant { low = middle } else { high = middle }
        }
        return offsets[low]
    }

    func local(_ instant: Instant) -> Int64 { instant.milliseconds + offset(at: instant.milliseconds) }

    /// The instant at which clocks show a local time. An hour that is skipped in spring is read with the offset
    /// before it (02:30 becomes 03:30); one that comes twice in autumn is its first occurrence.
    package func instant(local: Int64) -> Instant {
        let before = offset(at: local - 86_400_000)
        let first = local - before
        if offset(at: first) == before { return Instant(milliseconds: first) }
        let after = offset(at: local + 86_400_000)
        let second = local - after
        return Instant(milliseconds: offset(at: second) == after ? second : first)
    }
}
