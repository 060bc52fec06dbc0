import ArgumentParser
import Model
import Records
import ServiceDesk
import Wording

struct ViewCommands: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "view",
        abstract: "Kept filters: one's own, those one is offered, and those of the rules.",
        subcommands: [
            ListKeptViews.self, ShowKeptView.self, KeepFilter.self, ChangeKeptView.self, DropKeptView.self,
        ])
}

struct ListKeptViews: DeskCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "The views of the rules, and those one keeps or is offered.")

    @OptionGroup(title: "Global options") var globals: GlobalOptions

    func run(in session: Session) throws {
        try session.output.list(
            session.read { v in
                try v.reading.listedViews(for: session.actor).map { try KeptViewView($0, v) }
            })
    }
}

struct ShowKeptView: DeskCommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "One of the views of the rules, or that one keeps or is offered.")

    @OptionGroup(title: "Global options") var globals: GlobalOptions
    @Argument(help: "Its number or name, such as W3.") var view: String

    func run(in session: Session) throws {
        try session.output.show(
            session.read { v in
                try KeptViewView(v.reading.listedView(view, for: session.actor), v)
            })
    }
}

/// Of what a view is.
enum ViewSubject: String, CaseIterable, ExpressibleByArgument {
    case cases, visits, calls, approvals

    var kind: WorkKind? { WorkKind(rawValue: rawValue) }
}

/// To whom a view is offered.
struct ViewOffer: ParsableArguments {
    @Flag(help: "Offer it to everyone.") var everyone = false
    @Option(help: ArgumentHelp("Offer it to this role; can be given again.", valueName: "role"))
    var role: [String] = []

    func validate() throws {
        if everyone, !role.isEmpty { throw OptionFault.oneOf(["--everyone", "--role"]) }
    }

    var isShared: Bool { everyone || !role.isEmpty }
}

/// How the list of a view is shown, and what in it is at risk.
struct ViewShowing: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "What is on top: what is to be done first (urgency); of cases also what waits longest (age), of visits whose window ends first (due), of calls from when they may be made (starts) or what was tried most (attempts), of approvals the largest sum (amount).",
            valueName: "order"))
    var order: ListOrder?
    @Option(
        help: ArgumentHelp(
            "Which columns, in this order, such as due,id,customer; with '' those that every list has.",
            valueName: "names"))
    var columns: String?
    @Option(
        help: ArgumentHelp(
            "What counts as at risk: a filter such as due<4h; with '' what the desk says everywhere.",
            valueName: "terms"))
    var atRisk: String?

    /// Puts what was said into a draft.
    /// - Throws: `ViewFault.unknownColumn`.
    /// - Parameter kind: of what the view is; nil of cases.
    func put(into draft: inout ViewDraft, of kind: WorkKind?, _ output: Output) throws {
        if let order { draft.order = order }
        if let columns {
            if let kind {
                draft.workColumns = try WorkColumn.list(columns, of: WorkColumn.known(of: kind)) {
                    [output.wording.say($0.title)]
                }
            } else {
                draft.columns = try CaseColumn.list(columns) { [output.wording.say($0.title)] }
            }
        }
        if let atRisk { draft.risk = atRisk }
    }
}

struct KeepFilter: DeskCommand {
    static let configuration = CommandConfiguration(
        commandName: "keep", abstract: "Keep a filter under a name; for oneself, if nobody else is named.")

    @OptionGroup(title: "Global options") var globals: GlobalOptions
    @Argument(help: "What it is called.") var name: String
    @Option(help: ArgumentHelp("As after / on the screen.", valueName: "terms")) var filter: String
    @Option(help: "Of what it is.") var of = ViewSubject.cases
    @OptionGroup(title: "How its list is shown") var showing: ViewShowing
    @OptionGroup var offer: ViewOffer

    func run(in session: Session) throws {
        var draft = ViewDraft(name: name, filter: filter, isShared: offer.isShared, roles: offer.role)
        try showing.put(into: &draft, of: of.kind, session.output)
        let kept = draft
        try session.output.show(
            session.act {
                try $0.keepView(kept, words: session.viewWords(of: of.kind, in: $0))
            } thenShow: {
                try KeptViewView($0, $1)
            })
    }
}

struct ChangeKeptView: DeskCommand {
    static let configuration = CommandConfiguration(
        commandName: "change", abstract: "Change a view: what is not said stays as it is.")

    @OptionGroup(title: "Global options") var globals: GlobalOptions
    @Argument(help: "Its number or name, such as W3.") var view: String
    @Option(help: "What it is called.") var name: String?
    @Option(help: ArgumentHelp("As after / on the screen.", valueName: "terms")) var filter: String?
    @OptionGroup var showing: ViewShowing
    @OptionGroup var offer: ViewOffer
    @Flag(help: "For oneself alone again.") var alone = false

    func validate() throws {
        if alone, offer.isShared { throw CommandFault.aloneOrOffered }
    }

    func run(in session: Session) throws {
        try session.output.show(
            session.act { work in
                let kept = try work.reading.savedView(view, for: session.actor).kept
                var draft = ViewDraft(kept)
                (draft.name, draft.filter) = (name ?? kept.name, filter ?? kept.filter)
                draft.isShared = !alone && (offer.isShared || kept.isShared)
                if offer.isShared { draft.roles = offer.role }
                try showing.put(into: &draft, of: kept.of, session.output)
                return try work.changeView(kept.id, draft, words: session.viewWords(of: kept.of, in: work))
            } thenShow: {
                try KeptViewView($0, $1)
            })
    }
}

struct DropKeptView: DeskCommand {
    static let configuration = CommandConfiguration(commandName: "drop", abstract: "Keep it no longer.")

    @OptionGroup(title: "Global options") var globals: GlobalOptions
    @Argument(help: "Its number or name, such as W3.") var view: String

    func run(in session: Session) throws {
        let (name, answer) = try session.act { work in
            try work.dropView(work.reading.savedView(view, for: session.actor).kept.id)
        } thenShow: {
            ($0.name, try KeptViewView($0, $1))
        }
        try session.output.show(answer)
        session.output.remark("view.dropped", ["name": .text(name)])
    }
}

extension Session {
    /// What a filter may say, in the language in which it is typed and in the names of the rule files.
    func viewWords(of kind: WorkKind?, in work: Work) throws -> any ViewWords {
        try work.reading.viewWords(of: kind, in: output.wording.language) { [output.wording.say($0)] }
    }
}

extension ListOrder: ExpressibleByArgument {}
