import ArgumentParser

struct StaffingCommands: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "staffing",
        abstract: "How many people it takes: agents for calls, technicians for visits.",
        subcommands: [StaffCalls.self, StaffVisits.self])
}
