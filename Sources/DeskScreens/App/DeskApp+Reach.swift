package import TerminalKit

extension DeskApp {
    /// A key that takes an action now, by the action's name (`visit.do.arrive`); nil when it has none, or it cannot be
    /// done. For whoever plays a person at the desk: digits go with the order of things on the screen.
    package func key(for action: String) -> Key? {
        let (actions, meanings) = (actions, actions.meanings)
        guard let found = actions.actions.first(where: { $0.id.name == action }), found.whyDisabled == nil
        else { return nil }
        return found.keys.first { meanings[$0] == found.id }
    }
}
