import ArgumentParser

/// With no command: the desk's screens.
struct OpenDesk: DeskCommand {
    static let name = "open"
    static let configuration = CommandConfiguration(
        commandName: name, abstract: "Open the desk (the default).")

    @OptionGroup(title: "Global options") var globals: GlobalOptions

    func run(in session: Session) throws { try Desk.open(session) }
}

/// The door to the screens.
enum Desk {
    /// Shows the desk on this terminal until the user leaves it.
    static func open(_ session: Session) throws { throw UsageFault.screensNotBuilt }
}
