import ArgumentParser
import ServiceDesk

/// For whoever read a record a while ago and now edits it: over which version, and what to do when it went on since.
struct OverVersion: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "The version that was read (`version` of --json); refused when someone changed it since.",
            valueName: "version"))
    var over: Int?
    @Flag(help: "When it was changed since, in other fields only: join both.") var merge = false

    func validate() throws {
        guard !merge || over != nil else { throw OptionFault.with(["--merge"], others: ["--over"]) }
    }

    /// The record as it is now, with what `change` makes of it, over the version that was read.
    func edited<Record: Editable>(_ current: Record, _ change: (inout Record) throws -> Void) rethrows
        -> Record
    {
        var record = current
        try change(&record)
        if let over { record.version = over }
        return record
    }
}
