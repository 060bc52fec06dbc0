import Model
import ServiceDesk
import TerminalKit

/// What a preview depends on: asked anew only when something of it changed.
struct PreviewKey: Hashable, Sendable {
    var customer: CustomerID?
    var unit: UnitID?
    var area: String
    var kind: String
    var product: String
    var fault: String
    var severity: String
    var logAnyway: Bool
    /// Whether the words propose another severity.
    var proposed: Severity
}

extension LogScreen {
    /// The agent chose another severity than the words propose, which asks for a reason.
    var isOverruled: Bool {
        settled.contains(.severity) && form.value(of: .severity) != proposedSeverity.rawValue
    }

    /// The field is the agent's from now on; emptied, it is proposed again.
    mutating func settle(_ field: LogField) {
        if form.value(of: field).isEmpty { settled.remove(field) } else { settled.insert(field) }
    }

    /// Reads product, fault and severity from what the caller says; what the agent set by hand stays.
    mutating func readSummary(_ context: DeskContext) {
        let summary = form.value(of: .summary)
        proposedSeverity = context.rules.severity(of: summary)
        if !settled.contains(.severity) { form.set(.severity, to: proposedSeverity.rawValue) }
        takeNamedUnit(summary, context)
        let isProductKnown = unit != nil || settled.contains(.product)
        let found = context.rules.matter(
            of: summary, product: isProductKnown ? form.value(of: .product) : nil)
        if !isProductKnown {
            form.set(.product, to: found.product ?? "")
            offerFaults(context)
        }
        if !settled.contains(.fault) { form.set(.fault, to: found.fault ?? "") }
    }

    /// Of several units, the only one of the product the words name is meant.
    private mutating func takeNamedUnit(_ summary: String, _ context: DeskContext) {
        guard unit == nil, !settled.contains(.unit), !settled.contains(.product),
            let product = context.rules.matter(of: summary).product
        else { return }
        let named = caller.file?.units.filter { $0.product == product } ?? []
        guard named.count == 1 else { return }
        form.set(.unit, to: named[0].id.description)
        form.set(.product, to: product)
        offerFaults(context)
    }

    // MARK: Preview

    private var previewKey: PreviewKey {
        PreviewKey(
            customer: caller.file?.customer.id, unit: unit?.id, area: form.value(of: .area),
            kind: form.value(of: .kind), product: form.value(of: .product), fault: form.value(of: .fault),
            severity: form.value(of: .severity), logAnyway: logAnyway, proposed: proposedSeverity)
    }

    /// Asks what logging would come to now, where that may have changed.
    mutating func foresee(_ context: DeskContext) -> [DeskStep] {
        let key = previewKey
        guard key != previewed, isWorthForeseeing else { return [] }
        previewed = key
        let (customer, address, draft) = (caller.file?.customer, area?.address(""), caseDraft)
        return [
            .job(
                .read("preview") { reading, context in
                    let preview = try reading.preview(
                        draft, customer: customer, address: address, at: context.now)
                    return (preview, try reading.soonerPower(of: context.actor, at: context.now))
                } then: { (screen: inout LogScreen, found, context) in
                    (screen.preview, screen.soonerPower) = found
                    screen.offerClocks(context)
                    return []
                } failed: { (screen: inout LogScreen, error, context) in
                    (screen.preview, screen.previewed) = (nil, nil)
                    return Job.tellFault(&screen, error, context)
                })
        ]
    }

    /// Before anyone is known and anything said there is nothing to promise.
    private var isWorthForeseeing: Bool {
        caller.file != nil || !form.value(of: .summary).isEmpty || !form.value(of: .product).isEmpty
    }

    /// What was typed, as the desk takes it.
    var caseDraft: CaseDraft {
        var draft = CaseDraft(
            kind: CaseKind(form.value(of: .kind)), customer: caller.file?.customer.id ?? CustomerID(0),
            summary: form.value(of: .summary))
        draft.unit = unit?.id
        draft.product = form.value(of: .product)
        draft.fault = form.value(of: .fault)
        draft.severity = Severity(rawValue: form.value(of: .severity))
        if isOverruled { draft.severityReason = form.value(of: .reason) }
        draft.onRepeat = logAnyway ? .logAnyway : .fold
        return draft
    }

    // MARK: As last time

    /// The customer's newest case.
    var lastCase: ServiceCase? { caller.newest }

    /// Copies the field under the cursor from the customer's last case; where that case says nothing about it, product
    /// and fault.
    mutating func asLastTime(_ context: DeskContext) -> [DeskStep] {
        guard let last = lastCase, let focus = form.focus else { return [] }
        switch focus {
        case .summary: form.set(.summary, to: last.summary)
        case .kind: form.set(.kind, to: last.kind.rawValue)
        case .severity:
            form.set(.severity, to: last.severity.rawValue)
            settle(.severity)
        case .phone, .name, .area, .address, .unit, .product, .fault, .reason, .sooner, .soonerBy,
            .soonerReason:
            form.set(.unit, to: last.unit?.description ?? "")
            form.set(.product, to: last.product)
            settle(.product)
            offerFaults(context)
            form.set(.fault, to: last.fault)
            settle(.fault)
        }
        readSummary(context)
        arrange()
        draft.changed(at: context.now)
        return [.done(context.say("log.again", ["id": .text(last.id.description)]))]
    }
}
