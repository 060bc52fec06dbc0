import Foundation
import Model
import Resources
import TerminalKit
import Wording

/// Something that can be answered with: as JSON by its keys, else as lines of text.
protocol Showable: Encodable {
    func lines(_ output: Output) -> [String]
}

/// One row of a table: cells under titles.
protocol Tabular {
    /// Phrase keys of the column titles.
    static var titles: [String] { get }
    func cells(_ output: Output) -> [TextCell]
}

/// One row of a list: as JSON by its keys, else as a row of a table.
protocol Listable: Tabular, Encodable {}

/// The way answers leave the program: text in the chosen language, or JSON.
struct Output {
    let wording: Wording
    let isJSON: Bool
    let colours: Bool

    /// - Throws: `RuleFault` when the language's files are wrong.
    init(_ options: GlobalOptions, zone: TimeZone, library: ResourceLibrary) throws {
        let language = Language.choose(options.lang, Surroundings.environment)
        wording = try Wording(language: language, files: library.files(in: "locales/\(language)"), zone: zone)
        isJSON = options.json
        // https://no-color.org: set to anything but nothing.
        colours = StandardStream.out.isTerminal && Surroundings.environment["NO_COLOR", default: ""].isEmpty
    }

    /// For files: plain text, in one language.
    init(forFiles wording: Wording) { (self.wording, isJSON, colours) = (wording, false, false) }

    // MARK: Answering

    func show(_ answer: some Showable) throws {
        if isJSON {
            write(try JSONText.of(answer, pretty: true))
        } else {
            answer.lines(self).forEach(say)
        }
    }

    func list<Row: Listable>(_ rows: [Row]) throws {
        var writer = ListWriter(of: Row.self, to: self)
        try writer.add(rows)
        try writer.finish()
    }

    /// A line of text, in text mode only.
    func remark(_ key: String, _ facts: [String: PhraseFact] = [:]) {
        if !isJSON { say(words(key, facts)) }
    }

    /// A line of text.
    func say(_ line: String) { write(PlainLine.of(line, colours: colours)) }

    /// A line that is safe as it stands (JSON).
    func write(_ line: String) { StandardStream.out.write(line: line) }

    // MARK: Wording

    func words(_ key: String, _ facts: [String: PhraseFact] = [:]) -> String { wording.say(key, facts) }
    func moment(_ instant: Instant?) -> String { instant.map { wording.moment($0) } ?? "" }
    func iso(_ instant: Instant) -> String { wording.iso(instant) }
    func iso(_ instant: Instant?) -> String? { instant.map { wording.iso($0) } }
    func yes(_ flag: Bool) -> String { wording.say(.flag(flag)) }

    /// `Result: Fixed`, `处理结果：已修复`
    func pair(_ name: String, _ value: String) -> String {
        words("cli.pair", ["name": .text(name), "value": .text(value)])
    }

    /// `label  value` lines, values aligned; pairs without a value left out.
    func facts(_ pairs: [(key: String, value: String)]) -> [String] {
        let filled = pairs.filter { !$0.value.isEmpty }.map { (words($0.key), $0.value) }
        let width = filled.map { TextTable.cells.of($0.0) }.max() ?? 0
        return filled.map { TextTable.cells.fit($0.0, width) + "  " + $0.1 }
    }

    /// Rows under titles, as lines; nothing at all for no rows.
    func table<Row: Tabular>(_ rows: [Row]) -> [String] {
        guard !rows.isEmpty else { return [] }
        var table = TextTable(
            titles: Row.titles.map { words($0) }, colours: colours, columns: StandardStream.out.columns)
        return table.lines(rows.map { $0.cells(self) })
    }
}
