/// When in the week a customer wishes to be rung up.
///
///     try WishedHours("weekdays 9-12, 18-20; sat 10-16").description
///     // "mon-fri 09:00-12:00, 18:00-20:00; sat 10:00-16:00"
package struct WishedHours: Hashable, Sendable, Codable, CustomStringConvertible {
    /// Minutes of the local day, 0...1440, for Monday to Sunday: ascending, apart, none empty. One day at least has some.
    private let week: [[Range<Int>]]

    /// The same on every day; nil where that is no stretch of one day.
    package init?(daily minutes: Range<Int>) {
        guard !minutes.isEmpty, minutes.lowerBound >= 0, minutes.upperBound <= Self.day else { return nil }
        week = Array(repeating: [minutes], count: 7)
    }

    /// - Parameter days: the stretches of each weekday, 1 Monday … 7 Sunday, which may touch or overlap.
    init?(_ days: [Int: [Range<Int>]]) {
        week = (1...7).map { Self.joined(days[$0] ?? []) }
        if week.allSatisfy(\.isEmpty) { return nil }
    }

    static let day = 24 * 60

    /// - Parameter weekday: 1 Monday … 7 Sunday.
    package func hours(on weekday: Int) -> [Range<Int>] { week[weekday - 1] }

    private static func joined(_ stretches: [Range<Int>]) -> [Range<Int>] {
        stretches.sorted { $0.lowerBound < $1.lowerBound }.reduce(into: []) { joined, next in
            if let last = joined.last, next.lowerBound <= last.upperBound {
                joined[joined.count - 1] =
                    last.lowerBound..<max(last.upperBound, next.upperBound)
            } else {
                joined.append(next)
            }
        }
    }

    package init(from decoder: any Decoder) throws {
        self = try WishedHours(decoder.singleValueContainer().decode(String.self))
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }

    // MARK: Writing

    /// The days that share their hours, in the order of the week.
    private var groups: [(days: [Int], hours: [Range<Int>])] {
        (1...7).reduce(into: []) { groups, day in
            let hours = hours(on: day)
            if hours.isEmpty { return }
            if let same = groups.firstIndex(where: { $0.hours == hours }) {
                groups[same].days.append(day)
            } else {
                groups.append(([day], hours))
            }
        }
    }

    /// Days that follow each other, as one.
    private static func runs(_ days: [Int]) -> [ClosedRange<Int>] {
        days.reduce(into: []) { runs, day in
            if let last = runs.last, last.upperBound + 1 == day {
                runs[runs.count - 1] = last.lowerBound...day
            } else {
                runs.append(day...day)
            }
        }
    }

    private static func text(_ hours: Range<Int>) -> String {
        DayHours(hours)?.description ?? ""
    }

    /// As it is kept, and read again: one way of writing for what is the same.
    package var description: String {
        groups.map { days, hours in
            let runs = Self.runs(days).map { run in
                [run.lowerBound, run.upperBound].prefix(run.count == 1 ? 1 : 2)
                    .map { WeekdayWords.names[$0 - 1] }.joined(separator: "-")
            }
            let times = hours.map(Self.text).joined(separator: ", ")
            return days.count == 7 ? times : "\(runs.joined(separator: ", ")) \(times)"
        }.joined(separator: "; ")
    }

    /// As people read it.
    package var phrase: Phrase {
        let parts = groups.map { days, hours in
            let times = PhraseFact.list(hours.map { .text(Self.text($0)) })
            if days.count == 7 { return Phrase("wish.daily", ["hours": times]) }
            return Phrase("wish.days", ["days": .list(Self.runs(days).map(Self.phrase)), "hours": times])
        }
        let last = parts[parts.count - 1]
        return parts.dropLast().reversed().reduce(last) {
            Phrase("wish.more", ["first": .phrase($1), "rest": .phrase($0)])
        }
    }

    private static func phrase(_ run: ClosedRange<Int>) -> PhraseFact {
        let ends = [run.lowerBound, run.upperBound].map { PhraseFact.phrase(Phrase("weekday.\($0)")) }
        return run.count == 1
            ? ends[0] : .phrase(Phrase("wish.run", ["from": ends[0], "to": ends[1]]))
    }
}

/// Why a text names no hours of the week.
package enum WishFault: Fault, Hashable {
    case notHours(String)
    case notDay(String)
    /// Ends before it begins, or at once.
    case backwards(String)

    package var kind: FaultKind { .badData }

    package var phrase: Phrase {
        switch self {
        case .notHours(let text): Phrase("wish.notHours", ["value": .text(text)])
        case .notDay(let text): Phrase("wish.notDay", ["value": .text(text)])
        case .backwards(let text): Phrase("wish.backwards", ["value": .text(text)])
        }
    }
}
