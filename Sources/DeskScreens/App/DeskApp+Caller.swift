import Model
import ServiceDesk
import TerminalKit
import Wording
import Workflow

/// Callers a telephone system named while the agent was busy, the last to ring at the end.
struct WaitingCallers {
    /// Who rang before these has hung up long since.
    private static let most = 5
    private(set) var numbers: [String] = []

    var next: String? { numbers.last }

    mutating func add(_ number: String) {
        remove(number)
        numbers = (numbers + [number]).suffix(Self.most)
    }

    mutating func remove(_ number: String) { numbers.removeAll { $0 == number } }
}

extension DeskApp {
    /// A telephone system says who is calling. They come up at once where nothing is being typed; else the message line
    /// names them, with the key that brings them up.
    /// - Returns: whether the caller is on the screen.
    package func callerRings(_ number: String) -> Bool {
        defer { show() }
        if let top = stack.last?.screen as? LogScreen, top.isAbout(number) { return true }
        guard isFreeForCaller else {
            callers.add(number)
            announceCaller(number)
            return false
        }
        bringUp(number)
        hand.noteOpening(at: clock())
        return true
    }

    /// Brings up who rang last; what was being typed lies below, and is there again on the way back.
    func takeCaller() {
        guard let number = callers.next else { return }
        bringUp(number)
    }

    /// Nothing is being typed, and nothing waits to be answered.
    private var isFreeForCaller: Bool {
        guard actor != nil, context.lack(of: .logCase) == nil, let top = stack.last?.screen, !top.isSheet
        else { return false }
        return !top.isTyping || (top as? LogScreen)?.isUntouched == true
    }

    private func bringUp(_ number: String) {
        callers.remove(number)
        let screen = LogScreen(context, phone: number)
        let isBlank = (stack.last?.screen as? LogScreen)?.isUntouched == true
        apply([isBlank ? .replace(screen) : .push(screen)])
    }

    func announceCaller(_ number: String) {
        post(number, name: nil)
        runner.run { [desk] in
            try? desk.read { try $0.customers(phone: number, limit: 2) }
        } then: { [weak self] matches in
            guard let self, callers.next == number, let matches, matches.count == 1 else { return }
            post(number, name: matches[0].name)
            show()
        }
    }

    private func post(_ number: String, name: String?) {
        var facts = ["number": PhraseFact.text(number), "key": .text(Everywhere.callerKey.name)]
        var text = context.say("pop.calling", facts)
        if let name {
            facts["name"] = .text(name)
            text = context.say("pop.callingName", facts)
        }
        notice.post(MessageLine(.info, text), at: clock())
    }
}
