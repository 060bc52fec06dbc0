import ArgumentParser
import Model
import ServiceDesk
import Wording

struct ImportFile: DeskCommand {
    static let configuration = CommandConfiguration(
        commandName: "import",
        abstract: "Take in the rows of a CSV file, by a map from its columns to fields.",
        discussion: """
            A bad row goes to FILE.rejects.csv with its line and the reason, and the others go in. Running it again adds \
            nothing twice. Shipped maps: nyc311, complaints-zh, customers, units, technicians; nyc311.yaml explains how \
            a map is written (aftercare init --config DIR copies them all).
            """)

    @OptionGroup(title: "Global options") var globals: GlobalOptions
    @Argument(help: "cases, customers, units or technicians.") var target: ImportTarget
    @Argument(
        help: "The CSV file: UTF-8, GB18030, or with a byte order mark.",
        completion: .file(extensions: ["csv"]))
    var file: String
    @Option(help: "A map's file, or the name of a shipped one.", completion: .file(extensions: ["yaml"]))
    var map: String

    func run(in session: Session) throws {
        let mapping = try Mapping.find(map, in: session.rules.library)
        var bar = ProgressLine(session.output)
        defer { bar.finish() }
        let receipt = try session.desk.importFile(
            file, as: target, mapping: mapping, by: session.actor, at: session.now,
            say: session.output.wording.say
        ) { progress in
            bar.show(part: Double(progress.bytes) / Double(progress.totalBytes), count: progress.rows)
        }
        bar.finish()
        try session.output.show(ImportView(receipt))
    }
}

extension ImportTarget: ExpressibleByArgument {}

struct ImportView: Showable {
    let rows: Int
    let added: Int
    let known: Int
    let rejected: Int
    @OrNull var rejects: String?

    init(_ receipt: ImportReceipt) {
        (rows, added, known) = (receipt.rows, receipt.added, receipt.known)
        (rejected, rejects) = (receipt.rejected, receipt.rejectsFile)
    }

    func lines(_ output: Output) -> [String] {
        var lines = [
            output.words(
                "cli.imported", ["rows": .count(rows), "added": .count(added), "known": .count(known)])
        ]
        if let rejects {
            lines.append(output.words("cli.rejected", ["count": .count(rejected), "path": .text(rejects)]))
        }
        return lines
    }
}
