/// One of the things that may be chosen from.
package struct Choice: Hashable, Sendable {
    /// What is stored.
    package let id: String
    /// What is shown.
    package let label: String
    /// Also found by these: the other language, pinyin initials, codes.
    package let keywords: [String]
    fileprivate let searched: [FuzzyText]

    package init(id: String, label: String, keywords: [String] = []) {
        self.id = id
        self.label = label
        self.keywords = keywords
        searched = ([label, id] + keywords).map { FuzzyText($0) }
    }
}

extension [Choice] {
    /// The first of those that fit best what was typed.
    func bestMatch(_ query: String) -> Int? {
        let query = FuzzyQuery(query)
        let scores = map { query.score(inAny: $0.searched) ?? -1 }
        guard let best = scores.max(), best >= 0 else { return nil }
        return scores.firstIndex(of: best)
    }
}

/// A field with a fixed set of answers. Typing jumps to the best match, Left and Right step, Backspace
/// shortens what was typed, Delete empties an optional field. Long sets are better picked from a `Picker`
/// (F4, by the screen).
package struct ChoiceField: Hashable, Sendable {
    package let choices: [Choice]
    package private(set) var selected: Int?
    /// What was typed to find the choice; gone when the focus leaves.
    package private(set) var query = ""
    /// What was chosen before anything was typed: what finds nothing chooses nothing.
    private var before: Int?
    package var placeholder: String

    package init(_ choices: [Choice], selected id: String? = nil, placeholder: String = "") {
        self.choices = choices
        self.placeholder = placeholder
        selected = choices.firstIndex { $0.id == id }
    }

    package var choice: Choice? { selected.map { choices[$0] } }

    /// Chooses by id; nil or an unknown id chooses nothing.
    package mutating func select(_ id: String?) {
        selected = choices.firstIndex { $0.id == id }
        query = ""
    }

    /// Takes the choice, and what was typed to find it, from the same field in another language.
    mutating func take(typedInto old: ChoiceField) {
        select(old.choice?.id)
        (query, before) = (old.query, old.before)
    }

    package mutating func endTyping() { (query, before) = ("", nil) }

    package mutating func handle(_ event: InputEvent) -> TextField.Outcome {
        switch event {
        case .key(.left): return step(by: -1)
        case .key(.right): return step(by: 1)
        case .key(.character(" ")) where query.isEmpty: return step(by: 1)
        case .key(.delete):
            select(nil)
            return .changed
        case .key(.backspace):
            guard !query.isEmpty else { return .moved }
            return find(String(query.dropLast()))
        case .key(.character(let character)): return find(query + String(character))
        case .paste(let text): return find(text)
        default: return .ignored
        }
    }

    /// The same choices as a pick list, by id, for F4.
    package func picker(title: String, placeholder: String = "", emptyText: String = "") -> Picker<String> {
        let items = choices.map { PickerItem(id: $0.id, label: $0.label, keywords: [$0.id] + $0.keywords) }
        return Picker(items, title: title, placeholder: placeholder, emptyText: emptyText, query: query)
    }

    private mutating func step(by step: Int) -> TextField.Outcome {
        guard !choices.isEmpty else { return .moved }
        query = ""
        let start = selected ?? (step > 0 ? -1 : choices.count)
        selected = (start + step + choices.count) % choices.count
        return .changed
    }

    /// A word that nothing fits leaves the choice as it was before it was typed: its first letters alone, or those
    /// that fit something else, do not stand for it.
    private mutating func find(_ query: String) -> TextField.Outcome {
        if self.query.isEmpty { before = selected }
        let was = selected
        self.query = query
        guard !query.isEmpty else { return .moved }
        if let best = choices.bestMatch(query) {
            selected = best
            return .changed
        }
        selected = before
        return selected == was ? .moved : .changed
    }

    package func draw(in rect: Rect, on canvas: inout Canvas, focused: Bool) {
        guard !rect.isEmpty else { return }
        let row = rect.line(0)
        let text = choice?.label ?? placeholder
        let style: Style = choice == nil ? .placeholder : focused ? .inputFocused : .input
        canvas.field(text, in: row, style)
        if focused {
            let hint = query.isEmpty ? "<>" : "[\(query)]"
            let width = min(canvas.cellWidth.ofShown(hint), row.width / 2)
            let fits = query.isEmpty || choices.bestMatch(query) != nil
            canvas.field(
                hint, in: row.dropping(columns: row.width - width), fits ? .match : .warning, .trailing)
            canvas.parkCaret(at: row.origin, visible: true)
        }
    }
}
