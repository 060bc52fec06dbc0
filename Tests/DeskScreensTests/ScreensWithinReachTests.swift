import DeskTesting
import Foundation
import Model
import Resources
import ServiceDesk
import TerminalKit
import Testing

@testable import DeskScreens

/// Somebody who may read the cases of a zone in which there are none.
@Suite("What screens show within a reach")
@MainActor
struct ScreensWithinReachTests {
    private static let roles = """

          zone clerk:
            label: {en: Zone clerk, zh-Hans: 片区专员}
            rights: [read, visit.plan, call.make]
            reach: own zones
        """

    /// The folder with the rules made of it, which read some files when first asked.
    private static let made = Result { () throws -> (folder: TemporaryFolder, rules: Rules) in
        let folder = try TemporaryFolder()
        let text = try ResourceLibrary().file("roles.yaml").text + roles
        try Data(text.utf8).write(to: URL(filePath: folder.file("roles.yaml")))
        return (folder, try Rules(library: ResourceLibrary(override: folder.path)))
    }

    private func desk() throws -> TemporaryDesk {
        let place = try Desks.withADay(Self.made.get().rules)
        try place.as("admin") { work in
            _ = try work.addStaff(
                Staff(id: StaffID(0), login: "clerk", name: "片区专员", roles: ["zone clerk"], zones: ["徐汇"]))
        }
        return place
    }

    private func driver(_ place: TemporaryDesk, as login: String) throws -> Driver {
        try Stage(language: "en", size: Size(columns: 120, rows: 36)).driver(place, as: login)
    }

    @Test("the board says of a visit beyond reach that its time is taken, and nothing of whom it is for")
    func board() throws {
        let place = try desk()
        try driver(place, as: "clerk").press("F8").sees("V160", "by a visit for a case beyond your reach")
            .seesNot("王小明").seesNot("Oakwood").seesNot("V1 ").seesNot("Nobody has it")
        try driver(place, as: "admin").press("F8").sees("V160", "V1 ", "Nobody has it: one visit")
            .seesNot("beyond your reach")
    }

    @Test("nothing can be done with time that is taken, nor the day of everybody repaired")
    func actions() throws {
        let driver = try driver(desk(), as: "clerk").press("F8", "m").seesNot("is in hand")
        #expect(driver.message.contains("beyond your reach"))
        driver.press("e")
        #expect(driver.message.contains("it takes in every case"))
    }

    @Test("an empty list says how far the reach goes to whom it bounds, and to others that there is nothing")
    func empty() throws {
        let place = try desk()
        try driver(place, as: "clerk").press("Alt-p").sees("Nothing here is within your reach")
        try driver(place, as: "chen").press("Alt-p").seesNot("within your reach")
    }
}
