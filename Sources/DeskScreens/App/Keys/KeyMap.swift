import TerminalKit

/// The keys a person gave to actions: on one screen, or wherever the action is offered. Whatever they chose goes before
/// what the program comes with: a default key that now does something else is taken from the action that had it.
package struct KeyMap: Sendable, Hashable {
    /// A screen by its id (`C130`), all sheets, or everything.
    package struct Scope: Hashable, Sendable {
        package let name: String
        package init(_ name: String) { self.name = name }

        package static let everywhere = Scope("everywhere")
        package static let sheets = Scope("sheets")
    }

    /// As the program comes.
    package static let shipped = KeyMap()

    /// By scope, the keys of each action named there; an empty list unbinds.
    private(set) var chosen: [Scope: [ActionID: [Key]]] = [:]

    var isShipped: Bool { chosen.isEmpty }

    /// How many actions have keys of the person's choice.
    package var count: Int { chosen.values.reduce(0) { $0 + $1.count } }

    mutating func bind(_ action: ActionID, to keys: [Key], in scope: Scope) {
        chosen[scope, default: [:]][action] = keys
    }

    /// The person's keys for an action on a screen; nil where they left it alone.
    func keys(of action: ActionID, in scope: Scope) -> [Key]? {
        chosen[scope]?[action] ?? chosen[.everywhere]?[action]
    }

    /// The actions with the keys they have on that screen. `layers` are the screen's own first, then those around it.
    func applied(to layers: [[DeskAction]], in scope: Scope) -> [[DeskAction]] {
        guard !chosen.isEmpty else { return layers }
        var owner: [Key: ActionID] = [:]
        for from in [scope, .everywhere] {
            for action in layers.joined() {
                guard let keys = chosen[from]?[action.id], self.keys(of: action.id, in: scope) == keys else {
                    continue
                }
                for key in keys where owner[key] == nil { owner[key] = action.id }
            }
        }
        return layers.map { layer in
            layer.map { action in
                let keys = self.keys(of: action.id, in: scope) ?? action.keys
                return action.with(keys: keys.filter { owner[$0] == nil || owner[$0] == action.id })
            }
        }
    }
}

extension Screen {
    /// Where a file of keys speaks of this screen.
    var keyScope: KeyMap.Scope { id.isEmpty ? .sheets : KeyMap.Scope(id) }
}
