import Model
import TerminalKit

/// How the desk looks on this terminal. Each choice is shown as it is made; below stands what the terminal said of
/// itself.
struct SettingsSheet: Screen {
    let id = ""
    let isSheet = true
    let isTyping = true

    private enum Field: Hashable, Sendable {
        case theme, ambiguous, mouse
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

    func title(_ context: DeskContext) -> String { context.say("settings.title") }

    func actions(_ context: DeskContext) -> [DeskAction] { SheetActions.reading(context) }

    mutating func handle(_ event: InputEvent, _ context: DeskContext) -> [DeskStep]? {
        if event.key == .escape || event.key == .f(12) { return [.pop] }
        switch form.handle(event) {
        case .changed:
            settings.theme = ThemeName(rawValue: form.value(of: .theme))
            settings.ambiguous = Int(form.value(of: .ambiguous))
            settings.hasMouse = form.value(of: .mouse) == "yes"
            return [.settings(settings)]
        case .submitted: return [.pop]
        case .focused, .moved: return []
        case .ignored: return nil
        }
    }

    func draw(in area: Rect, on canvas: inout Canvas, _ context: DeskContext) {
        let frame = area.centred(width: min(72, area.width - 4), height: 10)
        canvas.box(frame, title: title(context))
        let inside = frame.inset(columns: 2, rows: 1)
        let parts = inside.dropping(rows: 1).split(rows: [.fixed(3), .fixed(1), .share(1)])
        findings(context).draw(in: parts[2], on: &canvas)
        form.draw(in: parts[0], on: &canvas)
    }

    private func findings(_ context: DeskContext) -> Pane {
        var pane = Pane()
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
