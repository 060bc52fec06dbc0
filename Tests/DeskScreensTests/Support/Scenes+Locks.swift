import DeskTesting
import Model
import ServiceDesk
import TerminalKit
import Testing

@testable import DeskScreens

extension Scenes {
    static let locks = [
        Scene("A100.passphrase") { try proving($0).type("garden") },
        Scene("A100.passphrase.wrong") { try proving($0).type("garden").press("Enter") },
        Scene("A190") { try locked($0).type("tea") },
        // Whoever has no passphrase.
        Scene("A190.open") { try $0.driver(Desks.filled()).send(.alt("l")) },
        Scene("A190.leaving") { try locked($0).press("F4") },
    ]

    /// Li, who has a passphrase, comes to the desk.
    @MainActor
    private static func proving(_ stage: Stage) throws -> Driver {
        let place = try Desks.filled()
        let admin = try place.desk.actor(named: "admin")
        try place.desk.setPassphrase("tea in the garden", of: "li", by: admin, at: place.now)
        return try stage.driver(place)
    }

    @MainActor
    private static func locked(_ stage: Stage) throws -> Driver {
        try proving(stage).type("tea in the garden").press("Enter", "F2").send(.alt("l"))
    }
}
