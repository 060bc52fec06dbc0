/// Writes a list page by page as it is read, so that a list of any length takes the memory of one page: a table, or one
/// JSON array with an element a line.
struct ListWriter<Row: Listable> {
    private let output: Output
    private var table: TextTable
    private var count = 0

    init(of type: Row.Type, to output: Output) {
        self.output = output
        table = TextTable(
            titles: Row.titles.map { output.words($0) }, colours: output.colours,
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
            table.lines(rows.map { $0.cells(output) }).forEach(output.say)
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
