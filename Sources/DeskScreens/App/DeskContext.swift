package import Model
package import ServiceDesk
package import Wording

/// What a screen is told with every key and every drawing: who sits there, when, in which language, by which rules. A
/// screen keeps none of it, so that language and time can change under it.
package struct DeskContext: Sendable {
    package var wording: Wording
    /// The other languages, so that the palette also finds what is typed in them.
    package var otherWordings: [Wording]
    package var actor: Actor
    package var now: Instant
    package var rules: Rules
    /// Set when the desk reads by itself, and with the answer: it must not disturb what the person is doing, and what
    /// takes long need not be read at every change of others.
    var isUnasked = false
    /// Set when the person comes back to a screen from what lay over it.
    var isReturning = false
    /// How many changes were made from this desk so far.
    var changes = 0
    /// What the screen below a new one is about, and whether a field there waits for text; set as one is put on top.
    var talked = TalkedOf()
    var isTypingBelow = false
    /// How far what can be scrolled goes, as the picture stands that the person sees.
    var reach = 0
    /// What this program and its terminal are.
    var about = About()
    /// What keys are called; nil where nobody presses any.
    var keyNames: KeyNames?
    /// The views that whoever sits here keeps or is offered.
    var savedViews: [SavedView] = []
    /// `scopeActions`, where they were made already: every key asks for them.
    var madeScopeActions: [DeskAction]?
    /// Whom the telephone named last and nobody has brought up yet.
    var waitingCaller: String?
    /// The number that was rung up last from here, and in which call.
    var dialled: (number: PhoneNumber, call: CallID)?

    package init(
        wording: Wording, otherWordings: [Wording] = [], actor: Actor, now: Instant, rules: Rules
    ) {
        self.wording = wording
        self.otherWordings = otherWordings
        self.actor = actor
        self.now = now
        self.rules = rules
    }

    /// What an error says; what is no fault of ours is told as the system tells it.
    func say(_ error: any Error) -> String {
        guard let fault = error as? any Fault else {
            return wording.say("screen.unexpected", ["detail": .text("\(error)")])
        }
        return wording.say(fault)
    }

    /// What becomes of an action, and of what was typed for it, when the database could not take it.
    func say(_ notDone: NotDone) -> String {
        switch notDone {
        case .noConnection: say("notDone.lost")
        case .busy: say("notDone.busy")
        case .unknown: say("notDone.unknown")
        }
    }

    /// Whether what takes long to read stands as it was read, when so many changes had been made: the desk only looks by
    /// itself, or the person comes back from where nothing was changed.
    func spares(readAfter changes: Int) -> Bool { isUnasked || isReturning && changes == self.changes }

    /// What a phrase is in each language that has it, the person's first: what is typed may be in any.
    var said: @Sendable (String) -> [String] {
        let wordings = [wording] + otherWordings
        return { key in wordings.filter { $0.has(key) }.map { $0.say(key) } }
    }

    func say(_ key: String, _ facts: [String: PhraseFact] = [:]) -> String { wording.say(key, facts) }
}
