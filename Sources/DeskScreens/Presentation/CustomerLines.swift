import Entitlement
import Model
import ServiceDesk
import TerminalKit
import Wording

/// What is said of a customer and what they own.
extension DeskContext {

    /// Those to ring up first; what was found wrong says so.
    func phones(_ customer: Customer) -> String {
        phones(customer.goodPhones + customer.phones.filter(\.isWrong))
    }

    func phones(_ phones: [PhoneNumber]) -> String {
        phones.map { said($0) }.joined(separator: "  ")
    }

    func said(_ phone: PhoneNumber) -> String {
        phone.isWrong ? say("customer.wrongNumber", ["phone": .text(phone.display)]) : phone.display
    }

    /// What a rank that a record keeps is called; empty for the usual one.
    func distinction(_ rank: String) -> String {
        rules.settings.distinction(rank).map { wording.text($0) } ?? ""
    }

    /// Name, kind, a rank that is not the usual one, and whatever changes how to speak with them.
    func customerSpans(_ customer: Customer) -> [Span] {
        var spans = [Span(customer.name + "  ", .title), Span(phones(customer))]
        var kind = wording.name(customer.kind)
        if let type = customer.dealerType { kind += " " + wording.name(type) }
        if customer.kind != .consumer { spans.append(Span("  " + kind, .accent)) }
        let rank = distinction(customer.rank)
        if !rank.isEmpty { spans.append(Span("  " + rank, .accent)) }
        if !customer.mayCall { spans.append(Span("  " + say("customer.doNotCall"), .warning)) }
        if let hours = customer.callHours {
            spans.append(Span("  " + say("customer.callHours", ["hours": .phrase(hours.phrase)]), .accent))
        }
        return spans
    }

    func unitSpans(_ unit: Unit) -> [Span] {
        var spans = [
            Span("\(unit.id) ", .accent), Span(productName(unit.product)),
            Span(unit.model.isEmpty ? "" : " " + unit.model),
        ]
        if !unit.serial.isEmpty {
            spans.append(Span("  " + say("unit.serial", ["serial": .text(unit.serial)]), .muted))
        }
        if let day = unit.boughtOn {
            spans.append(Span("  " + say("unit.bought", ["day": .day(day)]), .muted))
        }
        return spans
    }

    /// The rights a customer has for a unit today, the best first; what would have to be shown for more.
    func rightLines(_ assessment: Assessment) -> [Pane.Line] {
        let granted = assessment.granted.filter { $0.what != .proofOnSeller }
        var seen = Set<RightKind>()
        let best = granted.filter { seen.insert($0.what).inserted }.prefix(3)
        var lines = best.map { right -> Pane.Line in
            var spans = [Span(wording.say(right.what.phrase), .good)]
            if let until = right.until {
                spans.append(Span("  " + say("right.until", ["day": .day(until)])))
            }
            spans.append(Span("  " + wording.say(right.citation), .muted))
            return .pair(say("label.rights"), spans)
        }
        let missing = assessment.rights.filter { $0.verdict == .whenShown && seen.insert($0.what).inserted }
        for right in missing.prefix(2) {
            let needs = wording.list(right.missing.map { wording.say($0.phrase) })
            let text = say("right.whenShown", ["right": .phrase(right.what.phrase), "needs": .text(needs)])
            lines.append(.pair(lines.isEmpty ? say("label.rights") : "", [Span(text, .warning)]))
        }
        if lines.isEmpty { lines.append(.pair(say("label.rights"), [Span(say("right.none"), .muted)])) }
        return lines
    }

    /// One line of a case in a customer's file.
    func caseSpans(_ item: WorkItem) -> [Span] {
        var spans = [
            Span("\(item.subject) ", .accent), Span(kindName(item.kind) + " "),
            Span(stateName(item.kind, item.workflowVersion, item.state) + "  ", .text),
            Span(item.summary + "  "),
        ]
        if let due = item.due {
            let state = standing(of: due)
            spans.append(
                Span(
                    mark(state) + " " + metricName(item.metric) + " " + wording.deadline(due, now: now),
                    Style(state.role)))
        }
        return spans
    }

    func pastCaseSpans(_ c: ServiceCase) -> [Span] {
        var spans = [Span("\(c.id) ", .muted), Span(kindName(c.kind.rawValue) + "  ", .muted)]
        spans.append(Span(c.summary + "  "))
        if let closed = c.closedAt { spans.append(Span(wording.near(closed, now: now), .muted)) }
        return spans
    }
}

/// What a customer's file holds at a glance.
struct CustomerOverview: Sendable {
    var file: CustomerFile
    var rights: [UnitID: Assessment]
    var refusals: Refusals
    /// The last first.
    var contacts: [LastContact] = []
}

extension Reading {
    func overview(of id: CustomerID, by actor: Actor, now: Instant) throws -> CustomerOverview {
        let file = try file(of: id, by: actor)
        return CustomerOverview(
            file: file, rights: rights(of: file.units, now: now),
            refusals: try refusals(of: id),
            contacts: try lastContacts(of: file, by: actor, limit: 12))
    }
}

extension Pane {
    /// A customer's file: who, where, what they own, what is open, what was.
    /// - Parameter named: false where the screen says the name already.
    init(_ file: CustomerFile, rights: [UnitID: Assessment], named: Bool = true, _ context: DeskContext) {
        addOwner(file, rights, named: named, context)
        addCases(file, context)
    }

    /// The same and the last contacts, in columns where there are several.
    static func columns(_ overview: CustomerOverview, named: Bool, count: Int, _ context: DeskContext)
        -> [Pane]
    {
        var panes = Array(repeating: Pane(), count: max(1, min(count, 3)))
        panes[0].addOwner(
            overview.file, overview.rights, refused: overview.refusals.names, named: named, context)
        panes[min(1, panes.count - 1)].addCases(overview.file, context)
        panes[panes.count - 1].addContacts(overview.contacts, context)
        return panes
    }

    private mutating func addOwner(
        _ file: CustomerFile, _ rights: [UnitID: Assessment], refused: [String] = [], named: Bool,
        _ context: DeskContext
    ) {
        if named { add(.spans(context.customerSpans(file.customer))) }
        for address in file.customer.addresses.prefix(2) {
            pair(context.say("label.address"), address.line)
        }
        if file.customer.lacksNumber { add(.text(context.say("call.noNumber"), .warning)) }
        pair(context.say("label.remarks"), file.customer.remarks, .warning)
        pair(context.say("label.refuses"), context.wording.list(refused), .warning)
        add(.heading(context.say("heading.units", ["count": .count(file.units.count)])))
        for unit in file.units.prefix(5) {
            add(.spans(context.unitSpans(unit)))
            if let assessment = rights[unit.id] { lines += context.rightLines(assessment) }
        }
        if file.units.isEmpty { add(.text(context.say("empty.units"), .muted)) }
    }

    private mutating func addCases(_ file: CustomerFile, _ context: DeskContext) {
        add(.heading(context.say("heading.openCases", ["count": .count(file.openCases.count)])))
        for item in file.openCases { add(.spans(context.caseSpans(item))) }
        if file.openCases.isEmpty { add(.text(context.say("empty.openCases"), .muted)) }
        if !file.pastCases.isEmpty {
            add(.heading(context.say("heading.pastCases", ["count": .count(file.pastCases.count)])))
            for past in file.pastCases { add(.spans(context.pastCaseSpans(past))) }
        }
        if file.unreadable > 0 {
            add(.text(context.say("customer.unreadable", ["count": .count(file.unreadable)]), .muted))
        }
    }

    mutating func addContacts(_ contacts: [LastContact], _ context: DeskContext) {
        guard !contacts.isEmpty else { return }
        add(.heading(context.say("heading.lastContacts")))
        for contact in contacts { add(.spans(context.contactSpans(contact))) }
    }
}

extension DeskContext {
    /// One line of when we last had to do with each other.
    fileprivate func contactSpans(_ contact: LastContact) -> [Span] {
        let at = Span(wording.near(contact.at, now: now) + "  ", .muted)
        switch contact.what {
        case .visit(let visit, let technician): return [at] + visitSpans(visit, technician: technician)
        case .call(let call): return [at] + callSpans(call)
        case .note(let note, let by): return [at, Span(by + "  ", .muted), Span(note.text)]
        }
    }
}
