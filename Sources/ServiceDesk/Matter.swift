import Model
import Records
import Workflow

/// A case, a visit or a call, as the one transition function sees it: something with a state and fields.
enum Matter {
    case serviceCase(ServiceCase)
    case visit(Visit)
    case call(FollowUpCall)

    var subject: Subject {
        switch self {
        case .serviceCase(let c): Subject(c.id)
        case .visit(let v): Subject(v.id)
        case .call(let c): Subject(c.id)
        }
    }

    var state: String {
        switch self {
        case .serviceCase(let c): c.state
        case .visit(let v): v.state
        case .call(let c): c.state
        }
    }

    /// A field that its workflow declares.
    func field(_ name: String) -> FieldValue? {
        switch self {
        case .serviceCase(let c): c.fields[name]
        case .visit(let v): v.fields[name]
        case .call(let c): c.fields[name]
        }
    }

    /// The case whose state follows from this matter; nil for a case itself.
    var parentCase: CaseID? {
        switch self {
        case .serviceCase: nil
        case .visit(let v): v.caseID
        case .call(let c): c.caseID
        }
    }

    /// Moves to the step's state. Being closed follows from the category.
    mutating func enter(_ step: Step, at now: Instant) {
        switch self {
        case .serviceCase(var c):
            if step.enters { c.stateSince = now }
            (c.state, c.category) = (step.to, step.category)
            c.closedAt = step.category.isOpen ? nil : c.closedAt ?? now
            // Nothing is held that is over.
            if !step.category.isOpen { c.fields["noteWanted"] = nil }
            self = .serviceCase(c)
        case .visit(var v):
            if step.enters { v.stateSince = now }
            (v.state, v.category) = (step.to, step.category)
            self = .visit(v)
        case .call(var c):
            if step.enters { c.stateSince = now }
            (c.state, c.category) = (step.to, step.category)
            self = .call(c)
        }
    }

    mutating func stamp(_ stamp: Stamp, at now: Instant) {
        guard case .visit(var v) = self else { return }
        switch stamp {
        case .arrivedAt: v.arrivedAt = now
        case .finishedAt: v.finishedAt = now
        }
        self = .visit(v)
    }

    /// Writes a field: one of the record's own, or one of those its workflow declares.
    mutating func set(_ field: String, _ value: FieldValue) throws {
        switch self {
        case .serviceCase(var c):
            switch field {
            case "severity":
                c.severity = try Matter.word(value, field)
            case "queue": c.queue = value.plain
            case "fault": c.fault = value.plain
            case "product": c.product = value.plain
            case "summary": c.summary = value.plain
            case "owner": c.owner = StaffID(value.plain)
            default: c.fields[field] = value
            }
            self = .serviceCase(c)
        case .visit(var v):
            switch field {
            case "technician": v.technician = StaffID(value.plain)
            default: v.fields[field] = value
            }
            self = .visit(v)
        case .call(var c):
            switch field {
            case "outcome": c.outcome = value.plain
            default: break
            }
            c.fields[field] = value
            self = .call(c)
        }
    }

    private static func word<E: RawRepresentable & CaseIterable>(_ value: FieldValue, _ field: String) throws
        -> E
    where E.RawValue == String {
        guard let word = E(rawValue: value.plain) else {
            throw DeskFault.badField(
                field: field, value: value.plain,
                expected: Phrase("desk.oneOf", ["choices": .list(E.allCases.map { .text($0.rawValue) })]))
        }
        return word
    }
}

extension Reading {
    /// - Returns: nil for what is no case, visit or call, or is gone.
    func findMatter(_ subject: Subject) throws -> Matter? {
        switch subject.kind {
        case .case: try cases.find(CaseID(subject.number)).map { .serviceCase($0) }
        case .visit: try visits.find(VisitID(subject.number)).map { .visit($0) }
        case .call: try calls.find(CallID(subject.number)).map { .call($0) }
        default: nil
        }
    }

    /// - Throws: `DeskFault.unknown`.
    func matter(_ subject: Subject) throws -> Matter {
        guard let matter = try findMatter(subject) else { throw DeskFault.unknown(subject.description) }
        return matter
    }
}
