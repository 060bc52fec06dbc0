import Model
import ServiceDesk
import TerminalKit
import Wording
import Workflow

extension Pane {
    /// The first lines of a stop: who, when, telephone, address, way, promise.
    static let stopHead = 5

    /// A stop of a technician's day: whom to call, where to go, what is wrong with what, and what to bring.
    init(_ stop: VisitSheet.Stop, _ context: DeskContext) {
        let (visit, c) = (stop.visit, stop.serviceCase)
        add(
            .spans([
                Span(context.hours(visit.planned) + "  ", .accent), Span(stop.customer.name + "  ", .title),
                Span("\(visit.id) \(c.id)  ", .muted), Span(context.stateName(visit)),
            ]))
        pair(
            context.say("label.phone"),
            context.phones(stop.customer), .accent)
        if !stop.customer.mayCall { pair("", context.say("customer.doNotCall"), .warning) }
        pair(
            context.say("label.address"), stop.address?.line ?? context.say("book.noAddress"),
            stop.address == nil ? .warning : .text)
        pair(
            context.say("label.way"),
            stop.travel.map { context.wording.span(.minutes($0)) } ?? context.say("day.noRoad"))
        add(.pair(context.say("label.promised"), context.promisedSpans(visit)))
        pair(context.say("label.matter"), c.summary, context.style(c.severity))
        pair(context.say("label.fault"), context.faultName(c.fault, of: c.product))
        if let unit = stop.unit {
            add(.pair(context.say("label.unit"), context.unitSpans(unit)))
        } else {
            pair(context.say("label.unit"), context.productName(c.product))
        }
        if let rights = stop.rights { lines += context.rightLines(rights) }
        pair(context.say("label.with"), stop.companion ?? "", .accent)
        for part in stop.parts {
            pair(
                context.say("label.bring"), context.wording.say(part.phrase),
                part.missing > 0 ? .warning : part.fetch.isEmpty ? .text : .accent)
        }
        pair(context.say("label.remarks"), stop.customer.remarks, .warning)
        addReport(visit.fields, context)
        addBefore(stop, context)
    }

    /// What was filled in on this visit.
    private mutating func addReport(_ fields: [String: FieldValue], _ context: DeskContext) {
        let filled = context.filled(fields, of: "visit")
        guard !filled.isEmpty else { return }
        add(.heading(context.say("heading.report")))
        for field in filled { pair(field.label, field.text) }
    }

    /// Earlier visits for the case, and what was noted.
    private mutating func addBefore(_ stop: VisitSheet.Stop, _ context: DeskContext) {
        if !stop.before.isEmpty { add(.heading(context.say("heading.visits"))) }
        for earlier in stop.before {
            add(.spans(context.visitSpans(earlier.visit, technician: earlier.technician)))
            for field in context.filled(earlier.visit.fields, of: "visit") { pair(field.label, field.text) }
        }
        if !stop.notes.isEmpty {
            add(.heading(context.say("heading.notes", ["count": .count(stop.notes.count)])))
        }
        for note in stop.notes {
            add(
                .spans([
                    Span(context.wording.near(note.at, now: context.now) + "  ", .muted), Span(note.text),
                ]))
        }
    }
}

extension DeskContext {
    /// `09:10-10:10`
    func hours(_ window: Window) -> String {
        "\(wording.time(window.start))-\(wording.time(window.end))"
    }

    /// The window that the customer was promised, and whether it is kept.
    func promisedSpans(_ visit: Visit) -> [Span] {
        var spans = [Span(hours(visit.promised) + "  ")]
        if let arrived = visit.arrivedAt {
            let isLate = arrived > visit.promised.end
            spans.append(
                Span(
                    say(
                        isLate ? "visit.arrivedLate" : "visit.arrived",
                        ["time": .text(wording.time(arrived))]), isLate ? .missed : .good))
        } else if visit.category.isOpen, now > visit.promised.end {
            spans.append(Span(wording.deadline(visit.promised.end, now: now), .missed))
        } else if visit.category.isOpen, visit.planned.start > visit.promised.end {
            spans.append(Span(say("day.plannedLate"), .atRisk))
        }
        return spans
    }

    /// What the day comes to, in one line.
    func totals(_ sheet: VisitSheet) -> String {
        say(
            "day.totals",
            [
                "count": .count(sheet.stops.count), "onSite": .span(.minutes(sheet.onSite)),
                "travel": .span(.minutes(sheet.travel)),
            ])
    }

    func stopCells(_ stop: VisitSheet.Stop) -> [TableCell] {
        let visit = stop.visit
        let isLate = visit.category.isOpen && visit.arrivedAt == nil && now > visit.promised.end
        return [
            TableCell(hours(visit.planned), isLate ? .missed : .accent),
            TableCell(stateName(visit), visit.category.isOpen ? .text : .muted),
            TableCell(stop.customer.name), TableCell(visit.id.description, .muted),
            TableCell(stop.travel.map { "+" + say("span.minutes", ["count": .count($0)]) } ?? "", .muted),
            TableCell(stop.address?.line ?? "", .muted),
        ]
    }
}
