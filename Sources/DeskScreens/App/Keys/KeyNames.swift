import Model
import TerminalKit

/// What keys are called that do something on a screen, for sentences that name one: the person's own where they chose
/// some.
struct KeyNames: Sendable {
    private let keys: KeyMap
    private let catalogue: ActionCatalogue

    init(_ keys: KeyMap, _ catalogue: ActionCatalogue) { (self.keys, self.catalogue) = (keys, catalogue) }

    /// The first key of an action there; nil when it was left without one, or the screen has no such action.
    func key(of action: ActionID, in scope: KeyMap.Scope) -> Key? {
        for page in catalogue.pages where page.scope == scope {
            if let key = key(of: action, among: [page.actions, catalogue.everywhere], in: scope) {
                return key
            }
        }
        return key(of: action, among: [catalogue.everywhere], in: scope)
    }

    private func key(of action: ActionID, among layers: [[DeskAction]], in scope: KeyMap.Scope) -> Key? {
        keys.applied(to: layers, in: scope).joined().first { $0.id == action }?.keys.first
    }
}

extension DeskContext {
    /// A key's name for a sentence about what it does. An action without a key is called by its name, which is what the
    /// palette finds it by.
    /// - Parameter screen: the id of the screen on which the key is pressed; empty for sheets.
    func keyName(_ action: ActionID, on screen: String) -> String {
        let scope = screen.isEmpty ? KeyMap.Scope.sheets : KeyMap.Scope(screen)
        if let key = keyNames?.key(of: action, in: scope) { return key.name }
        return say("keys.inPalette", ["action": .text(say("action.\(action.name).short"))])
    }

    func key(_ action: ActionID, on screen: String) -> PhraseFact { .text(keyName(action, on: screen)) }
}
