/// The actions of one scope (a screen, or everywhere), and of the scopes around it.
///
///     let everywhere = try ActionTable(scope: "everywhere", [...])
///     let table = try ActionTable(scope: "C130", [...]).inside(everywhere)
///     switch table.match(key) { … }
package struct ActionTable: Sendable {
    /// The same key, or the same id, given twice in one scope.
    package struct Clash: Error, Hashable, Sendable, CustomStringConvertible {
        package let scope: String
        /// Nil when it is the id that is given twice.
        package let key: Key?
        /// The ids concerned, as text.
        package let actions: [String]

        package var description: String {
            let what = key.map { "key \($0.name)" } ?? "id"
            return "\(scope): \(what) is given to \(actions.joined(separator: " and "))"
        }
    }

    package enum Match: Sendable {
        case run(ActionID)
        /// To be asked first.
        case ask(ActionID, Action.Confirmation)
        case disabled(ActionID, why: String)
    }

    package let scope: String
    /// The scope's own first, then those of the scopes around it. A scope has a few dozen actions, so they are looked
    /// through; that takes less than to hash their keys.
    private let layers: [[Action]]

    /// - Throws: the first `Clash` there is.
    package init(scope: String, _ actions: [Action]) throws(Clash) {
        if let clash = Self.clashes(scope: scope, actions).first { throw clash }
        self.init(scope: scope, layers: [actions])
    }

    private init(scope: String, layers: [[Action]]) {
        self.scope = scope
        self.layers = layers
    }

    /// This scope within another: a key or id of this one hides the same of the outer.
    package func inside(_ outer: ActionTable) -> ActionTable {
        ActionTable(scope: scope, layers: layers + outer.layers)
    }

    /// The scope's own actions first, then those of the scopes around it that are not hidden.
    package var actions: [Action] {
        layers.indices.flatMap { place in
            layers[place].filter { !isHidden($0, in: place) }
        }
    }

    /// All clashes among the actions of one scope.
    package static func clashes(scope: String, _ actions: [Action]) -> [Clash] {
        var clashes: [Clash] = []
        for (index, action) in actions.enumerated() {
            let before = actions[..<index]
            if before.contains(where: { $0.id == action.id }) {
                clashes.append(Clash(scope: scope, key: nil, actions: [action.id.name, action.id.name]))
            }
            for key in action.keys {
                guard let other = before.last(where: { $0.keys.contains(key) }) else { continue }
                clashes.append(Clash(scope: scope, key: key, actions: [other.id.name, action.id.name]))
            }
        }
        return clashes
    }

    /// What a key does now; nil when it is bound to nothing. Outside fields pass `key.command`, so that
    /// fullwidth punctuation works.
    package func match(_ key: Key) -> Match? { action(at: key).map(match) }

    /// What each key stands for now.
    package var meanings: [Key: ActionID] {
        let keys = Set(layers.joined().flatMap(\.keys))
        return Dictionary(
            uniqueKeysWithValues: keys.compactMap { key in action(at: key).map { (key, $0.id) } })
    }

    /// What choosing an action (in help or palette) does now.
    package func match(id: ActionID) -> Match? { layers.joined().first { $0.id == id }.map(match) }

    private func match(_ action: Action) -> Match {
        if let why = action.whyDisabled { return .disabled(action.id, why: why) }
        return action.confirmation.map { .ask(action.id, $0) } ?? .run(action.id)
    }

    /// What a key reaches: the innermost that has it and is not hidden.
    private func action(at key: Key) -> Action? {
        for (place, layer) in layers.enumerated() {
            for action in layer where action.keys.contains(key) && !isHidden(action, in: place) {
                return action
            }
        }
        return nil
    }

    private func isHidden(_ action: Action, in place: Int) -> Bool {
        layers[..<place].contains { $0.contains { $0.id == action.id } }
    }

    /// The keys that reach an action: those an inner scope does not hide.
    private func reachableKeys(of action: Action) -> [Key] {
        action.keys.filter { self.action(at: $0)?.id == action.id }
    }
}

// What is generated from the table.
extension ActionTable {
    /// What can be done now, by its first key.
    package var footer: KeyFooter {
        var labels: [KeyLabel] = []
        for (place, layer) in layers.enumerated() {
            for action in layer where action.isInFooter && action.whyDisabled == nil {
                guard !isHidden(action, in: place),
                    let key = action.keys.first(where: { self.action(at: $0)?.id == action.id })
                else { continue }
                labels.append(KeyLabel(key.name, action.words.short, press: key))
            }
        }
        return KeyFooter(labels)
    }

    /// Every action that has a key, with all its keys, those that cannot be done now with the reason.
    package var help: [HelpEntry<ActionID>] {
        actions.compactMap { action in
            let keys = reachableKeys(of: action)
            guard !keys.isEmpty else { return nil }
            let words = action.words
            return HelpEntry(
                id: action.id, group: words.group, keys: keys.map(\.name).joined(separator: " "),
                text: words.long, keywords: [words.short] + words.keywords, whyDisabled: action.whyDisabled)
        }
    }

    /// What the scope itself offers, for its menu.
    package var menu: [MenuItem<ActionID>] {
        (layers.first ?? []).map { action in
            MenuItem(
                action.id, action.words.long, key: reachableKeys(of: action).first,
                whyDisabled: action.whyDisabled)
        }
    }

    /// Every action, for the palette, which also teaches the key.
    package var palette: [PickerItem<ActionID>] {
        actions.map { action in
            let words = action.words
            return PickerItem(
                id: action.id, label: words.long, detail: reachableKeys(of: action).first?.name ?? "",
                keywords: [words.short] + words.keywords, whyDisabled: action.whyDisabled)
        }
    }
}
