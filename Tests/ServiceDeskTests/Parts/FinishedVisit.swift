import DeskTesting
import Foundation
import Model
import Records
import Resources
import Testing
import Workflow

@testable import ServiceDesk

extension TemporaryDesk {
    /// A visit over after 46 minutes, with one part used: 30.00 the way, 120.00 labour, 45.00 the part.
    func finishedVisit(_ report: [String: FieldValue] = [:], quoted: Int64? = nil) throws -> Visit {
        let visit = try bookVisit(for: logRepair().id)
        let vehicle = StockPlace.vehicle(try #require(visit.technician))
        try self.as("wang") { _ = try $0.receive("ac-capacitor", 1, at: vehicle) }
        try self.as("t1") { work in
            for step in ["dispatch", "accept", "set-out", "arrive"] { try work.take(step, on: visit.id) }
        }
        now = now + .minutes(46)
        var given: [String: FieldValue] = [
            "result": .text("fixed"), "action": .text("更换"), "parts": .text("ac-capacitor"),
        ]
        if let quoted { given["quoted"] = .number(quoted) }
        return try self.as("t1") {
            try $0.take("finish", on: visit.id, given: given.merging(report) { $1 })
        }
    }

    /// The same desk with other rules: texts in their files are put in place of others.
    func sameDesk(with changes: [(file: String, from: String, to: String)]) throws -> ServiceDesk {
        let folder = try TemporaryFolder()
        for (name, own) in Dictionary(grouping: changes, by: \.file) {
            var text = try ResourceLibrary().file(name).text
            for change in own {
                #expect(text.contains(change.from), "\(name): \(change.from)")
                text = text.replacing(change.from, with: change.to)
            }
            try Data(text.utf8).write(to: URL(fileURLWithPath: folder.file(name)))
        }
        let rules = try Rules(library: ResourceLibrary(override: folder.file("")))
        // Read while the folder is there.
        _ = try (rules.parts(), rules.prices())
        return try ServiceDesk(database: desk.database, rules: rules)
    }
}
