import Model
import ServiceDesk
import TerminalKit
import Workflow

/// What works on every screen. The first key is the one shown; each F key has another way, for terminals that keep it.
enum Everywhere {
    static let help = ActionID("help")
    static let log = ActionID("log")
    static let find = ActionID("find")
    static let reload = ActionID("reload")
    static let work = ActionID("work")
    static let queues = ActionID("queues")
    static let overview = ActionID("overview")
    static let nextCall = ActionID("nextCall")
    static let approvals = ActionID("approvals")
    static let notices = ActionID("notices")
    static let drafts = ActionID("drafts")
    static let calls = ActionID("calls")
    static let campaigns = ActionID("campaigns")
    static let about = ActionID("about")
    static let board = ActionID("board")
    static let day = ActionID("day")
    static let palette = ActionID("palette")
    static let menu = ActionID("menu")
    static let back = ActionID("back")
    static let language = ActionID("language")
    static let settings = ActionID("settings")
    static let copy = ActionID("copy")
    static let lock = ActionID("lock")
    static let onBreak = ActionID("onBreak")
    static let wrapUp = ActionID("wrapUp")
    static let redraw = ActionID("redraw")
    static let quit = ActionID("quit")
    static let knowledge = ActionID("knowledge")
    static let caller = ActionID("caller")
    static let results = ActionID("results")
    static let review = ActionID("review")
    static let reports = ActionID("reports")
    static let quality = ActionID("quality")
    /// Also while something is typed, so no letter.
    static let callerKey = Key.alt("i")

    static func actions(_ context: DeskContext) -> [DeskAction] {
        func action(_ id: ActionID, _ keys: [Key], inFooter: Bool = true) -> DeskAction {
            context.action(id, keys, group: "group.everywhere", inFooter: inFooter)
        }
        return [action(help, [.f(1), .character("?")])] + Places.actions(context) + [
            action(work, [.alt("w")], inFooter: false),
            action(palette, [.f(10), .character(":"), .ctrl("p")]),
            action(menu, [.character("."), .alt("z")], inFooter: false),
            action(back, [.f(12), .escape]),
            action(reload, [.f(5), .ctrl("r")], inFooter: false),
            action(language, [.f(11), .ctrl("g")], inFooter: false),
            action(settings, [.alt("s")], inFooter: false),
            action(copy, [.alt("c")], inFooter: false),
            action(lock, [.alt("l")], inFooter: false),
            action(onBreak, [.alt("b")], inFooter: false),
            action(wrapUp, [.alt("u")], inFooter: false),
            action(redraw, [.ctrl("l")], inFooter: false),
            action(quit, [.ctrl("q"), .ctrl("c")], inFooter: false),
            context.action(
                caller, [callerKey], group: "group.everywhere", inFooter: context.waitingCaller != nil,
                why: context.waitingCaller == nil ? context.say("pop.nobody") : context.lack(of: .logCase)),
        ]
    }

    /// Before anyone has signed in there is nothing to go to but what this program is, which is asked when one cannot.
    static func beforeSignIn(_ context: DeskContext) -> [DeskAction] {
        actions(context).filter { [help, language, settings, copy, redraw, quit].contains($0.id) }
            + (Places.named(about).map { [context.action(about, $0.keys, group: "group.everywhere")] } ?? [])
    }

    /// Nothing that would show or change what lies under the lock.
    static func whileLocked(_ context: DeskContext) -> [DeskAction] {
        actions(context).filter { [language, redraw].contains($0.id) }
    }
}

/// What the actions that work everywhere are made of, beside the rules and the language.
struct EverywhereDepends: Hashable {
    /// Nil before anyone signed in.
    let login: String?
    let roles: [String]
    let isLocked: Bool
    let waitingCaller: String?
}

/// What the actions that go to queues and views are made of, likewise.
struct ScopesDepend: Hashable {
    /// Nil before anyone signed in.
    let login: String?
    let roles: [String]
    let savedViews: [SavedView]
    /// To whom what is set at this desk is offered.
    let ownLists: [ListOfRules: KeptView]
}
