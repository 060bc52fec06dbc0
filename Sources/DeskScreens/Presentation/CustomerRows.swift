import Entitlement
import Model
import ServiceDesk
import TerminalKit
import Wording
import Workflow

extension Column.Width {
    /// A moment as `Wording.near` says it, of another year: `2025-12-05 17:00`.
    static let moment = fixed(16)
}

/// The drawers of a customer's file as tables: which columns, what stands in them, what a row is found by.
extension DeskContext {
    func columns(of section: CustomerSection) -> [Column] {
        switch section {
        case .cases:
            [
                Column("", .fixed(2)), column("column.id", .fixed(7)),
                column("column.kind", .fixed(10)), column("column.state", .fixed(12)),
                column("column.due", .fixed(12), dropOrder: 2),
                column("column.matter", .flexible(least: 14, share: 1)),
                column("column.opened", .moment, dropOrder: 1),
            ]
        case .units:
            [
                column("column.id", .fixed(6)),
                column("column.product", .flexible(least: 10, share: 1)),
                column("column.model", .flexible(least: 10, share: 1)),
                column("column.serial", .flexible(least: 8, share: 1), dropOrder: 1),
                column("column.bought", .fixed(10)),
                column("column.rights", .flexible(least: 18, share: 2)),
            ]
        case .visits:
            [
                column("column.id", .fixed(6)), column("column.case", .fixed(7), dropOrder: 1),
                column("column.state", .fixed(12)),
                column("column.window", .flexible(least: 24, share: 2)),
                column("column.technician", .flexible(least: 10, share: 1)),
                column("column.arrived", .moment, dropOrder: 2),
            ]
        case .calls:
            [
                column("column.id", .fixed(6)), column("column.case", .fixed(7), dropOrder: 1),
                column("column.callReason", .fixed(14)), column("column.state", .fixed(14)),
                column("column.due", .moment), column("column.attempts", .fixed(5), .trailing),
                column("column.caller", .flexible(least: 8, share: 1), dropOrder: 2),
            ]
        case .promises:
            [
                Column("", .fixed(2)), column("column.case", .fixed(7)),
                column("column.promise", .flexible(least: 14, share: 1)),
                column("column.state", .fixed(13)), column("column.due", .moment),
                column("column.stopped", .moment, dropOrder: 1),
            ]
        case .notes:
            [
                column("column.noted", .moment), column("column.id", .fixed(7)),
                column("column.by", .fixed(8)),
                column("column.toldCustomer", .fixed(8), dropOrder: 1),
                column("column.words", .flexible(least: 20, share: 1)),
            ]
        case .satisfaction:
            [
                column("column.noted", .moment), column("column.id", .fixed(6)),
                column("column.case", .fixed(7), dropOrder: 1), column("column.points", .fixed(6), .trailing),
                column("column.answer", .fixed(16)),
                column("column.remark", .flexible(least: 16, share: 1)),
            ]
        case .people:
            [
                column("column.name", .flexible(least: 8, share: 1)),
                column("column.role", .flexible(least: 6, share: 1)),
                column("column.phone", .flexible(least: 16, share: 2)),
                column("column.email", .flexible(least: 12, share: 2)),
            ]
        }
    }

    func cells(_ row: CustomerRow, rights: [UnitID: Assessment], best: Int) -> [TableCell] {
        switch row {
        case .serviceCase(let c, let due): caseCells(c, due)
        case .unit(let unit):
            [
                TableCell(unit.id.description, .accent).ranked(id: unit.id),
                TableCell(productName(unit.product)),
                TableCell(unit.model), TableCell(unit.serial, .muted),
                TableCell(unit.boughtOn.map { wording.day($0) } ?? "").ranked(on: unit.boughtOn),
                rightCell(rights[unit.id]),
            ]
        case .visit(let visit, let technician):
            [
                TableCell(visit.id.description, .accent).ranked(id: visit.id),
                TableCell(visit.caseID.description, .muted).ranked(id: visit.caseID),
                TableCell(stateName(visit), visit.category.isOpen ? .text : .muted),
                TableCell(wording.window(visit.promised)).ranked(at: visit.promised.start),
                TableCell(technician.isEmpty ? say("visit.nobody") : technician),
                arrivalCell(visit).ranked(at: visit.arrivedAt),
            ]
        case .call(let call, let clerk):
            [
                TableCell(call.id.description, .accent).ranked(id: call.id),
                TableCell(call.caseID?.description ?? "", .muted).ranked(id: call.caseID),
                TableCell(wording.name(call.reason, of: "callReason")),
                TableCell(stateName(call), call.category.isOpen ? .text : .muted),
                TableCell(
                    call.category.isOpen ? wording.near(call.dueBy, now: now) : "",
                    call.dueBy < now ? .missed : .text
                ).ranked(at: call.category.isOpen ? call.dueBy : nil),
                TableCell(call.attempts == 0 ? "" : "\(call.attempts)").ranked(count: call.attempts),
                TableCell(clerk, .muted),
            ]
        case .promise(let clock): promiseCells(clock)
        case .note(let note, let by):
            [
                TableCell(wording.near(note.at, now: now), .muted).ranked(at: note.at),
                TableCell(note.subject.description, .accent).ranked(subject: note.subject),
                TableCell(by), TableCell(note.toldCustomer ? say("flag.yes") : "", .good),
                TableCell(note.text.lineBreaksOut),
            ]
        case .answer(let call, let points):
            [
                TableCell(wording.near(call.stateSince, now: now), .muted).ranked(at: call.stateSince),
                TableCell(call.id.description, .accent).ranked(subject: Subject(call.id)),
                TableCell(call.caseID?.description ?? "", .muted).ranked(id: call.caseID),
                TableCell("\(points)/\(best)", role(points, of: best))
                    .ranked(Double(points) / Double(max(1, best))),
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
            TableCell(wording.near(line.survey.enteredAt, now: now), .muted).ranked(
                at: line.survey.enteredAt),
            TableCell(line.survey.id.description, .accent).ranked(subject: Subject(line.survey.id)),
            TableCell(line.survey.caseID?.description ?? "", .muted).ranked(id: line.survey.caseID),
            TableCell(overall(line)),
            TableCell(wording.text(line.label)), TableCell(mark.text, mark.style.role),
        ]
    }

    private func caseCells(_ c: ServiceCase, _ due: Instant?) -> [TableCell] {
        let state = standing(of: due)
        let isOpen = c.closedAt == nil
        return [
            TableCell(due == nil ? "" : mark(state), state.role),
            TableCell(c.id.description, isOpen ? .accent : .muted).ranked(id: c.id),
            TableCell(kindName(c.kind.rawValue)),
            TableCell(stateName(c), isOpen ? style(c.severity).role : .muted),
            TableCell(due.map { wording.deadline($0, now: now) } ?? "", state.role).ranked(at: due),
            TableCell(c.summary),
            TableCell(wording.near(c.openedAt, now: now), .muted).ranked(at: c.openedAt),
        ]
    }

    private func promiseCells(_ clock: Clock) -> [TableCell] {
        let standing = ClockStanding(clock, now: now)
        return [
            TableCell(mark(standing.state), standing.state.role),
            TableCell(clock.subject.description, .accent).ranked(subject: clock.subject),
            TableCell(metricName(clock.metric)),
            TableCell(
                clock.state == .running ? wording.deadline(clock.due, now: now) : wording.name(clock.state),
                standing.state.role),
            TableCell(wording.near(clock.due, now: now), standing.state.role).ranked(at: clock.due),
            TableCell(clock.stoppedAt.map { wording.near($0, now: now) } ?? "", .muted).ranked(
                at:
                    clock.stoppedAt),
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
