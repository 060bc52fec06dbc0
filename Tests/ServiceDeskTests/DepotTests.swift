import DeskTesting
import Dispatching
import Foundation
import Model
import Records
import Resources
import Testing

@testable import ServiceDesk

@Suite("Days that begin at a depot", .onEachDatabase)
struct DepotTests {
    /// North of the city, away from every home.
    private static let yard = Place(latitude: 31.4, longitude: 121.3)
    private let test: TemporaryDesk

    init() throws { test = try TemporaryDesk(rules: Self.rules("place: 31.4, 121.3")) }

    /// The shipped rules with something else said of where the depot is.
    private static func rules(_ said: String) throws -> Rules {
        let folder = try TemporaryFolder()
        let text = try ResourceLibrary().file("parts.yaml").text
        let place = "place: 31.2420,121.5120"
        try #require(text.contains(place))
        try Data(text.replacing(place, with: said).utf8)
            .write(to: URL(fileURLWithPath: folder.file("parts.yaml")))
        let rules = try Rules(library: ResourceLibrary(override: folder.path))
        // Read while the folder is there.
        _ = try rules.parts()
        return rules
    }

    private func edit(_ change: (inout Staff) -> Void, on test: TemporaryDesk? = nil) throws -> Staff {
        try (test ?? self.test).as("admin") { work in
            var person = try #require(try work.reading.staff.find(login: "t1"))
            change(&person)
            try work.editStaff(person)
            return try #require(try work.reading.staff.find(login: "t1"))
        }
    }

    @Test("slots, days and sheets reckon the ways from the depot and back to it")
    func fromTheDepot() throws {
        let visit = try test.bookVisit(for: test.logRepair().id)
        let id = try #require(visit.technician)
        let today = test.desk.rules.localDay(visit.planned.start)
        func sheet() throws -> VisitSheet {
            try test.desk.read { try $0.visitSheet(of: id, on: today, by: .desk) }
        }
        let fromHome = try sheet()
        #expect(fromHome.ends.depot == nil && !fromHome.ends.endsAtDepot)
        _ = try edit { $0.terms.depot = "main" }
        let fromDepot = try sheet()
        #expect(fromDepot.ends.depot?.name == "main" && fromDepot.ends.endsAtDepot)
        let ways = try [fromHome, fromDepot].map { try #require($0.stops[0].travel) }
        let back = try [fromHome, fromDepot].map { try #require($0.homeward) }
        #expect(ways[0] < ways[1] && back[0] < back[1])
        let planned = try test.desk.read { reading in
            let day = try reading.dayBook(today, at: test.now)
            let board = try reading.board(at: test.now, until: test.now + .days(2))
            return [day.day.technicians, board.technicians].map { $0.first { $0.id == id } }
        }
        for technician in planned { #expect(technician?.start == Self.yard && technician?.end == Self.yard) }
    }

    @Test("an end that the terms name goes before the depot; a depot that is no more leaves the home")
    func ends() throws {
        let other = Place(latitude: 31.1, longitude: 121.6)
        var person = try edit { ($0.terms.depot, $0.terms.end) = ("main", other) }
        let ends = try test.desk.rules.dayEnds(of: person)
        #expect(ends.start == Self.yard && ends.end == other && !ends.endsAtDepot)
        (person.terms.depot, person.terms.end) = ("gone", nil)
        let left = try test.desk.rules.dayEnds(of: person)
        #expect(left.start == person.home && left.end == person.home && left.depot == nil)
    }

    @Test("a day begins at no depot that there is not, and at none of which nobody said where it is")
    func refused() throws {
        #expect(throws: DeskFault.self) { try edit { $0.terms.depot = "moon" } }
        let placeless = try TemporaryDesk(rules: Self.rules(""))
        #expect(throws: PartFault.placeless(depot: "main")) {
            try edit({ $0.terms.depot = "main" }, on: placeless)
        }
    }

    @Test("a place that is none is refused with its line", arguments: ["place: here", "place: 121.47,31.23"])
    func notAPlace(said: String) throws {
        let fault = try #require(throws: RuleFault.self) { try Self.rules(said) }
        #expect(fault.file.hasSuffix("parts.yaml") && fault.line > 0)
        #expect(fault.problem.key == "part.notPlace")
    }

    @Test("the map shows depots whose place is known")
    func onTheDay() throws {
        let today = test.desk.rules.localDay(test.now)
        let known = try test.desk.read { try $0.dayBook(today, at: test.now).depots }
        #expect(known.map(\.place) == [Self.yard])
        let unknown = try TemporaryDesk(rules: Self.rules(""))
        #expect(try unknown.desk.read { try $0.dayBook(today, at: unknown.now).depots.isEmpty })
    }
}
