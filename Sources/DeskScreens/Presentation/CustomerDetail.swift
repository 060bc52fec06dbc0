import Entitlement
import Model
import ServiceDesk
import TerminalKit
import Wording

/// The record under the selection of a customer's file, as it is read.
enum CustomerDetail: Sendable {
    case serviceCase(CaseSheet)
    case visit(Visit, CaseSheet)
    case call(CallSheet)
    case promise(ClockLedgerSheet, names: [StaffID: String])
    case unit(Unit, Assessment?)
    case note(Note, by: String)
    case contact(Contact)
    case sheet(SurveySheet)

    init(_ row: CustomerRow, _ reading: Reading, _ context: DeskContext) throws {
        let sheet = { (id: CaseID) in try reading.sheet(id, by: context.actor, at: context.now) }
        switch row {
        case .serviceCase(let c, _): self = .serviceCase(try sheet(c.id))
        case .visit(let visit, _): self = .visit(visit, try sheet(visit.caseID))
        case .call(let call, _), .answer(let call, _):
            self = .call(try reading.sheet(call.id, by: context.actor, at: context.now))
        case .promise(let clock):
            let ledger = ClockLedgerSheet(clock: clock, events: try reading.ledger(clock.id))
            self = .promise(ledger, names: try reading.names())
        case .unit(let unit): self = .unit(unit, reading.rights(of: [unit], now: context.now)[unit.id])
        case .note(let note, let by): self = .note(note, by: by)
        case .contact(let contact): self = .contact(contact)
        case .sheet(let line): self = .sheet(try reading.sheet(line.survey.id, by: context.actor))
        }
    }

    func title(_ context: DeskContext) -> String {
        switch self {
        case .serviceCase(let sheet): sheet.serviceCase.id.description
        case .visit(let visit, _): visit.id.description
        case .call(let sheet): sheet.call.id.description
        case .promise(let ledger, _): context.metricName(ledger.clock.metric)
        case .unit(let unit, _): "\(unit.id) \(context.productName(unit.product))"
        case .note(let note, _): context.say("note.title", ["id": .text(note.subject.description)])
        case .contact(let contact): contact.name
        case .sheet(let sheet): sheet.survey.id.description
        }
    }
}

extension Pane {
    init(_ detail: CustomerDetail, _ context: DeskContext) {
        self.init()
        switch detail {
        case .serviceCase(let sheet): lines = Pane(whole: sheet, context).lines
        case .call(let sheet): lines = Pane(sheet, context).lines
        case .promise(let ledger, let names): lines = Pane(ledgers: [ledger], names: names, context).lines
        case .visit(let visit, let sheet):
            add(.spans(context.visitSpans(visit, technician: visit.technician.flatMap { sheet.names[$0] })))
            for field in context.filled(visit.fields, of: "visit") { pair(field.label, field.text) }
            add(.heading(context.say("heading.case")))
            lines += Pane(whole: sheet, context).lines
        case .unit(let unit, let assessment): addUnit(unit, assessment, context)
        case .note(let note, let by):
            pair(context.say("label.writtenBy"), by)
            pair(context.say("label.told.at"), context.nearAndFar(note.at))
            if note.toldCustomer { add(.text(context.say("note.told"), .good)) }
            add(.blank)
            add(.text(note.text, .text))
        case .sheet(let sheet):
            lines = Pane(about: sheet, context).lines + Pane(answers: sheet, context).lines
        case .contact(let contact):
            pair(context.say("label.role"), contact.role)
            for phone in contact.phones {
                pair(context.say("label.phone"), context.said(phone), phone.isWrong ? .warning : .accent)
                if let since = phone.wrongSince {
                    add(.text(context.say("customer.wrongSince", ["at": .instant(since)]), .muted))
                }
            }
            pair(context.say("label.email"), contact.email)
        }
    }

    private mutating func addUnit(_ unit: Unit, _ assessment: Assessment?, _ context: DeskContext) {
        pair(context.say("label.product"), context.productName(unit.product))
        pair(context.say("label.model"), unit.model)
        pair(context.say("label.serial"), unit.serial)
        pair(context.say("label.bought"), unit.boughtOn.map { context.wording.day($0) } ?? "")
        pair(context.say("label.delivered"), unit.deliveredOn.map { context.wording.day($0) } ?? "")
        pair(context.say("label.installed"), unit.installedOn.map { context.wording.day($0) } ?? "")
        pair(context.say("label.price"), unit.price.map { context.wording.money($0) } ?? "")
        pair(context.say("label.invoice"), context.say(unit.hasInvoice ? "flag.yes" : "flag.no"))
        add(.heading(context.say("label.rights")))
        lines += assessment.map { context.rightLines($0) } ?? [.text(context.say("right.none"), .muted)]
    }
}
