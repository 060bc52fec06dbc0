import Model
import ServiceDesk
import TerminalKit
import Wording

/// A table of figures by group, each number with what is behind it: open cases, score cards, technicians, faults and batches
/// alike.
struct FigureBoard: Sendable {
    /// A figure, over its column.
    struct Head: Sendable {
        /// In nine cells.
        let short: Phrase
        let label: Phrase
        /// How it is counted.
        let definition: Phrase
        /// Whether more of it is better; nil where it is neither.
        var moreIsBetter: Bool?
        /// By what choices of columns are kept.
        var id: String { short.key }
    }

    enum Amount: Sendable, Hashable {
        case count(Int)
        /// 0 to 1.
        case part(Double?)
        case minutes(Double?)
        case plain(Double?, decimals: Int)
    }

    struct Cell: Sendable {
        var amount: Amount
        /// Between which bounds the true figure lies in 95 of 100 cases.
        var low: Double?
        var high: Double?
        /// Of durations: nine in ten are not longer.
        var ninth: Double?
        /// Of how many it was counted; nil for what is a count itself.
        var count: Int?
        var before: Amount?
        var role = TerminalKit.Role.text
        /// Nil where there is nothing.
        var behind: RowsBehind?

        /// Of so few a share or a median says little.
        var isSmall: Bool { count.map { $0 < 30 } == true && amount.value != nil }
    }

    struct Row: Sendable, Identifiable {
        let id: String
        let name: BoardName
        /// One for each head.
        let cells: [Cell]
        var isAll: Bool { name == .all }
    }

    var heads: [Head]
    var rows: [Row]
    /// What is to be known of the table as a whole.
    var notes: [Phrase] = []
    /// What is not shown, and why.
    var lack: Phrase?

    var all: Row? { rows.first { $0.isAll } }

    /// The rows in the order of a column, as they were read without one; all together stay on top, what is not known goes
    /// last.
    func sorted(by sort: Sort?) -> [Row] {
        guard let sort, let column = heads.firstIndex(where: { $0.id == sort.column }) else { return rows }
        func isBefore(_ a: Row, _ b: Row) -> Bool {
            switch (a.cells[column].amount.value, b.cells[column].amount.value) {
            case (let a?, let b?): sort.isDescending ? a > b : a < b
            case (_?, nil): true
            case (nil, _): false
            }
        }
        return rows.filter(\.isAll) + rows.filter { !$0.isAll }.sorted(by: isBefore)
    }

    /// Whether a row's figure is clearly better or worse than all together: its interval leaves theirs out. Nil where chance
    /// may explain it, or nothing is known.
    func isBetter(_ row: Row, _ column: Int) -> Bool? {
        guard !row.isAll, let moreIsBetter = heads[column].moreIsBetter,
            let whole = all?.cells[column].amount.value, let low = row.cells[column].low,
            let high = row.cells[column].high, low > whole || high < whole
        else { return nil }
        return (low > whole) == moreIsBetter
    }
}

extension FigureBoard.Amount {
    var value: Double? {
        switch self {
        case .count(let count): Double(count)
        case .part(let value), .minutes(let value), .plain(let value, _): value
        }
    }

    /// In a column of the table: hours without their name.
    func short(_ wording: Wording) -> String {
        switch self {
        case .count(let count): wording.number(count)
        case .part(let value): value.map { wording.percent($0, decimals: 0) } ?? "-"
        case .minutes(let value): value.map { wording.number($0 / 60, decimals: 1) } ?? "-"
        case .plain(let value, let decimals): value.map { wording.number($0, decimals: decimals) } ?? "-"
        }
    }

    func long(_ wording: Wording) -> String {
        switch self {
        case .part(let value): wording.say(ServiceFigure.Unit.share.said(value))
        case .minutes(let value): wording.say(ServiceFigure.Unit.duration.said(value))
        case .count, .plain: short(wording)
        }
    }

    private var unit: ServiceFigure.Unit {
        switch self {
        case .count, .plain: .count
        case .part: .share
        case .minutes: .duration
        }
    }

    /// How much more it is, with its sign; a dash where one of both is not known.
    func change(since before: FigureBoard.Amount) -> PhraseFact {
        guard let value, let old = before.value else { return .text("-") }
        return unit.said(change: value - old)
    }

    /// The same kind of figure with another value.
    func with(_ other: Double?) -> FigureBoard.Amount {
        switch self {
        case .count: .plain(other, decimals: 0)
        case .part: .part(other)
        case .minutes: .minutes(other)
        case .plain(_, let decimals): .plain(other, decimals: decimals)
        }
    }
}

/// What a row is of.
enum BoardName: Sendable, Hashable {
    case all
    case group(GroupName)
    case text(String)
    case fault(String, product: String)
    /// Empty where serial numbers are too short to tell.
    case batch(String, product: String)
}

extension DeskContext {
    func name(_ name: BoardName) -> String {
        switch name {
        case .all: say("boards.all")
        case .group(let group): self.name(group)
        case .text(let text): text
        case .fault(let fault, let product):
            say(
                "boards.name.fault",
                ["product": .text(productName(product)), "fault": .text(faultName(fault, of: product))])
        case .batch(let batch, let product):
            say(
                "boards.name.batch",
                ["product": .text(productName(product)), "batch": .text(batch.isEmpty ? "-" : batch)])
        }
    }

    /// - Parameter isChosen: whether the cell is looked at.
    func cell(_ board: FigureBoard, _ row: FigureBoard.Row, _ column: Int, isChosen: Bool) -> TableCell {
        let cell = row.cells[column]
        let isBetter = board.isBetter(row, column)
        let sign = isBetter.map { $0 ? "+" : "-" } ?? ""
        let text =
            (isChosen ? ">" : "") + cell.amount.short(wording) + (cell.isSmall ? "?" : "") + sign
        let role =
            isBetter.map { $0 ? Role.good : Role.missed }
            ?? (row.isAll && cell.role == .text ? Role.accent : cell.role)
        return TableCell(text, role)
    }
}

extension Pane {
    /// One number: how sure it is, beside the time before and all together, and how it is counted.
    init(_ board: FigureBoard, _ row: FigureBoard.Row, _ column: Int, _ context: DeskContext) {
        let (cell, head) = (row.cells[column], board.heads[column])
        let wording = context.wording
        let mark = cell.isSmall ? " ?" : ""
        pair(context.say("figures.title.value"), cell.amount.long(wording) + mark, .accent)
        if let low = cell.low, let high = cell.high {
            let bounds = [low, high].map { PhraseFact.text(cell.amount.with($0).long(wording)) }
            pair(
                context.say("report.title.interval"),
                context.say("figures.between", ["low": bounds[0], "high": bounds[1]]))
        }
        if let ninth = cell.ninth {
            pair(
                context.say("boards.ninth"),
                cell.amount.with(ninth).long(wording))
        }
        if let count = cell.count { pair(context.say("figures.title.count"), wording.number(count)) }
        if let before = cell.before {
            pair(context.say("figures.title.before"), before.long(wording), .muted)
            pair(context.say("figures.title.change"), wording.say(cell.amount.change(since: before)))
        }
        if !row.isAll, let whole = board.all?.cells[column] {
            pair(context.say("boards.all"), whole.amount.long(wording), .muted)
        }
        if let isBetter = board.isBetter(row, column) {
            add(.text(context.say(isBetter ? "boards.better" : "boards.worse"), isBetter ? .good : .missed))
        }
        if cell.isSmall { add(.text(context.say("figures.small"), .muted)) }
        add(.text(wording.say(head.definition), .text))
        for note in board.notes { add(.text(wording.say(note), .muted)) }
    }
}
