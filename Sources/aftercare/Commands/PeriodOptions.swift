import ArgumentParser
import Model
import ServiceDesk

/// A time of whole local days, as people give it.
struct PeriodOptions: ParsableArguments {
    @Option(help: ArgumentHelp("The first day.", valueName: "date")) var from: String?
    @Option(help: ArgumentHelp("The last day; today, when not given.", valueName: "date")) var until: String?

    var isEmpty: Bool { from == nil && until == nil }

    /// - Parameter length: how many days, when no first one is given.
    func days(_ length: Int, in session: Session) throws -> ClosedRange<Day> {
        let instants = session.place.instants
        let last = try until.map(instants.day) ?? instants.today
        let first = try from.map(instants.day) ?? last - (length - 1)
        guard first <= last else { throw ValidationError("--until must not be before --from.") }
        return first...last
    }
}

extension Rules {
    /// From the midnight that begins the first day to the one that ends the last.
    func span(_ days: ClosedRange<Day>) -> Window {
        span(of: days.lowerBound, days: days.upperBound.number - days.lowerBound.number + 1)
    }
}
