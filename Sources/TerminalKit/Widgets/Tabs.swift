/// One of several views in the same place.
package struct Tab<ID: Hashable & Sendable>: Hashable, Sendable {
    package let id: ID
    package let title: String
    /// Behind the title: how many.
    package var count: Int?
    /// Opens it; a click does the same.
    package let key: Key?

    package init(_ id: ID, _ title: String, count: Int? = nil, key: Key? = nil) {
        self.id = id
        self.title = title
        self.count = count
        self.key = key
    }
}

/// A row of headings of which one is open: the one in brackets.
///
///     var tabs = Tabs([Tab("cases", "服务单", count: 12), Tab("visits", "上门", count: 3)])
///     // [服务单 12]  上门 3
///
/// Left/Right and `[`/`]` go to the next, a tab's own key to it.
package struct Tabs<ID: Hashable & Sendable>: Hashable, Sendable {
    package enum Outcome: Hashable, Sendable {
        case switched(ID)
        case ignored
    }

    package private(set) var tabs: [Tab<ID>]
    package private(set) var selection = 0

    package init(_ tabs: [Tab<ID>], selected: ID? = nil) {
        self.tabs = tabs
        selection = tabs.firstIndex { $0.id == selected } ?? 0
    }

    package var selected: ID? { tabs.indices.contains(selection) ? tabs[selection].id : nil }

    /// Other tabs (counted anew, another language); the open one stays open when it is still there.
    package mutating func setTabs(_ tabs: [Tab<ID>]) { self = Tabs(tabs, selected: selected) }

    package mutating func select(_ id: ID) {
        selection = tabs.firstIndex { $0.id == id } ?? selection
    }

    package mutating func handle(_ event: InputEvent) -> Outcome {
        guard case .key(let key) = event else { return .ignored }
        let command = key.command
        if let place = tabs.firstIndex(where: { $0.key == command }) { return open(place) }
        switch command {
        case .left, .character("["): return open(selection - 1)
        case .right, .character("]"): return open(selection + 1)
        default: return .ignored
        }
    }

    /// At the ends nothing changes.
    private mutating func open(_ place: Int) -> Outcome {
        guard tabs.indices.contains(place), place != selection else { return .ignored }
        selection = place
        return .switched(tabs[place].id)
    }

    /// Draws into the first row of `rect`. Where not all have room, those before and after are told by `<` and `>`.
    package func draw(in rect: Rect, on canvas: inout Canvas) {
        guard !rect.isEmpty else { return }
        canvas.fill(rect.line(0))
        let texts = tabs.indices.map(text)
        let cells = texts.map { canvas.cellWidth.ofShown($0) }
        let first = firstShown(cells, width: rect.width)
        var column = rect.column
        if first > 0 { column = canvas.text("<", at: rect.origin, .muted) }
        for place in tabs.indices.dropFirst(first) {
            let isLast = place == tabs.count - 1
            let room = rect.endColumn - column - (isLast ? 0 : 1)
            guard cells[place] <= room || place == selection else {
                canvas.text(">", at: Point(column: rect.endColumn - 1, row: rect.row), .muted)
                return
            }
            let area = Rect(column: column, row: rect.row, width: min(cells[place], max(0, room)), height: 1)
            canvas.field(texts[place], in: area, place == selection ? .title : .muted)
            if let key = tabs[place].key { canvas.mark(area, as: .key(key)) }
            column = area.endColumn
        }
    }

    private func text(_ place: Int) -> String {
        let count = tabs[place].count.map { " \($0)" } ?? ""
        let title = DisplayText.sanitise(tabs[place].title) + count
        return place == selection ? "[\(title)]" : " \(title) "
    }

    /// Tabs before it are left out, so that the open one is in view.
    private func firstShown(_ cells: [Int], width: Int) -> Int {
        var first = 0
        while first < selection, cells[first...selection].reduce(first > 0 ? 2 : 1, +) > width { first += 1 }
        return first
    }
}
