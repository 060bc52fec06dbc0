/// The records of a list that were marked for doing something with all of them at once. Kept by id, so that they stay
/// marked when the list is read again, sorted otherwise or scrolled.
///
///     if marks.handle(event, in: &table, ids: items.map(\.id)) { return [] }
///     table.draw(in: area, on: &canvas, isMarked: { marks.contains(items[$0].id) }) { … }
package struct Marks<ID: Hashable & Sendable>: Hashable, Sendable {
    package private(set) var ids: Set<ID> = []

    package init() {}

    package var isEmpty: Bool { ids.isEmpty }
    package var count: Int { ids.count }

    package func contains(_ id: ID) -> Bool { ids.contains(id) }

    package mutating func toggle(_ id: ID) {
        if ids.remove(id) == nil { ids.insert(id) }
    }

    package mutating func mark(_ all: some Sequence<ID>) { ids.formUnion(all) }

    /// Marks all of these, or none of them when all are marked.
    package mutating func toggleAll(_ all: [ID]) {
        if ids.isSuperset(of: all) { ids.subtract(all) } else { mark(all) }
    }

    package mutating func clear() { ids.removeAll() }

    /// The marked ones in the list's order; the selected one when none is marked.
    package func chosen(of all: [ID], selection: Int?) -> [ID] {
        let marked = all.filter(ids.contains)
        if !marked.isEmpty { return marked }
        return selection.flatMap { all.indices.contains($0) ? [all[$0]] : nil } ?? []
    }

    /// Forgets marks of records that are no longer in the list. Not for a list of which only a part was read.
    package mutating func keep(in all: [ID]) { ids.formIntersection(all) }

    /// Space marks the selected row and goes on to the next; `*` and Ctrl-A mark all rows.
    /// - Parameter ids: of all rows of the table, by index. Of a `PagedList` that is what was read: nobody marks what
    ///   they cannot have seen.
    /// - Returns: false when the key is none of these.
    package mutating func handle(_ event: InputEvent, in table: inout Table, ids: [ID]) -> Bool {
        guard case .key(let key) = event, let row = table.selection, ids.indices.contains(row) else {
            return false
        }
        switch key.command {
        case .character(" "):
            toggle(ids[row])
            table.select(row + 1)
        case .character("*"), .ctrl("a"): toggleAll(ids)
        default: return false
        }
        return true
    }
}
