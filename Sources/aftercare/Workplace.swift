import Foundation
import Model
import Resources
import ServiceDesk
import Wording

/// What every command has, with or without a desk: the rules, a language, and a way to answer.
struct Workplace {
    let options: GlobalOptions
    let rules: Rules
    let output: Output
    /// `--now`, else the clock's time.
    let now: Instant

    /// - Throws: `ResourceFault` when the named rules are not there, `RuleFault` when they are wrong,
    ///   `UsageFault.notAnInstant`.
    init(_ options: GlobalOptions) throws {
        self.options = options
        if let database = options.database, try ServiceDesk.holdsPassword(database) {
            throw UsageFault.passwordInArgument
        }
        let library = try Workplace.library(options)
        rules = try Rules(library: library)
        output = try Output(options, zone: rules.zone, library: library)
        now =
            try options.now.map(InstantReader(now: Surroundings.now, zone: rules.zone).instant)
            ?? Surroundings.now
    }

    /// The shipped rules, or the organisation's over them.
    static func library(_ options: GlobalOptions) throws -> ResourceLibrary {
        try ResourceLibrary(override: rulesFolder(options))
    }

    /// The organisation's folder, when one is named.
    static func rulesFolder(_ options: GlobalOptions) -> String? {
        options.config ?? Surroundings.environment["AFTERCARE_CONFIG"]
    }

    var database: String {
        options.database ?? Surroundings.environment["AFTERCARE_DB"] ?? Surroundings.defaultDatabase
    }

    /// Every language there is, the one asked for first.
    /// - Parameter own: the person's choice, which goes before what the system says, but not before what was asked for.
    func wordings(preferring own: String? = nil) throws -> [Wording] {
        let first = output.wording
        let others = LanguageChoice.shipped.filter { $0 != first.language }
        let all =
            [first]
            + (try others.map {
                try Wording(
                    language: $0, files: rules.library.files(in: "locales/\($0)"), zone: first.zone)
            })
        guard !Language.isAsked(options.lang, Surroundings.environment) else { return all }
        return all.filter { $0.language == own } + all.filter { $0.language != own }
    }

    /// Reads moments typed on the command line.
    var instants: InstantReader { InstantReader(now: now, zone: rules.zone) }

    /// Refuses a time of one's own choosing where only the clock's counts.
    func refuseOtherTime() throws {
        if options.now != nil { throw DeskFault.notPractice }
    }
}
