import Entitlement
import Model
import ServiceDesk
import TerminalKit
import Wording
import Workflow

/// The drawers of a customer's file as tables: which columns, what stands in them, what a row is found by.
extension DeskContext {
    func columns(of section: CustomerSection) -> [Column] {
        switch section {
        case .cases:
            [
                Column("", .fixed(2)), Column(say("column.id"), .fixed(7)),
                Column(say("column.kind"), .fixed(10)), Column(say("column.state"), .fixed(12)),
                Column(say("column.due"), .fixed(12), dropOrder: 2),
                Column(say("column.matter"), .flexible(least: 16, share: 1)),
                Column(say("column.opened"), .fixed(14), dropOrder: 1),
            ]
        case .units:
            [
                Column(say("column.id"), .fixed(6)),
                Column(say("column.product"), .flexible(least: 10, share: 1)),
                Column(say("column.model"), .flexible(least: 10, share: 1)),
                Column(say("column.serial"), .flexible(least: 8, share: 1), dropOrder: 1),
                Column(say("column.bought"), .fixed(10)),
                Column(say("column.rights"), .flexible(least: 18, share: 2)),
            ]
        case .visits:
            [
                Column(say("column.id"), .fixed(6)), Column(say("column.case"), .fixed(7)),
                Column(say("column.state"), .fixed(12)),
                Column(say("column.window"), .flexible(least: 24, share: 2)),
                Column(say("column.technician"), .flexible(least: 8, share: 1)),
                Column(say("column.arrived"), .fixed(14), dropOrder: 1),
            ]
        case .calls:
            [
                Column(say("column.id"), .fixed(6)), Column(say("column.case"), .fixed(7)),
                Column(say("column.callReason"), .fixed(14)), Column(say("column.state"), .fixed(14)),
                Column(say("column.due"), .fixed(14)), Column(say("column.attempts"), .fixed(5), .trailing),
                Column(say("column.caller"), .flexible(least: 8, share: 1)),
            ]
        case .promises:
            [
                Column("", .fixed(2)), Column(say("column.case"), .fixed(7)),
                Column(say("column.promise"), .flexible(least: 14, share: 1)),
                Column(say("column.state"), .fixed(13)), Column(say("column.due"), .fixed(15)),
                Column(say("column.stopped"), .fixed(14)),
            ]
        case .notes:
            [
                Column(say("column.noted"), .fixed(14)), Column(say("column.id"), .fixed(7)),
                Column(say("column.by"), .fixed(8)),
                Column(say("column.toldCustomer"), .fixed(8), dropOrder: 1),
                Column(say("column.words"), .flexible(least: 20, share: 1)),
            ]
        case .satisfaction:
            [
                Column(say("column.noted"), .fixed(14)), Column(say("column.id"), .fixed(6)),
                Column(say("column.case"), .fixed(7)), Column(say("column.points"), .fixed(6), .trailing),
                Column(say("column.answer"), .fixed(14)),
                Column(say("column.remark"), .flexible(least: 16, share: 1)),
            ]
        case .people:
            [
                Column(say("column.name"), .flexible(least: 8, share: 1)),
                Column(say("column.role"), .flexible(least: 6, share: 1)),
                Column(say("column.phone"), .flexible(least: 16, share: 2)),
                Column(say("column.email"), .flexible(least: 12, share: 2)),
            ]
        }
    }

    func cells(_ row: CustomerRow, rights: [UnitID: Assessment], best: Int) -> [TableCell] {
        switch row {
        case .serviceCase(let c, let due): caseCells(c, due)
        case .unit(let unit):
            [
                TableCell(unit.id.description, .accent), TableCell(productName(unit.product)),
                TableCell(unit.model), TableCell(unit.serial, .muted),
                TableCell(unit.boughtOn.map { wording.day($0) } ?? ""), rightCell(rights[unit.id]),
            ]
        case .visit(let visit, let technician):
            [
                TableCell(visit.id.description, .accent), TableCell(visit.caseID.description, .muted),
                TableCell(stateName(visit), visit.category.isOpen ? .text : .muted),
                TableCell(wording.window(visit.promised)),
                TableCell(technician.isEmpty ? say("visit.nobody") : technician), arrivalCell(visit),
            ]
        case .call(let call, let clerk):
            [
                TableCell(call.id.description, .accent), TableCell(call.caseID?.description ?? "", .muted),
                TableCell(wording.name(call.reason, of: "callReason")),
                TableCell(stateName(call), call.category.isOpen ? .text : .muted),
                TableCell(
                    call.category.isOpen ? wording.near(call.dueBy, now: now) : "",
                    call.dueBy < now ? .missed : .text),
                TableCell(call.attempts == 0 ? "" : "\(call.attempts)"), TableCell(clerk, .muted),
            ]
        case .promise(let clock): promiseCells(clock)
        case .note(let note, let by):
            [
                TableCell(wording.near(note.at, now: now), .muted),
                TableCell(note.subject.description, .accent),
                TableCell(by), TableCell(note.toldCustomer ? say("flag.yes") : "", .good),
                TableCell(note.text.lineBreaksOut),
            ]
        case .answer(let call, let points):
            [
                TableCell(wording.near(call.stateSince, now: now), .muted),
                TableCell(call.id.description, .accent), TableCell(call.caseID?.description ?? "", .muted),
                TableCell("\(points)/\(best)", role(points, of: best)),
                TableCell(answer(call), role(points, of: best)),
                TableCell(call.fields["remark"]?.plain.lineBreaksOut ?? ""),
            ]
        case .sheet(let line): sheetCells(line, mark: sheetMark(line))
        case .contact(let contact):
            [
                TableCell(contact.name), TableCell(contact.role, .muted),
                TableCell(
                    phones(contact.phones), contact.phones.contains(where: \.isWrong) ? .warning : .accent),
                TableCell(contact.email),
            ]
        }
    }

    private func sheetCells(_ line: SurveyLine, mark: Span) -> [TableCell] {
        [
            TableCell(wording.near(line.survey.enteredAt, now: now), .muted),
            TableCell(line.survey.id.description, .accent),
            TableCell(line.survey.caseID?.description ?? "", .muted), TableCell(overall(line)),
            TableCell(wording.text(line.label)), TableCell(mark.text, mark.style.role),
        ]
    }

    private func caseCells(_ c: ServiceCase, _ due: Instant?) -> [TableCell] {
        let state = standing(of: due)
        let isOpen = c.closedAt == nil
        return [
            TableCell(due == nil ? "" : mark(state), state.role),
            TableCell(c.id.description, isOpen ? .accent : .muted), TableCell(kindName(c.kind.rawValue)),
            TableCell(stateName(c), isOpen ? style(c.severity).role : .muted),
            TableCell(due.map { wording.deadline($0, now: now) } ?? "", state.role), TableCell(c.summary),
            TableCell(wording.near(c.openedAt, now: now), .muted),
        ]
    }

    private func promiseCells(_ clock: Clock) -> [TableCell] {
        let standing = ClockStanding(clock, now: now)
        return [
            TableCell(mark(standing.state), standing.state.role),
            TableCell(clock.subject.description, .accent), TableCell(metricName(clock.metric)),
            TableCell(
                clock.state == .running ? wording.deadline(clock.due, now: now) : wording.name(clock.state),
                standing.state.role),
            TableCell(wording.near(clock.due, now: now), standing.state.role),
            TableCell(clock.stoppedAt.map { wording.near($0, now: now) } ?? "", .muted),
        ]
    }

    /// The best the customer may demand for a unit today.
    private func rightCell(_ assessment: Assessment?) -> TableCell {
        guard let assessment else { return TableCell("") }
        guard let right = assessment.granted.first(where: { $0.what != .proofOnSeller }) else {
            return TableCell(say("right.none"), .muted)
        }
        let what = wording.say(right.what.phrase)
        return TableCell(
            right.until.map { say("customer.rightUntil", ["right": .text(what), "day": .day($0)]) } ?? what,
            .good)
    }

    private func arrivalCell(_ visit: Visit) -> TableCell {
        guard let arrived = visit.arrivedAt else { return TableCell("") }
        let time = PhraseFact.text(wording.time(arrived))
        return arrived > visit.promised.end
            ? TableCell(say("visit.arrivedLate", ["time": time]), .missed)
            : TableCell(say("visit.arrived", ["time": time]), .muted)
    }

    /// In the words of the call workflow.
    private func answer(_ call: FollowUpCall) -> String {
        guard let value = call.fields[Satisfaction.field],
            let field = rules.workflows["call"]?.field(Satisfaction.field)
        else { return "" }
        return text(value, of: field)
    }

    private func role(_ points: Int, of best: Int) -> TerminalKit.Role {
        points == best ? .good : points == 1 ? .missed : .atRisk
    }

    /// What a row is found by.
    func words(_ row: CustomerRow) -> [String] {
        cells(row, rights: [:], best: 0).map(\.text)
    }
}
