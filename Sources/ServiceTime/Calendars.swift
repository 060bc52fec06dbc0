import Model
package import Resources

/// The calendars of `Resources/calendars`, by name. A file is one calendar, or (`list:`) days off that calendars share;
/// several files may give years of one list, the later file's year in place of an earlier one's.
package struct Calendars: Sendable {
    private let byName: [String: ServiceCalendar]

    package var names: [String] { byName.keys.sorted() }
    package subscript(name: String) -> ServiceCalendar? { byName[name] }
    package var all: [ServiceCalendar] { names.compactMap { byName[$0] } }

    /// - Throws: `RuleFault` with file and line.
    package init(files: [ResourceFile]) throws {
        let roots = try files.map { try RuleNode.parse($0) }
        var lists: [String: DayList] = [:]
        for root in roots where root["calendar"] == nil {
            let list = try DayList(root)
            lists[list.name] = lists[list.name]?.amended(by: list) ?? list
        }
        var calendars: [String: ServiceCalendar] = [:]
        for root in roots where root["calendar"] != nil {
            let calendar = try Self.read(root, lists)
            guard calendars.updateValue(calendar, forKey: calendar.name) == nil else {
                throw root.fault("calendar.twice", ["name": .text(calendar.name)])
            }
        }
        byName = calendars
    }

    private static func read(_ root: RuleNode, _ lists: [String: DayList]) throws -> ServiceCalendar {
        try root.allowOnly("calendar", "label", "zone", "week", "days")
        let zoneName = try root.text("zone")
        guard let zone = ZoneOffsets(identifier: zoneName) else {
            throw try root.need("zone").fault("calendar.noZone", ["zone": .text(zoneName)])
        }
        var exceptions: [Day: ServiceCalendar.DayException] = [:]
        var official: Set<Int>?
        if let days = root["days"] {
            guard let list = lists[days.string ?? ""] else {
                throw days.fault(
                    "calendar.noList",
                    ["name": .text(days.string ?? ""), "known": .list(lists.keys.sorted().map { .text($0) })])
            }
            (exceptions, official) = (list.exceptions, list.official)
        }
        return ServiceCalendar(
            name: try root.text("calendar"), label: try root.label("label"),
            week: try week(root.need("week")),
            exceptions: exceptions, officialYears: official, zone: zone)
    }

    private static let weekdays = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]

    private static func week(_ node: RuleNode) throws -> [[Range<Int>]] {
        var week = [[Range<Int>]](repeating: [], count: 7)
        for (key, hours) in node.entries {
            guard let days = span(key.string ?? "") else {
                throw key.fault("calendar.noWeekday", ["name": .text(key.string ?? "")])
            }
            let ranges = try hours.items.map(interval)
            for (a, b) in zip(ranges, ranges.dropFirst()) where a.upperBound > b.lowerBound {
                throw hours.fault("calendar.overlap", ["a": .text(text(a)), "b": .text(text(b))])
            }
            for day in days {
                guard week[day].isEmpty else {
                    throw key.fault("calendar.dayTwice", ["name": .text(weekdays[day])])
                }
                week[day] = ranges
            }
        }
        guard week.contains(where: { !$0.isEmpty }) else { throw node.fault("calendar.neverOpen") }
        return week
    }

    /// `mon`, or `mon-fri`.
    private static func span(_ text: String) -> ClosedRange<Int>? {
        let ends = text.split(separator: "-").map { weekdays.firstIndex(of: String($0)) }
        switch ends.count {
        case 1: return ends[0].map { $0...$0 }
        case 2:
            guard let a = ends[0], let b = ends[1], a <= b else { return nil }
            return a...b
        default: return nil
        }
    }

    /// `08:30-12:00`; `24:00` is the end of the day. One that crosses midnight is written as two.
    private static func interval(_ node: RuleNode) throws -> Range<Int> {
        let ends = (node.string ?? "").split(separator: "-").map { part -> Int? in
            let hm = part.split(separator: ":").compactMap { Int($0) }
            guard hm.count == 2, (0...24).contains(hm[0]), (0..<60).contains(hm[1]),
                hm[0] * 60 + hm[1] <= 1440
            else { return nil }
            return hm[0] * 60 + hm[1]
        }
        guard ends.count == 2, let a = ends[0], let b = ends[1], a < b else {
            throw node.fault("calendar.notHours", ["value": .text(node.string ?? "")])
        }
        return a..<b
    }

    private static func text(_ range: Range<Int>) -> String {
        func clock(_ m: Int) -> String { "\(m / 60):\(m % 60 < 10 ? "0" : "")\(m % 60)" }
        return "\(clock(range.lowerBound))-\(clock(range.upperBound))"
    }
}

/// Days off and make-up workdays that calendars share, with the years that are official.
struct DayList {
    let name: String
    private(set) var official: Set<Int>
    /// The years this list speaks of.
    private var years: Set<Int> = []
    private(set) var exceptions: [Day: ServiceCalendar.DayException] = [:]

    init(_ root: RuleNode) throws {
        try root.allowOnly("list", "official", "years")
        name = try root.text("list")
        official = Set(
            try root.need("official").items.map {
                guard let year = $0.integer else {
                    throw $0.fault("rule.notInteger", ["key": .text("official")])
                }
                return year
            })
        for (key, year) in try root.need("years").entries {
            guard let number = key.integer else {
                throw key.fault("rule.notInteger", ["key": .text("years")])
            }
            years.insert(number)
            try year.allowOnly("source", "off", "work")
            for (name, days) in year["off"]?.entries ?? [] { try add(days, name.string ?? "", works: nil) }
            for (name, days) in year["work"]?.entries ?? [] { try add(days, name.string ?? "", works: 1) }
        }
    }

    /// This list with another's years in place of its own.
    func amended(by other: DayList) -> DayList {
        var list = self
        list.exceptions = exceptions.filter { !other.years.contains($0.key.year) }.merging(other.exceptions) {
            $1
        }
        list.official = official.subtracting(other.years).union(other.official)
        list.years.formUnion(other.years)
        return list
    }

    /// `2026-02-15..2026-02-23`, or single days.
    private mutating func add(_ node: RuleNode, _ name: String, works weekday: Int?) throws {
        for item in node.items {
            let ends = (item.string ?? "").split(separator: "..", omittingEmptySubsequences: false).flatMap {
                $0.split(separator: " ")
            }
            let days = ends.compactMap { Day($0) }
            guard days.count == ends.count, (1...2).contains(days.count), days[0] <= days[days.count - 1],
                days[days.count - 1] - days[0] < 60
            else { throw item.fault("rule.notDay", ["key": .text(item.string ?? "")]) }
            for number in days[0].number...days[days.count - 1].number {
                let exception = weekday.map { ServiceCalendar.DayException.work(as: $0, name) } ?? .off(name)
                guard exceptions.updateValue(exception, forKey: Day(number: number)) == nil else {
                    throw item.fault("calendar.dayBoth", ["day": .day(Day(number: number))])
                }
            }
        }
    }
}
