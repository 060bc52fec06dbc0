import Foundation
import Model
import ServiceDesk
import TerminalKit
import Wording

/// `demo --record FILE`: plays and films the main job on a desk that is there for the film alone.
struct RecordDemo {
    var plan: DemoPlan
    let size: Size
    /// The languages, the one filmed first.
    let wordings: [Wording]
    let rules: Rules
    let now: Instant

    /// A Tuesday morning.
    static let usualMorning = "2026-11-24T09:20"

    /// The same plan, size, language and time make the same film.
    /// - Throws: `SceneOfAction.NobodyCalls`; `Player.Strayed`, when the rules are not those the play was written for.
    @MainActor
    func play() throws -> Player {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent(
            "aftercare-film-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let scene = try SceneOfAction(
            in: folder.appendingPathComponent("desk.sqlite").path, plan: plan, rules: rules, at: now,
            in: wordings[0])
        let blank = Asciicast(size: size, title: wordings[0].say("cli.play.title"), at: now)
        let player = Player(scene.desk, wordings: wordings, film: blank)
        try MainJob(player: player, scene: scene).play()
        return player
    }
}

/// What was recorded.
struct RecordingView: Showable {
    let recording: String
    let seconds: Int
    let events: Int

    func lines(_ output: Output) -> [String] {
        [output.words("cli.recorded", ["path": .text(recording), "seconds": .count(seconds)])]
    }
}
