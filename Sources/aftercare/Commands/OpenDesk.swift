import ArgumentParser

/// With no command: the desk's screens. Whoever is not named signs in there.
struct OpenDesk: UpkeepCommand {
    static let name = "open"
    static let configuration = CommandConfiguration(
        commandName: name, abstract: "Open the desk (the default).")

    @OptionGroup(title: "Global options") var globals: GlobalOptions

    func run(in session: Session) throws { try Desk.open(session) }
}
