import Model
package import TerminalKit

extension DeskApp {
    /// Everything the terminal sends comes here.
    package func handle(_ event: InputEvent) {
        switch event {
        case .key, .paste, .mouse, .pick, .header:
            if locksAtTouch() { return }
            touchedAt = clock()
        case .resize, .terminal: break
        }
        switch event {
        case .resize(let size): self.size = size
        case .terminal(let report): learn(report)
        case .mouse(let mouse):
            message = .empty
            point(mouse)
        case .pick, .header: break
        case .paste(let text):
            message = .empty
            paste(text)
        case .key(let key):
            message = .empty
            press(key)
        }
        show()
    }

    /// Characters of one paste that are taken: no field of ours is that long, and every key looks through what it holds.
    private static let longestPaste = 10_000

    private func paste(_ text: String) {
        let kept = String(text.prefix(Self.longestPaste))
        withTop { $0.handle(.paste(kept), $1) }
        if kept.utf8.count < text.utf8.count {
            message = MessageLine(.warning, context.say("screen.pasteCut", ["count": .count(kept.count)]))
        }
    }

    /// A sheet has the first word, since it must be answered; elsewhere commands come before what the screen makes of
    /// the key, except for letters while someone types.
    func press(_ key: Key) {
        guard let top, !keepsAhead(key, on: top) else { return }
        act(on: key)
    }

    func act(on key: Key) {
        guard let top = top?.screen else { return }
        if key.isText || key == .enter, hand.catches(at: clock()) {
            message = MessageLine(.warning, context.say("pop.caught", ["key": .text(key.name)]))
            return
        }
        let isTyped = top.isTyping && key.isText
        if top.isSheet || isTyped {
            if withTop({ $0.handle(.key(key), $1) }) || isTyped { return }
        }
        let command = top.isTyping ? key : key.command
        if hand.isWary(at: clock()), let now = sight, hand.stops(command, now, at: clock()) {
            message = MessageLine(.warning, context.say("news.underHand", ["key": .text(key.name)]))
            return
        }
        let match = actions.match(command)
        if top.isTyping, key.movesByWord, isEverywhere(match), withTop({ $0.handle(.key(key), $1) }) {
            return
        }
        if let match { return choose(match) }
        if !top.isSheet { withTop { $0.handle(.key(key), $1) } }
    }

    /// Whether the key is one that every screen has, and not this screen's own.
    private func isEverywhere(_ match: DeskActions.Match?) -> Bool {
        switch match {
        case .run(let id), .ask(let id, _), .disabled(let id, _):
            Everywhere.actions(context).contains { $0.id == id }
        case nil: false
        }
    }

    func choose(_ match: DeskActions.Match?) {
        switch match {
        case .run(let id): perform(id)
        case .ask(let id, let question): apply([.push(ConfirmSheet(dialog: question.dialog, action: id))])
        case .disabled(_, let why): message = MessageLine(.warning, why)
        case nil: break
        }
    }

    /// Does an action: the desk's own here, any other on the screen.
    func perform(_ id: ActionID) {
        switch id {
        case Everywhere.help:
            apply([.push(HelpSheet(actions: actions.help, context))])
        case Everywhere.palette:
            apply([.push(PaletteSheet(actions.palette, context))])
        case Everywhere.menu: dropMenu()
        case Everywhere.work: goHome()
        case Everywhere.back, SheetActions.close: apply([.leave])
        case SheetActions.reset: beginAnew()
        case EditActions.pick where pickChoice(): break
        case Everywhere.reload:
            // Who asks to see the records as they are does not act on what they were.
            hand = HandGuard()
            apply([.refresh, .message(MessageLine(.info, context.say("screen.read")))])
        case Everywhere.settings: pushUnlessOnTop(SettingsSheet(settings, found, context))
        case Everywhere.copy:
            if let screen = stack.last?.screen {
                pushUnlessOnTop(CopyScreen(ofScreenBelow: lines(of: screen)))
            }
        case Everywhere.language: apply([.nextLanguage])
        case Everywhere.lock: lockNow()
        case Everywhere.onBreak: pause(as: .onBreak)
        case Everywhere.wrapUp: pause(as: .wrapUp)
        case Everywhere.redraw: apply([.repaint])
        case Everywhere.caller: takeCaller()
        case Everywhere.quit: apply([.push(ConfirmSheet.quit(context))])
        default:
            if let place = Places.named(id) { return pushUnlessOnTop(place.make(contextForNew)) }
            withTop { $0.perform(id, $1) }
        }
    }

    /// - Returns: false where one is in no choice of a form.
    private func pickChoice() -> Bool {
        withTop { screen, context in (screen as? any FormSheet)?.pickChoice(context) }
    }

    /// What can be done where one is; nothing on a screen that only goes elsewhere.
    private func dropMenu() {
        let offered = actions.menu
        guard !offered.isEmpty else { return apply([.warn(context.say("menu.empty"))]) }
        pushUnlessOnTop(MenuSheet(offered, context))
    }

    /// What a screen put on top now is told of those below it.
    private var contextForNew: DeskContext {
        var context = context
        context.talked = stack.reversed().lazy.compactMap(\.screen.talked).first ?? TalkedOf()
        context.isTypingBelow = stack.last?.screen.isTyping ?? false
        return context
    }

    /// The same screen twice on top of itself would only hide the first.
    private func pushUnlessOnTop(_ screen: any Screen) {
        if let top = stack.last?.screen, type(of: top) == type(of: screen) { return }
        // What came stands in the list.
        if screen is NoticesScreen { toasts.dismiss() }
        apply([.push(screen)])
    }

    /// Back to one's work, or, when there already, the other view of it.
    private func goHome() {
        if stack.last?.screen is WorkScreen { return perform(WorkScreen.otherView) }
        while stack.count > 1 {
            let last = stack.removeLast()
            keepDraft(of: last.screen)
            left.keep(last)
        }
        refreshTop()
    }
}

extension Key {
    /// Whether a field takes it as text.
    var isText: Bool { if case .character = self { true } else { false } }

    /// Whether a field goes on by a word with it. On every screen it does something else, which nobody means who is
    /// writing.
    var movesByWord: Bool { self == .alt("b") || self == .alt("f") }
}
