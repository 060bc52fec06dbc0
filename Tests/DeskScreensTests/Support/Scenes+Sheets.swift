import DeskTesting
import Model
import ServiceDesk
import TerminalKit
import Testing

@testable import DeskScreens

extension Scenes {
    static let sheets = [
        Scene("help") { try $0.driver(Desks.filled()).press(":").type("c1").press("Enter", "F1") },
        Scene("palette") { try $0.driver(Desks.filled()).press("F10").type($0.say("action.log.short")) },
        Scene("menu", sizes: Scene.upToThreePanes) { try $0.driver(Desks.filled()).press("Down", ".") },
        Scene("pick") { try $0.driver(Desks.filled()).press("F2", "Tab", "Tab", "Tab", "Tab", "Tab", "F4") },
        // To be called again, at a time the customer names.
        Scene("calendar") { try $0.driver(Desks.withCallDue(), as: "zhao").press("F9", "F6", "7", "F4") },
        Scene("confirm") { try $0.driver(Desks.filled()).press("Ctrl-Q") },
        Scene("settings") { stage in
            let driver = try stage.driver(Desks.filled())
            driver.tell(.terminal(.ground(isLight: false))).tell(.terminal(.ambiguous(1)))
            return driver.tell(.key(.alt("s")))
        },
        Scene("edit", sizes: Scene.upToThreePanes) {
            try $0.driver(Desks.filled()).press(":").type("c1").press("Enter", "e")
        },
        Scene("edit.customer") {
            try $0.driver(Desks.filled()).press(":").type("k1").press("Enter", "e")
        },
        Scene("merge", sizes: Scene.upToThreePanes, play: overtaken),
        // Neither text is right: one's own words in place of both.
        Scene("merge.typing") { try overtaken($0).press("Up", "e", "End").type("，周末亦可") },
    ]

    /// Someone else saved the case while it was being edited; of the fields both changed, one is decided.
    @MainActor
    private static func overtaken(_ stage: Stage) throws -> Driver {
        let place = try Desks.filled()
        let driver = try stage.driver(place).press(":").type("c1").press("Enter", "e")
        place.now = place.now + .minutes(5)
        try place.as("chen") { work in
            var c = try work.reading.serviceCase(CaseID(1))
            (c.summary, c.severity) = ("空调完全不制冷，客户家中有老人，要求今天上门", .urgent)
            (c.queue, c.channel) = ("service", .web)
            _ = try work.edit(c)
        }
        driver.press("Ctrl-U").type("空调制冷慢，室外机结霜，客户可等到周末").press("Tab", "Tab", "Tab", "Tab")
        return driver.press("Right", "Tab", "Tab", "Tab").press("Right", "Ctrl-S").press("1", "Down")
    }
}
