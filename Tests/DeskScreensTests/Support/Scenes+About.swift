import DeskTesting
import Model
import Records
import ServiceDesk
import TerminalKit
import Testing

@testable import DeskScreens

extension Scenes {
    static let about = [
        Scene("Z900") { try open($0).0 },
        Scene("Z900.sound") { try open($0).0.press("Enter") },
        Scene("Z900.unsound") { stage in
            let driver = try open(stage).0
            _ = try driver.place.desk.database.write {
                try $0.run("UPDATE cases SET urgency = 1 WHERE closed_at IS NULL")
            }
            return driver.press("Enter")
        },
        Scene("Z900.lost") { stage in
            let (driver, line) = try open(stage)
            line.lose()
            return driver.press("Enter")
        },
    ]

    /// Its database is described as one that lies in the same place whenever it is looked at.
    static let database = DatabaseDescription(
        engine: "SQLite 3.40.1", place: "/var/lib/aftercare/desk.sqlite", bytes: 7_654_321)
    static let program = About(
        version: "0.1.0", preferencesFile: "~/.config/aftercare/desk.json",
        keysFile: "~/.config/aftercare/keys.yaml", rulesFolder: "/etc/aftercare")

    @MainActor
    private static func open(_ stage: Stage) throws -> (Driver, LosableDatabase) {
        let (place, line) = try Desks.filled().overALine(describedAs: database)
        let driver = try Driver(
            place, wordings: stage.wordings, size: stage.size, about: program)
        return (driver.press("Alt-h"), line)
    }
}
