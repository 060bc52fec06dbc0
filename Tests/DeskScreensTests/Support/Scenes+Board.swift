import DeskTesting
import Dispatching
import Model
import ServiceDesk
import TerminalKit
import Testing

@testable import DeskScreens

extension Scenes {
    /// The dispatch board, and what is gone to from it.
    static let board = [
        Scene("V160", sizes: Scene.upToThreePanes) { try open($0) },
        Scene("V160.moving") { try open($0).press("m", "Down") },
        Scene("V160.empty") { try $0.driver(TemporaryDesk(), as: "admin").press("F8") },
        Scene("V160.late") { try open($0).press("d") },
        Scene("V160.away") { try open($0).press("s").type("3") },
        Scene("V160.emergency") { try open($0).press("End", "e") },
        Scene("V160.callOff") { try open($0).press("c") },
        Scene("V165.away") { try open($0, Desks.withASpare()).press("s", "Enter", "Enter") },
        Scene("V165.late") { try open($0, Desks.withASpare()).press("d").type("0").press("Enter", "Enter") },
        Scene("V165.nothing") { try open($0).press("d", "Enter", "Enter") },
        Scene("V165.emergency") {
            try open($0, Desks.withASpare()).press("e").type("c2").press("Enter", "Enter")
        },
        Scene("V165.searching") { stage in
            let runner = HeldRunner()
            let driver = try Driver(
                Desks.withASpare(), as: "admin", wordings: stage.wordings, size: stage.size, runner: runner)
            runner.release()
            driver.press("F8")
            runner.release()
            driver.press("s", "Enter", "Enter")
            runner.releaseFirst()
            return driver
        },
    ]

    @MainActor
    private static func open(_ stage: Stage, _ place: TemporaryDesk? = nil) throws -> Driver {
        try stage.driver(place ?? Desks.withADay(), as: "admin").press("F8")
    }
}

extension Desks {
    /// The same day, and a third technician who has nothing to do yet.
    static func withASpare() throws -> TemporaryDesk {
        let place = try withADay()
        try place.as("admin") { work in
            var third = try #require(try work.reading.people().first { $0.login == "t1" })
            (third.id, third.login, third.name) = (StaffID(0), "t3", "孙师傅")
            _ = try work.addStaff(third)
        }
        return place
    }
}
