/// The actions of one scope (a screen, or everywhere), and of the scopes around it.
///
///     let everywhere = try ActionTable(scope: "everywhere", [...])
///     let table = try ActionTable(scope: "C130", [...]).inside(everywhere)
///     switch table.match(key, state) { … }
package struct ActionTable<ID: Hashable & Sendable, State>: Sendable {
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
        case run(ID)
        /// To be asked first.
        case ask(ID, Action<ID, State>.Confirmation)
        case disabled(ID, why: String)
    }

    package let scope: String
    /// The scope's own actions first, then those of the scopes around it.
    package let actions: [Action<ID, State>]
    private let byKey: [Key: Int]

    /// - Throws: the first `Clash` there is.
    package init(scope: String, _ actions: [Action<ID, State>]) throws(Clash) {
        if let clash = Self.clashes(scope: scope, actions).first { throw clash }
        self.init(scope: scope, layered: actions)
    }

    private init(scope: String, layered actions: [Action<ID, State>]) {
        self.scope = scope
        self.actions = actions
        var byKey: [Key: Int] = [:]
        for (index, action) in actions.enumerated() {
            for key in action.keys where byKey[key] == nil { byKey[key] = index }
        }
        self.byKey = byKey
    }

    /// This scope within another: a key or id of this one hides the same of the outer.
    package func inside(_ outer: ActionTable) -> ActionTable {
        let own = Set(actions.map(\.id))
        return ActionTable(scope: scope, layered: actions + outer.actions.filter { !own.contains($0.id) })
    }

    /// All clashes among the actions of one scope.
    package static func clashes(scope: String, _ actions: [Action<ID, State>]) -> [Clash] {
        var clashes: [Clash] = []
        var byKey: [Key: ID] = [:]
        var ids: Set<ID> = []
        for action in actions {
            if !ids.insert(action.id).inserted {
                clashes.append(Clash(scope: scope, key: nil, actions: ["\(action.id)", "\(action.id)"]))
            }
            for key in action.keys {
                if let other = byKey.updateValue(action.id, forKey: key) {
                    clashes.append(Clash(scope: scope, key: key, actions: ["\(other)", "\(action.id)"]))
                }
            }
        }
        return clashes
    }

    /// What a key does now; nil when it is bound to nothing. Outside fields pass `key.command`, so that
    /// fullwidth punctuation works.
    package func match(_ key: Key, _ state: State) -> Match? {
        byKey[key].map { match(actions[$0], state) }
    }

    /// What each key stands for now.
    package var meanings: [Key: ID] { byKey.mapValues { actions[$0].id } }

    /// What choosing an action (in help or palette) does now.
    package func match(id: ID, _ state: State) -> Match? {
        actions.first { $0.id == id }.map { match($0, state) }
    }

    private func match(_ action: Action<ID, State>, _ state: State) -> Match {
        if let why = action.whyDisabled(state) { return .disabled(action.id, why: why) }
        return action.confirmation(state).map { .ask(action.id, $0) } ?? .run(action.id)
    }

    /// The keys that reach an action: those an inner scope does not hide.
    private func reachableKeys(of index: Int) -> [Key] {
        actions[index].keys.filter { byKey[$0] == index }
    }
}

// What is generated from the table.
extension ActionTable {
    /// What can be done now, by its first key.
    package func footer(_ state: State) -> KeyFooter {
        KeyFooter(
            actions.indices.compactMap { index in
                let action = actions[index]
                guard action.isInFooter, action.whyDisabled(state) == nil else { return nil }
                return reachableKeys(of: index).first.map {
                    KeyLabel($0.name, action.short, press: $0)
                }
            })
    }

    /// Every action that has a key, with all its keys, those that cannot be done now with the reason.
    package func help(_ state: State) -> [HelpEntry<ID>] {
        actions.indices.compactMap { index in
            let action = actions[index]
            let keys = reachableKeys(of: index)
            guard !keys.isEmpty else { return nil }
            return HelpEntry(
                id: action.id, group: action.group, keys: keys.map(\.name).joined(separator: " "),
                text: action.long, keywords: [action.short] + action.keywords,
                whyDisabled: action.whyDisabled(state))
        }
    }

    /// Every action, for the palette, which also teaches the key.
    package func palette(_ state: State) -> [PickerItem<ID>] {
        actions.indices.map { index in
            let action = actions[index]
            return PickerItem(
                id: action.id, label: action.long, detail: reachableKeys(of: index).first?.name ?? "",
                keywords: [action.short] + action.keywords, whyDisabled: action.whyDisabled(state))
        }
    }
}
