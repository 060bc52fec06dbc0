import DeskTesting
import Model
import ServiceDesk
import TerminalKit
import Testing

@testable import DeskScreens

/// Every scene there is. A new screen gets a line in one of the lists beside this one, or a list of its own here.
enum Scenes {
    static let all =
        atWork + logging + knowledge + cases + visitsAndCalls + queues + lists + sheets + outages + locks
        + about + day + board + surveys + overview + campaigns + reports + gaps + quality + calibration
        + audits
        + rivals
        + needs + system + bills

    private static let atWork = [
        Scene("A100") { try $0.driver(TemporaryDesk(), as: nil) },
        Scene("W110", sizes: Scene.upToThreePanes) { try $0.driver(Desks.filled()) },
        Scene("W110.empty") { try $0.driver(TemporaryDesk()) },
        Scene("tooSmall", sizes: [Size(columns: 50, rows: 12)]) { try $0.driver(Desks.filled()) },
        Scene("U100") { try $0.driver(Desks.filled()).press("F3").type("空调") },
        Scene("U140") { try $0.driver(Desks.filled()).press(":").type("k1").press("Enter") },
    ]

    private static let visitsAndCalls = [
        Scene("V150", sizes: Scene.upToThreePanes) {
            try $0.driver(Desks.filled()).press(":").type("c2").press("Enter", "v")
        },
        // Nobody is there to send, and it is said why.
        Scene("V150.none") { stage in
            let place = try Desks.filled()
            try place.as("admin") { work in
                for person in try work.reading.people() where person.roles == ["technician"] {
                    var gone = person
                    gone.active = false
                    try work.editStaff(gone)
                }
            }
            return try stage.driver(place).press(":").type("c2").press("Enter", "v")
        },
        Scene("F170") { try $0.driver(Desks.withCallDue(), as: "zhao").press("F9") },
        Scene("F170.late") { try $0.driver(Desks.withVisitLate(), as: "zhao").press("F9") },
        Scene("F170.typing") { stage in
            try stage.driver(Desks.withPlainCallDue(), as: "zhao").press("F9", "1").type("12.50")
        },
        Scene("F175") { try $0.driver(Desks.withCallDue(), as: "zhao").press("F9", "q") },
        // A number is typed; a scale stands on one line; what is owed is said at the end.
        Scene("F175.typing") { stage in
            try stage.driver(Desks.withCallDue(), as: "zhao").press("F9", "q", "1", "2", "1").type("85.5")
        },
        Scene("F175.scale") { stage in
            try stage.driver(Desks.withCallDue(), as: "zhao").press("F9", "q", "1", "2", "2", "2", "1")
                .press("Down", "Down", "Down", "Down", "Down")
        },
        Scene("F175.end") { stage in
            try stage.driver(Desks.withCallDue(), as: "zhao").press("F9", "q", "1", "2", "2", "2", "1", "F6")
        },
        Scene("F170.outcome") { stage in
            try stage.driver(Desks.withPlainCallDue(), as: "zhao").press("F9", "1").type("12.50").press("F6")
        },
    ]
}
