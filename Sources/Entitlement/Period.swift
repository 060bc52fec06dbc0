package import Model

/// A length of calendar time as warranty rules give it: days, or months and years (kept as months).
///
///     Period("7 days"), Period("6 months"), Period("1 year")
package enum Period: Hashable, Sendable {
    case days(Int)
    case months(Int)

    /// Reads `7 days`, `6 months`, `2 years`, singular or plural; nil for anything else.
    package init?(_ text: String) {
        let words = text.split(separator: " ")
        guard words.count == 2, let count = Int(words[0]), count > 0 else { return nil }
        switch words[1] {
        case "day", "days": self = .days(count)
        case "month", "months": self = .months(count)
        case "year", "years": self = .months(count * 12)
        default: return nil
        }
    }

    /// The last day of a period that begins after `start`: the day of the event is not counted, so that day 1 is the
    /// day after it and one year from 10 March ends with 10 March. A missing day (29 February) is the month's last.
    package func lastDay(after start: Day) -> Day {
        switch self {
        case .days(let count): start + count
        case .months(let count): start.adding(months: count)
        }
    }

    package var phrase: Phrase {
        switch self {
        case .days(let count): Phrase("entitlement.period.days", ["count": .count(count)])
        case .months(let count) where count % 12 == 0:
            Phrase("entitlement.period.years", ["count": .count(count / 12)])
        case .months(let count): Phrase("entitlement.period.months", ["count": .count(count)])
        }
    }
}
