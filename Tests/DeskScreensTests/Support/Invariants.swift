import Model
import TerminalKit
import Wording

@testable import DeskScreens

/// What is true of every picture of the desk, whatever it shows and at whatever size.
@MainActor
struct Invariants {
    let app: DeskApp
    let canvas: Canvas
    /// Cells as text, a row a line; the second cell of a wide character is empty.
    private let rows: [[Cell]]

    init(_ driver: Driver) {
        app = driver.app
        canvas = driver.seen
        rows = (0..<canvas.size.rows).map { [canvas] in Array(canvas.row($0)) }
    }

    /// What is broken, in words; empty when all is well.
    var faults: [String] {
        var faults: [String] = []
        if !canvas.brokenRows.isEmpty {
            faults.append("rows \(canvas.brokenRows) are too wide or too narrow")
        }
        guard canvas.size.columns >= DeskApp.least.columns, canvas.size.rows >= DeskApp.least.rows else {
            return faults + tooSmall
        }
        return faults + frame + caret + boxes + rules + cutLabels
    }

    /// Too small a terminal says so, and how small, as far as it has room for the words.
    private var tooSmall: [String] {
        let room = canvas.size.columns * canvas.size.rows
        guard room >= 300, !canvas.text.contains("\(canvas.size.columns)") else { return [] }
        return ["does not say that \(canvas.size) is too small"]
    }

    /// Who reads the screen knows where they are and which keys there are.
    private var frame: [String] {
        var faults: [String] = []
        let title = (app.lock?.screen ?? app.visible.first?.screen)?.title(app.context) ?? ""
        let head = text(0, 0..<canvas.size.columns)
        // On a phone, beside that there is no database, as much as tells it from others.
        let told = canvas.size.columns < 60 ? 5 : 8
        if !title.isEmpty, !head.contains(title.prefix(told)) { faults.append("no title: \(head)") }
        let foot = text(canvas.size.rows - 1, 0..<canvas.size.columns)
        if let first = app.actions.footer.labels.first, !foot.hasPrefix(first.key) {
            faults.append("no footer: \(foot)")
        }
        return faults
    }

    /// The cursor stands where the next key acts: in the field that has the focus, or parked.
    private var caret: [String] {
        guard let caret = canvas.caret else { return ["no caret"] }
        guard let cell = canvas[caret] else { return ["the caret is outside: \(caret)"] }
        let isField = [.inputFocused, .placeholder, .match, .muted].contains(cell.style.role)
        return canvas.caretIsVisible && !isField ? ["the caret is in no field but in \(cell.style.role)"] : []
    }

    /// The four sides of a box meet in its corners.
    private var boxes: [String] {
        let corners = canvas.glyphs.corners
        // Of boxes that lie over each other only the upper one is whole.
        let tops = rows.reduce(0) { $0 + $1.count { $0.text == corners[0] } }
        guard Set(corners).count == 4, tops == 1 else { return [] }
        var faults: [String] = []
        for (top, cells) in rows.enumerated() {
            for left in cells.indices where cells[left].text == corners[0] {
                guard let right = cells[left...].firstIndex(where: { $0.text == corners[1] }),
                    let bottom = rows.indices.first(where: { $0 > top && rows[$0][left].text == corners[2] })
                else {
                    faults.append("a box at \(left),\(top) has no end")
                    continue
                }
                if rows[bottom][right].text != corners[3] {
                    faults.append("a box at \(left),\(top) has a crooked corner")
                }
                let sides = (top + 1..<bottom).filter { row in
                    [left, right].contains { rows[row][$0].text != canvas.glyphs.vertical }
                }
                if !sides.isEmpty { faults.append("the box at \(left),\(top) is open in rows \(sides)") }
            }
        }
        return faults
    }

    /// A line between panes runs straight: below each of its pieces stands another one, or the end of the pane.
    private var rules: [String] {
        let body = 1..<canvas.size.rows - 2
        var faults: [String] = []
        for column in 0..<canvas.size.columns {
            let runs = body.filter {
                rows[$0][column].text == canvas.glyphs.vertical && rows[$0][column].style.role == .rule
            }
            let lonely = runs.filter { row in !runs.contains(row - 1) && !runs.contains(row + 1) }
            if let row = lonely.first, body.count > 2, app.visible.last?.screen.isSheet != true {
                faults.append("a piece of a line alone at \(column),\(row)")
            }
        }
        return faults
    }

    /// Blanks after a cut label, from which on it could have been whole.
    private static let spare = 12

    /// No name of a field is cut where there is room for it.
    private var cutLabels: [String] {
        var faults: [String] = []
        for row in rows.indices {
            for run in canvas.styleRuns(in: row)
            where [.label, .labelFocused].contains(run.style.role) && run.columns.count > 4 {
                let label = text(row, run.columns).trimmed
                guard label.hasSuffix(CellWidth.cutMark) else { continue }
                let rest = rows[row][run.columns.upperBound...].prefix { $0.text != canvas.glyphs.vertical }
                let blanks = rest.reversed().prefix { $0.text == " " && $0.style.role != .inputFocused }
                if blanks.count >= Self.spare { faults.append("\(label) is cut though there is room") }
            }
        }
        return faults
    }

    private func text(_ row: Int, _ columns: Range<Int>) -> String {
        rows[row][columns].map(\.text).joined()
    }
}

extension String {
    fileprivate var trimmed: String { String(drop { $0 == " " }.reversed().drop { $0 == " " }.reversed()) }
}
