import Model
package import Resources
import TerminalKit

/// Reads the file in which a person gives keys to actions:
///
///     everywhere:
///       log: [F2, Ctrl-O]
///     C130:
///       case.note: N
///       case.release: none
package struct KeyMapReader {
    package private(set) var keys = KeyMap.shipped
    /// All that is wrong with the file, from above.
    package private(set) var faults: [RuleFault] = []
    private let catalogue: ActionCatalogue
    /// Where each action was given its keys.
    private var lines: [KeyMap.Scope: [ActionID: Int]] = [:]

    /// Never throws: what is wrong is in `faults`, and whoever finds any there uses `KeyMap.shipped`.
    package init(_ file: ResourceFile, _ catalogue: ActionCatalogue) {
        self.catalogue = catalogue
        do {
            // A file of comments alone is one in which nothing was changed yet.
            guard !Self.isBlank(file.text) else { return }
            let root = try RuleNode.parse(file)
            guard root.isMapping else { throw root.fault("rule.notMapping") }
            for (name, actions) in root.entries { read(name, actions) }
            findClashes(file)
            if faults.isEmpty { findLock(root) }
        } catch let fault as RuleFault {
            faults.append(fault)
        } catch {
            faults.append(
                RuleFault(
                    file: file.name, line: 0, problem: Phrase("rule.notYAML", ["detail": .text("\(error)")])))
        }
        faults.sort { $0.line < $1.line }
    }

    private static func isBlank(_ text: String) -> Bool {
        text.split(whereSeparator: \.isNewline).allSatisfy {
            $0.drop(while: \.isWhitespace).first.map { $0 == "#" } ?? true
        }
    }

    private mutating func read(_ name: RuleNode, _ actions: RuleNode) {
        let scope = KeyMap.Scope(name.string ?? "")
        guard catalogue.scopes.contains(scope) else {
            let known = catalogue.scopes.map { PhraseFact.text($0.name) }
            faults.append(
                name.fault("keys.unknownScope", ["scope": .text(scope.name), "choices": .list(known)]))
            return
        }
        guard actions.isMapping else { return faults.append(name.fault("rule.notMapping")) }
        let known = Dictionary(
            catalogue.named(in: scope).map { ($0.id, $0.keys) }, uniquingKeysWith: { first, _ in first })
        for (action, keys) in actions.entries {
            let id = ActionID(action.string ?? "")
            guard let shipped = known[id] else {
                faults.append(
                    action.fault(
                        "keys.unknownAction", ["action": .text(id.name), "scope": .text(scope.name)]))
                continue
            }
            guard let chosen = read(keys, isWayBack: shipped.contains(.escape)) else { continue }
            // Esc always goes back, whatever else does.
            keepsEscape(shipped, chosen).map { self.keys.bind(id, to: $0, in: scope) }
            lines[scope, default: [:]][id] = action.line
        }
    }

    private func keepsEscape(_ shipped: [Key], _ chosen: [Key]) -> [Key]? {
        shipped.contains(.escape) && !chosen.contains(.escape) ? chosen + [.escape] : chosen
    }

    /// Nil when a key is none.
    private mutating func read(_ node: RuleNode, isWayBack: Bool) -> [Key]? {
        if node.string?.lowercased() == "none" { return [] }
        var keys: [Key] = []
        var isSound = true
        for item in node.items {
            guard let name = item.string, let key = Key(name: name) else {
                isSound = false
                faults.append(item.fault("keys.unknownKey", ["key": .text(item.string ?? "")]))
                continue
            }
            if key == .escape, !isWayBack {
                isSound = false
                faults.append(item.fault("keys.escape"))
            }
            if !keys.contains(key) { keys.append(key) }
        }
        return isSound ? keys : nil
    }

    /// Two actions offered together cannot have one key of the same scope of the file.
    private mutating func findClashes(_ file: ResourceFile) {
        var told: Set<[ActionID]> = []
        let shipped = Dictionary(
            catalogue.named(in: .everywhere).map { ($0.id, Set($0.keys)) }, uniquingKeysWith: { $0.union($1) }
        )
        for page in catalogue.pages {
            let actions = Set((page.actions + catalogue.everywhere).map(\.id))
            for scope in [page.scope, .everywhere] {
                let own = (keys.chosen[scope] ?? [:]).filter { actions.contains($0.key) }
                    .sorted { line(of: $0.key, scope) < line(of: $1.key, scope) }
                var byKey: [Key: ActionID] = [:]
                for (action, chosen) in own {
                    for key in chosen where key != .escape {
                        guard let other = byKey.updateValue(action, forKey: key) else { continue }
                        // Keys that come with both are those of different modes of a screen.
                        let isShipped = [action, other].allSatisfy { shipped[$0]?.contains(key) == true }
                        guard !isShipped, told.insert([other, action]).inserted else { continue }
                        faults.append(
                            RuleFault(
                                file: file.name, line: line(of: action, scope),
                                problem: Phrase(
                                    "keys.clash",
                                    [
                                        "key": .text(key.name), "action": .text(action.name),
                                        "other": .text(other.name), "line": .count(line(of: other, scope)),
                                    ])))
                    }
                }
            }
        }
    }

    private func line(of action: ActionID, _ scope: KeyMap.Scope) -> Int { lines[scope]?[action] ?? 0 }

    /// Without help and without the palette, what has no key could not be reached any more.
    private mutating func findLock(_ root: RuleNode) {
        for page in catalogue.pages where page.scope != .sheets {
            let doors = keys.applied(to: [page.actions, catalogue.everywhere], in: page.scope).joined()
                .filter { [Everywhere.help, Everywhere.palette].contains($0.id) }
            guard doors.allSatisfy({ $0.keys.isEmpty }) else { continue }
            return faults.append(root.fault("keys.locked", ["scope": .text(page.scope.name)]))
        }
    }
}
