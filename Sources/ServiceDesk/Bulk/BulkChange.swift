package import Model
import Records
import Workflow

/// What is done with many cases at once, the same with each.
package enum BulkChange: Sendable, Hashable {
    /// Into somebody's hands; nil for nobody's.
    case assign(StaffID?)
    case move(queue: String)
    case severity(Severity)
    /// A step of their workflow with what it asks for: to escalate, to close with a reason.
    case step(String, given: [String: FieldValue] = [:])
    /// Folded into one case, which stays.
    case merge(into: CaseID)
    /// Noted as belonging together with one case.
    case link(to: CaseID)

    /// How the records name it.
    fileprivate var name: String {
        switch self {
        case .assign: "assign"
        case .move: "queue"
        case .severity: "severity"
        case .step: "step"
        case .merge: "merge"
        case .link: "link"
        }
    }

    /// The case that the others are joined with, to which nothing is done itself.
    fileprivate var centre: CaseID? {
        switch self {
        case .merge(let id), .link(let id): id
        case .assign, .move, .severity, .step: nil
        }
    }

    /// What a case holds of what is changed, and the change itself.
    fileprivate struct Edit {
        let held: (ServiceCase) -> String
        let make: (inout ServiceCase) -> Void
    }

    /// nil for what is more than a change of one field.
    fileprivate var edit: Edit? {
        switch self {
        case .assign(let owner):
            Edit(held: { $0.owner.map { String($0.number) } ?? "" }, make: { $0.owner = owner })
        case .move(let queue): Edit(held: \.queue, make: { $0.queue = queue })
        case .severity(let severity): Edit(held: \.severity.rawValue, make: { $0.severity = severity })
        case .step, .merge, .link: nil
        }
    }

    /// What puts a case back to what it held.
    fileprivate init?(_ name: String, back text: String) {
        switch name {
        case "assign": self = .assign(Int64(text).map { StaffID($0) })
        case "queue": self = .move(queue: text)
        case "severity":
            guard let severity = Severity(rawValue: text) else { return nil }
            self = .severity(severity)
        default: return nil
        }
    }
}

extension BulkChange {
    /// More at once would hold up those who write meanwhile.
    package static let most = 10_000
    /// How long one may be taken back.
    package static let undoable = Span.minutes(10)
}

/// What became of a change of many cases: a line for each, in the order they were named.
package struct BulkReceipt: Sendable {
    package var results: [EachResult]
    /// Of who gets them: more in hand afterwards than the desk itself would give them.
    package var overload: Overload?

    package struct Overload: Sendable, Hashable {
        package var name: String
        package var open: Int
        package var capacity: Int

        package var phrase: Phrase {
            Phrase(
                "bulk.overload", ["name": .text(name), "count": .count(open), "most": .count(capacity)])
        }
    }

    package var done: Int { results.count { $0.fault == nil } }
    package var refused: Int { results.count - done }
}

extension Work {
    /// Does the same with many cases, each by the use case that does it with one, each with its own entry in the journal:
    /// what is refused with one undoes nothing with the others, and is told.
    /// - Throws: `BulkFault.tooMany`; what is wrong for all alike (nobody of that number, no such queue).
    package func bulk(_ change: BulkChange, on ids: [CaseID]) throws -> BulkReceipt {
        try require(.bulkCases)
        guard ids.count <= BulkChange.most else { throw BulkFault.tooMany(most: BulkChange.most) }
        try check(change)
        let ids = ids.filter { $0 != change.centre }
        var rows: [BulkStore.Row] = []
        var receipt = BulkReceipt(results: try each(ids) { try apply(change, to: $0, &rows) })
        if receipt.done > 0 { receipt.overload = try overload(change) }
        // What changed nothing stands in nobody's way who takes back what was done before.
        if receipt.done > 0, let person = actor.staffID {
            try BulkStore(db).insert(change.name, by: person, at: now, rows)
        }
        return receipt
    }

    /// By hand anybody may give more than the desk would; they are told.
    private func overload(_ change: BulkChange) throws -> BulkReceipt.Overload? {
        guard case .assign(let owner?) = change, let person = try staff.find(owner),
            let capacity = rules.assignment.capacity(of: person)
        else { return nil }
        let open = try cases.countsOpen(of: [owner])[owner] ?? 0
        guard open > capacity else { return nil }
        return BulkReceipt.Overload(name: person.name, open: open, capacity: capacity)
    }

    private func check(_ change: BulkChange) throws {
        switch change {
        case .assign(let owner?):
            guard let person = try staff.find(owner) else { throw DeskFault.unknown(owner.description) }
            guard person.active else { throw DeskFault.inactiveStaff(person.login) }
            guard rules.roles.allows(person.roles, .doCase) else {
                throw DeskFault.notAllowed(login: person.login, right: Right.doCase.rawValue)
            }
        case .move(let name):
            _ = try rules.queue(named: name)
        case .merge(let id), .link(let id): _ = try reading.serviceCase(id)
        case .assign(nil), .severity, .step: break
        }
    }

    /// - Parameter rows: gets what is needed to take it back.
    private func apply(_ change: BulkChange, to id: CaseID, _ rows: inout [BulkStore.Row]) throws {
        try reading.requireReach(.bulkCases, of: id, actor)
        if case .step(let name, let given) = change {
            try take(name, on: id, given: given)
            return
        }
        if let centre = change.centre { return try join(change, id, with: centre, &rows) }
        guard let made = change.edit else { return }
        var c = try reading.serviceCase(id)
        guard c.closedAt == nil else { throw DeskFault.closed(id.description) }
        let before = made.held(c)
        made.make(&c)
        guard made.held(c) != before else { throw BulkFault.alreadySo(id) }
        rows.append(BulkStore.Row(caseID: id, version: try edit(c).version, before: before))
    }

    private func join(
        _ change: BulkChange, _ id: CaseID, with centre: CaseID, _ rows: inout [BulkStore.Row]
    ) throws {
        if case .merge = change {
            try mergeCase(id, into: centre)
        } else {
            guard try !reading.areLinked(id, centre, as: CasePair.related) else {
                throw BulkFault.alreadySo(id)
            }
            try linkCases(id, centre)
        }
        let version = try reading.serviceCase(id).version
        rows.append(BulkStore.Row(caseID: id, version: version, before: centre.description))
    }

    /// Takes back what the actor last did with many cases, where nobody changed them since.
    /// - Throws: `BulkFault.nothingToUndo`, `.tooLate`, `.stepsStay`.
    package func undoBulk() throws -> BulkReceipt {
        try require(.bulkCases)
        let store = BulkStore(db)
        guard let person = actor.staffID, let last = try store.last(by: person), !last.isUndone else {
            throw BulkFault.nothingToUndo
        }
        guard now - last.at <= BulkChange.undoable else {
            throw BulkFault.tooLate(after: BulkChange.undoable)
        }
        guard last.what != "step" else { throw BulkFault.stepsStay }
        let rows = Dictionary(
            try store.rows(of: last.id).map { ($0.caseID, $0) }, uniquingKeysWith: { first, _ in first })
        let results = try each(rows.keys.sorted()) { id in
            if let row = rows[id] { try takeBack(last.what, row) }
        }
        try store.markUndone(last.id, at: now)
        return BulkReceipt(results: results)
    }

    private func takeBack(_ what: String, _ row: BulkStore.Row) throws {
        try reading.requireReach(.bulkCases, of: row.caseID, actor)
        // A link stands beside the case, whatever becomes of that.
        if what == "link", let centre = CaseID(row.before) { return try unlinkCases(row.caseID, centre) }
        var c = try reading.serviceCase(row.caseID)
        guard c.version == row.version else { throw BulkFault.changedSince(row.caseID) }
        if what == "merge" { return try unmergeCase(row.caseID) }
        guard let back = BulkChange(what, back: row.before) else { return }
        back.edit?.make(&c)
        _ = try edit(c)
    }
}

extension ServiceDesk {
    /// What would become of it: it is done, told, and undone again before anybody sees it.
    package func rehearse(
        _ change: BulkChange, on ids: [CaseID], by actor: Actor, at now: Instant
    ) throws -> BulkReceipt {
        struct Rehearsed: Error { let receipt: BulkReceipt }
        do {
            try act(by: actor, at: now) { throw Rehearsed(receipt: try $0.bulk(change, on: ids)) }
            return BulkReceipt(results: [])
        } catch let done as Rehearsed {
            return done.receipt
        }
    }
}

extension Reading {
    /// The cases of a list, the first on top, up to one more than can be changed at once.
    package func ids(of list: CaseList, by actor: Actor, at now: Instant) throws -> [CaseID] {
        var ids: [CaseID] = []
        var start = PageStart.beginning
        while ids.count <= BulkChange.most {
            let page = try page(list, from: start, limit: 1_000, by: actor, at: now)
            ids += page.lines.map(\.id)
            guard let next = page.next else { break }
            start = .after(next)
        }
        return Array(ids.prefix(BulkChange.most + 1))
    }
}
