import ArgumentParser

struct AuditCommands: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "audit", abstract: "The audit of the service, and its report.",
        subcommands: [ReportAudit.self])
}
