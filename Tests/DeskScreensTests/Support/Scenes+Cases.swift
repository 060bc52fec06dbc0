import DeskTesting
import Model
import ServiceDesk
import TerminalKit
import Testing
import Wording
import Workflow

@testable import DeskScreens

extension Scenes {
    static let cases = [
        Scene("C130", sizes: Scene.upToThreePanes, play: booked),
        Scene("C130.clocks") { try booked($0).press("x") },
        Scene("C130.history") { try booked($0).press("h") },
        // A step that must be reasoned, and is not yet.
        Scene("C130.fields") { stage in
            let driver = try stage.driver(Desks.filled()).press(":").type("c2").press("Enter", ":")
            return driver.type(try cancelling(stage)).press("Enter", "Ctrl-S")
        },
        Scene("C130.note") { try booked($0).press("n").type("客户来电询问师傅几点到") },
        Scene("C130.merge") { stage in
            try stage.driver(Desks.waiting(repairs: 3)).press(":").type("c1").press("Enter", "m").type("c2")
                .press("Ctrl-S")
        },
        Scene("C130.link") { try booked($0).press("r", "F4") },
        Scene("C130.split") { try booked($0).press("p") },
        Scene("C130.copy") { try booked($0).tell(.key(.alt("c"))) },
        Scene("C130.ambiguous1", play: ambiguous),
        Scene("C130.ambiguous2") { try ambiguous($0).tell(.terminal(.ambiguous(2))) },
    ]

    /// A case with a visit and a note.
    @MainActor
    private static func booked(_ stage: Stage) throws -> Driver {
        let place = try Desks.filled()
        _ = try place.bookVisit(for: CaseID(1))
        try place.as("li") { _ = try $0.note(Subject(CaseID(1)), "已电话告知客户上门时间", toldCustomer: true) }
        return try stage.driver(place).press(":").type("c1").press("Enter")
    }

    /// Characters that some terminals draw in one cell and some in two.
    @MainActor
    private static func ambiguous(_ stage: Stage) throws -> Driver {
        let place = try Desks.filled()
        try place.as("li") { _ = try $0.note(Subject(CaseID(1)), "“制冷——差”…① 约 25℃", toldCustomer: true) }
        return try stage.driver(place).press(":").type("c1").press("Enter", "h")
    }

    /// What the workflow calls the step that cancels a repair.
    @MainActor
    private static func cancelling(_ stage: Stage) throws -> String {
        let step = try TemporaryDesk.rules.workflow(named: "repair").transition("cancel")
        return step.map { stage.wordings[0].text($0.label) } ?? ""
    }
}
