/// A calendar day without time or zone, as on an invoice: proleptic Gregorian, counted from 1970-01-01 as day 0.
///
///     Day(2026, 2, 28) + 1 == Day(2026, 3, 1)
package struct Day: Hashable, Comparable, Sendable, Codable, CustomStringConvertible {
    /// Days since 1970-01-01; negative before it.
    package var number: Int

    package init(number: Int) { self.number = number }

    /// The day of a year, month (1...12) and day of month (1...31); out-of-range days roll over.
    package init(_ year: Int, _ month: Int, _ day: Int) {
        // Days from civil, with the year starting in March so that a leap day comes last.
        let y = month <= 2 ? year - 1 : year
        let era = (y >= 0 ? y : y - 399) / 400
        let yearOfEra = y - era * 400
        let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
        let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
        number = era * 146_097 + dayOfEra - 719_468
    }

    /// Reads `2026-02-28`; nil for anything that is not a real day.
    package init?(_ text: some StringProtocol) {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        // `Int` reads signs and leading zeros as well.
        func isNumber(_ part: some StringProtocol, _ digits: ClosedRange<Int>) -> Bool {
            digits.contains(part.utf8.count) && part.utf8.allSatisfy { (0x30...0x39).contains($0) }
        }
        guard parts.count == 3, isNumber(parts[0], 4...4), parts[1...].allSatisfy({ isNumber($0, 1...2) }),
            let y = Int(parts[0]), let m = Int(parts[1]), let d = Int(parts[2]), (1...12).contains(m), d >= 1,
            d <= Day.length(ofMonth: m, year: y)
        else { return nil }
        self.init(y, m, d)
    }

    package var civil: (year: Int, month: Int, day: Int) {
        let z = number + 719_468
        let era = (z >= 0 ? z : z - 146_096) / 146_097
        let dayOfEra = z - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let mp = (5 * dayOfYear + 2) / 153
        let month = mp < 10 ? mp + 3 : mp - 9
        return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, dayOfYear - (153 * mp + 2) / 5 + 1)
    }

    package var year: Int { civil.year }

    /// 1 is Monday, 7 is Sunday (ISO 8601).
    package var weekday: Int {
        let w = (number + 3) % 7
        return (w < 0 ? w + 7 : w) + 1
    }

    /// The same day `n` months later; the last day of a shorter month when there is no such day.
    package func adding(months n: Int) -> Day {
        let (y, m, d) = civil
        let total = y * 12 + (m - 1) + n
        let year = total >= 0 ? total / 12 : (total - 11) / 12
        let month = total - year * 12 + 1
        return Day(year, month, min(d, Day.length(ofMonth: month, year: year)))
    }

    package static func length(ofMonth month: Int, year: Int) -> Int {
        switch month {
        case 2: (year % 4 == 0 && year % 100 != 0) || year % 400 == 0 ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }

    package var description: String {
        let (y, m, d) = civil
        func pad(_ n: Int, _ width: Int) -> String {
            let s = String(n)
            return String(repeating: "0", count: max(0, width - s.count)) + s
        }
        return "\(pad(y, 4))-\(pad(m, 2))-\(pad(d, 2))"
    }

    package static func < (a: Day, b: Day) -> Bool { a.number < b.number }
    package static func + (a: Day, n: Int) -> Day { Day(number: a.number + n) }
    package static func - (a: Day, n: Int) -> Day { Day(number: a.number - n) }
    package static func - (a: Day, b: Day) -> Int { a.number - b.number }
}

extension ClosedRange<Day> {
    /// How many days, the first and the last among them.
    package var length: Int { upperBound - lowerBound + 1 }

    /// As many days, just before.
    package var before: ClosedRange<Day> { lowerBound - length...lowerBound - 1 }
}
