import ArgumentParser
import Model
import Statistics

struct CountSample: RuleCommand {
    static let configuration = CommandConfiguration(
        commandName: "size",
        abstract: "How many must answer for a figure that is no further off than wanted.",
        discussion: """
            In 95 of 100 cases. For a share: --margin 5 means five points of a hundred. For the mean of a scale give how far \
            apart answers lie: --deviation 1.5 --margin 0.2. --rate says how many of a hundred answer when asked.
            """)

    @OptionGroup(title: "Global options") var globals: GlobalOptions
    @Option(help: "How far off it may be.") var margin: Double
    @Option(help: "The share awaited, in per cent; 50 is the worst case.") var share: Double?
    @Option(help: ArgumentHelp("How many there are; very many, when not given.", valueName: "count"))
    var population: Int?
    @Option(help: "For a mean: the standard deviation of the answers.") var deviation: Double?
    @Option(help: "How many of a hundred answer.") var rate = 100.0

    func validate() throws {
        // What is finer than this would ask more people than there are numbers for.
        guard margin >= 0.01, margin < 100 else {
            throw OptionFault.inside("--margin", least: "0.01", below: "100")
        }
        guard share.map({ (0.01...99.99).contains($0) }) ?? true else {
            throw OptionFault.between("--share", low: "0.01", high: "99.99")
        }
        guard rate >= 0.01, rate <= 100 else { throw OptionFault.between("--rate", low: "0.01", high: "100") }
        guard population.map({ $0 > 0 }) ?? true else { throw OptionFault.least("--population", low: "1") }
        guard deviation.map({ $0 > 0 && $0 <= 10_000 }) ?? true else {
            throw OptionFault.above("--deviation", low: "0", high: "10000")
        }
        guard deviation == nil || share == nil else {
            throw OptionFault.apart(["--share", "--deviation"])
        }
        guard deviation == nil || population == nil else {
            throw OptionFault.without(["--population"], others: ["--deviation"])
        }
    }

    func run(at place: Workplace) throws { try place.output.show(view()) }

    func view() -> SampleSizeView {
        let answers =
            deviation.map { SampleSize.mean(margin: margin, deviation: $0) }
            ?? SampleSize.share(
                margin: margin / 100, expected: (share ?? 50) / 100, population: population)
        let asked = Int((Double(answers) / (rate / 100)).rounded(.up))
        return SampleSizeView(answers: answers, ask: asked, population: population)
    }
}

struct SampleSizeView: Showable {
    let answers: Int
    /// Nil where so many are not there.
    @OrNull var ask: Int?

    init(answers: Int, ask: Int, population: Int?) {
        self.answers = answers
        self.ask = population.map { $0 < ask } ?? false ? nil : ask
    }

    func lines(_ output: Output) -> [String] {
        [output.words("survey.size", ["count": .count(answers)])]
            + [
                ask.map { output.words("survey.ask", ["count": .count($0)]) }
                    ?? output.words("survey.tooFewThere")
            ]
    }
}
