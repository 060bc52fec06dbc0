import ArgumentParser
import Model
import ServiceDesk
import ServiceTime
import Wording

struct CalendarCommands: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "calendar", abstract: "Working hours, holidays and make-up workdays; due times.",
        subcommands: [
            ListCalendars.self, ShowCalendar.self, DueTime.self, ImportCalendar.self, RecountCalendar.self,
        ])
}

struct ListCalendars: RuleCommand {
    static let configuration = CommandConfiguration(commandName: "list", abstract: "The calendars there are.")

    @OptionGroup(title: "Global options") var globals: GlobalOptions

    func run(at place: Workplace) throws {
        try place.output.list(place.rules.calendars.all.map { CalendarRow($0, place) })
    }
}

struct CalendarRow: Listable {
    let name: String
    let label: String
    let zone: String
    /// Whether it is the desk's own.
    let desk: Bool

    init(_ c: ServiceCalendar, _ place: Workplace) {
        (name, zone) = (c.name, c.zoneIdentifier)
        label = place.output.wording.text(c.label)
        desk = c.name == place.rules.deskCalendar.name
    }

    static let titles = ["cli.title.calendar", "cli.title.label", "cli.title.zone", "cli.title.ours"]
    func cells(_ output: Output) -> [TextCell] {
        [TextCell(name, .strong), TextCell(label), TextCell(zone), TextCell(desk ? output.yes(true) : "")]
    }
}

struct ShowCalendar: RuleCommand {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract: "The hours of a calendar day by day, with holidays and make-up workdays.")

    @OptionGroup(title: "Global options") var globals: GlobalOptions
    @Argument(help: "The calendar, such as cn-service.") var name: String
    @Option(help: ArgumentHelp("The first day; default: today.", valueName: "date")) var from: String?
    @Option(help: "How many days.") var days = 31

    func validate() throws {
        guard (1...3660).contains(days) else { throw OptionFault.between("--days", low: "1", high: "3660") }
    }

    func run(at place: Workplace) throws {
        let calendar = try place.rules.calendar(name)
        let first = try from.map(place.instants.day) ?? calendar.localDay(of: place.now)
        try place.output.list((0..<days).map { CalendarDay(calendar, first + $0) })
    }
}

/// One day of a calendar.
struct CalendarDay: Listable {
    let date: String
    /// 1 is Monday, 7 is Sunday.
    let weekday: Int
    let workday: Bool
    /// Local times, such as `08:30-12:00`; empty on a day off.
    let hours: [String]
    /// The holiday or make-up workday it is.
    @OrNull var occasion: String?
    /// Whether it lies in a year whose holidays are not official yet.
    let provisional: Bool

    init(_ calendar: ServiceCalendar, _ day: Day) {
        date = day.description
        weekday = day.weekday
        workday = calendar.isWorkday(day)
        hours = calendar.hours(on: day).map {
            "\(ClockText.of(minute: $0.lowerBound))-\(ClockText.of(minute: $0.upperBound))"
        }
        _occasion = OrNull(calendar.occasion(day))
        provisional = calendar.isProvisional(from: day, to: day)
    }

    static let titles = ["cli.title.date", "cli.title.weekday", "cli.title.hours", "cli.title.occasion"]
    func cells(_ output: Output) -> [TextCell] {
        let remark = [occasion ?? "", provisional ? output.words("cli.provisional") : ""].filter {
            !$0.isEmpty
        }
        return [
            TextCell(date, workday ? .plain : .faint), TextCell(output.wording.weekday(weekday)),
            TextCell(
                hours.isEmpty ? output.words("cli.dayOff") : hours.joined(separator: " "),
                workday ? .plain : .faint),
            TextCell(remark.joined(separator: " ")),
        ]
    }
}

struct DueTime: RuleCommand {
    static let configuration = CommandConfiguration(
        commandName: "due",
        abstract: "When a target falls due: calendar due cn-service 2026-02-13T16:00 '3 working days'",
        discussion: "A local time is of the calendar's own zone, and so is the answer.")

    @OptionGroup(title: "Global options") var globals: GlobalOptions
    @Argument(help: "The calendar, such as cn-service.") var calendar: String
    @Argument(help: "From when on, such as 2026-11-24T10:00 or now.") var instant: String
    @Argument(
        help:
            "How long: N minutes, hours, working minutes, working hours, working days, days, months or years."
    )
    var target: [String]

    func run(at place: Workplace) throws {
        let calendar = try place.rules.calendar(calendar)
        let start = try InstantReader(now: place.now, zone: calendar.timeZone).instant(instant)
        let due = calendar.due(from: start, try Target(parsing: target.joined(separator: " ")))
        var wording = place.output.wording
        wording.zone = calendar.timeZone
        try place.output.show(
            DueView(
                due: wording.iso(due.instant), provisional: due.provisional, said: wording.moment(due.instant)
            ))
    }
}

struct DueView: Showable {
    let due: String
    let provisional: Bool
    let said: String

    private enum CodingKeys: String, CodingKey { case due, provisional }

    func lines(_ output: Output) -> [String] {
        [provisional ? "\(said) \(output.words("cli.provisional"))" : said]
    }
}
