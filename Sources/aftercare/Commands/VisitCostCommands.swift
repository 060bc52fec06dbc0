import ArgumentParser
import Model
import ServiceDesk
import Wording
import Workflow

/// How an estimate or a bill is to be written.
struct CostOptions: ParsableArguments {
    @Flag(help: "As a page of HTML to print.") var html = false
    @Option(
        name: .customLong("out"), help: ArgumentHelp("Write the page into this file.", valueName: "file"),
        completion: .file())
    var file: String?

    func validate() throws {
        if file != nil, !html { throw OptionFault.with(["--out"], others: ["--html"]) }
    }

    func show(_ view: some MoneyPaper, in session: Session) throws {
        guard html else { return try session.output.show(view) }
        let text = CostPage(view, session.output).text
        guard let file else { return StandardStream.out.write(text) }
        try WholeFile.write(text, to: file)
        session.output.remark("sheet.written", ["file": .text(file)])
    }
}

struct EstimateVisit: DeskCommand {
    static let configuration = CommandConfiguration(
        commandName: "estimate",
        abstract: "What a visit will cost, and who pays: for a case, or for a booked visit.")

    @OptionGroup(title: "Global options") var globals: GlobalOptions
    @OptionGroup var form: CostOptions
    @Argument(help: "The case or the visit, such as C12 or V3.") var id: SubjectArgument
    @Option(
        name: .customLong("part"),
        help: ArgumentHelp(
            "For a case: a part it may need; may be given several times.", valueName: "code[=n]"))
    var parts: [String] = []
    @Flag(help: "For a visit: keep it as what the customer was quoted.") var quote = false

    func validate() throws {
        guard [.case, .visit].contains(id.subject.kind) else {
            throw CommandFault.subject(example: "C12, V3")
        }
        if quote, id.subject.kind != .visit { throw CommandFault.quoteNeedsVisit }
        if !parts.isEmpty, id.subject.kind != .case { throw CommandFault.partNeedsCase }
    }

    func run(in session: Session) throws {
        let number = id.subject.number
        let view: CostsView
        if quote {
            view = try session.act {
                try $0.quote(VisitID(number))
            } thenShow: {
                CostsView($0, $1.output)
            }
        } else {
            view = try session.read { v in
                try v.reading.requireReach(.read, on: id.subject, session.actor)
                let costs =
                    id.subject.kind == .visit
                    ? try v.reading.estimate(VisitID(number), at: session.now)
                    : try v.reading.estimate(
                        CaseID(number), parts: PartCounts.read(parts, v.reading.rules), at: session.now)
                return CostsView(costs, v.output)
            }
        }
        try form.show(view, in: session)
    }
}

struct BillVisit: DeskCommand {
    static let configuration = CommandConfiguration(
        commandName: "bill",
        abstract: "What a finished visit costs, and who pays; --issue writes it under a number, for good.")

    @OptionGroup(title: "Global options") var globals: GlobalOptions
    @OptionGroup var form: CostOptions
    @Argument(help: "The visit, such as V3.") var id: VisitID
    @Flag(help: "Write it: it gets a receipt number, and stays as it is.") var issue = false
    @Option(
        help: ArgumentHelp("The one of this number, such as one that is void.", valueName: "B000012"))
    var number: String?
    @Option(
        help: ArgumentHelp(
            "With --issue: how the customer agreed to a sum well above what they were told.", valueName: "how"
        ))
    var consent: String?
    @Option(
        help: ArgumentHelp(
            "With --issue: what the customer need not pay, within your limit or what was approved for the case.",
            valueName: "amount"))
    var discount: Money?

    func validate() throws {
        if number != nil, issue {
            throw OptionFault.without(["--number"], others: ["--issue"])
        }
        if discount != nil, !issue { throw OptionFault.with(["--discount"], others: ["--issue"]) }
        if let consent {
            if !issue { throw OptionFault.with(["--consent"], others: ["--issue"]) }
            if consent.allSatisfy(\.isWhitespace) {
                throw OptionFault.written("--consent", example: "\"by telephone\"")
            }
        }
    }

    func run(in session: Session) throws {
        let view: CostsView =
            issue
            ? try session.act {
                try $0.writeBill(id, consent: consent, discount: discount)
            } thenShow: {
                CostsView($0, $1.output)
            }
            : try session.read { v in
                try v.reading.requireReach(.read, on: Subject(id), session.actor)
                let bill =
                    try number.map { try v.reading.paper($0.uppercased(), of: id).bill }
                    ?? v.reading.bill(id, at: session.now)
                return CostsView(bill, v.output)
            }
        try form.show(view, in: session)
    }
}

struct ListBills: DeskCommand {
    static let configuration = CommandConfiguration(
        commandName: "bills",
        abstract:
            "What the visits for a case, or of a customer, cost: expected, to be billed, billed, credited, void."
    )

    @OptionGroup(title: "Global options") var globals: GlobalOptions
    @Argument(help: "The case or the customer, such as C12 or K3.") var id: SubjectArgument
    @Option(help: "Of a customer: so many visits at most, the latest ones.") var limit = 200

    func validate() throws {
        guard [.case, .customer].contains(id.subject.kind) else {
            throw CommandFault.subject(example: "C12, K3")
        }
        guard (1...10_000).contains(limit) else {
            throw OptionFault.between("--limit", low: "1", high: "10000")
        }
    }

    func run(in session: Session) throws {
        let number = id.subject.number
        let views = try session.read { v in
            let bills =
                id.subject.kind == .case
                ? try v.reading.listedBills(of: CaseID(number), by: session.actor, at: session.now)
                : try v.reading.listedBills(
                    of: CustomerID(number), by: session.actor, limit: limit, at: session.now)
            return bills.map { ListedBillView($0) }
        }
        try session.output.list(views)
    }
}

/// Parts as options name them: `ac-capacitor`, `ac-refrigerant=2`.
enum PartCounts {
    static func read(_ words: [String], _ rules: Rules) throws -> [String: Int] {
        let book = try rules.parts()
        let list = try PartList(words.joined(separator: ";"), book)
        // On a command line nothing is for people to read only.
        if let word = list.text.first { _ = try book.part(word) }
        return list.counts
    }
}
