import Model
import ServiceDesk
import TerminalKit
import Wording
import Workflow

/// A step behind an arrow of a map.
struct PassedItem: OpenableRow {
    let step: PassedStep
    /// One matter may take it again.
    let id: Int
    var subject: Subject { step.subject }
}

/// R281: the very cases, visits and calls that went over an arrow of a map, those that had waited longest first. Enter opens one.
struct PassedStepsScreen: SlowRowsScreen {
    let id = "R281"
    private let definition: WorkflowDefinition?
    private let days: ClosedRange<Day>
    private let arrow: ProcessMap.Arrow?
    var list = RecordList<PassedItem>()
    var reading = LongReading()

    static let open = ActionID("passedSteps.open")

    init(_ definition: WorkflowDefinition, _ days: ClosedRange<Day>, _ arrow: ProcessMap.Arrow) {
        (self.definition, self.days, self.arrow) = (definition, days, arrow)
    }

    /// What is behind nothing: its actions are those of any.
    static let blank = PassedStepsScreen()
    private init() { (definition, days, arrow) = (nil, Day(number: 0)...Day(number: 0), nil) }

    func title(_ context: DeskContext) -> String {
        let said = context.say(
            "system.behind", ["step": arrow.map { PhraseFact.label($0.label) } ?? .text("")])
        return said + (list.isRead ? " \(list.counted)" : "")
    }

    func actions(_ context: DeskContext) -> [DeskAction] {
        let filter = listActions(context)
        guard !isTyping else { return filter }
        return [
            context.action(
                Self.open, [.enter], why: list.selected == nil ? context.say("system.noSteps") : nil)
        ] + filter
    }

    mutating func refresh(_ context: DeskContext) -> [DeskStep] {
        guard let definition, let arrow else { return [] }
        return readRows(context) { [days] reading in
            try reading.passedSteps(
                definition.name, on: days, transition: arrow.transition, from: arrow.from
            ).filter { $0.to == arrow.to }.prefix(Self.most).enumerated().map {
                PassedItem(step: $1, id: $0)
            }
        }
    }

    mutating func fill(_ items: [PassedItem], _ context: DeskContext) {
        list.show(items, in: order(context)) { [definition] in Self.cells($0, definition, context).map(\.text)
        }
    }

    private static func cells(
        _ item: PassedItem, _ definition: WorkflowDefinition?, _ context: DeskContext
    ) -> [TableCell] {
        func state(_ name: String) -> String {
            definition?.state(name).map { context.wording.text($0.label) } ?? name
        }
        return [
            TableCell(item.subject.description).ranked(subject: item.subject),
            TableCell(context.wording.moment(item.step.at), .muted).ranked(at: item.step.at),
            TableCell(context.hours(item.step.minutes)).ranked(item.step.minutes),
            TableCell(state(item.step.from), .muted),
            TableCell(state(item.step.to)),
        ]
    }

    func draw(in area: Rect, on canvas: inout Canvas, _ context: DeskContext) {
        let said = context.say("system.firstSteps", ["count": .count(Self.most)])
        let body = drawLimit(said, in: area, on: &canvas)
        list.draw(
            in: body, on: &canvas, columns: columns(context), layout: layout(context),
            empty: context.say("system.noSteps"), context
        ) { Self.cells($0, definition, context) }
    }

    func cells(_ item: PassedItem, _ context: DeskContext) -> [TableCell] {
        Self.cells(item, definition, context)
    }

    func columns(_ context: DeskContext) -> [Column] {
        [
            context.column("process.title.matter", .fixed(9)),
            context.column("process.title.at", .fixed(18)),
            context.column("process.title.before", .fixed(11), .trailing),
            context.column("process.title.from", .flexible(least: 14, share: 1)),
            context.column("process.title.to", .flexible(least: 14, share: 1)),
        ]
    }
}
