package import Model
import Records
import Workflow

/// What handing notices to commands came to.
package struct SendingReceipt: Sendable, Hashable {
    package var sent = 0
    /// Tries that failed, and are made again.
    package var failed = 0
    /// Given up.
    package var givenUp = 0
    package init() {}
}

extension ServiceDesk {
    /// Hands notices that are due to their commands, one after another, for a minute at most. Each try is written down before
    /// the command starts, and its end afterwards; no transaction runs meanwhile. A notice goes to a command once: again only
    /// when that failed, or when this desk was ended before it could say how it went.
    ///
    /// A practice desk sends nothing.
    /// - Parameters:
    ///   - clock: what time it is; asked anew after every command.
    ///   - goesOn: whether another may be begun.
    ///   - say: says a phrase in each language, by the language's code.
    ///   - run: starts a command and waits for its end; throws nothing.
    package func sendNotices(
        clock: () -> Instant, goesOn: () -> Bool = { true }, say: (Phrase) -> [String: String],
        run: (NoticeOrder) -> CommandEnd
    ) throws -> SendingReceipt {
        var receipt = SendingReceipt()
        guard !isPractice else { return receipt }
        var commands = rules.notices.names
        let begun = clock()
        while goesOn(), clock() - begun < .minutes(1) {
            let now = clock()
            // Look before writing: mostly there is nothing.
            guard try database.read({ try NoticeSendingStore($0).isDue(for: commands, at: now) }),
                let turn = try act(
                    by: .desk, at: now, isolation: .claiming,
                    { try $0.takeSending(for: commands, say: say) })
            else { break }
            guard let start = turn.start else { continue }
            let end = run(start.order)
            // One that hangs keeps the others waiting once in a round, not for each of its notices.
            if end.tookTooLong { commands.removeAll { $0 == turn.sending.command } }
            // Claiming as well: refused for what others wrote, its end would be lost and the notice sent twice.
            let state = try act(by: .desk, at: clock(), isolation: .claiming) {
                try $0.end(turn.sending, of: start.program, end)
            }
            switch state {
            case .sent: receipt.sent += 1
            case .waiting: receipt.failed += 1
            case .failed, .outdated: receipt.givenUp += 1
            }
        }
        return receipt
    }
}

/// A sending that is one's own to carry out.
struct SendingTurn {
    var sending: NoticeSending
    /// Nil where it was settled without a command.
    var start: (program: NoticeProgram, order: NoticeOrder)?
}

extension Work {
    /// Longer than any command may take, and than clocks of two machines are apart.
    private static var held: Span { .minutes(10) }

    /// Tells someone, and has the commands tell them that are for it.
    func post(_ notice: Notice) throws {
        guard sends, !rules.notices.all.isEmpty else { return try notices.insert(notice) }
        let id = try notices.insertNumbered(notice)
        let roles = try notice.staff.flatMap { try staff.find($0)?.roles } ?? []
        for command in rules.notices.all where command.isFor(notice, roles: roles) {
            try NoticeSendingStore(db).queue(id, for: command.name, at: now)
        }
    }

    fileprivate func takeSending(for commands: [String], say: (Phrase) -> [String: String]) throws
        -> SendingTurn?
    {
        let store = NoticeSendingStore(db)
        guard let sending = try store.take(for: commands, at: now, until: now + Self.held) else { return nil }
        func settle(_ state: NoticeSending.State, _ why: CommandEnd.Obstacle?) throws -> SendingTurn {
            try store.end(sending, why.map(CommandEnd.init), state, next: nil, at: now)
            return SendingTurn(sending: sending)
        }
        guard let found = try notices.find(sending.notice), let command = rules.notices[sending.command]
        else { return try settle(.failed, .gone) }
        let notice = try reading.toldOutside(found)
        if sending.tries == 1, now - notice.at > .days(1) { return try settle(.outdated, nil) }
        if sending.tries > command.tries, try store.tries(of: sending.id).dropLast().last?.end == nil {
            return try settle(.failed, .interrupted)
        }
        let person = try notice.staff.flatMap { try staff.find($0) }
        let sentence = try reading.phrase(of: notice)
        let order = try command.order(
            notice, for: person.map { ($0.login, $0.name) }, try: sending.tries, saying: say(sentence))
        return SendingTurn(sending: sending, start: (command, order))
    }

    fileprivate func end(_ sending: NoticeSending, of program: NoticeProgram, _ end: CommandEnd) throws
        -> NoticeSending.State
    {
        let plan = program.next(after: end, try: sending.tries)
        try NoticeSendingStore(db).end(sending, end, plan.state, next: plan.wait.map { now + $0 }, at: now)
        return plan.state
    }

    /// Has what failed tried again, once at least.
    /// - Parameter notice: all that failed when nil.
    /// - Returns: how many.
    /// - Throws: `DeskFault.unknown` for a notice of which nothing failed.
    package func retrySending(of notice: Int64?) throws -> Int {
        try require(.configureDesk)
        let count = try NoticeSendingStore(db).retry(of: notice, at: now)
        if count == 0, let notice { throw DeskFault.unknown("notice \(notice)") }
        if count > 0 { try record(.desk, "notice.retried", ["count": .number(Int64(count))]) }
        return count
    }
}
