/// An entry of a tree and what is below it.
package struct TreeNode<ID: Hashable & Sendable>: Hashable, Sendable {
    package enum Children: Hashable, Sendable {
        case none
        /// There are some, to be read when they are wanted.
        case unread
        case nodes([TreeNode])
    }

    package let id: ID
    package var label: String
    /// To the right of the label: a count, a state.
    package var detail: String
    package var role: Role
    package var children: Children

    package init(
        _ id: ID, _ label: String, detail: String = "", role: Role = .text, children: Children = .none
    ) {
        self.id = id
        self.label = label
        self.detail = detail
        self.role = role
        self.children = children
    }
}

/// A tree whose branches open and close. Right opens a branch or goes into it, Left closes it or goes to the branch it
/// is on; otherwise it moves as a list does.
///
///     var tree = Tree([TreeNode("cs", "冰箱", children: .unread)])
///     if case .wanted(let id) = tree.handle(event) { … tree.setChildren(nodes, of: id) }
package struct Tree<ID: Hashable & Sendable>: Hashable, Sendable {
    package enum Outcome: Hashable, Sendable {
        case moved
        /// Enter on that entry.
        case opened(ID)
        /// The entry was opened for the first time: what is below it is to be read.
        case wanted(ID)
        case ignored
    }

    /// An entry in view.
    struct Line: Hashable, Sendable {
        var node: TreeNode<ID>
        var depth: Int
        var parent: ID?
    }

    package private(set) var roots: [TreeNode<ID>]
    package private(set) var expanded: Set<ID> = []
    private(set) var lines: [Line] = []
    private(set) var list: Table

    package init(_ roots: [TreeNode<ID>], expanded: Set<ID> = [], emptyText: String = "") {
        self.roots = roots
        self.expanded = expanded
        list = Table([Column("", .flexible(least: 0, share: 1))], emptyText: emptyText)
        layOut()
    }

    package var selected: ID? { list.selection.map { lines[$0].node.id } }

    /// Read anew; branches stay open, and the selection on its entry.
    package mutating func setRoots(_ roots: [TreeNode<ID>]) {
        self.roots = roots
        layOut()
    }

    /// What was read of the entries below one.
    package mutating func setChildren(_ nodes: [TreeNode<ID>], of id: ID) {
        roots = roots.map { Self.replacing($0, id, nodes) }
        layOut()
    }

    package mutating func handle(_ event: InputEvent, visibleRows: Int = 10) -> Outcome {
        if let key = event.key, let row = list.selection {
            switch key.command {
            case .right, .character("l"), .character("+"): return expand(lines[row])
            case .left, .character("h"), .character("-"): return collapse(lines[row])
            case .character(" "):
                return expanded.contains(lines[row].node.id) ? collapse(lines[row]) : expand(lines[row])
            default: break
            }
        }
        switch list.handle(event, visibleRows: visibleRows) {
        case .moved: return .moved
        case .opened(let row): return .opened(lines[row].node.id)
        case .ignored: return .ignored
        }
    }

    private mutating func expand(_ line: Line) -> Outcome {
        guard line.node.children != .none else { return .moved }
        if expanded.insert(line.node.id).inserted {
            layOut()
            return line.node.children == .unread ? .wanted(line.node.id) : .moved
        }
        if case .nodes(let nodes) = line.node.children, let first = nodes.first { select(first.id) }
        return .moved
    }

    private mutating func collapse(_ line: Line) -> Outcome {
        if expanded.remove(line.node.id) != nil {
            layOut()
        } else if let parent = line.parent {
            select(parent)
        }
        return .moved
    }

    private mutating func select(_ id: ID) {
        lines.firstIndex { $0.node.id == id }.map { list.select($0) }
    }

    private mutating func layOut() {
        let old = lines.map(\.node.id)
        lines = []
        for root in roots { append(root, depth: 0, parent: nil) }
        list.follow(from: old, to: lines.map(\.node.id))
    }

    private mutating func append(_ node: TreeNode<ID>, depth: Int, parent: ID?) {
        lines.append(Line(node: node, depth: depth, parent: parent))
        guard expanded.contains(node.id), case .nodes(let nodes) = node.children else { return }
        for child in nodes { append(child, depth: depth + 1, parent: node.id) }
    }

    private static func replacing(_ node: TreeNode<ID>, _ id: ID, _ nodes: [TreeNode<ID>]) -> TreeNode<ID> {
        var node = node
        if node.id == id {
            node.children = nodes.isEmpty ? .none : .nodes(nodes)
        } else if case .nodes(let below) = node.children {
            node.children = .nodes(below.map { replacing($0, id, nodes) })
        }
        return node
    }
}

extension Tree {
    /// Draws the entries in view: `+` before a closed branch, `-` before an open one.
    package func draw(in rect: Rect, on canvas: inout Canvas, focused: Bool = true) {
        guard !rect.isEmpty else { return }
        list.draw(in: rect, on: &canvas, focused: focused) { $0.map { _ in [] } }
        for (offset, row) in list.window(rows: rect.height).enumerated() {
            draw(lines[row], in: rect.line(offset), on: &canvas, selected: focused && row == list.selection)
        }
    }

    private func draw(_ line: Line, in row: Rect, on canvas: inout Canvas, selected: Bool) {
        let node = line.node
        let mark = node.children == .none ? " " : expanded.contains(node.id) ? "-" : "+"
        let indent = min(2 * line.depth, row.width / 2)
        let rest = row.dropping(columns: indent)
        let detailCells = min(canvas.cellWidth.ofShown(node.detail), rest.width / 2)
        let label = Rect(
            column: rest.column, row: rest.row, width: rest.width - detailCells - (detailCells > 0 ? 1 : 0),
            height: 1)
        canvas.spans(
            [
                Span(mark + " ", Style(.muted, selected: selected)),
                Span(node.label, Style(node.role, selected: selected)),
            ],
            in: label)
        canvas.field(
            node.detail, in: rest.dropping(columns: rest.width - detailCells),
            Style(.muted, selected: selected), .trailing)
    }
}
