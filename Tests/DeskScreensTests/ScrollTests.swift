import Model
import TerminalKit
import Testing

@testable import DeskScreens

@Suite("What is longer than its place")
@MainActor
struct ScrollTests {
    /// Screens on which the arrows scroll.
    nonisolated private static let names = ["C130", "U140", "C130.clocks", "C130.copy", "Z900.unsound"]
    nonisolated private static let sizes = [
        Size(columns: 60, rows: 18), Size(columns: 80, rows: 24), Size(columns: 110, rows: 18),
        Size(columns: 200, rows: 20),
    ]

    @Test(
        "End shows the end, however lines wrap, and Up then goes back at once",
        arguments: Scenes.all.filter { names.contains($0.name) }, sizes)
    func end(scene: Scene, size: Size) throws {
        let stage = try Stage(language: "zh-Hans", size: size)
        let driver = try scene.play(stage).resize(size.columns, size.rows)
        let goesOn = driver.app.reach > 0
        driver.press("End").seesNot(stage.say("screen.more"))
        guard goesOn else { return }
        let end = driver.lines
        #expect(driver.press("Down").lines == end)
        #expect(driver.press("Up").lines != end)
    }

    @Test("every scene by name is there")
    func named() { #expect(Scenes.all.filter { Self.names.contains($0.name) }.count == Self.names.count) }
}
