import Model
import ServiceDesk
import TerminalKit
import Wording
import Workflow

/// What can be done with one case or several, by number key. Of several, those for which it is not possible are told
/// how many before, and each by name: before it is done to whoever may do the same with many, afterwards to others.
struct StepsSheet: Screen {
    let id = ""
    let isSheet = true
    private let cases: [CaseID]
    private var offers: [EachOffer]?
    private var scroll = Scroll()

    init(_ cases: [CaseID]) { self.cases = cases }

    func title(_ context: DeskContext) -> String {
        cases.count == 1
            ? context.say("steps.one", ["id": .text(cases[0].description)])
            : context.say("steps.several", ["count": .count(cases.count)])
    }

    mutating func refresh(_ context: DeskContext) -> [DeskStep] {
        let cases = cases
        return [
            .job(
                .read("steps") { reading, context in
                    try reading.offers(cases, by: context.actor, at: context.now)
                } then: { (screen: inout StepsSheet, offers, _) in
                    screen.offers = offers.filter { !$0.possible.isEmpty } + offers.filter(\.possible.isEmpty)
                    return []
                } failed: { (screen: inout StepsSheet, error, context) in
                    Job.leave(&screen, error, context)
                })
        ]
    }

    private static func action(_ index: Int) -> ActionID { ActionID("steps.\(index + 1)") }

    func actions(_ context: DeskContext) -> [DeskAction] {
        let steps = (offers ?? []).prefix(9).enumerated().map { index, each -> DeskAction in
            let label = context.wording.text(each.offer.label)
            let asks = each.offer.asks && !FieldSheet.isNeeded(each.offer) && !rehearses(context)
            let question = context.confirmation(label, context.say("case.ask", ["step": .text(label)]))
            return context.action(
                Self.action(index), [.character(Character("\(index + 1)"))], label: label,
                inFooter: false, why: why(each, context), asks: asks ? question : nil)
        }
        return steps + SheetActions.reading(context)
    }

    /// Whether what would become of each is told before it is done.
    private func rehearses(_ context: DeskContext) -> Bool {
        cases.count > 1 && context.lack(of: .bulkCases) == nil
    }

    private func why(_ each: EachOffer, _ context: DeskContext) -> String? {
        if each.possible.isEmpty {
            return each.offer.refusal.map { context.wording.say($0) } ?? context.say("queue.nothing")
        }
        if cases.count > 1, !each.offer.requires.isEmpty { return context.lack(of: .bulkCases) }
        return nil
    }

    mutating func perform(_ action: ActionID, _ context: DeskContext) -> [DeskStep] {
        guard let offers, let index = offers.indices.first(where: { Self.action($0) == action }) else {
            return []
        }
        let each = offers[index]
        if cases.count == 1, FieldSheet.isNeeded(each.offer) {
            return [.replace(FieldSheet(.serviceCase(cases[0]), each.offer, known: [:], context))]
        }
        if FieldSheet.isNeeded(each.offer) {
            return [.replace(FieldSheet(.cases(cases), each.offer, known: [:], context))]
        }
        let (cases, name) = (cases, each.offer.name)
        if rehearses(context) {
            let label = each.offer.label
            return [
                .job(
                    BulkSheet.rehearsal(of: .step(name), on: cases, from: StepsSheet.self, replacing: true) {
                        $0.wording.text(label)
                    })
            ]
        }
        return [
            .job(
                .act("step") { work in
                    try work.each(cases) { try work.take(name, on: $0) }
                } then: { (_: inout StepsSheet, results, context) in
                    [.pop] + context.told(results) { $0.wording.text(each.offer.label) } + [.refresh]
                })
        ]
    }

    mutating func handle(_ event: InputEvent, _ context: DeskContext) -> [DeskStep]? {
        switch event.key?.command {
        case .escape, .f(12): [.pop]
        default: scroll.handle(event, context) ? [] : nil
        }
    }

    private func pane(_ context: DeskContext) -> Pane {
        var pane = Pane()
        for (index, each) in (offers ?? []).enumerated() {
            var text = context.wording.text(each.offer.label)
            if cases.count > 1 {
                text = context.say(
                    "steps.possible",
                    [
                        "step": .text(text), "possible": .count(each.possible.count),
                        "count": .count(cases.count),
                    ])
            }
            let isPossible = why(each, context) == nil
            pane.add(.item(index < 9 ? "\(index + 1)" : "", text, isPossible ? .text : .disabled))
        }
        if offers?.isEmpty == true { pane.add(.text(context.say("case.noSteps"), .muted)) }
        return pane
    }

    func draw(in area: Rect, on canvas: inout Canvas, _ context: DeskContext) {
        let pane = pane(context)
        let width = area.sheetWidth(60)
        let rows = pane.rows(width: width - 4, canvas.cellWidth)
        let frame = area.sheet(width: width, height: min(area.height, max(3, rows + 2)))
        canvas.box(frame, title: title(context))
        let inside = frame.inset(columns: 2, rows: 1)
        pane.draw(in: inside, on: &canvas, scroll: scroll, more: context.say("screen.more"))
        canvas.parkCaret(at: inside.origin, visible: false)
    }
}
