import ArgumentParser
import ServiceDesk

struct ShowOverview: DeskCommand {
    static let configuration = CommandConfiguration(
        commandName: "overview",
        abstract: "Will today hold: what waits, what will be missed, visits, calls, and who is at work.")

    @OptionGroup(title: "Global options") var globals: GlobalOptions

    func run(in session: Session) throws {
        try session.output.show(
            session.read { v in
                OverviewView(try v.reading.overview(at: session.now), v)
            })
    }
}
