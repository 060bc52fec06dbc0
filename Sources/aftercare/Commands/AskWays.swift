import ArgumentParser
import Dispatching
import Model
import ServiceDesk
import Wording

struct AskWays: DeskCommand {
    static let configuration = CommandConfiguration(
        commandName: "ways",
        abstract: "Ask the map service for the ways of the coming days.",
        discussion: """
            The service is named in dispatching.yaml (travel: service:). What it tells is kept, and used wherever visits are \
            planned; whatever it did not tell goes by the great circle. `aftercare tick` asks by itself for what is new. With \
            --state nothing is asked.
            """)

    @OptionGroup(title: "Global options") var globals: GlobalOptions
    @Flag(help: "Only say what is known, and how the last questions went.") var state = false

    func run(in session: Session) throws {
        guard state else {
            var bar = ProgressLine(session.output)
            defer { bar.finish() }
            let receipt = try session.desk.askWays(by: session.actor, at: session.now, ask: MapClient.ask) {
                bar.show(part: Double($0) / Double($1), count: $0)
            }
            bar.finish()
            guard let receipt else { throw WayFault.noService }
            try session.output.show(WaysView(receipt, session.output))
            if let problem = receipt.problem { throw SaidAlready(status: ExitStatus.of(problem.kind)) }
            return
        }
        let known = try session.read { try $0.reading.mapService() }
        guard let known else { throw WayFault.noService }
        try session.output.show(WaysStateView(known, session.output))
    }
}

struct WaysView: Showable {
    let questions: Int
    let told: Int
    let roadless: Int
    let forgotten: Int
    let unanswered: Int
    @OrNull var problem: String?

    init(_ receipt: WaysReceipt, _ output: Output) {
        (questions, told, roadless) = (receipt.questions, receipt.told, receipt.roadless)
        (forgotten, unanswered) = (receipt.forgotten, receipt.unanswered)
        _problem = OrNull(receipt.problem.map { output.wording.say($0.phrase) })
    }

    func lines(_ output: Output) -> [String] {
        var lines = [output.words("ways.told", ["count": .count(told), "roadless": .count(roadless)])]
        if forgotten > 0 { lines.append(output.words("ways.forgotten", ["count": .count(forgotten)])) }
        if let problem {
            lines.append(
                output.words("ways.unanswered", ["count": .count(unanswered), "problem": .text(problem)]))
        }
        return lines
    }
}

struct WaysStateView: Showable {
    let url: String
    let ways: Int
    @OrNull var askedAt: String?
    @OrNull var problem: String?
    private let at: Instant?

    private enum CodingKeys: String, CodingKey { case url, ways, askedAt, problem }

    init(_ state: MapServiceState, _ output: Output) {
        (url, ways, at) = (state.service.url, state.ways, state.askedAt)
        _askedAt = OrNull(state.askedAt.map(output.iso))
        _problem = OrNull(state.problem.map { output.wording.say($0.phrase) })
    }

    func lines(_ output: Output) -> [String] {
        let known = output.words("ways.known", ["count": .count(ways), "url": .text(url)])
        guard let at else { return [known, output.words("ways.neverAsked")] }
        guard let problem else { return [known, output.words("ways.asked", ["at": .instant(at)])] }
        return [known, output.words("ways.askedInVain", ["at": .instant(at), "problem": .text(problem)])]
    }
}
