import ServiceDesk
import TerminalKit
import Wording

/// A paper about money, in text and as a page to print: what it is about in rows, then sums and notes.
protocol MoneyPaper: Showable {
    func title(_ output: Output) -> String
    func head(_ output: Output) -> [(name: String, value: String)]
    /// Phrase keys of the titles over the rows.
    var titles: [String] { get }
    func rows(_ output: Output) -> [[String]]
    func sums(_ output: Output) -> [(name: String, value: String)]
    func notes(_ output: Output) -> [String]
}

extension Output {
    /// Sums in words.
    func said(_ sums: [PaperSum]) -> [(name: String, value: String)] {
        sums.map { (wording.say($0.name), wording.money($0.sum)) }
    }
}

extension MoneyPaper {
    /// As text, the rows as the table given.
    func paper(_ table: [String], _ output: Output) -> [String] {
        let sums = sums(output)
        let width = sums.map { TextTable.cells.of($0.name) }.max() ?? 0
        return [title(output)] + head(output).map { output.pair($0.name, $0.value) }
            + (table.isEmpty ? [] : [""] + table) + [""]
            + sums.map { TextTable.cells.fit($0.name, width) + "  " + $0.value } + [""] + notes(output)
    }
}
