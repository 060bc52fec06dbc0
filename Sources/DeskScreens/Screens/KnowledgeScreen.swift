import Model
import ServiceDesk
import TerminalKit
import Wording

/// K220: canned answers and scripts, found while one types, with what they say beside them. What is spoken about on the
/// screen below comes first. Enter puts the text into the field below; with no field there, it shows it for copying.
struct KnowledgeScreen: Screen {
    let id = "K220"
    let isTyping = true
    static let insert = ActionID("knowledge.insert")
    static let read = ActionID("knowledge.read")

    private let talked: TalkedOf
    /// Whether a field below waits for text.
    private let inserts: Bool
    private var query: TextField
    private var book: KnowledgeBook?
    private var found: [KnowledgeEntry] = []
    private var selection = 0

    init(_ context: DeskContext) {
        talked = context.talked
        inserts = context.isTypingBelow
        query = TextField(placeholder: context.say("knowledge.placeholder.search"))
    }

    func title(_ context: DeskContext) -> String {
        guard let book else { return context.say("knowledge.title") }
        let count = ["found": PhraseFact.count(found.count), "all": .count(book.entries.count)]
        return "\(context.say("knowledge.title"))  \(context.say("knowledge.count", count))"
    }

    var aim: String? { selected?.name }

    private var selected: KnowledgeEntry? { found.indices.contains(selection) ? found[selection] : nil }

    mutating func appear(_ context: DeskContext) -> [DeskStep] {
        [
            .job(
                .read("knowledge") { _, context in
                    try context.rules.knowledge()
                } then: { (screen: inout KnowledgeScreen, book, _) in
                    screen.book = book
                    screen.search()
                    return []
                } failed: { (screen: inout KnowledgeScreen, error, context) in
                    Job.leave(&screen, error, context)
                })
        ]
    }

    private mutating func search() {
        let subject = KnowledgeBook.Subject(product: talked.product, fault: talked.fault, kind: talked.kind)
        found = book?.search(query.text, about: subject) ?? []
        selection = 0
    }

    mutating func languageChanged(_ context: DeskContext) {
        query.placeholder = context.say("knowledge.placeholder.search")
    }

    func actions(_ context: DeskContext) -> [DeskAction] {
        let why = selected == nil ? context.say("knowledge.none") : nil
        return Self.keys(inserts: inserts, why: why, context)
    }

    /// - Parameter inserts: over something that is being written.
    static func keys(inserts: Bool, why: String? = nil, _ context: DeskContext) -> [DeskAction] {
        let reading = context.action(read, inserts ? [.alt("c")] : [.enter, .alt("c")], why: why)
        return inserts ? [context.action(insert, [.enter], why: why), reading] : [reading]
    }

    mutating func perform(_ action: ActionID, _ context: DeskContext) -> [DeskStep] {
        guard let entry = selected else { return [] }
        let filled = context.fill(entry, from: talked)
        if action == KnowledgeScreen.read {
            let lines = filled.text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
            return [.push(CopyScreen(context) { _ in lines })] + said(filled, context)
        }
        var facts = ["title": PhraseFact.text(context.wording.text(entry.title))]
        if filled.missing.isEmpty {
            return [.pop, .insert(filled.text), .done(context.say("knowledge.inserted", facts))]
        }
        facts["names"] = .text(context.names(filled.missing))
        return [.pop, .insert(filled.text), .warn(context.say("knowledge.insertedOpen", facts))]
    }

    private func said(_ filled: KnowledgeEntry.Filled, _ context: DeskContext) -> [DeskStep] {
        context.missing(filled).map { [.warn($0)] } ?? []
    }

    mutating func handle(_ event: InputEvent, _ context: DeskContext) -> [DeskStep]? {
        switch event {
        case .key(.up), .key(.ctrl("p")): move(by: -1)
        case .key(.down), .key(.ctrl("n")): move(by: 1)
        case .key(.pageUp): move(by: -8)
        case .key(.pageDown): move(by: 8)
        case .pick(let row): move(by: row - selection)
        default:
            switch query.handle(event) {
            case .changed: search()
            case .moved: break
            case .ignored: return nil
            }
        }
        return []
    }

    private mutating func move(by step: Int) {
        selection = min(max(0, selection + step), max(0, found.count - 1))
    }

    // MARK: Drawing

    func draw(in area: Rect, on canvas: inout Canvas, _ context: DeskContext) {
        let rows = area.split(rows: [.fixed(1), .fixed(1), .share(1)])
        let isWide = area.width >= 110
        let parts =
            isWide
            ? rows[2].split(columns: [.share(2), .share(3)], gap: 3)
            : rows[2].split(rows: [.fixed(max(5, rows[2].height * 2 / 5)), .fixed(1), .share(1)])
        let text = parts[parts.count - 1]
        drawList(in: parts[0], on: &canvas, context)
        if isWide {
            canvas.verticalRule(
                Rect(column: text.column - 2, row: rows[2].row, width: 1, height: rows[2].height))
        } else {
            canvas.rule(parts[1])
        }
        preview(context).draw(in: text, on: &canvas, more: context.say("list.more"))
        query.draw(in: rows[0], on: &canvas, focused: true)
    }

    private func drawList(in area: Rect, on canvas: inout Canvas, _ context: DeskContext) {
        if found.isEmpty, book != nil { canvas.paragraph(context.say("knowledge.none"), in: area, .muted) }
        let top = min(max(0, selection - area.height / 2), max(0, found.count - area.height))
        for (offset, entry) in found.dropFirst(top).prefix(area.height).enumerated() {
            let row = area.line(offset)
            let isSelected = top + offset == selection
            canvas.fill(row, Style(.text, selected: isSelected))
            let kind = context.wording.name(entry.kind.rawValue, of: "knowledgeKind")
            let cells = canvas.cellWidth.ofShown(kind)
            let title = Rect(column: row.column, row: row.row, width: row.width - cells - 1, height: 1)
            canvas.field(context.wording.text(entry.title), in: title, Style(.text, selected: isSelected))
            canvas.field(
                kind, in: row.dropping(columns: row.width - cells), Style(.muted, selected: isSelected))
            canvas.mark(row, as: .row(top + offset))
        }
    }

    private func preview(_ context: DeskContext) -> Pane {
        var pane = Pane()
        guard let entry = selected else { return pane }
        let filled = context.fill(entry, from: talked)
        pane.add(.text(context.wording.text(entry.title), .title))
        let about =
            entry.products.isEmpty
            ? context.say("knowledge.any") : context.wording.list(entry.products.map(context.productName))
        let kind = context.wording.name(entry.kind.rawValue, of: "knowledgeKind")
        pane.add(
            .text(context.say("knowledge.where", ["kind": .text(kind), "about": .text(about)]), .muted))
        pane.add(.blank)
        for line in filled.text.split(separator: "\n", omittingEmptySubsequences: false) {
            pane.add(.text(String(line), .text))
        }
        if let missing = context.missing(filled) {
            pane.add(.blank)
            pane.add(.text(missing, .warning))
        }
        return pane
    }
}
