package import Dispatching
import Foundation
package import Model
import Records
import Synchronization
import Workflow

extension Reading {
    /// Prices, ways, and what visits need: as the rule files say, with the ways a map service told, and with what was learnt
    /// from past visits where somebody put that in force. Whoever plans asks here.
    func dispatching() throws -> DispatchBook {
        let plain = try rules.dispatching()
        let key = BookCache.Key(
            learnt: try history.learntNumber(), ways: plain.travel.service == nil ? 0 : try ways.number())
        return try books.book(key) {
            var book = try learntInForce().map { plain.with($0.learnt) } ?? plain
            if key.ways > 0 { book.travel.add(try ways.all()) }
            return book
        }
    }

    /// What was learnt and is in force, since when and by whom.
    package func learntInForce() throws -> LearntInForce? {
        guard let text = try history.learnt() else { return nil }
        do {
            let learnt = try JSONDecoder().decode(Learnt.self, from: Data(text.figures.utf8))
            return LearntInForce(learnt: learnt, since: text.at, by: text.by)
        } catch {
            throw StorageFault.damaged(detail: "learnt: \(text.figures.prefix(60))")
        }
    }

    /// Slots that say where their minutes on site and on the way come from, when those were learnt, and what past visits say of
    /// who comes and where to.
    func told(_ slots: [Slot], _ wish: VisitWish, _ c: ServiceCase) throws -> [Slot] {
        let book = try dispatching()
        guard book.learnt != nil else { return slots }
        let names = try names()
        let zone = try c.addressID.flatMap { try customers.addressText($0) }?.zone ?? ""
        let there = [book.wayBasis(zone: zone), book.noAccessBasis(zone: zone)].compactMap { $0 }
        return slots.map { slot in
            var slot = slot
            // Minutes that somebody said are nobody's lesson.
            let onSite =
                wish.minutes == nil
                ? book.basis(
                    product: c.product, fault: c.fault, kind: c.kind.rawValue, technician: slot.technician,
                    name: names[slot.technician] ?? "") : []
            let who = book.fixBasis(technician: slot.technician, name: names[slot.technician] ?? "")
            slot.basis = onSite + [who].compactMap { $0 } + there
            return slot
        }
    }
}

/// A desk's prices, ways and needs with what was told and learnt; made once for each time that either changed there.
final class BookCache: Sendable {
    struct Key: Hashable {
        /// Of what was put in force last at this desk.
        var learnt: Int64
        /// Of what the map service told last.
        var ways: Int64
    }
    private let kept = Mutex<(key: Key, book: DispatchBook)?>(nil)

    func book(_ key: Key, _ read: () throws -> DispatchBook) throws -> DispatchBook {
        try kept.withLock { kept in
            if let kept, kept.key == key { return kept.book }
            let book = try read()
            kept = (key, book)
            return book
        }
    }
}

extension Travel {
    /// Ways of a file go before those of a service.
    fileprivate mutating func add(_ ways: [StoredWay]) {
        var known = table ?? KnownWays()
        for way in ways {
            let (from, to) = (KnownWays.Cell(rawValue: way.origin), KnownWays.Cell(rawValue: way.destination))
            guard table?.knows(from, to) != true else { continue }
            known.add(
                from: from, to: to, minutes: way.minutes.map { max(least, $0) },
                kilometres: way.metres.map { Double($0) / 1000 })
        }
        table = known
    }
}

/// What was learnt and is in force.
package struct LearntInForce: Sendable {
    package var learnt: Learnt
    package var since: Instant
    package var by: String
}

extension Work {
    /// Plans with what was learnt from now on, in place of what was before.
    /// - Throws: `VisitFault.nothingLearnt` where nothing of it changes a plan.
    package func putInForce(_ learnt: Learnt) throws {
        try require(.planVisits)
        guard learnt.figures.contains(where: \.what.isPlannedWith) else { throw VisitFault.nothingLearnt }
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        let text = String(decoding: try encoder.encode(learnt), as: UTF8.self)
        try history.learn(text, by: actor.login, at: now)
        try record(.desk, "dispatch.learnt", ["figures": .number(Int64(learnt.figures.count))])
    }

    /// Plans by the rule files again.
    /// - Returns: whether anything was in force.
    package func forgetLearnt() throws -> Bool {
        try require(.planVisits)
        guard try history.learnt() != nil else { return false }
        try history.learn("", by: actor.login, at: now)
        try record(.desk, "dispatch.forgot")
        return true
    }
}
