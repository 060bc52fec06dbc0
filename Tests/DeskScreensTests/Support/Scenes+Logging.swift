import DeskTesting
import Model
import ServiceDesk
import TerminalKit
import Testing

@testable import DeskScreens

extension Scenes {
    static let logging = [
        Scene("C120", sizes: Scene.upToThreePanes) { stage in
            try stage.driver(Desks.filled()).press("F2").type("13800138000").press("Tab")
                .type("又不制冷了，很着急")
        },
        // Nothing but a number nobody has on file: what must be filled in is said.
        Scene("C120.unknown") {
            try $0.driver(Desks.filled()).press("F2").type("13955556666").press("Ctrl-S")
        },
        // A severity other than the words propose asks why.
        Scene("C120.reason") { stage in
            try stage.driver(Desks.filled()).press("F2").type("13800139999").press("Tab").type(
                "Compressor is loud"
            )
            .press("Tab", "Tab", "Tab", "Tab", "Right", "Right", "Ctrl-S")
        },
        Scene("C130.next", play: logged),
        Scene("C130.callBack") { try logged($0).press("3").type("15:30") },
        // The telephone names the next caller while one is typing.
        Scene("C120.calling") { stage in
            let driver = try stage.driver(Desks.filled()).press("F2").type("13955556666").press("Tab").type(
                "何小姐")
            _ = driver.app.callerRings("13800138000")
            return driver
        },
    ]

    /// Another matter of a customer with an open case, just logged.
    @MainActor
    private static func logged(_ stage: Stage) throws -> Driver {
        try stage.driver(Desks.filled()).press("F2").type("13800138000").press("Tab").type("遥控器不会用")
            .press("F6", "Ctrl-S")
    }

    static let knowledge = [
        // From a note on a case: what is about it comes first, and everything is filled.
        Scene("K220") {
            try $0.driver(Desks.filled()).press(":").type("c1").press("Enter", "n").tell(.key(.alt("t")))
                .type("delay")
        },
        // From nowhere: what is not known is told.
        Scene("K220.open") { try $0.driver(Desks.filled()).tell(.key(.alt("t"))).type("apology") },
    ]
}
