import ArgumentParser
import Model
import ServiceDesk

/// A time of whole local days, as people give it.
struct PeriodOptions: ParsableArguments {
    @Option(help: ArgumentHelp("The first day.", valueName: "date")) var from: String?
    @Option(help: ArgumentHelp("The last day.", valueName: "date")) var until: String?

    var isEmpty: Bool { from == nil && until == nil }

    /// - Parameters:
    ///   - length: how many days, when no first one is given.
    ///   - wholly: the last day, when none is given, is yesterday in place of today, of which some is still to come.
    func days(_ length: Int, wholly: Bool = false, in session: Session) throws -> ClosedRange<Day> {
        let instants = session.place.instants
        let last = try until.map(instants.day) ?? (wholly ? instants.today - 1 : instants.today)
        let first = try from.map(instants.day) ?? last - (length - 1)
        guard first <= last else {
            guard until == nil else { throw OptionFault.order("--until", other: "--from") }
            throw CommandFault.startsAfter(last)
        }
        return first...last
    }
}
