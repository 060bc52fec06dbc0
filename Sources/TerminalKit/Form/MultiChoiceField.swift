/// A field with a fixed set of answers of which any number may be given. Left and Right go from one to the next, typing
/// jumps to the best match, Space takes it or gives it up.
///
///     var field = MultiChoiceField([Choice(id: "video", label: "视频"), Choice(id: "photo", label: "照片")], chosen: ["photo"])
package struct MultiChoiceField: Hashable, Sendable {
    package let choices: [Choice]
    package private(set) var chosen: Set<String>
    /// The answer Space takes.
    package private(set) var cursor = 0
    /// What was typed to find it; gone when the focus leaves.
    package private(set) var query = ""

    package init(_ choices: [Choice], chosen: [String] = []) {
        self.choices = choices
        self.chosen = Set(chosen).intersection(choices.map(\.id))
    }

    /// Ids of the answers given, in the order of the choices, with commas between.
    package var value: String {
        choices.map(\.id).filter(chosen.contains).joined(separator: ",")
    }

    package mutating func setValue(_ value: String) {
        chosen = Set(value.split(separator: ",").map(String.init)).intersection(choices.map(\.id))
    }

    package mutating func endTyping() { query = "" }

    package mutating func handle(_ event: InputEvent) -> TextField.Outcome {
        guard !choices.isEmpty, case .key(let key) = event else { return .ignored }
        switch key {
        case .left: return go(to: cursor - 1)
        case .right: return go(to: cursor + 1)
        case .home: return go(to: 0)
        case .end: return go(to: choices.count - 1)
        case .character(" "), .character("\u{3000}"):
            query = ""
            let id = choices[cursor].id
            if chosen.remove(id) == nil { chosen.insert(id) }
            return .changed
        case .backspace:
            return query.isEmpty ? .moved : find(String(query.dropLast()))
        case .character(let character): return find(query + String(character))
        default: return .ignored
        }
    }

    private mutating func go(to place: Int) -> TextField.Outcome {
        query = ""
        cursor = min(max(0, place), choices.count - 1)
        return .moved
    }

    /// What matches nothing is not taken, so the query always explains the place.
    private mutating func find(_ query: String) -> TextField.Outcome {
        if let best = choices.bestMatch(query) {
            self.query = query
            if !query.isEmpty { cursor = best }
        }
        return .moved
    }
}

extension MultiChoiceField {
    /// Draws `[x] label` one after the other, in as many lines as `rect` has; lines are scrolled so that the cursor is
    /// in view.
    package func draw(in rect: Rect, on canvas: inout Canvas, focused: Bool) {
        guard !rect.isEmpty else { return }
        let places = places(width: rect.width, canvas.cellWidth)
        let cursorLine = places.indices.contains(cursor) ? places[cursor].row : 0
        let top = focused ? max(0, cursorLine - rect.height + 1) : 0
        for index in 0..<rect.height { canvas.fill(rect.line(index)) }
        for (index, place) in places.enumerated() where (top..<(top + rect.height)).contains(place.row) {
            let choice = choices[index]
            let isHere = focused && index == cursor
            let row = rect.line(place.row - top).dropping(columns: place.column)
            let style = Style(isHere ? .inputFocused : chosen.contains(choice.id) ? .accent : .text)
            canvas.spans([Span(Self.text(choice, isChosen: chosen.contains(choice.id)), style)], in: row)
            if isHere { canvas.parkCaret(at: row.dropping(columns: 1).origin, visible: true) }
        }
    }

    private static func text(_ choice: Choice, isChosen: Bool) -> String {
        (isChosen ? "[x] " : "[ ] ") + choice.label
    }

    /// Where each answer stands when they flow in lines of that width, two blanks between.
    private func places(width: Int, _ cellWidth: CellWidth) -> [Point] {
        var next = Point(column: 0, row: 0)
        return choices.map { choice in
            let cells = cellWidth.ofShown(Self.text(choice, isChosen: false))
            if next.column > 0, next.column + cells > width { next = Point(column: 0, row: next.row + 1) }
            defer { next.column += cells + 2 }
            return next
        }
    }

    /// Lines the answers take in that width.
    package func rows(width: Int, _ cellWidth: CellWidth = .narrow) -> Int {
        (places(width: width, cellWidth).last?.row ?? 0) + 1
    }
}
