import DeskTesting
import TerminalKit
import Testing

@testable import DeskScreens

extension Scenes {
    static let surveys = [
        Scene("R215", sizes: Scene.upToThreePanes) { try results($0).press("End") },
        Scene("R215.nobody") { try $0.driver(TemporaryDesk(), as: "chen").press("Alt-g") },
        Scene("R215.groups") { try results($0).press("3") },
        Scene("R215.words") { try results($0).press("5") },
        Scene("R215.sheets") { try results($0).press("6") },
        Scene("R215.dimensions") { try servqual($0).press("2") },
        Scene("R215.plot") { try servqual($0).press("4") },
        Scene("R216") { try results($0).press("6", "Home", "Enter") },
        Scene("R216.correct") { try results($0).press("6", "Home", "Enter", "e") },
        Scene("R217") { try $0.driver(Desks.withSurveys(), as: "chen").press("Alt-x") },
        Scene("R217.technicians") { try $0.driver(Desks.withSurveys(), as: "chen").press("Alt-x", "2") },
        Scene("R217.decide") { try $0.driver(Desks.withSurveys(), as: "chen").press("Alt-x", "d") },
    ]

    @MainActor
    private static func results(_ stage: Stage) throws -> Driver {
        try stage.driver(Desks.withSurveys(), as: "chen").press("Alt-g")
    }

    @MainActor
    private static func servqual(_ stage: Stage) throws -> Driver {
        try stage.driver(Desks.withServqual(), as: "chen").press("Alt-g")
    }
}
