package import TerminalKit

extension DeskApp {
    /// How the desk is shown now; the canvases are made for it.
    package var appearance: Appearance { settings.appearance(on: found) }

    /// Takes a new choice, shows it at once, and has it kept.
    func use(_ settings: Preferences) {
        guard settings != self.settings else { return }
        let language = self.settings.language
        change { $0.settings = settings }
        if settings.language != language { speak(settings.language ?? systemLanguage) }
        onSettings(settings)
    }

    /// The terminal answered.
    func learn(_ report: TerminalReport) {
        change { $0.found.learn(report) }
        onFound(found)
    }

    private func change(_ body: (DeskApp) -> Void) {
        let before = appearance
        body(self)
        if appearance != before { onAppearance(appearance) }
    }
}
