import Model
import Resources
import Wording

/// What is wrong in rule files, with file and line, or that nothing is.
struct CheckView: Showable {
    let problems: [Problem]
    private let praise: String
    private let counted: Counted?

    struct Problem: Encodable {
        let file: String
        let line: Int
        let problem: String

        var text: String { "\(file):\(line): \(problem)" }
    }

    /// How many rules there are where all are sound, and what JSON calls them: `questionnaires`.
    struct Counted {
        let name: String
        let count: Int
    }

    /// - Parameter praise: what is said when nothing is wrong, with `count` where there is one.
    init(_ faults: [RuleFault], _ output: Output, praise: String, counted: Counted? = nil) {
        problems = Self.problems(faults, output)
        (self.praise, self.counted) = (praise, counted)
    }

    static func problems(_ faults: [RuleFault], _ output: Output) -> [Problem] {
        faults.map { Problem(file: $0.file, line: $0.line, problem: output.wording.say($0.problem)) }
    }

    func encode(to encoder: any Encoder) throws {
        var c = encoder.container(keyedBy: Key.self)
        try c.encode(problems.isEmpty, forKey: Key("sound"))
        try c.encode(problems, forKey: Key("problems"))
        if let counted { try c.encode(counted.count, forKey: Key(counted.name)) }
    }

    private struct Key: CodingKey {
        let stringValue: String
        var intValue: Int? { nil }

        init(_ name: String) { stringValue = name }
        init(stringValue: String) { self.init(stringValue) }
        init?(intValue: Int) { nil }
    }

    func lines(_ output: Output) -> [String] {
        guard problems.isEmpty else { return problems.map(\.text) }
        return [output.words(praise, counted.map { ["count": .count($0.count)] } ?? [:])]
    }
}

extension Output {
    /// What is wrong in rule files; whoever asked by a program is told by the exit status as well.
    /// - Parameter praise: what is said when nothing is wrong, with `count` where there is one.
    func show(faults: [RuleFault], praise: String, counted: CheckView.Counted? = nil) throws {
        try show(CheckView(faults, self, praise: praise, counted: counted))
        if !faults.isEmpty { throw SaidAlready(status: ExitStatus.badData) }
    }
}
