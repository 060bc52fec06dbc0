package import Model
import Records
import Workflow

/// Merging is a redirect with events: the merged record stays, points to the other, and all that was moved is noted,
/// so that it can be undone whole.
extension Work {
    package func mergeCustomer(_ from: CustomerID, into: CustomerID) throws {
        try require(.mergeCustomer)
        guard from != into else { throw DeskFault.sameRecord(from.description) }
        guard var loser = try customers.find(from) else { throw DeskFault.unknown(from.description) }
        guard let winner = try customers.find(into) else { throw DeskFault.unknown(into.description) }
        if let other = loser.mergedInto {
            throw DeskFault.alreadyMerged(from.description, into: other.description)
        }
        if let other = winner.mergedInto {
            throw DeskFault.alreadyMerged(into.description, into: other.description)
        }
        let moved = try MergeStore(db).moveBelongings(from: from, to: into)
        try callsFollow(winner)
        try barWhoServed(into)
        loser.mergedInto = into
        _ = try customers.update(loser)
        try MergeStore(db).insert(
            Merge(id: 0, kind: .customer, from: from.number, into: into.number, moved: moved),
            by: actor.staffID, at: now)
        try record(Subject(from), "customer.merged", ["into": .text(into.description)])
        try record(Subject(into), "customer.absorbed", ["from": .text(from.description)])
        for id in moved["cases"] ?? [] {
            try record(Subject(.case, id), "case.moved", ["customer": .text(into.description)])
        }
    }

    package func unmergeCustomer(_ from: CustomerID) throws {
        try require(.mergeCustomer)
        guard var loser = try customers.find(from) else { throw DeskFault.unknown(from.description) }
        guard let merge = try MergeStore(db).current(.customer, from: from.number) else {
            throw DeskFault.notMerged(from.description)
        }
        // What was moved on with a later merge is where that led; what another undoing took back stays there.
        let holder = try reading.current(CustomerID(merge.into)).id
        let back = try MergeStore(db).moveBack(merge.moved, from: holder, to: from)
        try MergeStore(db).markUndone(merge.id, at: now)
        loser.mergedInto = nil
        loser = try customers.update(loser)
        try index(loser)
        try callsFollow(loser)
        try record(Subject(from), "customer.unmerged", ["from": .text(CustomerID(merge.into).description)])
        try record(Subject(.customer, merge.into), "customer.released", ["to": .text(from.description)])
        for id in back["cases"] ?? [] {
            try record(Subject(.case, id), "case.moved", ["customer": .text(from.description)])
        }
    }

    /// Folds a case into another of the same matter: it is closed as merged, its clocks end, and it redirects.
    package func mergeCase(_ from: CaseID, into: CaseID) throws {
        try require(.editCase, of: from)
        try require(.editCase, of: into)
        guard from != into else { throw DeskFault.sameRecord(from.description) }
        guard var loser = try cases.find(from) else { throw DeskFault.unknown(from.description) }
        guard let winner = try cases.find(into) else { throw DeskFault.unknown(into.description) }
        if let refusal = try reading.refusal(folding: loser, into: winner) { throw refusal }
        // Its own clocks and timers are remembered, so that undoing brings back exactly what was.
        let open = try clocks.of(Subject(from)).filter(\.state.isOpen)
        let fields: [String: [Int64]] = [
            "clocks": open.filter { $0.state == .running }.map(\.id.number),
            "paused": open.filter { $0.state == .paused }.map(\.id.number),
            "timers": try timers.hold(Subject(from), at: now),
            "closed": loser.closedAt.map { [$0.milliseconds] } ?? [],
        ]
        try cancelClocks(of: Subject(from), reason: "merged")
        loser.mergedInto = into
        loser.category = .cancelled
        loser.closedAt = loser.closedAt ?? now
        _ = try cases.update(loser)
        try MergeStore(db).insert(
            Merge(id: 0, kind: .case, from: from.number, into: into.number, moved: fields), by: actor.staffID,
            at: now)
        try cases.link(from, into, kind: "merged", at: now)
        try record(Subject(from), "case.merged", ["into": .text(into.description)])
        try record(Subject(into), "case.absorbed", ["from": .text(from.description)])
    }

    package func unmergeCase(_ from: CaseID) throws {
        try require(.editCase, of: from)
        guard var loser = try cases.find(from) else { throw DeskFault.unknown(from.description) }
        guard let merge = try MergeStore(db).current(.case, from: from.number) else {
            throw DeskFault.notMerged(from.description)
        }
        loser.mergedInto = nil
        if let state = try rules.workflow(of: loser).state(loser.state) { loser.category = state.category }
        loser.closedAt = (merge.moved["closed"] ?? []).first.map { Instant(milliseconds: $0) }
        _ = try cases.update(loser)
        try reviveClocks(merge.moved["clocks"] ?? [], as: .running)
        try reviveClocks(merge.moved["paused"] ?? [], as: .paused)
        try timers.release(merge.moved["timers"] ?? [])
        try refreshUrgency(of: from)
        try MergeStore(db).markUndone(merge.id, at: now)
        try cases.unlink(from, CaseID(merge.into), kind: "merged")
        try record(Subject(from), "case.unmerged", ["from": .text(CaseID(merge.into).description)])
        try record(Subject(.case, merge.into), "case.released", ["to": .text(from.description)])
    }

    /// Notes that two cases belong together; once is enough, from whichever side.
    package func linkCases(_ a: CaseID, _ b: CaseID, kind: String = CasePair.related) throws {
        try require(.editCase, of: a)
        try require(.editCase, of: b)
        guard a != b else { throw DeskFault.sameRecord(a.description) }
        for id in [a, b] where try cases.find(id) == nil { throw DeskFault.unknown(id.description) }
        guard try !reading.areLinked(a, b, as: kind) else { return }
        try cases.link(a, b, kind: kind, at: now)
        try record(Subject(a), "case.linked", ["to": .text(b.description), "kind": .text(kind)])
        try record(Subject(b), "case.linked", ["to": .text(a.description), "kind": .text(kind)])
    }

    /// Takes back that two cases belong together, whichever was linked to the other.
    /// - Throws: `DeskFault.notLinked`.
    package func unlinkCases(_ a: CaseID, _ b: CaseID, kind: String = CasePair.related) throws {
        try require(.editCase, of: a)
        try require(.editCase, of: b)
        guard try reading.areLinked(a, b, as: kind) else { throw DeskFault.notLinked(a, b) }
        try cases.unlink(a, b, kind: kind)
        try cases.unlink(b, a, kind: kind)
        try record(Subject(a), "case.unlinked", ["from": .text(b.description), "kind": .text(kind)])
        try record(Subject(b), "case.unlinked", ["from": .text(a.description), "kind": .text(kind)])
    }

    /// Takes a second matter out of a case into one of its own, for the same customer.
    package func splitCase(_ from: CaseID, kind: CaseKind, summary: String) throws -> CaseReceipt {
        try require(.editCase, of: from)
        guard let original = try cases.find(from) else { throw DeskFault.unknown(from.description) }
        var draft = CaseDraft(kind: kind, customer: original.customer, summary: summary)
        draft.unit = original.unit
        draft.product = original.product
        draft.addressID = original.addressID
        draft.channel = original.channel
        draft.splitFrom = from
        draft.onRepeat = .logAnyway
        let receipt = try log(draft)
        try cases.link(receipt.serviceCase.id, from, kind: "split", at: now)
        try record(Subject(from), "case.split", ["to": .text(receipt.serviceCase.id.description)])
        return receipt
    }
}
