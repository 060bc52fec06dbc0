import Model
import ServiceDesk
import TerminalKit
import Wording

/// How the desk looks on this terminal. Each choice is shown as it is made; below stands what the terminal said of
/// itself.
struct SettingsSheet: Screen {
    let id = ""
    let isSheet = true
    let isTyping = true

    private enum Field: Hashable, Sendable {
        case theme, ambiguous, mouse, language, lock
    }

    private static let byTerminal = "auto"
    private var settings: Preferences
    private let found: TerminalFound
    private var form: Form<Field>

    init(_ settings: Preferences, _ found: TerminalFound, _ context: DeskContext) {
        self.settings = settings
        self.found = found
        form = Form([])
        languageChanged(context)
    }

    mutating func languageChanged(_ context: DeskContext) {
        let focus = form.focus
        let themes = [Self.byTerminal] + ThemeName.allCases.map(\.rawValue)
        form = Form([
            choice(
                .theme, "label.theme", themes.map { ($0, "theme.\($0)") },
                settings.theme?.rawValue ?? Self.byTerminal, context),
            choice(
                .ambiguous, "label.ambiguous",
                [Self.byTerminal, "1", "2"].map { ($0, "ambiguous.\($0)") },
                settings.ambiguous.map(String.init) ?? Self.byTerminal, context),
            choice(
                .mouse, "label.mouse", ["no", "yes"].map { ($0, "flag.\($0)") },
                settings.hasMouse ? "yes" : "no", context),
            languages(context), locks(context),
        ])
        if let focus { form.setFocus(focus) }
    }

    private func choice(
        _ field: Field, _ label: String, _ choices: [(id: String, key: String)], _ selected: String,
        _ context: DeskContext
    ) -> FormField<Field> {
        .choice(
            field, label: context.say(label),
            choices.map { Choice(id: $0.id, label: context.say($0.key), keywords: [$0.id]) },
            selected: selected)
    }

    /// Each by its own name, so that whoever reads nothing else finds it.
    private func languages(_ context: DeskContext) -> FormField<Field> {
        let spoken = ([context.wording] + context.otherWordings).sorted { $0.language < $1.language }
        let choices = spoken.map {
            Choice(id: $0.language, label: $0.say("label.inLanguage"), keywords: [$0.language])
        }
        let system = Choice(
            id: Self.byTerminal, label: context.say("language.auto"), keywords: [Self.byTerminal])
        return .choice(
            .language, label: context.say("label.deskLanguage"), [system] + choices,
            selected: settings.language ?? Self.byTerminal)
    }

    /// Only what the organisation allows is offered.
    private func locks(_ context: DeskContext) -> FormField<Field> {
        let lock = context.rules.settings.lock
        let choices = lock.choices(beside: settings.lockAfter).map { minutes in
            Choice(
                id: String(minutes), label: lockText(lock.limit(own: minutes), context),
                keywords: [String(minutes)])
        }
        let house = context.say("lockAfter.auto", ["after": .text(lockText(lock.after, context))])
        return .choice(
            .lock, label: context.say("label.lockAfter"),
            [Choice(id: Self.byTerminal, label: house, keywords: [Self.byTerminal])] + choices,
            selected: settings.lockAfter.map(String.init) ?? Self.byTerminal)
    }

    private func lockText(_ after: Model.Span?, _ context: DeskContext) -> String {
        after.map { context.say("lockAfter.idle", ["after": .text(context.wording.span($0))]) }
            ?? context.say("lockAfter.never")
    }

    func title(_ context: DeskContext) -> String { context.say("settings.title") }

    func actions(_ context: DeskContext) -> [DeskAction] {
        [EditActions.picking(context)] + SheetActions.reading(context)
    }

    mutating func perform(_ action: ActionID, _ context: DeskContext) -> [DeskStep] {
        guard let focus = form.focus, let choice = form.choice(focus) else { return [] }
        return [
            .push(
                PickSheet.choices(choice, of: self, context, { $0.form.choice(focus) }) { id in
                    Job.tell { (sheet: inout SettingsSheet, _) in
                        sheet.form.enter(id, in: focus)
                        return sheet.changed()
                    }
                })
        ]
    }

    mutating func handle(_ event: InputEvent, _ context: DeskContext) -> [DeskStep]? {
        if event.key == .escape || event.key == .f(12) { return [.pop] }
        switch form.handle(event) {
        case .changed:
            return changed()
        case .submitted: return [.pop]
        case .focused, .moved: return []
        case .ignored: return nil
        }
    }

    /// Takes what the fields say now.
    private mutating func changed() -> [DeskStep] {
        settings.theme = chosen(.theme, or: settings.theme?.rawValue).flatMap { ThemeName(rawValue: $0) }
        settings.ambiguous = chosen(.ambiguous, or: settings.ambiguous.map(String.init)).flatMap(Int.init)
        settings.hasMouse = form.value(of: .mouse) == "yes"
        settings.language = chosen(.language, or: settings.language)
        settings.lockAfter = chosen(.lock, or: settings.lockAfter.map(String.init)).flatMap(Int.init)
        return [.settings(settings)]
    }

    /// Nil where it is left to others; what was chosen before while a field is half typed.
    private func chosen(_ field: Field, or before: String?) -> String? {
        let value = form.value(of: field)
        if value.isEmpty { return before }
        return value == Self.byTerminal ? nil : value
    }

    func draw(in area: Rect, on canvas: inout Canvas, _ context: DeskContext) {
        let frame = area.centred(width: min(72, area.width - 4), height: 14)
        canvas.box(frame, title: title(context))
        let inside = frame.inset(columns: 2, rows: 1)
        let parts = inside.dropping(rows: 1).split(rows: [.fixed(5), .fixed(1), .share(1)])
        findings(context).draw(in: parts[2], on: &canvas)
        form.draw(in: parts[0], on: &canvas)
    }

    /// What the desk's colours are for, in those colours.
    private static func sample(_ context: DeskContext) -> [TerminalKit.Span] {
        let roles: [(String, Role)] = [
            ("sample.missed", .missed), ("sample.atRisk", .atRisk), ("sample.good", .good),
            ("sample.accent", .accent), ("sample.title", .title), ("sample.muted", .muted),
        ]
        let spans = roles.map { Span(context.say($0.0) + "  ", Style($0.1)) }
        return spans + [Span(context.say("sample.selected"), Style(.text, selected: true))]
    }

    private func findings(_ context: DeskContext) -> Pane {
        var pane = Pane()
        pane.add(.pair(context.say("settings.sample"), Self.sample(context)))
        pane.add(.blank)
        let ground = found.isLight.map { $0 ? "found.light" : "found.dark" } ?? "found.silent"
        let cells = found.ambiguous.map { "ambiguous.\($0)" } ?? "found.silent"
        pane.pair(
            context.say("found.terminal"),
            context.say(
                "found.type",
                ["type": .text(found.type), "depth": .text(context.say("depth.\(found.depth)"))]), .muted)
        pane.pair(context.say("found.ground"), context.say(ground), .muted)
        pane.pair(context.say("label.ambiguous"), context.say(cells), .muted)
        return pane
    }
}
