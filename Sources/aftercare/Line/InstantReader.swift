import Foundation
import Model

/// Reads moments and days as people type them on a command line, in the desk's zone unless they say another:
///
///     2026-11-24T10:00   2026-11-24 10:00:30   2026-11-24T10:00+08:00   2026-11-24T02:00Z
///     2026-11-24         tomorrow 14:00        明天 14:00               14:00      now      +2h   -30m   +3d
///
/// A day alone means its first moment. A local time that a clock change skips means the same time after the change; one
/// that it repeats means the first.
struct InstantReader {
    let now: Instant
    let zone: TimeZone

    /// - Throws: `UsageFault.notAnInstant`.
    func instant(_ text: String) throws -> Instant {
        guard let found = relative(text) ?? absolute(Self.words(of: text)) else {
            throw UsageFault.notAnInstant(text)
        }
        return found
    }

    /// A day and a time of day, parted by a blank or, after a date in figures, by `T`.
    private static func words(of text: String) -> [String] {
        let date = text.prefix(10)
        if Day(date) != nil, let parting = text.dropFirst(10).first, "Tt".contains(parting) {
            return [String(date), String(text.dropFirst(11))]
        }
        return text.split(separator: " ").map(String.init)
    }

    /// - Throws: `UsageFault.notADay`.
    func day(_ text: String) throws -> Day {
        guard let day = namedDay(text) else { throw UsageFault.notADay(text) }
        return day
    }

    var today: Day { local(now).day }

    // MARK: From now

    private static let units: [Character: Int] = ["s": 1, "m": 60, "h": 3600, "d": 86_400, "w": 604_800]

    /// `now`, `+2h`, `-30m`.
    private func relative(_ text: String) -> Instant? {
        if ["now", "现在"].contains(text.lowercased()) { return now }
        guard let sign = text.first, sign == "+" || sign == "-", let unit = text.last,
            let seconds = Self.units[unit], let count = Int(text.dropFirst().dropLast()), count >= 0,
            count <= 10_000_000
        else { return nil }
        let span = Span.seconds(count * seconds)
        return sign == "+" ? now + span : now - span
    }

    // MARK: Days and times of day

    private func absolute(_ words: [String]) -> Instant? {
        switch words.count {
        case 1: namedDay(words[0]).map { instant($0, 0) } ?? moment(today, words[0])
        case 2: namedDay(words[0]).flatMap { moment($0, words[1]) }
        default: nil
        }
    }

    private func namedDay(_ word: String) -> Day? { DayReader(today: today).read(word) }

    /// A time of day with or without an offset: `10:00`, `10:00:30.5`, `10:00+08:00`, `02:00Z`.
    private func moment(_ day: Day, _ text: String) -> Instant? {
        let cut = text.firstIndex { "Zz+-".contains($0) } ?? text.endIndex
        guard let milliseconds = timeOfDay(text[..<cut]) else { return nil }
        if cut == text.endIndex { return instant(day, milliseconds) }
        guard let offset = offset(text[cut...]) else { return nil }
        return Instant(milliseconds: Int64(day.number) * 86_400_000 + milliseconds - offset)
    }

    private func timeOfDay(_ text: Substring) -> Int64? {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        guard (2...3).contains(parts.count), let h = Self.number(parts[0], 0...24),
            let m = Self.number(parts[1], 0...59)
        else { return nil }
        var milliseconds = Int64(h * 60 + m) * 60_000
        if parts.count == 3 {
            let second = parts[2].split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
            guard let s = Self.number(second[0], 0...59) else { return nil }
            milliseconds += Int64(s) * 1000
            if second.count == 2 {
                guard (1...9).contains(second[1].count), second[1].allSatisfy(\.isASCIIDigit),
                    let fraction = Double("0." + second[1])
                else { return nil }
                milliseconds += Int64(fraction * 1000)
            }
        }
        return milliseconds <= 86_400_000 ? milliseconds : nil
    }

    /// Milliseconds east of Greenwich: `Z`, `+08:00`, `-0430`, `+08`.
    private func offset(_ text: Substring) -> Int64? {
        if text == "Z" || text == "z" { return 0 }
        let digits = text.dropFirst().filter { $0 != ":" }
        guard digits.count == 2 || digits.count == 4, let h = Self.number(digits.prefix(2), 0...18),
            let m = digits.count == 2 ? 0 : Self.number(digits.suffix(2), 0...59)
        else { return nil }
        let milliseconds = Int64(h * 60 + m) * 60_000
        return text.first == "-" ? -milliseconds : milliseconds
    }

    private static func number(_ text: some StringProtocol, _ range: ClosedRange<Int>) -> Int? {
        guard (1...2).contains(text.count), text.allSatisfy(\.isASCIIDigit), let n = Int(text),
            range.contains(n)
        else { return nil }
        return n
    }

    // MARK: The zone

    private func instant(_ day: Day, _ milliseconds: Int64) -> Instant {
        let wall = Int64(day.number) * 86_400_000 + milliseconds
        // The offset before the moment and the one after it differ only around a change of clocks; the larger of the
        // two that fits gives the first of a repeated hour, and none fits within a skipped one.
        let offsets = [offset(atUTC: wall - 86_400_000), offset(atUTC: wall + 86_400_000)]
        let fitting = offsets.filter { offset(atUTC: wall - $0) == $0 }.max() ?? offsets[0]
        return Instant(milliseconds: wall - fitting)
    }

    private func local(_ instant: Instant) -> (day: Day, milliseconds: Int64) {
        let wall = instant.milliseconds + offset(atUTC: instant.milliseconds)
        let day = Int64((Double(wall) / 86_400_000).rounded(.down))
        return (Day(number: Int(day)), wall - day * 86_400_000)
    }

    private func offset(atUTC milliseconds: Int64) -> Int64 {
        Int64(zone.secondsFromGMT(for: Date(timeIntervalSince1970: Double(milliseconds) / 1000))) * 1000
    }
}

extension Character {
    fileprivate var isASCIIDigit: Bool { isASCII && isNumber }
}
