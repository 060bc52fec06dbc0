import ArgumentParser
import Foundation
import Glibc
import Model

/// What a telephone system calls when a call is put through: the caller comes up on the agent's open desk.
struct Pop: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "pop",
        abstract: "Bring a caller up on an agent's open desk, from a telephone system.",
        discussion: """
            Run as the system user whose desk it is, on the same machine. Exit status: 0 the caller is up, or named on \
            the message line of an agent who is typing; 64 that is no number; 66 no desk of this agent is open; 75 the \
            desk does not answer.
            """)

    @OptionGroup(title: "Global options") var globals: GlobalOptions
    @Argument(help: "The number: digits, +, blanks, -, and an extension (ext. 801).") var number: String

    func run() throws {
        guard let number = CallerNumber(number) else { throw PopFault.badNumber(self.number) }
        guard
            let agent = globals.actor ?? Surroundings.environment["AFTERCARE_AS"] ?? Surroundings.userName
        else { throw UsageFault.nobody }
        let outcome = try Self.ring(number, at: agent)
        let output = try Output(globals, zone: .current, library: Workplace.library(globals))
        try output.show(PopView(agent: agent, number: number.text, outcome: outcome.rawValue))
    }

    /// Rings at the agent's desks, the one opened last first, until one answers.
    private static func ring(_ number: CallerNumber, at agent: String) throws(PopFault) -> PopOutcome {
        var isSilent = false
        for path in PopFolder.all.flatMap({ $0.sockets(of: agent) }) {
            guard let desk = LocalSocket.connected(to: path) else {
                if errno == ECONNREFUSED { unlink(path) } else if errno == EAGAIN { isSilent = true }
                continue
            }
            defer { desk.close() }
            guard desk.peer == geteuid() || geteuid() == 0 else { continue }
            desk.write(line: number.text)
            guard let outcome = desk.readLine().flatMap(PopOutcome.init(rawValue:)) else {
                isSilent = true
                continue
            }
            if outcome == .badNumber { throw .badNumber(number.text) }
            return outcome
        }
        throw isSilent ? .noAnswer(agent: agent) : .noDesk(agent: agent)
    }
}

struct PopView: Showable {
    let agent: String
    let number: String
    let outcome: String

    func lines(_ output: Output) -> [String] {
        [
            output.words(
                outcome == PopOutcome.shown.rawValue ? "pop.shown" : "pop.noted",
                ["agent": .text(agent), "number": .text(number)])
        ]
    }
}
