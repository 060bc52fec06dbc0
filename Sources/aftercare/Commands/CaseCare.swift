import ArgumentParser
import Model
import Records
import ServiceDesk

struct NoteCase: DeskCommand {
    static let configuration = CommandConfiguration(
        commandName: "note",
        abstract: "Write a note on a case; one the customer was told keeps the promise to keep them informed."
    )

    @OptionGroup(title: "Global options") var globals: GlobalOptions
    @Argument(help: "The case, such as C12.") var id: CaseID
    @Argument(help: "What to write.") var text: String
    @Flag(help: "The customer was told this.") var told = false

    func run(in session: Session) throws { try session.note(Subject(id), text, told: told) }
}

struct EditCase: DeskCommand {
    static let configuration = CommandConfiguration(
        commandName: "edit", abstract: "Give a case to someone, move it, or correct what was logged.")

    @OptionGroup(title: "Global options") var globals: GlobalOptions
    @OptionGroup var over: OverVersion
    @Argument(help: "The case, such as C12.") var id: CaseID
    @Option(help: "Who has it in hand, by sign-in name; an empty text gives it back.") var owner: String?
    @Option(help: "The queue it waits in.") var queue: String?
    @Option(help: "How bad it is.") var severity: Severity?
    @Option(help: "What the customer says.") var summary: String?
    @Option(help: "The fault.") var fault: String?
    @Option(help: "The product.") var product: String?
    @Option(help: ArgumentHelp("The unit it is about.", valueName: "unit")) var unit: UnitID?
    @Option(help: "How it reached us.") var channel: Channel?
    @Option(
        help: ArgumentHelp("Where it is, by its place on the customer's file: 1, 2 …", valueName: "number"))
    var address: Int?

    func run(in session: Session) throws {
        let edited = try session.act { work in
            let c = try over.edited(work.reading.serviceCase(id)) { c in
                if let owner { c.owner = owner.isEmpty ? nil : try work.reading.staff(named: owner).id }
                if let queue { c.queue = queue }
                if let severity { c.severity = severity }
                if let summary { c.summary = summary }
                if let fault { c.fault = fault }
                if let product { c.product = product }
                if let unit { c.unit = unit }
                if let channel { c.channel = channel }
                if let address { c.addressID = try work.reading.address(address, of: c.customer) }
            }
            return try work.edit(c, merging: over.merge)
        } thenShow: {
            try CaseView($0, $1)
        }
        try session.output.show(edited)
    }
}

struct ChaseCase: DeskCommand {
    static let configuration = CommandConfiguration(
        commandName: "chase", abstract: "Count the customer's asking again about an open case.")

    @OptionGroup(title: "Global options") var globals: GlobalOptions
    @Argument(help: "The case, such as C12.") var id: CaseID
    @Argument(help: "What the customer says.") var text = ""

    func run(in session: Session) throws {
        try session.output.show(
            session.act {
                try $0.chase(id, saying: text)
            } thenShow: {
                try CaseReceiptView($0, $1)
            })
    }
}

struct MergeCase: DeskCommand {
    static let configuration = CommandConfiguration(
        commandName: "merge",
        abstract: "Fold a case into another of the same matter; it then redirects there.")

    @OptionGroup(title: "Global options") var globals: GlobalOptions
    @Argument(help: "The case to fold, such as C13.") var id: CaseID
    @Argument(help: "The case that stays, such as C12.") var into: CaseID

    func run(in session: Session) throws {
        try session.act { try $0.mergeCase(id, into: into) }
        try session.output.show(session.read { try CaseView($0.reading.serviceCase(id), $0) })
    }
}

struct UnmergeCase: DeskCommand {
    static let configuration = CommandConfiguration(
        commandName: "unmerge", abstract: "Undo the merging of a case, whole.")

    @OptionGroup(title: "Global options") var globals: GlobalOptions
    @Argument(help: "The case that was folded, such as C13.") var id: CaseID

    func run(in session: Session) throws {
        try session.act { try $0.unmergeCase(id) }
        try session.output.show(session.read { try CaseView($0.reading.serviceCase(id), $0) })
    }
}

struct SplitCase: DeskCommand {
    static let configuration = CommandConfiguration(
        commandName: "split", abstract: "Take a second matter out of a case into one of its own.")

    @OptionGroup(title: "Global options") var globals: GlobalOptions
    @Argument(help: "The case it comes out of, such as C12.") var id: CaseID
    @Option(help: "The kind of the new case.") var kind: String
    @Option(help: "What the new case is about.") var summary: String

    func run(in session: Session) throws {
        try session.output.show(
            session.act {
                try $0.splitCase(id, kind: CaseKind(kind), summary: summary)
            } thenShow: {
                try CaseReceiptView($0, $1)
            })
    }
}

struct LinkCases: DeskCommand {
    static let configuration = CommandConfiguration(
        commandName: "link", abstract: "Note that two cases belong together.")

    @OptionGroup(title: "Global options") var globals: GlobalOptions
    @Argument(help: "One case, such as C12.") var one: CaseID
    @Argument(help: "The other.") var other: CaseID
    @Option(help: "How they belong together.") var kind = "related"

    func run(in session: Session) throws {
        try session.act { try $0.linkCases(one, other, kind: kind) }
        try session.output.list(session.read { try $0.reading.cases.links(of: one).map(LinkView.init) })
    }
}

struct UnlinkCases: DeskCommand {
    static let configuration = CommandConfiguration(
        commandName: "unlink", abstract: "Take back that two cases belong together.")

    @OptionGroup(title: "Global options") var globals: GlobalOptions
    @Argument(help: "One case, such as C12.") var one: CaseID
    @Argument(help: "The other.") var other: CaseID
    @Option(help: "How they were said to belong together.") var kind = "related"

    func run(in session: Session) throws {
        try session.act { try $0.unlinkCases(one, other, kind: kind) }
        try session.output.list(session.read { try $0.reading.cases.links(of: one).map(LinkView.init) })
    }
}

struct AttachToCase: DeskCommand {
    static let configuration = CommandConfiguration(
        commandName: "attach",
        abstract: "Keep a reference to a file of a case that lies elsewhere, such as a photo.")

    @OptionGroup(title: "Global options") var globals: GlobalOptions
    @Argument(help: "The case, such as C12.") var id: CaseID
    @Argument(help: "A path or URL.") var reference: String
    @Option(help: "What it is.") var title = ""

    func run(in session: Session) throws {
        try session.act { try $0.attach(Subject(id), reference: reference, title: title) }
        try session.output.show(session.read { try CaseFileView($0.reading.serviceCase(id), $0) })
    }
}
