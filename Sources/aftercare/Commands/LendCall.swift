import ArgumentParser
import Model
import ServiceDesk

struct LendCall: DeskCommand {
    static let configuration = CommandConfiguration(
        commandName: "lend",
        abstract: "Give a call that nobody has in hand to somebody who did not handle its case.",
        discussion: """
            A call that everybody who makes calls is barred from waits until it is lent. Whoever it is lent to makes this one call, with \
            or without the right to make calls, by call next or call record.
            """)

    @OptionGroup(title: "Global options") var globals: GlobalOptions
    @Argument(help: "The call, such as F7.") var id: CallID
    @Option(help: ArgumentHelp("Who makes it.", valueName: "login")) var to: String

    func run(in session: Session) throws {
        try session.output.show(
            session.act {
                try $0.lendCall(id, to: to)
            } thenShow: {
                try CallView($0, $1)
            })
    }
}
