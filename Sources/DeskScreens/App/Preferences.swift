package import TerminalKit

/// What a person chose for this desk's looks; kept between sessions by the program.
package struct Preferences: Codable, Hashable, Sendable {
    /// Nil follows the terminal's ground.
    package var theme: ThemeName?
    /// Cells of a character of ambiguous width; nil follows what the terminal answered.
    package var ambiguous: Int?
    /// The same by the terminal's name (TERM), as the person answered where a terminal does not; nil where none was asked.
    private var answered: [String: Int]?
    package var hasMouse = false
    /// Minutes without a touch until the desk locks itself; 0 never, nil as the organisation says.
    package var lockAfter: Int?
    /// Whether the next follow-up call is taken as soon as one is over; nil and false go back to where one came from.
    package var takesCallsInARow: Bool?
    /// The language the desk begins in; nil as the system says.
    package var language: String?
    /// What became of lists' columns, by the list's id; nil where none was ever changed.
    private(set) package var lists: [String: ColumnLayout]?

    package init(
        theme: ThemeName? = nil, ambiguous: Int? = nil, hasMouse: Bool = false, lockAfter: Int? = nil,
        takesCallsInARow: Bool? = nil, language: String? = nil
    ) {
        self.language = language
        self.takesCallsInARow = takesCallsInARow
        self.lockAfter = lockAfter
        self.theme = theme
        self.ambiguous = ambiguous
        self.hasMouse = hasMouse
    }

    /// What is kept wrongly is as if it were not kept, each by itself.
    package init(from decoder: any Decoder) throws {
        let kept = try decoder.container(keyedBy: CodingKeys.self)
        theme = try? kept.decode(ThemeName.self, forKey: .theme)
        let cells = try? kept.decode(Int.self, forKey: .ambiguous)
        ambiguous = cells.flatMap { (1...2).contains($0) ? $0 : nil }
        let widths = try? kept.decode([String: Kept<Int>].self, forKey: .answered)
        answered = widths?.compactMapValues(\.value).filter { (1...2).contains($0.value) }
        hasMouse = (try? kept.decode(Bool.self, forKey: .hasMouse)) ?? false
        let minutes = try? kept.decode(Int.self, forKey: .lockAfter)
        lockAfter = minutes.map { min(max($0, 0), 1440) }
        takesCallsInARow = try? kept.decode(Bool.self, forKey: .takesCallsInARow)
        language = try? kept.decode(String.self, forKey: .language)
        let layouts = try? kept.decode([String: Kept<ColumnLayout>].self, forKey: .lists)
        lists = layouts?.compactMapValues(\.value)
    }

    /// Nil for what is kept wrongly.
    private struct Kept<Value: Decodable>: Decodable {
        let value: Value?

        init(from decoder: any Decoder) { value = try? Value(from: decoder) }
    }

    /// What others keep, with what was chosen here since `old`: two desks of one person do not undo each other.
    package func chosen(since old: Preferences, over others: Preferences) -> Preferences {
        var merged = others
        if theme != old.theme { merged.theme = theme }
        if ambiguous != old.ambiguous { merged.ambiguous = ambiguous }
        for (type, cells) in answeredWidths where old.answeredWidths[type] != cells {
            merged = merged.answering(cells, on: type)
        }
        if hasMouse != old.hasMouse { merged.hasMouse = hasMouse }
        if lockAfter != old.lockAfter { merged.lockAfter = lockAfter }
        if takesCallsInARow != old.takesCallsInARow { merged.takesCallsInARow = takesCallsInARow }
        if language != old.language { merged.language = language }
        for list in Set((lists ?? [:]).keys).union((old.lists ?? [:]).keys)
        where layout(of: list) != old.layout(of: list) {
            merged = merged.keeping(layout(of: list), of: list)
        }
        return merged
    }

    /// Cells of a character of ambiguous width, by the name of a terminal of which the person was asked.
    package var answeredWidths: [String: Int] { answered ?? [:] }

    /// The same with what the person answered for a terminal.
    package func answering(_ cells: Int, on type: String) -> Preferences {
        var changed = self
        changed.answered = answeredWidths.merging([type: cells]) { $1 }
        return changed
    }

    /// A list's columns; as they were declared where nothing was chosen.
    func layout(of list: String) -> ColumnLayout { lists?[list] ?? ColumnLayout() }

    /// The same with another choice for a list.
    /// - Parameter natural: the order the list comes in, which needs no keeping.
    func keeping(_ layout: ColumnLayout, of list: String, natural: Sort? = nil) -> Preferences {
        var (changed, layout) = (self, layout)
        if layout.sort == natural { layout.sort = nil }
        var lists = lists ?? [:]
        lists[list] = layout == ColumnLayout() ? nil : layout
        changed.lists = lists.isEmpty ? nil : lists
        return changed
    }

    /// - Parameter found: what the terminal said; it may say nothing, or only after the first picture.
    package func appearance(on found: TerminalFound = TerminalFound()) -> Appearance {
        Appearance(
            theme: (theme ?? (found.isLight == true ? .light : .dark)).theme,
            cellWidth: CellWidth(
                ambiguous: ambiguous ?? answeredWidths[found.type] ?? found.ambiguous ?? 1),
            hasMouse: hasMouse)
    }
}

/// What is known of the terminal the desk is shown on.
package struct TerminalFound: Codable, Hashable, Sendable {
    /// As TERM names it.
    package var type: String
    package var depth: ColourDepth
    /// Nil while, or because, it does not answer.
    package var isLight: Bool?
    package var ambiguous: Int?

    package init(
        type: String = "", depth: ColourDepth = .mono, isLight: Bool? = nil, ambiguous: Int? = nil
    ) {
        self.type = type
        self.depth = depth
        self.isLight = isLight
        self.ambiguous = ambiguous
    }

    mutating func learn(_ report: TerminalReport) {
        switch report {
        case .ground(let isLight): self.isLight = isLight
        case .ambiguous(let cells): ambiguous = cells
        }
    }
}
