import ArgumentParser
import Model
import ServiceDesk

/// A longer time of whole local days, up to today: its first and last, or how long.
struct LongPeriod: ParsableArguments {
    @OptionGroup var period: PeriodOptions
    @Option(help: ArgumentHelp("So many days or weeks until today: 90d, 26w.", valueName: "length"))
    var last: String?

    func validate() throws {
        guard last == nil || period.isEmpty else {
            throw OptionFault.without(["--last"], others: ["--from", "--until"])
        }
        if let last, ReportPeriod.days(last) == nil {
            throw OptionFault.written("--last", example: "90d, 26w")
        }
    }

    /// - Parameter usual: how many days, when nothing is given.
    func days(_ usual: Int, in session: Session) throws -> ClosedRange<Day> {
        try period.days(last.flatMap(ReportPeriod.days) ?? usual, in: session)
    }
}
