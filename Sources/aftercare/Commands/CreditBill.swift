import ArgumentParser
import Model
import ServiceDesk
import Wording
import Workflow

struct CreditBill: DeskCommand {
    static let configuration = CommandConfiguration(
        commandName: "credit",
        abstract: "Credit some or all of a bill, or make it void; --issue writes the note, for good.",
        discussion: """
            Without --line it is all that is left of the bill. A bill that is void takes no more notes: parts of the \
            visit may be brought back, and `visit bill` writes another one under the same number. Where the bill has a \
            discount, its share goes off what the customer is credited.
            """)

    @OptionGroup(title: "Global options") var globals: GlobalOptions
    @OptionGroup var form: CostOptions
    @Argument(help: "The visit, such as V3.") var id: VisitID
    @Option(help: "Why; it stands on the note.") var reason: String?
    @Option(
        name: .customLong("line"),
        help: ArgumentHelp(
            "A line of the bill, the first is 1: all that is left of it, or so much, tax included; may be given several times.",
            valueName: "n[=sum]"))
    var lines: [String] = []
    @Flag(help: "Make the bill void.") var void = false
    @Flag(help: "Write it: it gets a number of its own, and stays as it is.") var issue = false
    @Option(help: ArgumentHelp("Show the note of this number.", valueName: "G000003")) var number: String?

    func validate() throws {
        if number != nil {
            guard reason == nil, lines.isEmpty, !void, !issue else {
                throw OptionFault.alone("--number")
            }
            return
        }
        guard let reason, !reason.allSatisfy(\.isWhitespace) else {
            throw OptionFault.missing("--reason")
        }
        if void, !lines.isEmpty { throw OptionFault.without(["--void"], others: ["--line"]) }
        _ = try wish()
    }

    private func wish() throws -> CreditWish {
        var wish = CreditWish(reason: reason ?? "")
        wish.isVoid = void
        for text in lines {
            let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
                .map(String.init)
            let sum = parts.count == 2 ? Money(parts[1]) : nil
            guard let line = parts.first.flatMap({ Int($0) }), line > 0, parts.count == 1 || sum != nil else {
                throw OptionFault.written("--line", example: "2, 2=30.00")
            }
            guard wish.lines[line - 1] == nil else { throw CommandFault.lineTwice(line) }
            wish.lines[line - 1] = .some(sum?.minor)
        }
        return wish
    }

    func run(in session: Session) throws {
        let view: CreditView
        if let number {
            view = try session.read { v in
                try v.reading.requireReach(.read, on: Subject(id), session.actor)
                guard let note = try v.reading.paper(number.uppercased(), of: id).note else {
                    throw CostFault.noPaper(number, id)
                }
                return CreditView(note, v.output)
            }
        } else if issue {
            view = try session.act {
                try $0.creditBill(id, wish())
            } thenShow: {
                CreditView($0, $1.output)
            }
        } else {
            view = try session.read { v in
                try v.reading.requireReach(.read, on: Subject(id), session.actor)
                return CreditView(try v.reading.credit(id, wish(), at: session.now), v.output)
            }
        }
        try form.show(view, in: session)
    }
}
