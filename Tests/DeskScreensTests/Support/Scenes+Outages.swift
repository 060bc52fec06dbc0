import DeskTesting
import Model
import ServiceDesk
import TerminalKit
import Testing

@testable import DeskScreens

extension Scenes {
    static let outages = [
        Scene("outage", sizes: Scene.upToThreePanes) { try broken($0).driver },
        Scene("outage.notDone") { try broken($0).driver.press("Ctrl-S") },
        Scene("outage.over") { stage in
            let (driver, line) = try broken(stage)
            line.mend()
            return driver.press("F1", "Esc").wait(Model.Span(milliseconds: 250))
        },
    ]

    /// At C120 with a complaint typed; the line to the database has just broken.
    @MainActor
    private static func broken(_ stage: Stage) throws -> (driver: Driver, line: LosableDatabase) {
        let (place, line) = try Desks.filled().overALine()
        let driver = try stage.driver(place).wait(.seconds(1))
        driver.press("F2").type("13955556666").press("Tab").type("何小姐").press("Ctrl-S").type("洗衣机漏水")
        line.lose()
        return (driver.wait(Model.Span(milliseconds: 250)), line)
    }
}
