package import Model
import ServiceDesk
import TerminalKit
import Wording

/// When the open desk last looked after the records by itself.
struct Upkeep {
    static let sweepEvery = Model.Span.seconds(15)
    static let lookEvery = Model.Span.seconds(2)

    var sweptAt = Instant(milliseconds: 0)
    var lookedAt = Instant(milliseconds: 0)
    var shownMinute: Int64 = 0
    /// The records as they were when last looked at.
    var changeNumber: Int64?
    var isSweeping = false
    var isLooking = false
    /// The database did not answer the last time.
    var isTroubled = false

    /// The first look comes soon, the first sweep not before the first screen stands.
    mutating func begin(at now: Instant) {
        sweptAt = now - Upkeep.sweepEvery + .seconds(1)
        lookedAt = now
        shownMinute = now.milliseconds / 60_000
    }
}

extension DeskApp {
    /// Time went by; called several times a second. Drafts are saved, timers swept, others' changes seen.
    package func tick() {
        let now = clock()
        withTop { $0.tick($1) }
        if now - upkeep.sweptAt >= Upkeep.sweepEvery, !upkeep.isSweeping { sweep(now) }
        if now - upkeep.lookedAt >= Upkeep.lookEvery, !upkeep.isLooking { look(now) }
        let minute = now.milliseconds / 60_000
        if minute != upkeep.shownMinute || jobs.isSlow(at: now) {
            upkeep.shownMinute = minute
            show()
        }
    }

    private func sweep(_ now: Instant) {
        upkeep.sweptAt = now
        upkeep.isSweeping = true
        runner.run { [desk] in
            Result { try desk.sweep(at: now) }
        } then: { [weak self] result in
            guard let self else { return }
            upkeep.isSweeping = false
            guard case .success(let receipt) = result, !receipt.isEmpty else { return }
            tellSweep(receipt, at: now)
            refreshVisible()
            show()
        }
    }

    private func tellSweep(_ receipt: SweepReceipt, at now: Instant) {
        if receipt.breaches > 0 {
            let text = context.say("screen.breaches", ["count": .count(receipt.breaches)])
            notice.post(MessageLine(.error, text), at: now)
        } else if receipt.internalBreaches > 0 {
            let text = context.say("screen.internalBreaches", ["count": .count(receipt.internalBreaches)])
            notice.post(MessageLine(.warning, text), at: now)
        }
    }

    /// Looks cheaply whether anyone changed anything; only then is anything read again.
    private func look(_ now: Instant) {
        upkeep.lookedAt = now
        upkeep.isLooking = true
        runner.run { [desk] in
            Result { try desk.changeNumber() }
        } then: { [weak self] result in
            guard let self else { return }
            upkeep.isLooking = false
            switch result {
            case .success(let number):
                let wasTroubled = upkeep.isTroubled
                upkeep.isTroubled = false
                defer { upkeep.changeNumber = number }
                guard wasTroubled || (upkeep.changeNumber ?? number) != number else { return }
                refreshVisible()
            case .failure:
                upkeep.isTroubled = true
            }
            show()
        }
    }

    /// Something the person should know though they did not ask; stays a while.
    package func announce(_ phrase: Phrase) {
        notice.post(MessageLine(.warning, context.wording.say(phrase)), at: clock())
        show()
    }

    // MARK: Drafts

    /// Saves every draft there is, before this returns: the terminal is going away.
    package func saveDrafts() {
        for entry in stack { saveDraft(of: entry.screen) }
    }

    /// Going back loses nothing, and waits for nothing.
    func keepDraft(of screen: any Screen) {
        guard let draft = screen.unsavedDraft, let actor else { return }
        let now = clock()
        runner.run { [desk] in
            _ = try? desk.act(by: actor, at: now) {
                try $0.saveDraft(draft.id, form: draft.form, values: draft.values)
            }
        } then: { _ in
        }
    }

    private func saveDraft(of screen: any Screen) {
        guard let draft = screen.unsavedDraft, let actor else { return }
        // Nobody is left to be told; the draft saved up to a second ago stands.
        _ = try? desk.act(by: actor, at: clock()) {
            try $0.saveDraft(draft.id, form: draft.form, values: draft.values)
        }
    }
}
