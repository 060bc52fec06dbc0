import ArgumentParser
import Model
import Resources
import ServiceDesk

struct StrategyCommands: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "strategy",
        abstract: "The strategy of the service, step by step, and the promises per segment.",
        subcommands: [CheckStrategy.self, ShowStrategy.self, WriteStrategy.self])
}

struct CheckStrategy: RuleCommand {
    static let configuration = CommandConfiguration(
        commandName: "check", abstract: "Find what is wrong in the file of its steps, with file and line.")

    @OptionGroup(title: "Global options") var globals: GlobalOptions

    func run(at place: Workplace) throws {
        try place.output.show(faults: place.rules.strategyProblems(), praise: "strategy.sound")
    }
}

struct ShowStrategy: DeskCommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "What was answered to each step; the newest answer, or all there were."
    )

    @OptionGroup(title: "Global options") var globals: GlobalOptions
    @Argument(help: "Only this step, by its name or number.") var step: String?
    @Flag(help: "The older answers, too.") var all = false

    func run(in session: Session) throws {
        try session.output.show(
            session.read {
                try StrategyView($0, only: step, withOlder: all, at: session.now)
            })
    }
}

struct WriteStrategy: DeskCommand {
    static let configuration = CommandConfiguration(
        commandName: "write", abstract: "Answer a step; what was answered before stays to be seen.")

    @OptionGroup(title: "Global options") var globals: GlobalOptions
    @Argument(help: "The step, by its name or number (strategy show).") var step: String
    @Argument(help: "The answer.") var text: String?
    @Option(help: "A file with the answer.", completion: .file()) var file: String?

    func validate() throws {
        guard (text == nil) != (file == nil) else {
            throw CommandFault.answerOrFile
        }
    }

    func run(in session: Session) throws {
        let text = try text ?? file.map { try ResourceFile(at: $0).text } ?? ""
        try session.output.show(
            session.act {
                try $0.writeStrategy(step, text)
            } thenShow: {
                try StrategyView($1, only: $0.step, withOlder: false, at: session.now)
            })
    }
}
