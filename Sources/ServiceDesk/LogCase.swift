package import Model
import Records
import ServiceTime
import Workflow

/// What is known when a matter is logged.
package struct CaseDraft: Sendable {
    package var kind: CaseKind
    package var customer: CustomerID
    package var unit: UnitID?
    package var product = ""
    package var fault = ""
    package var summary: String
    package var severity: Severity?
    /// Why it is not the one that the words propose; kept in the journal.
    package var severityReason = ""
    package var channel: Channel = .phone
    package var queue: String?
    package var owner: StaffID?
    package var addressID: Int64?
    package var fields: [String: FieldValue] = [:]
    package var externalKey: String?
    package var splitFrom: CaseID?
    package var onRepeat: OnRepeat = .fold
    /// What the customer is promised beyond the standard.
    package var sooner: Sooner?

    package init(kind: CaseKind, customer: CustomerID, summary: String) {
        self.kind = kind
        self.customer = customer
        self.summary = summary
    }

    /// Something promised by an earlier time than the standard has it.
    package struct Sooner: Sendable {
        package var metric: String
        package var by: Instant
        package var reason: String

        package init(metric: String, by: Instant, reason: String) {
            (self.metric, self.by, self.reason) = (metric, by, reason)
        }
    }

    /// What to do when the same customer asks about the same matter again.
    package enum OnRepeat: Sendable {
        /// An open case is chased, a lately closed one reopened; else a new case linked to the old.
        case fold
        /// A new case in any event (imports, splits, the agent knows better); a repeat is still linked.
        case logAnyway
    }
}

/// What became of it.
package struct CaseReceipt: Sendable {
    package enum Outcome: String, Sendable {
        case logged, chased, reopened
    }
    package var outcome: Outcome
    package var serviceCase: ServiceCase
    package var clocks: [Clock]
    /// The earlier case this one repeats.
    package var repeatOf: CaseID?
    /// What became of what was promised beyond the standard; nil where nothing was.
    package var sooner: SoonerPromise?
}

extension Work {
    /// Logs a matter: one new case with its clocks running; or, when the same customer asks again, a chaser or a
    /// reopening of the case there is. What is promised beyond the standard is promised of that.
    package func log(_ draft: CaseDraft) throws -> CaseReceipt {
        guard let customer = try customers.findWithoutContacts(draft.customer) else {
            throw DeskFault.unknown(draft.customer.description)
        }
        var receipt = try log(draft, for: customer)
        if let sooner = draft.sooner {
            let id = receipt.serviceCase.id
            receipt.sooner = try promiseSooner(sooner.metric, of: id, by: sooner.by, reason: sooner.reason)
            receipt.clocks = try clocks.of(Subject(id))
        }
        return receipt
    }

    /// The same, for a customer just read or made in this transaction.
    /// - Parameter isNewCustomer: who has no cases yet; sparing the look-up.
    func log(_ draft: CaseDraft, for customer: Customer, isNewCustomer: Bool = false) throws -> CaseReceipt {
        try require(.logCase)
        let definition = try rules.caseWorkflow(draft.kind)
        if let into = customer.mergedInto {
            throw DeskFault.alreadyMerged(customer.id.description, into: into.description)
        }
        let summary = draft.summary.trimmed
        guard !summary.isEmpty else { throw DeskFault.missing(field: "summary") }
        let unit = try draft.unit.map { try unitOf(customer.id, $0) }
        let before =
            isNewCustomer
            ? (open: nil, closed: nil)
            : try cases.newest(
                of: customer.id, kind: draft.kind, unit: draft.unit, product: unit?.product ?? draft.product,
                fault: draft.fault, at: now)
        if draft.onRepeat == .fold {
            if let open = before.open { return try countChaser(open, saying: summary) }
            if let closed = before.closed, let receipt = try reopen(closed.id, saying: summary) {
                return receipt
            }
        }
        let repeated = before.closed.flatMap {
            $0.at >= now - rules.settings.repeatWindow && $0.at <= now ? $0.id : nil
        }

        let step = definition.opening()
        var new = ServiceCase(
            id: CaseID(0), kind: draft.kind, workflowVersion: definition.version, state: step.to,
            category: step.category, customer: customer.id, unit: draft.unit,
            queue: draft.queue ?? rules.queue(for: draft.kind),
            // Who imports a case has not taken it on.
            owner: draft.owner ?? (draft.channel == .import ? nil : actor.staffID),
            severity: draft.severity ?? rules.severity(of: summary), channel: draft.channel, summary: summary,
            fault: draft.fault, product: unit?.product ?? draft.product,
            addressID: draft.addressID ?? unit?.addressID ?? customer.addresses.first?.id, openedAt: now,
            stateSince: now, repeatOf: repeated, splitFrom: draft.splitFrom,
            externalKey: draft.externalKey, fields: draft.fields)
        for (name, value) in draft.fields {
            guard let field = definition.field(name), field.accepts(value) else {
                throw DeskFault.badField(
                    field: name, value: value.plain,
                    expected: Phrase("desk.fieldOf", ["kind": .label(definition.label)]))
            }
        }
        // Its clocks are planned before it is written, so that it takes its place in the open lists at once.
        let starting = step.clocks.compactMap { order -> String? in
            if case .start(let metric) = order { metric } else { nil }
        }
        let planned = try plan(starting, for: .serviceCase(new), customer: customer)
        new = try cases.insert(new, urgency: planned.map(\.due).min())
        try index(new, isNew: true)
        var facts: [String: FieldValue] = [
            "kind": .text(new.kind.rawValue), "to": .text(new.state),
            "customer": .text(customer.id.description),
            "summary": .text(summary), "severity": .text(new.severity.rawValue),
        ]
        let proposed = rules.severity(of: summary)
        if new.severity != proposed, !draft.severityReason.trimmed.isEmpty {
            facts["severityProposed"] = .text(proposed.rawValue)
            facts["severityReason"] = .text(draft.severityReason.trimmed)
        }
        if let repeated = new.repeatOf {
            facts["repeatOf"] = .text(repeated.description)
            try cases.link(new.id, repeated, kind: "repeat", at: now)
        }
        try record(Subject(new.id), "case.logged", facts, isFirst: true)
        // Who takes in a file handled nothing in it.
        if !isNewCustomer, draft.channel != .import { try bar([actor.staffID], fromCallsAbout: new) }
        var matter = Matter.serviceCase(new)
        try setTimers(step, of: matter)
        let running = try clocks.insert(
            planned.map { clock in
                var clock = clock
                clock.subject = matter.subject
                return clock
            }, reason: step.to, by: actor.staffID, at: now)
        try carryOutEffects(step, on: &matter)
        let climbed = draft.channel == .import ? false : try asDesk().climb(asLogged: new)
        let changed = try asDesk().assign(asLogged: new) || climbed
        if changed { matter = try reread(matter) }
        guard case .serviceCase(let logged) = matter else { throw DeskFault.unknown(new.id.description) }
        return CaseReceipt(
            outcome: .logged, serviceCase: logged,
            clocks: step.effects.isEmpty && !changed ? running : try clocks.of(Subject(new.id)),
            repeatOf: new.repeatOf)
    }

    func unitOf(_ customer: CustomerID, _ id: UnitID) throws -> Unit {
        guard let unit = try units.find(id) else { throw DeskFault.unknown(id.description) }
        guard unit.customer == customer else {
            throw DeskFault.badField(
                field: "unit", value: id.description,
                expected: Phrase("desk.unitOf", ["customer": .text(customer.description)]))
        }
        return unit
    }

    /// The same customer asks again about an open case (催单): counted, and told to the case's workflow, which knows how
    /// often raises the severity.
    package func chase(_ id: CaseID, saying text: String) throws -> CaseReceipt {
        try require(.logCase, of: id)
        return try countChaser(id, saying: text)
    }

    /// Of a caller's matter, whoever's reach it is in.
    private func countChaser(_ id: CaseID, saying text: String) throws -> CaseReceipt {
        guard var c = try cases.find(id) else { throw DeskFault.unknown(id.description) }
        guard c.closedAt == nil else { throw DeskFault.closed(id.description) }
        c.chasers += 1
        c = try cases.update(c)
        if !text.isEmpty {
            _ = try notes.insert(
                Note(
                    id: 0, subject: Subject(c.id), at: now, by: actor.staffID, text: text, toldCustomer: false
                ))
        }
        try record(
            Subject(c.id), "case.chased",
            ["times": .number(Int64(c.chasers)), "text": .text(text)])
        try signal(.customerChased, to: c.id)
        try asDesk().climb(.chased, of: c.id, times: c.chasers)
        try asDesk().climb(.said, of: c.id, saying: text)
        let chased = try cases.find(c.id) ?? c
        return CaseReceipt(
            outcome: .chased, serviceCase: chased, clocks: try clocks.of(Subject(c.id)), repeatOf: nil)
    }

    /// Reopens a closed case if its workflow lets it (within the window it names).
    private func reopen(_ closed: CaseID, saying text: String) throws -> CaseReceipt? {
        guard try signal(.customerRepeated, to: closed) else { return nil }
        try record(Subject(closed), "case.reopened", ["text": .text(text)])
        _ = try notes.insert(
            Note(id: 0, subject: Subject(closed), at: now, by: actor.staffID, text: text, toldCustomer: false)
        )
        try asDesk().climb(.said, of: closed, saying: text)
        guard let c = try cases.find(closed) else { return nil }
        return CaseReceipt(
            outcome: .reopened, serviceCase: c, clocks: try clocks.of(Subject(c.id)), repeatOf: nil)
    }

    func index(_ c: ServiceCase, isNew: Bool = false) throws {
        let written = isNew ? [] : try notes.of(Subject(c.id)).map(\.text)
        let words = c.fields.values.compactMap { value -> String? in
            if case .text(let s) = value { return s }
            return nil
        }
        try search.put(
            .case, c.id.number, texts: [c.summary, c.fault, c.product] + words + written, isNew: isNew)
    }
}
