import Model
import ServiceTime

/// How a file writes a date or an instant: `M/d/yyyy H:mm`, `yyyy-MM-dd`, `yyyy年M月d日 H:mm`. Read by a few lines of
/// code, since a general reader would take longer than all the rest of a row.
///
/// Parts: `yyyy`, `M` or `MM`, `d` or `dd`, `H` or `HH` (0 to 23), `h` or `hh` with `a` (AM, PM), `mm`, `ss`, `SSS`, and
/// `X` for an offset (`Z`, `+08`, `+0800`, `+08:00`). A single letter takes one digit or two. Anything else is itself.
struct DateFormat: Sendable, Hashable {
    let pattern: String
    private let parts: [Part]

    private enum Part: Hashable, Sendable {
        case year, month(Int), day(Int), hour(Int), hour12(Int), minute, second, fraction, halfDay, offset
        case literal(UInt8)
    }

    /// Nil for a pattern without year, month and day, or with a letter that means nothing here.
    init?(_ pattern: String) {
        self.pattern = pattern
        var parts: [Part] = []
        var rest = pattern[...]
        while let first = rest.first {
            let run = rest.prefix { $0 == first }
            rest = rest.dropFirst(run.count)
            switch (first, run.count) {
            case ("y", 4): parts.append(.year)
            case ("M", 1...2): parts.append(.month(run.count))
            case ("d", 1...2): parts.append(.day(run.count))
            case ("H", 1...2): parts.append(.hour(run.count))
            case ("h", 1...2): parts.append(.hour12(run.count))
            case ("m", 2): parts.append(.minute)
            case ("s", 2): parts.append(.second)
            case ("S", 3): parts.append(.fraction)
            case ("a", 1): parts.append(.halfDay)
            case ("X", 1): parts.append(.offset)
            case ("T", 1): parts.append(.literal(UInt8(ascii: "T")))
            default:
                if first.isASCII, first.isLetter { return nil }
                parts += run.utf8.map { .literal($0) }
            }
        }
        let kinds = parts.map { part -> Character in
            switch part {
            case .year: "y"
            case .month: "M"
            case .day: "d"
            default: "-"
            }
        }
        guard ["y", "M", "d"].allSatisfy({ wanted in kinds.count { $0 == wanted } == 1 }) else { return nil }
        self.parts = parts
    }

    /// The instant a text says, by the zone where the text names no offset; nil when it does not fit or is no real time.
    func instant(_ text: String, in zone: ZoneOffsets) -> Instant? {
        guard let read = read(text) else { return nil }
        let local = Int64(read.day.number) * 86_400_000 + read.time
        guard let offset = read.offset else { return zone.instant(local: local) }
        return Instant(milliseconds: local - offset)
    }

    /// The day a text says, whatever time stands beside it.
    func day(_ text: String) -> Day? { read(text)?.day }

    private struct Reading {
        var day: Day
        /// Milliseconds since local midnight.
        var time: Int64
        /// Milliseconds east of UTC.
        var offset: Int64?
    }

    private func read(_ text: String) -> Reading? {
        var text = text
        return text.withUTF8 { bytes in
            var cursor = Cursor(bytes: bytes)
            var (year, month, day, hour, minute, second, fraction) = (0, 0, 0, 0, 0, 0, 0)
            var isAfternoon: Bool?
            var offset: Int64?
            for part in parts {
                switch part {
                case .year: guard cursor.digits(4...4, into: &year) else { return nil }
                case .month(let n): guard cursor.digits(n...2, into: &month) else { return nil }
                case .day(let n): guard cursor.digits(n...2, into: &day) else { return nil }
                case .hour(let n): guard cursor.digits(n...2, into: &hour), hour < 24 else { return nil }
                case .hour12(let n):
                    guard cursor.digits(n...2, into: &hour), (1...12).contains(hour) else { return nil }
                case .minute: guard cursor.digits(2...2, into: &minute), minute < 60 else { return nil }
                case .second: guard cursor.digits(2...2, into: &second), second < 60 else { return nil }
                case .fraction: guard cursor.digits(3...3, into: &fraction) else { return nil }
                case .halfDay:
                    guard let half = cursor.halfDay() else { return nil }
                    isAfternoon = half
                case .offset:
                    guard let read = cursor.offset() else { return nil }
                    offset = read
                case .literal(let byte): guard cursor.take(byte) else { return nil }
                }
            }
            guard cursor.isAtEnd, (1...12).contains(month), day >= 1,
                day <= Day.length(ofMonth: month, year: year)
            else { return nil }
            if let isAfternoon { hour = hour % 12 + (isAfternoon ? 12 : 0) }
            let time = ((hour * 60 + minute) * 60 + second) * 1000 + fraction
            return Reading(day: Day(year, month, day), time: Int64(time), offset: offset)
        }
    }
}

/// A place in the bytes of one text.
private struct Cursor {
    let bytes: UnsafeBufferPointer<UInt8>
    var position = 0

    init(bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

    var isAtEnd: Bool { position == bytes.count }

    mutating func take(_ byte: UInt8) -> Bool {
        guard position < bytes.count, bytes[position] == byte else { return false }
        position += 1
        return true
    }

    mutating func digits(_ count: ClosedRange<Int>, into value: inout Int) -> Bool {
        var (n, read) = (0, 0)
        while read < count.upperBound, position < bytes.count, (0x30...0x39).contains(bytes[position]) {
            n = n * 10 + Int(bytes[position] - 0x30)
            position += 1
            read += 1
        }
        value = n
        return read >= count.lowerBound
    }

    mutating func halfDay() -> Bool? {
        guard position + 2 <= bytes.count, bytes[position + 1] | 0x20 == UInt8(ascii: "m") else { return nil }
        defer { position += 2 }
        switch bytes[position] | 0x20 {
        case UInt8(ascii: "a"): return false
        case UInt8(ascii: "p"): return true
        default: return nil
        }
    }

    mutating func offset() -> Int64? {
        if take(UInt8(ascii: "Z")) { return 0 }
        let sign: Int64
        if take(UInt8(ascii: "+")) {
            sign = 1
        } else if take(UInt8(ascii: "-")) {
            sign = -1
        } else {
            return nil
        }
        var (hours, minutes) = (0, 0)
        guard digits(2...2, into: &hours), hours <= 14 else { return nil }
        if take(UInt8(ascii: ":")) {
            guard digits(2...2, into: &minutes) else { return nil }
        } else if !isAtEnd {
            guard digits(2...2, into: &minutes) else { return nil }
        }
        return minutes < 60 ? sign * Int64(hours * 60 + minutes) * 60_000 : nil
    }
}
