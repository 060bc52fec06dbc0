import Model
import ServiceDesk
import TerminalKit
import Workflow

/// A screen that can be gone to from anywhere: by its key, from the palette, from the help sheet. One without keys of its own
/// is found by its name, unless it is given some; where a screen offers the same action, it has that one's key.
struct Place: Sendable {
    /// Its words are the phrases `action.<name>.short` and `action.<name>.long`.
    let action: ActionID
    /// The first is the one shown; an F key has another way beside it, for terminals that keep it.
    var keys: [Key] = []
    /// Whether the footer names it, which has room for few.
    var isInFooter = false
    /// Whoever lacks this right is told so in place of it.
    var right: Right = .read
    /// Whether it sums up all cases, so that a right to read only some does not do.
    var isWhole = false
    let make: @Sendable (DeskContext) -> any Screen
}

/// The one table of such screens. A new screen is a line here, its words, and its file in `Screens`.
enum Places {
    static let all: [Place] =
        [
            Place(action: Everywhere.log, keys: [.f(2), .ctrl("o")], isInFooter: true, right: .logCase) {
                LogScreen($0)
            },
            Place(action: Everywhere.find, keys: [.f(3), .character("/")], isInFooter: true) {
                FindScreen($0)
            },
            Place(action: Everywhere.queues, keys: [.f(7), .alt("q")], isInFooter: true) { _ in QueuesScreen()
            },
            Place(action: Everywhere.overview, keys: [.alt("e")], isWhole: true) { _ in OverviewScreen() },
            Place(action: Everywhere.knowledge, keys: [.alt("t")]) { KnowledgeScreen($0) },
            Place(action: Everywhere.nextCall, keys: [.f(9), .ctrl("t")], isInFooter: true, right: .makeCall)
            {
                _ in CallScreen(nil)
            },
            Place(action: Everywhere.board, keys: [.f(8), .alt("v")]) { _ in BoardScreen() },
            // Alt with a letter; of those that edit words, a field has the first word (`Key.movesByWord`).
            Place(action: Everywhere.approvals, keys: [.alt("a")]) { _ in ApprovalsScreen() },
            Place(action: Everywhere.notices, keys: [.alt("n")]) { _ in NoticesScreen() },
            Place(action: Everywhere.drafts, keys: [.alt("r")]) { _ in DraftsScreen() },
            Place(action: Everywhere.calls, keys: [.alt("p")]) { _ in CallsScreen() },
            Place(action: Everywhere.campaigns, keys: [.alt("f")], isWhole: true) { _ in CampaignsScreen() },
            Place(action: Everywhere.day, keys: [.alt("m")]) { _ in MyDayScreen() },
            Place(action: Everywhere.results, keys: [.alt("g")], isWhole: true) { _ in ResultsScreen() },
            Place(action: Everywhere.reports, keys: [.alt("o")], isWhole: true) { _ in ReportsScreen() },
            Place(action: Everywhere.review, keys: [.alt("x")], isWhole: true) { _ in ReviewScreen() },
            Place(action: Everywhere.quality, keys: [.alt("y")], isWhole: true) { _ in QualityScreen() },
            Place(action: Everywhere.about, keys: [.alt("h")]) { _ in AboutScreen() },
        ] + reports

    /// What the reports lead to.
    private static let reports = [
        Place(action: ReportsScreen.boards, isWhole: true) { _ in FigureBoardScreen() },
        Place(action: ReportsScreen.gaps, isWhole: true) { _ in GapsScreen() },
        Place(action: GapsScreen.needs, isWhole: true) { _ in NeedsScreen() },
        Place(action: ReportsScreen.audit, isWhole: true) { _ in AuditScreen() },
        Place(action: ReportsScreen.competitors, isWhole: true) { _ in CompetitorsScreen() },
        Place(action: ReportsScreen.standard, isWhole: true) { _ in StandardScreen() },
        Place(action: ReportsScreen.system, isWhole: true) { _ in SystemScreen() },
        Place(action: ReportsScreen.strategy, isWhole: true) { _ in StrategyScreen() },
    ]

    static func named(_ action: ActionID) -> Place? { all.first { $0.action == action } }

    static func actions(_ context: DeskContext) -> [DeskAction] {
        all.map { place in
            context.action(
                place.action, place.keys, group: "group.everywhere", inFooter: place.isInFooter,
                why: context.lack(of: place.right) ?? (place.isWhole ? context.lackOfWhole : nil))
        }
    }
}

extension DeskContext {
    /// Why this person may not look at what sums up all cases; nil when they may.
    var lackOfWhole: String? {
        let reach = boundedReach
        guard !reach.isEmpty else { return nil }
        return say(
            DeskFault.outOfReach(
                nil, login: actor.login, right: Right.read.rawValue, reach: reach, people: []))
    }

    /// What a list says that has nothing: to who reads only some cases, that their reach bounds it; else `key`.
    func whenEmpty(_ key: String, _ facts: [String: PhraseFact] = [:]) -> String {
        let reach = boundedReach
        guard !reach.isEmpty else { return say(key, facts) }
        return say("reach.empty", ["reach": .list(reach.map { .phrase($0) })])
    }

    /// How far this person's right to read reaches, where that is not every case; else empty.
    private var boundedReach: [Phrase] {
        let reaches = rules.roles.reaches(of: actor.roles, .read)
        return reaches.contains(.all) ? [] : Reach.allCases.filter(reaches.contains).map(\.phrase)
    }

    /// Why this person may not do what needs this right; nil when they may.
    func lack(of right: Right) -> String? {
        rules.roles.allows(actor.roles, right)
            ? nil : say(DeskFault.notAllowed(login: actor.login, right: right.rawValue))
    }
}
