/// Entries that hang on each other, the branches of which can be closed: what of them is in view, and what is drawn before
/// each. It is laid beside a table, which draws the rows and has the selection, so that a tree can have columns.
///
///     var tree = Tree([Tree.Entry("desk", depth: 0), Tree.Entry("agent", depth: 1), Tree.Entry("field", depth: 0)])
///     tree.close("desk")
///     tree.lines.map(\.id)                     // desk, field
///     tree.before("desk", .drawn) + "Desk"     // + Desk
package struct Tree<ID: Hashable & Sendable>: Hashable, Sendable {
    package struct Entry: Hashable, Sendable {
        package let id: ID
        /// From 0.
        package let depth: Int

        package init(_ id: ID, depth: Int) { (self.id, self.depth) = (id, depth) }
    }

    /// An entry in view.
    package struct Line: Hashable, Sendable {
        package let id: ID
        /// What leads to it from above, then `+` before a closed branch, `-` before an open one.
        fileprivate let before: String
    }

    private var entries: [Entry] = []
    private var closed: Set<ID> = []
    package private(set) var lines: [Line] = []
    private var places: [ID: Int] = [:]

    /// - Parameter entries: each after the one it hangs on.
    package init(_ entries: [Entry] = []) { show(entries) }

    /// Read anew; branches that were closed stay so.
    package mutating func show(_ entries: [Entry]) {
        self.entries = entries
        layOut()
    }

    package func isInView(_ id: ID) -> Bool { places[id] != nil }

    /// What stands before the label of an entry in view.
    package func before(_ id: ID, _ glyphs: Glyphs) -> String {
        guard let place = places[id] else { return "" }
        return glyphs == .drawn ? lines[place].before : TreeLines.plain(lines[place].before)
    }

    // MARK: Opening and closing

    /// Opens a branch; one that is open is gone into.
    /// - Returns: what is to be selected; nil where nothing changes.
    @discardableResult
    package mutating func open(_ id: ID) -> ID? {
        guard let place = entries.firstIndex(where: { $0.id == id }), isBranch(place) else { return nil }
        guard closed.remove(id) != nil else { return entries[place + 1].id }
        layOut()
        return id
    }

    /// Closes a branch; from what is none, or is closed, one goes to the entry it hangs on.
    /// - Returns: likewise.
    @discardableResult
    package mutating func close(_ id: ID) -> ID? {
        guard let place = entries.firstIndex(where: { $0.id == id }) else { return nil }
        if isBranch(place), closed.insert(id).inserted {
            layOut()
            return id
        }
        return parent(of: place).map { entries[$0].id }
    }

    /// Opens a closed branch, closes an open one; false for what is none.
    package mutating func toggle(_ id: ID) -> Bool {
        guard let place = entries.firstIndex(where: { $0.id == id }), isBranch(place) else { return false }
        if closed.remove(id) == nil { closed.insert(id) }
        layOut()
        return true
    }

    /// Opens all where any branch is closed; else closes those that hang on another, or the topmost where none does.
    /// - Parameter selected: the entry selected now.
    /// - Returns: what is to be selected: the nearest entry in view that it hangs on.
    package mutating func toggleAll(selected: ID?) -> ID? {
        let branches = entries.indices.filter { isBranch($0) }
        if closed.isEmpty {
            let lower = branches.filter { entries[$0].depth > 0 }
            closed = Set((lower.isEmpty ? branches : lower).map { entries[$0].id })
        } else {
            closed = []
        }
        layOut()
        var place = entries.firstIndex { $0.id == selected }
        while let hidden = place, !isInView(entries[hidden].id) { place = parent(of: hidden) }
        return place.map { entries[$0].id }
    }

    private func isBranch(_ place: Int) -> Bool {
        entries.indices.contains(place + 1) && entries[place + 1].depth > entries[place].depth
    }

    private func parent(of place: Int) -> Int? {
        entries[..<place].lastIndex { $0.depth < entries[place].depth }
    }

    private mutating func layOut() {
        var shown: [Int] = []
        var under: Int?
        for (place, entry) in entries.enumerated() {
            if let depth = under, entry.depth > depth { continue }
            under = closed.contains(entry.id) && isBranch(place) ? entry.depth : nil
            shown.append(place)
        }
        let branches = TreeLines.drawn(shown.map { TreeLines.Node(depth: entries[$0].depth, lines: [""]) })
        lines = zip(shown, branches).map { place, branch in
            let id = entries[place].id
            return Line(id: id, before: branch + (isBranch(place) ? closed.contains(id) ? "+ " : "- " : ""))
        }
        places = Dictionary(
            lines.enumerated().map { ($1.id, $0) }, uniquingKeysWith: { first, _ in first })
    }
}
