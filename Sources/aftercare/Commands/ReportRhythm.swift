import ArgumentParser
import Model

/// How often a report is made: of whole days, of weeks from Monday, or of months.
enum ReportRhythm: String, CaseIterable, ExpressibleByArgument {
    case day, week, month

    /// So far back what was missed is still made.
    private static let most = 62

    /// The last whole one before a day.
    func last(before day: Day) -> ClosedRange<Day> {
        switch self {
        case .day: return (day - 1)...(day - 1)
        case .week:
            let monday = day - (day.weekday - 1)
            return (monday - 7)...(monday - 1)
        case .month:
            let first = Day(day.year, day.civil.month, 1)
            return first.adding(months: -1)...(first - 1)
        }
    }

    /// Such as `2026-11-24`, `2026-W48` (ISO 8601) or `2026-11`.
    func name(of days: ClosedRange<Day>) -> String {
        let first = days.lowerBound
        switch self {
        case .day: return first.description
        case .week:
            let thursday = first + 3
            let week = (thursday - Day(thursday.year, 1, 1)) / 7 + 1
            return "\(thursday.year)-W\(week < 10 ? "0" : "")\(week)"
        case .month: return String(first.description.prefix(7))
        }
    }

    /// Which are to be made: the last whole one, and what is missing between it and the latest that is there; the earliest first.
    func due(before today: Day, isThere: (ClosedRange<Day>) -> Bool) -> [ClosedRange<Day>] {
        var (missing, days) = ([ClosedRange<Day>](), last(before: today))
        while missing.count < Self.most {
            if isThere(days) { return missing.reversed() }
            missing.append(days)
            days = last(before: days.lowerBound)
        }
        return Array(missing.prefix(1))
    }
}

/// A report made again and again, by whatever starts programs at fixed times.
struct ReportSchedule: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "The last whole day, week (from Monday) or month, into --into, once: for cron. What was missed since the latest file is made up for.",
            valueName: "day|week|month"))
    var every: ReportRhythm?
    @Option(
        help: ArgumentHelp("The folder for --every; files are named by their days.", valueName: "folder"),
        completion: .directory)
    var into: String?

    func validate() throws {
        guard (every == nil) == (into == nil) else {
            throw ValidationError("--every and --into go together.")
        }
    }
}

struct KeptReportsView: Showable {
    /// Files, the earliest first; empty when all are there.
    let written: [String]

    func lines(_ output: Output) -> [String] {
        written.isEmpty
            ? [output.words("sheet.allThere")]
            : written.map { output.words("sheet.written", ["file": .text($0)]) }
    }
}
