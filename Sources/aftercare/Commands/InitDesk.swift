import ArgumentParser
import Foundation
import Model
import Resources
import ServiceDesk

struct InitDesk: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "init",
        abstract:
            "Make a new desk with its first administrator; with --config also a copy of the rules to change.")

    @OptionGroup(title: "Global options") var globals: GlobalOptions
    @Option(
        help:
            """
            The first administrator's sign-in name; default: the database's user, else the system's; on a practice desk \
            `admin`.
            """)
    var admin: String?
    @Option(help: "The name people know the administrator by.") var name: String?
    @Flag(help: "A desk to practise on: it accepts --now.") var practice = false

    func run() throws {
        let copied = try globals.config.map { try ResourceLibrary().export(to: $0) }
        let place = try Workplace(globals)
        if !practice { try place.refuseOtherTime() }
        let database = try ServiceDesk.name(of: place.database)
        // The rules may be copied for a desk that is there already.
        if copied != nil, admin == nil, !practice, try ServiceDesk.exists(place.database) {
            return try place.output.show(
                InitView(
                    database: database, admin: nil, practice: nil, config: globals.config, copied: copied))
        }
        let login = try admin ?? (practice ? ServiceDesk.practiceAdministrator : user(of: place))
        guard let login else { throw UsageFault.nobody }
        let desk = try ServiceDesk.found(
            place.database, admin: login, name: name ?? login, practice: practice, rules: place.rules,
            at: place.now)
        let answer = InitView(
            database: database, admin: login, practice: practice, config: globals.config, copied: copied)
        // A practice desk's administrator is whoever made it; a real one's is let in by name.
        guard !practice, let person = try desk.actor(named: login).staff else {
            return try place.output.show(answer)
        }
        try place.output.show(AdmissionView(answer, person, desk.admit(person)))
    }

    /// Whom the database takes us for, else the system.
    private func user(of place: Workplace) throws -> String? {
        try ServiceDesk.databaseUser(at: place.database) ?? Surroundings.userName
    }
}

struct InitView: Showable {
    let database: String
    /// Null when the desk was there already.
    @OrNull var admin: String?
    @OrNull var practice: Bool?
    @OrNull var config: String?
    /// How many rule files were written; files that were there already are left alone.
    @OrNull var copied: Int?

    func lines(_ output: Output) -> [String] {
        var lines: [String] = []
        if let config, let copied {
            lines.append(output.words("cli.copied", ["folder": .text(config), "count": .count(copied)]))
        }
        if let admin {
            let key = practice == true ? "cli.foundedPractice" : "cli.founded"
            lines.append(output.words(key, ["path": .text(database), "admin": .text(admin)]))
        }
        return lines
    }
}
