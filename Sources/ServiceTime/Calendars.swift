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

    static let weekdays = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]

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
    static func interval(_ node: RuleNode) throws -> Range<Int> {
        guard let hours = DayHours(node.string ?? "") else {
            throw node.fault("calendar.notHours", ["value": .text(node.string ?? "")])
        }
        return hours.minutes
    }

    private static func text(_ range: Range<Int>) -> String {
        DayHours(range)?.description ?? ""
    }
}
