package import Model
import ServiceDesk
import TerminalKit
import Wording

/// When the open desk last looked after the records by itself.
struct Upkeep {
    static let sweepEvery = Model.Span.seconds(15)
    static let lookEvery = Model.Span(milliseconds: 200)

    var sweptAt = Instant(milliseconds: 0)
    var lookedAt = Instant(milliseconds: 0)
    var shownMinute: Int64 = 0
    /// How far the records were looked through.
    var mark: NewsMark?
    /// How many notices wait for this person.
    var unseen = 0
    /// The newest notice of this person that was looked at; nil before the first look.
    var lastNotice: Int64?
    /// The views this person keeps or is offered; nil until they are read.
    var views: [SavedView]?
    var isSweeping = false
    var isLooking = false
    /// What the desk told last of who sits here.
    var told = TellingPresence()
    /// The database does not answer.
    var outage: Outage?
    /// Of screens that were left while it did not, and by whom they were typed.
    var heldDrafts: [(draft: DraftText, actor: Actor)] = []

    /// The first look comes soon, the first sweep not before the first screen stands.
    mutating func begin(at now: Instant) {
        sweptAt = now - Upkeep.sweepEvery + .seconds(1)
        lookedAt = now
        shownMinute = now.milliseconds / 60_000
    }

    /// A clock that was set back is no reason to wait.
    static func isDue(_ last: Instant, every span: Model.Span, at now: Instant) -> Bool {
        now - last >= span || now < last
    }
}

extension DeskApp {
    /// Time went by; called several times a second. Drafts are saved, timers swept, others' changes seen.
    package func tick() {
        let now = clock()
        watchConnection()
        lockWhenIdle(now)
        // Nothing is begun that only the person's keys would have to wait for; drafts are due again afterwards.
        if upkeep.outage == nil {
            tickScreens()
            if Upkeep.isDue(upkeep.sweptAt, every: Upkeep.sweepEvery, at: now), !upkeep.isSweeping {
                sweep(now)
            }
        }
        if desk.attemptsToReconnect == nil,
            Upkeep.isDue(upkeep.lookedAt, every: Upkeep.lookEvery, at: now), !upkeep.isLooking
        {
            look(now)
        }
        tellPresence(now)
        let minute = now.milliseconds / 60_000
        if minute != upkeep.shownMinute || jobs.isSlow(at: now) || expireNews(now) {
            upkeep.shownMinute = minute
            show()
        }
    }

    /// - Returns: whether anything that was told has had its time.
    private func expireNews(_ now: Instant) -> Bool {
        let isToastGone = toasts.expire(at: now.milliseconds)
        return notice.expires(at: now) || isToastGone
    }

    private func sweep(_ now: Instant) {
        upkeep.sweptAt = now
        upkeep.isSweeping = true
        runner.run { [desk] in
            Result { try desk.sweep(at: now) }
        } then: { [weak self] result in
            guard let self else { return }
            upkeep.isSweeping = false
            guard case .success(let receipt) = result else { return }
            onSwept(desk)
            guard !receipt.isEmpty else { return }
            tellSweep(receipt, at: now)
            refreshVisible(unasked: true)
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
        } else if receipt.late > 0 {
            let text = context.say("screen.late", ["count": .count(receipt.late)])
            notice.post(MessageLine(.warning, text), at: now)
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
        if let draft = screen.unsavedDraft, let actor { keep(draft, of: actor) }
    }

    private func keep(_ draft: DraftText, of actor: Actor) {
        let now = clock()
        runner.run { [desk] in
            Result {
                try desk.act(by: actor, at: now) { try draft.keep($0) }
            }
        } then: { [weak self] result in
            if case .failure(let error) = result, error.mayPass {
                self?.upkeep.heldDrafts.append((draft, actor))
            }
        }
    }

    /// The database answers again: what was left while it did not is saved now.
    func keepHeldDrafts() {
        let held = upkeep.heldDrafts
        upkeep.heldDrafts = []
        for (draft, actor) in held { keep(draft, of: actor) }
    }

    private func saveDraft(of screen: any Screen) {
        guard let draft = screen.unsavedDraft, let actor else { return }
        // Nobody is left to be told; the draft saved up to a second ago stands.
        _ = try? desk.act(by: actor, at: clock()) { try draft.keep($0) }
    }
}
