package import Dispatching
package import Foundation
package import Model
import Records
import Workflow

/// What asking a map service came to.
package struct WaysReceipt: Sendable {
    package var questions = 0
    /// Ways told.
    package var told = 0
    /// Of these, so many where no road leads.
    package var roadless = 0
    /// Ways forgotten, because nobody goes there any more.
    package var forgotten = 0
    /// Questions that were not answered or not asked; planning takes the great circle there.
    package var unanswered = 0
    package var problem: WayFault?
}

extension ServiceDesk {
    /// Asks the map service for the ways of the coming days that are not known yet, and keeps what it tells. After three
    /// questions in a row without an answer it asks no more.
    /// - Parameters:
    ///   - ask: carries a question there and brings the answer back; throws `WayFault`. No transaction runs meanwhile.
    ///   - progress: questions done, of so many.
    /// - Returns: nil where no service is named.
    package func askWays(
        by actor: Actor, at now: Instant, ask: (WayQuestion, MapService) throws -> Data,
        progress: (Int, Int) -> Void = { _, _ in }
    ) throws -> WaysReceipt? {
        try require(.planVisits, of: actor)
        guard let wanted = try read({ try $0.wantedWays(at: now) }) else { return nil }
        var receipt = WaysReceipt()
        var failures = 0
        for (index, question) in wanted.questions.enumerated() {
            progress(index, wanted.questions.count)
            do {
                let told = try question.answer(ask(question, wanted.service))
                try act(by: actor, at: now) { try $0.keep(told) }
                failures = 0
                receipt.questions += 1
                receipt.told += told.count
                receipt.roadless += told.count { $0.minutes == nil }
            } catch let fault as WayFault {
                receipt.problem = fault
                failures += 1
                guard failures < 3 else { break }
            }
        }
        receipt.unanswered = wanted.questions.count - receipt.questions
        receipt.forgotten = try act(by: actor, at: now) { try $0.finishAsking(wanted, receipt) }
        return receipt
    }
}

extension Work {
    fileprivate func keep(_ told: [ToldWay]) throws {
        try require(.planVisits)
        try ways.keep(
            told.map { way in
                StoredWay(
                    origin: KnownWays.Cell(way.from).rawValue, destination: KnownWays.Cell(way.to).rawValue,
                    minutes: way.minutes, metres: way.metres)
            }, at: now)
    }

    /// - Returns: how many ways were forgotten.
    fileprivate func finishAsking(_ wanted: WantedWays, _ receipt: WaysReceipt) throws -> Int {
        try require(.planVisits)
        let forgotten = try ways.keepOnly(Set(wanted.cells.map(\.rawValue)))
        try ways.note(WaysAsked(at: now, problem: receipt.problem?.stored() ?? ""))
        if receipt.told > 0 || forgotten > 0 {
            try record(.desk, "dispatch.ways", ["told": .number(Int64(receipt.told))])
        }
        return forgotten
    }
}

extension WayFault {
    init?(stored text: String) throws {
        guard !text.isEmpty else { return nil }
        self = try JSONDecoder().decode(WayFault.self, from: Data(text.utf8))
    }

    fileprivate func stored() throws -> String {
        String(decoding: try JSONEncoder().encode(self), as: UTF8.self)
    }
}
