import ArgumentParser
import Model
import Records
import ServiceDesk
import Wording

struct ListCases: DeskCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "Open cases, the clock that runs out first on top; with --all every case, oldest first.",
        discussion: "A queue or view is shown as is said of it: in its order, with its columns.")

    @OptionGroup(title: "Global options") var globals: GlobalOptions
    @Flag(help: "Every case, closed ones too.") var all = false
    @Option(help: "Only of this queue.") var queue: String?
    @Flag(help: "Only what counts as at risk in its queue or view, and is not late: goes with either.")
    var atRisk =
        false
    @Option(help: "Only in this person's hands, by sign-in name.") var owner: String?
    @Option(help: "Only of this kind.") var kind: String?
    @Option(help: ArgumentHelp("Only of this customer.", valueName: "customer")) var customer: CustomerID?
    @Option(help: ArgumentHelp("Only about this unit.", valueName: "unit")) var unit: UnitID?
    @Option(
        help: ArgumentHelp(
            "Only what fits, as after / on the screen: kind:repair owner:me due<2h word.", valueName: "terms")
    )
    var filter: String?
    @Option(help: ArgumentHelp("Only of this view: one of the rules or one that is kept.", valueName: "view"))
    var view: String?
    @Option(help: "At most so many; default 50, with --all no limit.") var limit: Int?

    func validate() throws {
        if let limit, limit < 1 { throw OptionFault.least("--limit", low: "1") }
        if atRisk, queue == nil, view == nil {
            throw OptionFault.withOne(["--at-risk"], others: ["--queue", "--view"])
        }
    }

    func run(in session: Session) throws {
        try session.read { v in
            if let queue { _ = try session.rules.queue(named: queue) }
            if let kind { _ = try session.rules.caseWorkflow(CaseKind(kind)) }
            var query = CaseQuery()
            let viewed = try view.map { try v.reading.list(ofView: $0, for: session.actor) }
            // Of a view within a queue, as the view says.
            let terms = viewed?.terms ?? queue.map { session.rules.terms(of: .queue($0)) } ?? ListTerms()
            query.order = all ? .oldest : terms.order
            query.openOnly = !all
            (query.queue, query.customer, query.unit, query.kind) = (
                queue, customer, unit, kind.map { CaseKind($0) }
            )
            query.owner = try owner.map { try v.reading.staff(named: $0).id }
            if atRisk { query.tests = terms.riskTests(at: session.now) }
            if let viewed { query.tests += viewed.filter.tests(for: session.actor, at: session.now) }
            query.tests += try v.reading.tests(of: session.actor)
            if let filter {
                let words = try v.reading.filterWords(in: session.output.wording.language) {
                    [session.output.wording.say($0)]
                }
                query.tests += try CaseFilter(filter, words: words).tests(for: session.actor, at: session.now)
            }
            var left = limit ?? (all ? .max : 50)
            var writer = CaseView.writer(terms.columns, to: session.output)
            while left > 0 {
                query.limit = min(left, 500)
                let page = try v.reading.cases.list(query)
                try writer.add(page.map { try CaseView($0, v) })
                guard page.count == query.limit, let last = page.last else { break }
                left -= page.count
                let place =
                    query.order == .age
                    ? last.openedAt.milliseconds : try v.reading.cases.urgency(last.id)
                query.after = CaseKey(place, last.id)
            }
            try writer.finish()
        }
    }
}
