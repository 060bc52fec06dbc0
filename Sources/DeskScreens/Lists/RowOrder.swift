import Model
import TerminalKit

/// An order of rows by one of their columns. What a cell ranks is what counts where any cell of the column does, else
/// what they say.
struct RowOrder<Row: Sendable>: Sendable {
    let sort: Sort
    /// What stands in the column; nil for nothing.
    private let cell: @Sendable (Row) -> TableCell?

    init(_ sort: Sort, by cell: @escaping @Sendable (Row) -> TableCell?) {
        self.sort = sort
        self.cell = cell
    }

    func applied(to rows: [Row]) -> [Row] {
        let lines = rows.map { (row: $0, cell: cell($0)) }
        let isRanked = lines.contains { $0.cell?.rank != nil }
        return lines.sorted(descending: sort.isDescending) { line -> SortKey? in
            isRanked
                ? line.cell?.rank.map { SortKey.figure($0) } : line.cell.flatMap { SortKey(text: $0.text) }
        }.map(\.row)
    }
}

extension TableCell {
    func ranked(at moment: Instant?) -> TableCell { ranked(moment.map { Double($0.milliseconds) }) }
    func ranked(on day: Day?) -> TableCell { ranked(day.map { Double($0.number) }) }
    func ranked(count: Int?) -> TableCell { ranked(count.map { Double($0) }) }
    /// By the number of a record: C9 before C10.
    func ranked(id: (some RecordID)?) -> TableCell { ranked(id.map { Double($0.number) }) }
    /// By kinds, and within a kind by number.
    func ranked(subject: Subject) -> TableCell {
        let kind = SubjectKind.allCases.firstIndex(of: subject.kind) ?? 0
        return ranked(Double(kind) * 1e12 + Double(subject.number))
    }
}

extension DeskContext {
    /// A column that people may leave out, move, widen and sort by. It is known by the last part of its title's key,
    /// which people's choices are kept by: another key for a title forgets them.
    func column(
        _ title: String, _ width: Column.Width, _ alignment: Alignment = .leading, dropOrder: Int = 0
    ) -> Column {
        Column(
            say(title), width, alignment, dropOrder: dropOrder,
            id: title.split(separator: ".").last.map(String.init) ?? title)
    }
}
