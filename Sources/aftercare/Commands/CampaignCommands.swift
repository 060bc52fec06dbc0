import ArgumentParser
import Model
import Records
import ServiceDesk
import Workflow

struct CampaignCommands: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "campaign",
        abstract: "Rounds of follow-up calls: choose customers, plan their calls, watch, stop.",
        subcommands: [
            NewCampaign.self, PreviewCampaign.self, ListCampaigns.self, ShowCampaign.self, StopCampaign.self,
            ListUnreached.self, AccountForCustomer.self,
        ])
}

/// Whom a campaign is for, and how it is spread.
struct CampaignOptions: ParsableArguments {
    @Argument(
        help: """
            Whom to look for: fields with what they must be, such as product:air-conditioner batch:SN2503* \
            bought:2025-01..2025-06 region:上海市 contact<-90d. A comma says "or", ! in front says "not". Fields: product, \
            model, serial or batch (also A100..A199), bought, delivered, installed, region (province, city, district, zone), \
            kind, language, dealer, customer, contact.
            """)
    var query: [String]
    @Option(
        help: """
            How many of them: all, 200, 10%, ±5% (as many as a share needs to be so sure), 200 by product, or \
            "by product: air-conditioner=50, refrigerator=30". Strata: product, model, province, city, district, zone, kind, \
            language, year.
            """)
    var sample = "all"
    @Option(
        help: ArgumentHelp(
            "Why they are called, which decides what is asked; default: quality tracking, or recall."))
    var reason: String?
    @Flag(help: "Everyone must be reached, or accounted for by somebody (a recall).") var mustReach = false
    @Option(help: "What the sample is drawn by; default: the day.") var seed: Int64?
    @Option(help: ArgumentHelp("The first day; default: now.", valueName: "date")) var from: String?
    @Option(help: "At most so many calls a day; default: what the agents have room for.") var perDay: Int?
    @Option(
        help: ArgumentHelp(
            "Whose days have room, such as zhao,qian; default: all who make such calls. Not with --per-day.",
            valueName: "logins")
    )
    var agents: String?

    func draft(named name: String, in session: Session) throws -> CampaignDraft {
        let said = { (key: String) in [session.output.words(key)] }
        var draft = CampaignDraft(
            name: name, reason: reason ?? (mustReach ? CampaignDraft.recall : CampaignDraft.tracking),
            query: try CampaignQuery(
                query.joined(separator: " "), rules: session.rules, today: session.place.instants.today,
                said: said),
            sampling: try CampaignSampling(sample, rules: session.rules, said: said))
        (draft.mustReach, draft.seed, draft.perDay) = (mustReach, seed, perDay)
        draft.startsOn = try from.map(session.place.instants.day)
        draft.agents = (agents ?? "").split(separator: ",").map { String($0).trimmed }
        return draft
    }
}

struct NewCampaign: DeskCommand {
    static let configuration = CommandConfiguration(
        commandName: "new", abstract: "Begin a campaign: its calls are planned at once.",
        usage: "aftercare campaign new NAME QUERY … [--sample SAMPLE] [--must-reach] …")

    @OptionGroup(title: "Global options") var globals: GlobalOptions
    @Argument(help: "What to call it.") var name: String
    @OptionGroup var options: CampaignOptions

    func run(in session: Session) throws {
        let draft = try options.draft(named: name, in: session)
        var bar = ProgressLine(session.output)
        defer { bar.finish() }
        let campaign = try session.desk.begin(draft, by: session.actor, at: session.now) { done, total in
            bar.show(part: Double(done) / Double(max(1, total)), count: done)
        }
        bar.finish()
        try session.output.show(session.read { try CampaignView(campaign.id, at: session.now, $0) })
    }
}

struct PreviewCampaign: DeskCommand {
    static let configuration = CommandConfiguration(
        commandName: "preview", abstract: "Whom a campaign would call, and when; nothing is planned.",
        discussion:
            "--json and --csv take the right to export: they tell names and numbers of all who are drawn.")

    @OptionGroup(title: "Global options") var globals: GlobalOptions
    @OptionGroup var options: CampaignOptions
    @Flag(help: "The customers, as a table for spreadsheets.") var csv = false

    func run(in session: Session) throws {
        let draft = try options.draft(named: "", in: session)
        try session.desk.require(.runCampaigns, of: session.actor)
        if csv || globals.json { try session.act { try $0.noteExport(of: "campaign") } }
        let view = try session.read {
            try CampaignSampleView(draft, $0.reading.sample(draft, at: session.now), $0)
        }
        if csv { return view.csv.forEach { StandardStream.out.write(CSVText.line($0)) } }
        try session.output.show(view)
    }
}

struct ListCampaigns: DeskCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "Campaigns and how far they have come; those that run on top.")

    @OptionGroup(title: "Global options") var globals: GlobalOptions
    @Option(help: "At most so many.") var limit = 50
    @Flag(help: "As a table for spreadsheets.") var csv = false

    func run(in session: Session) throws {
        let views = try session.read { v in
            try v.reading.campaignList(at: session.now, limit: max(1, limit)).map { try CampaignView($0, v) }
        }
        guard csv else { return try session.output.list(views) }
        CampaignView.csv(views).forEach { StandardStream.out.write(CSVText.line($0)) }
    }
}

struct ShowCampaign: DeskCommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "One campaign: whom it chose, its days, its agents, when it will end.")

    @OptionGroup(title: "Global options") var globals: GlobalOptions
    @Argument(help: "The campaign, such as G1.") var id: CampaignID

    func run(in session: Session) throws {
        try session.output.show(session.read { try CampaignView(id, at: session.now, $0) })
    }
}

struct StopCampaign: DeskCommand {
    static let configuration = CommandConfiguration(
        commandName: "stop", abstract: "Cancel the calls of a campaign that are not made yet.")

    @OptionGroup(title: "Global options") var globals: GlobalOptions
    @Argument(help: "The campaign, such as G1.") var id: CampaignID
    @Option(help: "Why.") var reason: String

    func run(in session: Session) throws {
        _ = try session.desk.stop(id, because: reason, by: session.actor, at: session.now)
        try session.output.show(session.read { try CampaignView(id, at: session.now, $0) })
    }
}

struct ListUnreached: DeskCommand {
    static let configuration = CommandConfiguration(
        commandName: "unreached", abstract: "Customers of a campaign whom no call has reached, and why.",
        discussion: "--json and --csv take the right to export.")

    @OptionGroup(title: "Global options") var globals: GlobalOptions
    @Argument(help: "The campaign, such as G1.") var id: CampaignID
    @Flag(help: "As a table for spreadsheets.") var csv = false

    func run(in session: Session) throws {
        if csv || globals.json { try session.act { try $0.noteExport(of: "campaign") } }
        let views = try session.read { v in
            try v.reading.unreached(in: id).map { UnreachedView($0, v) }
        }
        guard csv else { return try session.output.list(views) }
        UnreachedView.csv(views).forEach { StandardStream.out.write(CSVText.line($0)) }
    }
}

struct AccountForCustomer: DeskCommand {
    static let configuration = CommandConfiguration(
        commandName: "account",
        abstract:
            "Say how it is settled with a customer whom no call reached: a letter, a visit, a unit scrapped.")

    @OptionGroup(title: "Global options") var globals: GlobalOptions
    @Argument(help: "The campaign, such as G1.") var id: CampaignID
    @Argument(help: "The customer, such as K1.") var customer: CustomerID
    @Option(help: "How, in words.") var reason: String

    func run(in session: Session) throws {
        try session.act { _ = try $0.account(for: customer, in: id, reason) }
        try session.output.show(session.read { try CampaignView(id, at: session.now, $0) })
    }
}
