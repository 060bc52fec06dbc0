import ArgumentParser
import Foundation
import Model
import Records
import ServiceDesk
import ServiceTime
import Workflow

struct StaffCommands: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "staff", abstract: "Who works here: agents, technicians, supervisors.",
        subcommands: [
            AddStaff.self, ListStaff.self, ShowStaff.self, EditStaff.self, AddAbsence.self,
            RemoveAbsence.self, SetStock.self,
        ])
}

/// What can be said of someone who works here. A list given replaces the one there was.
struct StaffOptions: ParsableArguments {
    @Option(help: "The name people know.") var name: String?
    @Option(help: "A role, as roles.yaml names it; may be given several times.") var role: [String] = []
    @Option(help: "The team; roles may reach only the cases of one's own.") var team: String?
    @Option(help: "For technicians: a skill; may be given several times.") var skill: [String] = []
    @Option(help: "A language spoken; may be given several times.") var language: [String] = []
    @Option(
        help: """
            For technicians: a zone covered; none means all. For roles that reach only one's own zones: one of them. May be \
            given several times.
            """)
    var zone: [String] = []
    @Option(
        help: ArgumentHelp(
            "For technicians: where the day starts, in degrees.", valueName: "latitude,longitude"))
    var home: Place?
    @Option(help: "For technicians: the calendar whose hours are the shift.") var shift: String?
    @OptionGroup var terms: TermOptions

    func apply(to person: inout Staff, _ rules: Rules) throws {
        if let name { person.name = name }
        if !role.isEmpty { person.roles = role }
        if let team { person.team = team }
        if !skill.isEmpty { person.skills = skill }
        if !language.isEmpty { person.languages = language }
        if !zone.isEmpty { person.zones = zone }
        if let home { person.home = home }
        if let shift { person.shift = shift.isEmpty ? "" : try rules.calendar(shift).name }
        try terms.apply(to: &person.terms)
        // The level of a skill goes with it, unless someone just said one.
        if terms.level.isEmpty {
            person.terms.levels = person.terms.levels.filter { person.skills.contains($0.key) }
        }
    }
}

struct AddStaff: DeskCommand {
    static let configuration = CommandConfiguration(commandName: "add", abstract: "Add someone.")

    @OptionGroup(title: "Global options") var globals: GlobalOptions
    @OptionGroup var said: StaffOptions
    @Argument(help: "The name to sign in with.") var login: String

    func validate() throws {
        if said.role.isEmpty {
            throw OptionFault.missing("--role")
        }
    }

    func run(in session: Session) throws {
        var person = Staff(id: StaffID(0), login: login, name: login, roles: [])
        try said.apply(to: &person, session.rules)
        let added = try session.act { try $0.addStaff(person) }
        try session.output.show(AdmissionView(StaffView(added), added, session.desk.admit(added)))
    }
}

struct ListStaff: DeskCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "Everyone, or everyone of a role.")

    @OptionGroup(title: "Global options") var globals: GlobalOptions
    @Option(help: "Only of this role.") var role: String?

    func run(in session: Session) throws {
        try session.output.list(
            session.read { v in
                try v.reading.staff.all().filter { role == nil || $0.roles.contains(role ?? "") }.map(
                    StaffView.init)
            })
    }
}

struct EditStaff: DeskCommand {
    static let configuration = CommandConfiguration(
        commandName: "edit", abstract: "Change someone's record; what is not said stays.")

    @OptionGroup(title: "Global options") var globals: GlobalOptions
    @OptionGroup var said: StaffOptions
    @Argument(help: "Who, by sign-in name.") var login: String
    @Flag(inversion: .prefixedNo, help: "Whether they may sign in and be given work.") var active: Bool?
    @Flag(
        inversion: .prefixedNo,
        help: """
            A new passphrase for the desk, typed without being seen or read from standard input; or none any more.
            """)
    var passphrase: Bool?

    func run(in session: Session) throws {
        if let passphrase {
            // Refused before anyone types.
            try session.desk.require(.editStaff, of: session.actor)
            try session.desk.setPassphrase(
                passphrase ? Self.typed(session.output) : nil, of: login, by: session.actor, at: session.now)
        }
        try session.act { work in
            var person = try work.reading.staff(named: login)
            try said.apply(to: &person, session.rules)
            if let active { person.active = active }
            try work.editStaff(person)
        }
        let changed = try session.read { try $0.reading.staff(named: login) }
        // What someone may do in the database hangs on these two alone.
        let admission: Admission =
            active != nil || !said.role.isEmpty ? try session.desk.admit(changed) : .done
        try session.output.show(AdmissionView(StaffView(changed), changed, admission))
    }

    /// Twice on a terminal, where nobody sees what the fingers did.
    private static func typed(_ output: Output) throws -> String {
        let typed = try SecretLine.read(output.words("cli.passphrase"))
        guard isatty(STDIN_FILENO) == 1 else { return typed }
        guard try SecretLine.read(output.words("cli.passphraseAgain")) == typed else {
            throw UsageFault.secretsDiffer
        }
        return typed
    }
}
