import DeskTesting
import Model
import ServiceDesk
import TerminalKit
import Testing

@testable import DeskScreens

extension Scenes {
    static let queues = [
        Scene("Q180.queues", sizes: Scene.upToThreePanes) {
            try $0.driver(Desks.waiting(repairs: 14)).press("F7", "Down", "Down")
        },
        Scene("Q180", sizes: Scene.upToThreePanes) {
            try $0.driver(Desks.waiting(repairs: 14)).press("F7", "3", "Down")
        },
        Scene("Q180.empty") { try $0.driver(Desks.waiting(repairs: 1)).press("F7", "1") },
        Scene("Q180.filter") {
            try $0.driver(Desks.waiting(repairs: 14)).press("F7", "3", "/").type("冰箱 owner:")
        },
        // What cannot be understood is told with its place.
        Scene("Q180.badFilter") {
            try $0.driver(Desks.waiting(repairs: 14)).press("F7", "3", "/").type("冰箱 due<2x")
        },
        Scene("Q180.filtered") {
            try $0.driver(Desks.waiting(repairs: 14)).press("F7", "3", "/").type("冰箱").press("Enter")
        },
        Scene("Q180.keep") {
            try $0.driver(Desks.waiting(repairs: 14), as: "chen").press("F7", "3", "/").type("冰箱")
                .press("Enter", "w").type("冰箱 · 当天")
        },
        Scene("Q180.steps") {
            try $0.driver(Desks.waiting(repairs: 14)).press("F7", "3", " ", " ", " ", "d")
        },
        // One of three is in someone's hands.
        Scene("Q180.results") { stage in
            let place = try Desks.waiting(repairs: 14)
            try place.as("chen") { _ = try $0.claimCase(CaseID(2)) }
            return try stage.driver(place).press("F7", "3", " ", " ", " ", "t")
        },
        Scene("Q180.bulk") { stage in
            let place = try Desks.waiting(repairs: 14)
            _ = try place.as("li") { try $0.claimCase(CaseID(2)) }
            return try stage.driver(place, as: "chen").press("F7", "3", " ", " ", " ", "e").type("li").press(
                "Enter")
        },
        Scene("Q180.columns") { try $0.driver(Desks.waiting(repairs: 14)).press("F7", "3", "c") },
        // Opened from a queue: the list stands beside it.
        Scene("C130.along", sizes: Scene.upToThreePanes) {
            try $0.driver(Desks.waiting(repairs: 14)).press("F7", "3", "Down", "Enter")
        },
    ]
}
