import Model
import Records
import ServiceDesk
import TerminalKit
import Workflow

/// The main job, as it is filmed: a complaint is logged while the caller talks, a visit booked and done, the case closed;
/// at the follow-up call the customer is not content, and the desk opens the case again and tells the supervisor.
///
/// What is done is named by actions, not keys, so a screen may change its keys without changing the play.
@MainActor
struct MainJob {
    let player: Player
    let scene: SceneOfAction

    /// - Throws: `Player.Strayed` when a screen is not where it should be.
    func play() throws {
        let id = try log()
        let visit = try book(id)
        try carryOut(visit, for: id)
        try close(id)
        try callBack()
        try takeUpAgain(id)
        player.end()
    }

    private func say(_ key: String) -> String { player.say(key) }

    // MARK: Scenes

    private func log() throws -> CaseID {
        player.card(say("cli.play.log"), say("cli.play.log.line"), at: player.now)
        try player.sit(scene.agent)
        try player.act("log")
        player.type(scene.caller.phones[0].normalised.suffix(11).description)
        player.look(seconds: 3)
        try player.go(to: say("label.summary"))
        player.type(say("cli.play.summary"))
        try player.go(to: say("label.fault"))
        player.type(say("cli.play.fault"))
        player.look(seconds: 2)
        try player.act("log.save")
        try player.see("C130")
        player.look(seconds: 3)
        let open = try player.desk.read { try $0.file(of: scene.caller.id, by: .desk).openCases }
        return CaseID(try player.found(open.first, "C").subject.number)
    }

    private func book(_ id: CaseID) throws -> Visit {
        try player.act("next.visit")
        try player.see("V150")
        player.look(seconds: 3)
        try player.act("book.pick.1")
        player.look(seconds: 1.5)
        try player.act("book.book")
        try player.see("C130")
        player.look(seconds: 3)
        return try player.found(player.desk.read { try $0.visits.of(id).last }, "V")
    }

    /// Meanwhile what else waited for the agent is answered.
    private func carryOut(_ visit: Visit, for id: CaseID) throws {
        let person = try player.desk.read { reading in
            try visit.technician.flatMap { try reading.staff.find($0) }
        }
        try scene.answer(scene.others, in: player.wording, at: player.now + .minutes(10))
        player.card(
            say("cli.play.visit"), say("cli.play.visit.line"), at: visit.promised.start - .minutes(25))
        try player.sit(person?.login ?? "")
        open(id)
        for step in ["dispatch", "accept", "set-out", "arrive"] {
            try player.act("visit.do.\(step)")
            player.look(seconds: 1.5)
        }
        try player.act("visit.do.finish")
        let visits = try player.desk.rules.workflow(named: "visit")
        if let result = visits.field("result")?.choices.first(where: { $0.name == "fixed" }) {
            player.type(player.text(result.label))
        }
        player.press(.tab)
        player.type(say("cli.play.action"))
        player.look(seconds: 1)
        try player.act("field.save")
        player.look(seconds: 3)
    }

    private func close(_ id: CaseID) throws {
        player.card(say("cli.play.close"), say("cli.play.close.line"), at: player.now + .minutes(40))
        try player.sit(scene.agent)
        open(id)
        try player.act("case.do.settle")
        player.type(say("cli.play.reply"))
        player.look(seconds: 1)
        try player.act("field.save")
        player.look(seconds: 3)
    }

    private func callBack() throws {
        let calls = try player.desk.read { try $0.calls.of(scene.caller.id) }
        let call = try player.found(calls.last { $0.category.isOpen }, "F")
        player.card(say("cli.play.call"), say("cli.play.call.line"), at: call.dueFrom + .hours(1))
        try player.sit(scene.clerk)
        try player.act("nextCall")
        try player.see("F170")
        player.look(seconds: 4)
        try player.act("call.questions")
        try player.see("F175")
        player.look(seconds: 3)
        for answer in answers { try give(answer) }
        player.look(seconds: 3)
        try player.act("survey.keep")
        player.look(seconds: 3)
    }

    /// What is answered to the questions on how a complaint was handled (`Resources/questionnaires/complaint-handling.yaml`),
    /// as they come: not solved at all, nothing kept of what was promised, politely dealt with and told too little.
    private let answers: [Reply] =
        [.key("3"), .words("cli.play.remark"), .key("3"), .nothing, .key("1")]
        + ["1", "2", "2", "5", "2", "2", "4", "6", "2", "1", "2"].map { .key($0) } + [.nothing]

    private enum Reply {
        case key(String)
        /// A phrase, typed.
        case words(String)
        case nothing
    }

    private func give(_ reply: Reply) throws {
        switch reply {
        case .key(let key): try player.act("survey.answer.\(key)")
        case .words(let phrase):
            player.type(say(phrase))
            player.press(.enter)
        case .nothing: player.press(.enter)
        }
        player.look(seconds: 0.5)
    }

    private func takeUpAgain(_ id: CaseID) throws {
        player.card(say("cli.play.again"), say("cli.play.again.line"), at: player.now + .minutes(5))
        try player.sit(scene.supervisor)
        open(id)
        try player.act("case.history")
        player.look(seconds: 5)
    }

    /// By its number, from anywhere.
    private func open(_ id: CaseID) {
        player.press(.character(":"))
        player.type(id.description.lowercased())
        player.press(.enter)
        player.look(seconds: 2.5)
    }
}
