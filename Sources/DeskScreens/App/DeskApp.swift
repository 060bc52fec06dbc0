package import Model
package import ServiceDesk
package import TerminalKit
package import Wording

/// The desk in front of a person: a stack of screens in one frame. It reads events and gives canvases, and knows
/// neither a terminal nor a database driver, so tests drive it like a person would.
///
///     let app = DeskApp(desk: desk, wordings: wordings, clock: clock, runner: runner)
///     app.onCanvas = terminal.show
///     app.start(as: actor, size: terminal.size)
///     app.handle(event)      // for every event; and app.tick() several times a second
@MainActor
package final class DeskApp {
    /// Given every picture that is to be seen.
    package var onCanvas: (Canvas) -> Void = { _ in }
    /// The picture on the terminal is spoilt; the next is to be painted whole.
    package var onRepaint: () -> Void = {}
    /// The person left; drafts are saved.
    package var onQuit: () -> Void = {}
    /// A program is to be started that rings somebody up; what it is started with.
    package var onDial: (_ program: String, _ arguments: [String]) throws -> Void = { _, _ in }
    /// The desk was swept: what is to be done without a transaction may be begun. Must not block.
    package var onSwept: (ServiceDesk) -> Void = { _ in }
    /// Someone signed in.
    package var onSignIn: (Staff) -> Void = { _ in }

    let desk: ServiceDesk
    let clock: () -> Instant
    let runner: any JobRunner
    /// Given a choice that is to be kept for the next session.
    package var onSettings: (Preferences) -> Void = { _ in }
    /// Given what the terminal told of itself, for the doctor.
    package var onFound: (TerminalFound) -> Void = { _ in }
    /// Pictures are to be shown this way from now on.
    package var onAppearance: (Appearance) -> Void = { _ in }
    var settings: Preferences
    /// The language to speak where the person chose none.
    let systemLanguage: String
    package internal(set) var found: TerminalFound
    /// The keys as this person has them.
    let keys: KeyMap
    private let about: About
    var lastClick: (point: Point, at: Instant)?
    var wordings: [Wording] {
        didSet { (otherWordings, everywhere, scopes) = (Array(wordings.dropFirst()), nil, nil) }
    }
    private var otherWordings: [Wording] = []
    private var everywhere: (depends: EverywhereDepends, actions: DeskActions)?
    private var scopes: (depends: ScopesDepend, actions: [DeskAction])?
    var actor: Actor?
    var size = Size(columns: 80, rows: 24)
    /// `Canvas.reach` of the picture last shown.
    var reach = 0
    var stack: [Entry] = []
    /// Lies over the whole stack while the desk is locked.
    var lock: Entry?
    /// When a key, a paste or the mouse last came.
    var touchedAt = Instant(milliseconds: 0)
    var message = MessageLine.empty
    var notice = Notice()
    /// What came to this person just now.
    var toasts = Toasts()
    var jobs = JobBook()
    /// `DeskContext.changes`.
    var changes = 0
    var upkeep = Upkeep()
    var hand = HandGuard()
    var ahead = TypeAhead()
    var readAhead = ReadAhead()
    var left = LeftForms()
    var callers = WaitingCallers()
    private var tokens = 0

    /// A screen on the stack, with a number of its own by which answers find it.
    struct Entry {
        let token: Int
        var screen: any Screen
    }

    /// - Parameters:
    ///   - wordings: the languages, the one to begin with first.
    ///   - systemLanguage: the one to speak where the person chose none; nil the first.
    package init(
        desk: ServiceDesk, wordings: [Wording], settings: Preferences = Preferences(),
        systemLanguage: String? = nil, found: TerminalFound = TerminalFound(), keys: KeyMap = .shipped,
        about: About = About(),
        clock: @escaping () -> Instant,
        runner: any JobRunner
    ) {
        self.desk = desk
        self.wordings = wordings.isEmpty ? [.none] : wordings
        otherWordings = Array(wordings.dropFirst())
        self.systemLanguage = systemLanguage ?? self.wordings[0].language
        self.settings = settings
        self.found = found
        self.keys = keys
        self.about = about
        self.clock = clock
        self.runner = runner
    }

    /// Opens the desk: at someone's work, or at the sign-in when nobody is named.
    /// - Parameter suggested: the sign-in name to begin with (who was here last).
    package func start(as actor: Actor?, suggested: String = "", size: Size) {
        self.size = size
        touchedAt = clock()
        if let actor, let person = actor.staff {
            // What cannot be found out lets nobody in.
            if (try? desk.asksPassphrase(of: actor)) == false {
                apply([.signIn(actor)])
            } else {
                apply([.push(SignInScreen(suggested: person.login)), .push(PassphraseSheet(actor))])
            }
        } else {
            apply([.push(SignInScreen(suggested: suggested))])
        }
        upkeep.begin(at: clock())
        show()
    }

    /// Asked of the screens once: nothing changes what keys they come with.
    private lazy var keyNames = KeyNames(keys, ActionCatalogue(bareContext))

    private var bareContext: DeskContext {
        DeskContext(
            wording: wordings[0], otherWordings: otherWordings, actor: actor ?? .desk,
            now: clock(), rules: desk.rules)
    }

    var context: DeskContext {
        var context = bareContext
        context.keyNames = keyNames
        context.savedViews = upkeep.views ?? []
        context.madeScopeActions = scopeActions(context)
        context.waitingCaller = callers.next
        context.dialled = dialled
        context.reach = reach
        context.changes = changes
        context.about = about
        context.about.terminal = found
        context.about.size = size
        context.about.preferences = settings
        context.about.ownKeys = keys.count
        return context
    }

    /// What can be done now: on the screen on top, then everywhere.
    var actions: DeskActions { actions(of: top?.screen) }

    func actions(of screen: (any Screen)?) -> DeskActions { actions(of: screen, context) }

    func actions(of screen: (any Screen)?, _ context: DeskContext) -> DeskActions {
        guard let screen else { return everywhere(context) }
        let own = formActions(of: screen, context)
        if keys.isShipped { return Self.table(screen.id, own).inside(everywhere(context)) }
        let layers = keys.applied(to: [own, everywhere(context).actions], in: screen.keyScope)
        return Self.table(screen.id, layers[0]).inside(Self.table("desk", layers[1]))
    }

    /// What works everywhere now; asked with every key, so made anew only for another person, here or on the telephone,
    /// and for another language.
    private func everywhere(_ context: DeskContext) -> DeskActions {
        let depends = EverywhereDepends(
            login: actor?.login, roles: context.actor.roles, isLocked: lock != nil,
            waitingCaller: context.waitingCaller)
        if let everywhere, everywhere.depends == depends { return everywhere.actions }
        let made = Self.table(
            "desk",
            lock != nil
                ? Everywhere.whileLocked(context)
                : actor == nil ? Everywhere.beforeSignIn(context) : Everywhere.actions(context))
        everywhere = (depends, made)
        return made
    }

    /// Going to queues and views, kept as what works everywhere is.
    private func scopeActions(_ context: DeskContext) -> [DeskAction] {
        let depends = ScopesDepend(
            login: actor?.login, roles: context.actor.roles, savedViews: context.savedViews,
            ownLists: context.rules.ownLists)
        if let scopes, scopes.depends == depends { return scopes.actions }
        let made = context.makeScopeActions()
        scopes = (depends, made)
        return made
    }

    /// A clash is a mistake in the program; a test looks at every screen for one.
    private static func table(_ scope: String, _ actions: [DeskAction]) -> DeskActions {
        do { return try DeskActions(scope: scope, actions) } catch { preconditionFailure("\(error)") }
    }

    // MARK: Steps

    func apply(_ steps: [DeskStep]) {
        for step in steps { apply(step) }
    }

    private func apply(_ step: DeskStep) {
        switch step {
        case .push(var screen):
            let resumed = resume(&screen)
            let new = resumed.map { Entry(token: $0.token, screen: screen) } ?? entry(screen)
            stack.append(new)
            apply(stack[stack.count - 1].screen.appear(context), for: new.token, unasked: false)
            if let resumed { message = resumed.said }
        case .replace(let screen):
            if let last = stack.popLast() { left.forget(last.screen) }
            apply(.push(screen))
        case .pop: goBack()
        case .leave: goBack(leaving: true)
        case .message(let line): message = line
        case .notice(let line): notice.post(line, at: clock())
        case .job(let job): start(job)
        case .readAhead(let jobs): if let token = top?.token { want(ahead: jobs, for: token) }
        case .tell(let reply): tellTop(reply)
        case .run(let id): choose(actions.match(id: id))
        case .runConfirmed(let id): perform(id)
        case .refresh: refreshVisible()
        case .signIn(let actor): signIn(actor)
        case .unlock: unlock()
        case .signOut: signOut()
        case .nextLanguage: nextLanguage()
        case .settings(let settings): use(settings)
        case .insert(let text): withTop { $0.handle(.paste(text), $1) }
        case .dial(let number, let call): dial(number, in: call)
        case .repaint: onRepaint()
        case .quit: quit()
        }
    }

    func entry(_ screen: any Screen) -> Entry {
        tokens += 1
        return Entry(token: tokens, screen: screen)
    }

    /// Lets the screen that reads the keys do something, then does what it wants.
    @discardableResult
    func withTop(_ body: (inout any Screen, DeskContext) -> [DeskStep]?) -> Bool {
        let context = context
        let steps: [DeskStep]?
        // In place: a copy of a screen would copy its lists.
        if lock != nil {
            steps = body(&lock!.screen, context)
        } else if !stack.isEmpty {
            steps = body(&stack[stack.count - 1].screen, context)
        } else {
            return false
        }
        apply(steps ?? [])
        return steps != nil
    }

    /// Time went by for every screen: what was typed into one just before another covered it is kept as well.
    func tickScreens() {
        for token in stack.map(\.token) {
            guard let index = stack.firstIndex(where: { $0.token == token }) else { continue }
            apply(stack[index].screen.tick(context), for: token, unasked: true)
        }
    }

    func tellTop(_ reply: Job.Reply) {
        guard let top = stack.last else { return }
        tell(top.token, reply)
    }

    func tell(_ token: Int, _ reply: Job.Reply, unasked: Bool = false) {
        var context = context
        context.isUnasked = unasked
        let steps: [DeskStep]
        if let lock, lock.token == token {
            let (screen, wanted) = reply(lock.screen, context)
            self.lock = Entry(token: token, screen: screen)
            steps = wanted
        } else if let index = stack.firstIndex(where: { $0.token == token }) {
            let (screen, wanted) = reply(stack[index].screen, context)
            stack[index].screen = screen
            steps = wanted
        } else {
            return tellLeft(token, reply)
        }
        apply(steps, for: token, unasked: unasked)
    }

    /// What a screen wants that need not be on top: its jobs answer to it, and it leaves only itself, once it is on top.
    private func apply(_ steps: [DeskStep], for token: Int, unasked: Bool) {
        for step in steps {
            switch step {
            case .job(let job): start(job, for: token, unasked: unasked)
            // On a busy desk what others do would have it read without end.
            case .readAhead(let jobs): if !unasked { want(ahead: jobs, for: token) }
            case .pop where lock == nil && stack.last?.token != token: break
            default: apply(step)
            }
        }
    }

    /// The screen on top, and what shines through under a sheet.
    var visible: ArraySlice<Entry> { stack[(stack.lastIndex { !$0.screen.isSheet } ?? 0)...] }

    /// Everything in view reads again.
    func refreshVisible(unasked: Bool = false) {
        readAhead.drop()
        var context = context
        context.isUnasked = unasked
        for token in visible.map(\.token) {
            guard let index = stack.firstIndex(where: { $0.token == token }) else { continue }
            apply(stack[index].screen.refresh(context), for: token, unasked: unasked)
        }
    }

    /// - Parameter leaving: what is typed on the screen is not sent.
    private func goBack(leaving: Bool = false) {
        guard stack.count > 1 else {
            message = MessageLine(
                .info,
                context.say(
                    "screen.lastLevel", ["key": context.key(Everywhere.quit, on: stack.last?.screen.id ?? "")]
                ))
            return
        }
        let last = stack.removeLast()
        keepDraft(of: last.screen)
        if leaving { left.keep(last) } else { left.forget(last.screen) }
        refreshTop()
    }

    /// The screen that something was taken off reads again, though the desk be locked.
    func refreshTop() {
        guard let token = stack.last?.token else { return }
        readAhead.drop()
        var context = context
        context.isReturning = true
        apply(stack[stack.count - 1].screen.refresh(context), for: token, unasked: false)
    }

    private func signIn(_ actor: Actor) {
        self.actor = actor
        // The next look counts what waits for this person.
        (upkeep.mark, upkeep.unseen, upkeep.lastNotice, upkeep.views) = (nil, 0, nil, nil)
        toasts.dismiss()
        dialled = nil
        left = LeftForms()
        if let person = actor.staff { onSignIn(person) }
        stack.removeAll()
        apply(.push(WorkScreen()))
        // Whoever makes visits begins with them.
        if actor.roles.contains(desk.rules.settings.technicianRole) { apply(.push(MyDayScreen())) }
    }

    /// What a wrong number is said of.
    private var dialled: (number: PhoneNumber, call: CallID)?

    private func dial(_ number: PhoneNumber, in call: CallID) {
        guard let dialler = desk.rules.settings.dialler else { return }
        do {
            try onDial(dialler.program, dialler.arguments(for: number))
            dialled = (number, call)
            message = MessageLine(.info, context.say("call.dialling", ["phone": .text(number.display)]))
        } catch {
            message = MessageLine(.error, context.say(error))
        }
    }

    private func quit() {
        saveDrafts()
        tellLeaving()
        onQuit()
    }
}
