import Model
import ServiceDesk
import TerminalKit

/// Something to read over a case: its history, or its promises explained.
struct PaneSheet: Screen {
    enum Subject: Sendable, Hashable {
        case history(CaseID)
        case clocks(CaseID)

        var caseID: CaseID {
            switch self {
            case .history(let id), .clocks(let id): id
            }
        }
    }

    let id = ""
    let isSheet = true
    private let subject: Subject
    private var sheet: CaseSheet?
    private var ledgers: [ClockLedgerSheet] = []
    private var scroll = Scroll()

    init(_ subject: Subject) { self.subject = subject }

    func title(_ context: DeskContext) -> String {
        let facts = ["id": PhraseFact.text(subject.caseID.description)]
        return switch subject {
        case .history: context.say("history.title", facts)
        case .clocks: context.say("clocks.title", facts)
        }
    }

    mutating func refresh(_ context: DeskContext) -> [DeskStep] {
        let id = subject.caseID
        return [
            .job(
                .read("pane") { reading, context in
                    let ledgers = try reading.ledgers(id).map {
                        ClockLedgerSheet(clock: $0.clock, events: $0.events)
                    }
                    return (try reading.sheet(id, by: context.actor, at: context.now), ledgers)
                } then: { (screen: inout PaneSheet, found, _) in
                    (screen.sheet, screen.ledgers) = found
                    return []
                })
        ]
    }

    func actions(_ context: DeskContext) -> [DeskAction] { SheetActions.reading(context) }

    mutating func handle(_ event: InputEvent, _ context: DeskContext) -> [DeskStep]? {
        switch event.key?.command {
        case .escape, .f(12), .enter, .character("q"): return [.pop]
        default: return scroll.handle(event, context) ? [] : nil
        }
    }

    private func pane(_ context: DeskContext) -> Pane {
        guard let sheet else { return Pane() }
        return switch subject {
        case .history: Pane(history: sheet, context)
        case .clocks:
            Pane(
                ledgers: ledgers.sorted { $0.clock.due < $1.clock.due }, names: sheet.names, context)
        }
    }

    func draw(in area: Rect, on canvas: inout Canvas, _ context: DeskContext) {
        let frame = area.sheet(width: 100, height: area.height)
        canvas.box(frame, title: title(context))
        let inside = frame.inset(columns: 2, rows: 1)
        pane(context).draw(in: inside, on: &canvas, scroll: scroll, more: context.say("screen.more"))
        canvas.parkCaret(at: inside.origin, visible: false)
    }
}
