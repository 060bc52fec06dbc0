/// All keys of a screen, grouped, found by typing, run with Enter. Made from an `ActionTable`.
package struct HelpEntry<ID: Hashable & Sendable>: Hashable, Sendable {
    package let id: ID
    package let group: String
    /// All keys of the action: `F2 c`.
    package let keys: String
    package let text: String
    package let keywords: [String]
    package let whyDisabled: String?
}

extension Picker {
    /// A help sheet: entries in order of their groups, the key to the right of what it does.
    /// - Parameter line: how an entry's group and text are said in one line.
    package static func help(
        _ entries: [HelpEntry<ID>], title: String, placeholder: String, emptyText: String,
        line: (HelpEntry<ID>) -> String = { $0.text }
    ) -> Picker {
        let items = entries.map { entry in
            PickerItem(
                id: entry.id, label: line(entry),
                detail: entry.keys, keywords: entry.keywords + [entry.keys], whyDisabled: entry.whyDisabled)
        }
        return Picker(items, title: title, placeholder: placeholder, emptyText: emptyText)
    }
}
