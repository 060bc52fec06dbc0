import ArgumentParser
import Model
import Records
import ServiceDesk
import TerminalKit

struct CopyDesk: UpkeepCommand {
    static let configuration = CommandConfiguration(
        commandName: "copy",
        abstract: "Copy the whole desk to another database: from SQLite to PostgreSQL, or back.",
        discussion: """
            One consistent snapshot, while others work; what they change afterwards is not in it. Where it goes there must \
            be no desk yet. The copy is there once every row was compared and the journal verified, or not at all.
            """)

    @OptionGroup(title: "Global options") private var others: GlobalOptions
    @Option(
        help: ArgumentHelp("The desk to copy; default: the one that --db names.", valueName: "url"),
        completion: .file())
    var from: String?
    @Option(
        help: ArgumentHelp(
            "Where to: a file that is not there yet, or postgres://… of a database without a desk.",
            valueName: "url"),
        completion: .file())
    var to: String

    var globals: GlobalOptions {
        var globals = others
        globals.database = from ?? others.database
        return globals
    }

    func run(in session: Session) throws {
        if try ServiceDesk.holdsPassword(to) { throw UsageFault.passwordInArgument }
        var line = ProgressLine(session.output)
        defer { line.finish() }
        let copy = DeskCopy(of: session.desk.database) { done, total in
            line.show(part: Double(done) / Double(total), count: done)
        }
        let receipt = try copy.run(into: DatabaseAddress(to))
        line.finish()
        try session.output.show(
            CopyView(
                receipt, from: ServiceDesk.name(of: session.place.database), to: ServiceDesk.name(of: to)))
    }
}

struct CopyView: Showable {
    /// Both without passwords.
    let from: String
    let to: String
    let rows: Int
    /// SHA-256 of all rows.
    let digest: String
    let tables: [Table]

    struct Table: Encodable {
        let table: String
        let rows: Int
    }

    init(_ receipt: CopyReceipt, from: String, to: String) {
        (self.from, self.to) = (from, to)
        (rows, digest) = (receipt.rows, receipt.digest)
        tables = receipt.tables.map { Table(table: $0.name, rows: $0.rows) }
    }

    func lines(_ output: Output) -> [String] {
        let names = tables.map { TextTable.cells.of($0.table) }.max() ?? 0
        let digits = String(rows).count
        return [output.words("cli.copiedDesk", ["path": .text(to), "count": .count(rows)])]
            + tables.map {
                "  " + TextTable.cells.fit($0.table, names) + "  "
                    + TextTable.cells.fit(String($0.rows), digits, .trailing)
            }
            + ["  SHA-256 " + digest]
    }
}
