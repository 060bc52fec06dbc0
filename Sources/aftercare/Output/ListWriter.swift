/// Writes a list page by page as it is read, so that a list of any length takes the memory of one page: a table, or one
/// JSON array with an element a line.
struct ListWriter<Row: Listable> {
    private let output: Output
    private var table: TextTable
    private let cells: (Row, Output) -> [TextCell]
    private var count = 0

    /// - Parameters:
    ///   - titles: keys of other columns than those of the rows, with their cells.
    init(
        of type: Row.Type, to output: Output, titles: [String] = Row.titles,
        cells: @escaping (Row, Output) -> [TextCell] = { $0.cells($1) }
    ) {
        self.output = output
        self.cells = cells
        table = TextTable(
            titles: titles.map { output.words($0) }, colours: output.colours,
            columns: StandardStream.out.columns)
    }

    mutating func add(_ rows: [Row]) throws {
        guard !rows.isEmpty else { return }
        if output.isJSON {
            for row in rows {
                StandardStream.out.write((count == 0 ? "[" : ",\n ") + (try JSONText.of(row)))
                count += 1
            }
        } else {
            table.lines(rows.map { cells($0, output) }).forEach(output.say)
            count += rows.count
        }
    }

    func finish() throws {
        if output.isJSON {
            output.write(count == 0 ? "[]" : "]")
        } else if count == 0 {
            output.remark("cli.nothing")
        }
    }
}
