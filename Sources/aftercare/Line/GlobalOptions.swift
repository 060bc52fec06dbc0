import ArgumentParser
import Wording

/// The options every command takes. They may stand anywhere on the line (`ArgumentNormaliser`).
struct GlobalOptions: ParsableArguments {
    @Option(
        name: .customLong("db"),
        help: ArgumentHelp(
            "The desk to work on (or AFTERCARE_DB); default: desk.sqlite in the data folder.",
            valueName: "url"))
    var database: String?

    @Option(
        help: ArgumentHelp("The organisation's own rules, in place of the shipped ones.", valueName: "folder")
    )
    var config: String?

    @Option(
        name: .customLong("as"),
        help: ArgumentHelp(
            "Who acts, by sign-in name (or AFTERCARE_AS); default: the system's user, on PostgreSQL the database's.",
            valueName: "name"))
    var actor: String?

    @Option(
        help: ArgumentHelp(
            "The language of answers (or AFTERCARE_LANG): zh-Hans or en.", valueName: "language"))
    var lang: Language?

    @Flag(help: "Answer in JSON, errors too.")
    var json = false

    @Option(help: ArgumentHelp("The time to act at; on a practice desk only.", valueName: "instant"))
    var now: String?
}

/// A language the desk speaks, as people and systems call it: `zh-Hans`, `zh_CN.UTF-8`, `en-GB`.
struct Language: ExpressibleByArgument, Hashable {
    let code: String

    init?(argument: String) {
        guard let code = LanguageChoice.best(for: argument) else { return nil }
        self.code = code
    }

    static var allValueStrings: [String] { LanguageChoice.shipped }

    /// Whether a language was asked for by the option or the variable of our own.
    static func isAsked(_ option: Language?, _ environment: [String: String]) -> Bool {
        option != nil || environment["AFTERCARE_LANG"].flatMap(Language.init(argument:)) != nil
    }

    /// The option, the variable of our own, then the system's locale.
    static func choose(_ option: Language?, _ environment: [String: String]) -> String {
        let locale = ["LC_ALL", "LC_MESSAGES", "LANG"].lazy.compactMap { environment[$0] }.first {
            !$0.isEmpty
        }
        return LanguageChoice.first(of: [option?.code, environment["AFTERCARE_LANG"], locale])
    }
}
