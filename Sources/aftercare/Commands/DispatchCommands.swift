import ArgumentParser
import Dispatching
import Foundation
import Model
import Resources

struct DispatchCommands: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "dispatch",
        abstract:
            "Plan days anew; learn from past visits and report on them; solve instances of the literature, and check solutions.",
        subcommands: [
            PlanDay.self, Disrupt.self, InsertEmergency.self, LearnFromVisits.self, ReportOnDispatch.self,
            AskWays.self, ShowPrices.self, SolveInstance.self, CheckInstance.self,
        ])
}

struct SolveInstance: RuleCommand {
    static let configuration = CommandConfiguration(
        commandName: "solve",
        abstract: "Find good routes for an instance file.",
        discussion: """
            Reads Solomon's and Gehring and Homberger's text, VRPLIB with time windows, Pillac's technician instances and \
            the desk format. Distances of the first two are cut to one decimal (the DIMACS convention).
            """)

    @OptionGroup(title: "Global options") var globals: GlobalOptions
    @Argument(help: "The instance's file.", completion: .file()) var instance: String
    @Option(help: "How long to search.") var seconds = 10.0
    @Option(help: "Search so many iterations on each thread, in place of --seconds.") var iterations: Int?
    @Option(help: "The same seed, iterations and threads give the same routes.") var seed: UInt64 = 1
    @Option(help: "Threads; one, unless more are asked for: figures are compared on one core.") var threads =
        1
    @Option(
        name: .customLong("from"), help: "A solution to improve, in place of beginning with none.",
        completion: .file())
    var start: String?
    @Option(
        name: .customLong("out"), help: ArgumentHelp("Where to write the routes.", valueName: "file"),
        completion: .file())
    var target: String?

    func validate() throws {
        guard seconds > 0, seconds <= 86_400 else {
            throw OptionFault.above("--seconds", low: "0", high: "86400")
        }
        if let iterations, iterations < 0 { throw OptionFault.least("--iterations", low: "0") }
        guard (1...256).contains(threads) else {
            throw OptionFault.between("--threads", low: "1", high: "256")
        }
    }

    func run(at place: Workplace) throws {
        let began = ContinuousClock.now
        let clock: @Sendable () -> Double = { (ContinuousClock.now - began) / .seconds(1) }
        let read = try RoutingFile.instance(instance)
        let start = try start.map { try RoutingFile.plan($0, of: read) }
        let options = RoutingOptions(
            budget: iterations.map(RoutingOptions.Budget.iterations) ?? .seconds(seconds, clock: clock),
            seed: seed, threads: threads, start: start)
        var bar = ProgressLine(place.output)
        defer { bar.finish() }
        let result = RoutingSolver.solve(read.problem, options) {
            bar.show(part: $0.part, count: $0.iterations)
        }
        bar.finish()
        if let target {
            let text = SolutionText.write(result.plan, of: read, cost: result.cost.sum)
            do {
                try Data(text.utf8).write(to: URL(fileURLWithPath: target))
            } catch {
                throw RoutingFault.file(target, .unwritable)
            }
        }
        try place.output.show(SolvedView(result, of: read, seconds: clock(), file: target))
    }
}

struct CheckInstance: RuleCommand {
    static let configuration = CommandConfiguration(
        commandName: "check",
        abstract: "Say whether the routes of a solution file can be driven, and what they cost.")

    @OptionGroup(title: "Global options") var globals: GlobalOptions
    @Argument(help: "The instance's file.", completion: .file()) var instance: String
    @Argument(help: "The file with the routes.", completion: .file()) var solution: String

    func run(at place: Workplace) throws {
        let read = try RoutingFile.instance(instance)
        let plan = try RoutingFile.plan(solution, of: read)
        let view = CheckedView(SolutionCheck(plan, of: read.problem), plan, of: read, place.output)
        try place.output.show(view)
        if !view.feasible { throw SaidAlready(status: ExitStatus.badData) }
    }
}

/// Files of instances and routes, found by path.
private enum RoutingFile {
    static func instance(_ path: String) throws -> RoutingInstance {
        try RoutingInstance(file: path, text: text(path))
    }

    static func plan(_ path: String, of instance: RoutingInstance) throws -> RoutingPlan {
        try SolutionText.read(file: path, text: text(path), of: instance)
    }

    private static func text(_ path: String) throws -> String {
        guard let data = FileManager.default.contents(atPath: path) else { throw ResourceFault.noFile(path) }
        guard let text = String(data: data, encoding: .utf8) else { throw ResourceFault.notUTF8(path) }
        return text
    }
}
