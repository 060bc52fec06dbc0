import Dispatching
import Model
import ServiceDesk
import TerminalKit
import Wording

extension Pane {
    /// A visit of a day as it is planned, and what is wrong with that.
    mutating func add(
        _ visit: DayVisit, of book: DayBook, in plan: DayPlan, _ context: DeskContext
    ) {
        guard let about = book.about[visit.id] else {
            return add(.text(context.say("board.concealed"), .muted))
        }
        add(.heading("\(visit.id)  \(about.customer)"))
        pair(context.say("label.matter"), about.summary)
        pair(context.say("column.window"), context.wording.window(visit.promised))
        let planned = plan.assignments[visit.id]?.planned ?? visit.booked.planned
        let before = plan.assignments[visit.id].flatMap {
            context.before(VisitChange(visit: visit.id, before: visit.booked, after: $0), book)
        }
        pair(
            context.say("column.planned"),
            context.wording.window(planned)
                + (before.map { "  " + context.say("board.before", ["what": .text($0)]) } ?? ""),
            before == nil ? .text : .accent)
        if let due = visit.task.promiseDue {
            pair(
                context.say("board.due"), context.wording.moment(due), planned.start > due ? .missed : .text)
        }
        if let helper = visit.helper {
            pair(context.say("board.helper"), book.names[helper] ?? helper.description)
        }
        if visit.isFixed { add(.text(context.say("board.fixed"), .muted)) }
        guard let stop = plan.stops.first(where: { $0.visit == visit.id }) else { return }
        pair(
            context.say("column.travel"),
            context.say(
                "board.way",
                [
                    "span": .span(.minutes(stop.way.minutes)),
                    "km": .text(context.kilometres(stop.way.kilometres)),
                ]))
        for fault in stop.faults { add(.text("! " + context.wording.say(fault.phrase), .missed)) }
    }
}
