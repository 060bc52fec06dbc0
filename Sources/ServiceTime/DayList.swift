import Model
import Resources

/// Days off and make-up workdays (调休) that calendars share, with the years that are official.
///
///     list: cn-days
///     official: [2026]
///     years:
///       2026:
///         source: State Council notice of 2025-11
///         off: {春节: [2026-02-15..2026-02-23]}
///         work: {春节调休: [2026-02-14, 2026-02-28 as fri]}
///
/// A make-up workday has the hours of the weekday it names, Monday's when it names none. The days of a year that is not
/// official hold until its notice comes, and make due dates that rest on them provisional.
struct DayList {
    let name: String
    private(set) var official: Set<Int>
    /// The years this list speaks of.
    private var years: Set<Int> = []
    private(set) var exceptions: [Day: ServiceCalendar.DayException] = [:]

    init(_ root: RuleNode) throws {
        try root.allowOnly("list", "official", "years")
        name = try root.text("list")
        official = []
        for (key, node) in try root.need("years").entries {
            let year = try Self.year(key, "years")
            years.insert(year)
            try node.allowOnly("source", "off", "work")
            for (name, days) in node["off"]?.entries ?? [] {
                try add(days, of: year) { _ in .off(name.string ?? "") }
            }
            for (name, days) in node["work"]?.entries ?? [] {
                try add(days, of: year) { .work(as: $0 ?? 1, name.string ?? "") }
            }
        }
        for item in try root.need("official").items {
            let year = try Self.year(item, "official")
            guard years.contains(year) else {
                throw item.fault("calendar.officialWithout", ["year": .text(String(year))])
            }
            official.insert(year)
        }
    }

    /// This list with another's years in place of its own.
    func amended(by other: DayList) -> DayList {
        var list = self
        list.exceptions = exceptions.filter { !other.years.contains($0.key.year) }
            .merging(other.exceptions) { $1 }
        list.official = official.subtracting(other.years).union(other.official)
        list.years.formUnion(other.years)
        return list
    }

    private static func year(_ node: RuleNode, _ key: String) throws -> Int {
        guard let year = node.integer else { throw node.fault("rule.notInteger", ["key": .text(key)]) }
        return year
    }

    private mutating func add(
        _ node: RuleNode, of year: Int, as exception: (_ weekday: Int?) -> ServiceCalendar.DayException
    ) throws {
        for item in node.items {
            let (days, weekday) = try Self.read(item)
            let made = exception(weekday)
            if case .off = made, weekday != nil {
                throw item.fault("calendar.offAs", ["value": .text(item.string ?? "")])
            }
            for number in days.lowerBound.number...days.upperBound.number {
                let day = Day(number: number)
                guard day.year == year else {
                    throw item.fault("calendar.otherYear", ["day": .day(day), "year": .text(String(year))])
                }
                guard exceptions.updateValue(made, forKey: day) == nil else {
                    throw item.fault("calendar.dayBoth", ["day": .day(day)])
                }
            }
        }
    }

    /// `2026-02-15..2026-02-23`, or one day; after it the weekday whose hours it has, as in `2026-02-28 as fri`.
    private static func read(_ item: RuleNode) throws -> (days: ClosedRange<Day>, weekday: Int?) {
        let text = item.string ?? ""
        let words = text.split(separator: " ")
        guard words.count == 1 || (words.count == 3 && words[1] == "as") else {
            throw item.fault("calendar.notDays", ["value": .text(text)])
        }
        var weekday: Int?
        if words.count == 3 {
            guard let found = Calendars.weekdays.firstIndex(of: String(words[2])) else {
                throw item.fault("calendar.noWeekday", ["name": .text(String(words[2]))])
            }
            weekday = found + 1
        }
        let ends = words[0].split(separator: ".", omittingEmptySubsequences: true).map { Day($0) }
        guard ends.count == 1 || words[0].contains(".."), (1...2).contains(ends.count), let first = ends[0],
            let last = ends[ends.count - 1], first <= last
        else { throw item.fault("calendar.notDays", ["value": .text(text)]) }
        return (first...last, weekday)
    }
}
