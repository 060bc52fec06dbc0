import DeskTesting
import Foundation
import Model
import Records
import Testing

@testable import ServiceDesk

/// Both real files beside the project, by the shipped maps. Skipped where they are not.
@Suite("Real files", .enabled(if: RealFiles.areThere))
struct RealFilesTests {
    private let test: TemporaryDesk

    init() throws { test = try TemporaryDesk() }

    private func take(_ name: String, by map: String) throws -> ImportReceipt {
        // The rejects would go beside the file: it is taken from a folder of the test's own.
        let path = test.folder.file(name)
        try FileManager.default.copyItem(
            at: RealFiles.folder.appendingPathComponent(name), to: URL(fileURLWithPath: path))
        let mapping = try Mapping.find(map, in: test.desk.rules.library)
        return try test.desk.importFile(
            path, as: .cases, mapping: mapping, by: test.desk.actor(named: "chen"), at: test.now, say: \.key)
    }

    private func number(_ sql: String) throws -> Double {
        try test.desk.database.read { try $0.first(sql) { $0.real(0) } } ?? .nan
    }

    @Test("New York's requests: the desk's figures are those counted straight from the file")
    func figures() throws {
        let receipt = try take("nyc311-requests.csv", by: "nyc311")
        let truth = try RealFiles.countedByHand("nyc311-requests.csv")
        #expect((receipt.rows, receipt.added, receipt.rejected) == (2500, 2500, 0))
        #expect(try number("SELECT COUNT(*) FROM cases WHERE closed_at IS NOT NULL") == Double(truth.closed))
        #expect(try number("SELECT COUNT(*) FROM cases WHERE closed_at IS NULL") == Double(truth.open))
        let hours = "(closed_at - opened_at) / 3600000.0"
        #expect(
            try number("SELECT COUNT(*) FROM cases WHERE \(hours) <= 72")
                / number("SELECT COUNT(closed_at) FROM cases")
                == truth.shareWithin72Hours)
        // The middle one, or between the two in the middle.
        let median = try number(
            """
            SELECT AVG(h) FROM (
                SELECT \(hours) AS h, ROW_NUMBER() OVER (ORDER BY \(hours)) AS n, COUNT(*) OVER () AS of_all
                FROM cases WHERE closed_at IS NOT NULL) AS ranked
            WHERE n IN ((of_all + 1) / 2, (of_all + 2) / 2)
            """)
        #expect(abs(median - truth.medianHours) < 1e-9)
        #expect(
            try number(
                """
                SELECT COUNT(*) FROM (
                    SELECT opened_at - LAG(opened_at) OVER (PARTITION BY customer, fault ORDER BY opened_at) AS gap
                    FROM cases) AS gaps
                WHERE gap <= 30 * 86400000.0
                """) == Double(truth.repeats))
        // Truths of the file itself, so that a mistake made alike on both sides shows.
        #expect((truth.closed, truth.open, truth.repeats) == (2259, 241, 696))
        #expect(abs(truth.medianHours - 4.3) < 1e-9)
        #expect(try test.problems() == [])
    }

    @Test("a case whose earlier one at the same address was closed within the window repeats it")
    func repeats() throws {
        _ = try take("nyc311-requests.csv", by: "nyc311")
        #expect(
            try number("SELECT COUNT(*) FROM cases WHERE repeat_of IS NOT NULL")
                == number(
                    """
                    SELECT COUNT(*) FROM cases c WHERE EXISTS (
                        SELECT 1 FROM cases e WHERE e.customer = c.customer AND e.fault = c.fault AND e.id < c.id
                            AND e.closed_at <= c.opened_at AND e.closed_at >= c.opened_at - 30 * 86400000)
                    """))
        #expect(try number("SELECT COUNT(*) FROM cases WHERE repeat_of IS NOT NULL") > 500)
        #expect(
            try number(
                "SELECT COUNT(*) FROM cases c JOIN cases e ON e.id = c.repeat_of WHERE e.closed_at > c.opened_at"
            )
                == 0)
    }

    @Test("one of the requests goes through the whole main job: visit, decision, follow-up call")
    func mainJob() throws {
        _ = try take("nyc311-requests.csv", by: "nyc311")
        try test.as("admin") { work in
            _ = try work.addStaff(
                Staff(
                    id: StaffID(0), login: "ny1", name: "Dana Reyes", roles: ["technician"],
                    zones: ["BROOKLYN"],
                    home: Place(latitude: 40.65, longitude: -73.95)))
        }
        let c = try test.desk.read { reading in
            try reading.serviceCase(try #require(try reading.cases.find(externalKey: "nyc311:64345465")))
        }
        #expect(c.summary == "Animal-Abuse: Neglected, Residential Building/House")
        let wish = VisitWish(caseID: c.id)
        let slot = try #require(try test.desk.read { try $0.slots(wish, at: test.now) }.first)
        let visit = try test.as("wang") { try $0.book(wish, slot: slot) }
        #expect(visit.place == Place(latitude: 40.65651334, longitude: -73.88182509))
        test.now = visit.planned.start
        try test.as("ny1") { work in
            try work.take("arrive", on: visit.id)
            try work.take(
                "finish", on: visit.id, given: ["result": .text("no fault"), "action": .text("Inspected")])
        }
        try test.as("li") { work in
            try work.take(
                "respond", on: c.id, given: ["decision": .text("accepted"), "reply": .text("Inspected")])
            try work.take("communicate", on: c.id)
            try work.take("accept", on: c.id)
        }
        let call = try #require(try test.desk.read { try $0.calls.of(c.id) }.first)
        test.now = call.dueFrom
        _ = try test.as("zhao") {
            try $0.recordCall(call.id, "without-questions", given: ["unasked": .text("No time")])
        }
        #expect(try test.state(c.id) == "closed")
        #expect(try test.desk.read { try $0.call(call.id).state } == "done")
        #expect(try test.problems() == [])
    }

    @Test("eleven short Chinese complaints, without key or customer, once and not twice")
    func complaints() throws {
        #expect(try take("complaints-zh.csv", by: "complaints-zh").added == 11)
        let path = test.folder.file("complaints-zh.csv")
        try FileManager.default.removeItem(atPath: path)
        #expect(try take("complaints-zh.csv", by: "complaints-zh").known == 11)
        let found = try test.desk.read { try $0.find("闪退").cases }
        #expect(found.map(\.summary) == ["APP闪退：每次打开APP都会白屏，然后就闪退了"])
        #expect(try test.problems() == [])
    }
}

private enum RealFiles {
    static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .appendingPathComponent("../../../../shared/data").standardized
    static let areThere = FileManager.default.fileExists(
        atPath: folder.appendingPathComponent("nyc311-requests.csv").path)

    struct Figures {
        var (closed, open, repeats) = (0, 0, 0)
        var medianHours = 0.0
        var shareWithin72Hours = 0.0
    }

    /// By other means than the importer's: the file holds no quotes, so its lines are split, and Foundation reads the
    /// dates.
    static func countedByHand(_ name: String) throws -> Figures {
        let text = try String(contentsOf: folder.appendingPathComponent(name), encoding: .utf8)
        let rows = text.split(whereSeparator: \.isNewline).dropFirst().map {
            $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
        }
        let format = DateFormatter()
        format.locale = Locale(identifier: "en_US_POSIX")
        format.timeZone = TimeZone(identifier: "America/New_York")
        format.dateFormat = "M/d/yyyy H:mm"
        var figures = Figures()
        var hours: [Double] = []
        var opened: [String: [Date]] = [:]
        for row in rows {
            guard let start = format.date(from: row[1]) else { continue }
            if let end = format.date(from: row[2]) {
                hours.append(end.timeIntervalSince(start) / 3600)
            } else {
                figures.open += 1
            }
            if !row[9].isEmpty { opened[row[9] + "\u{1F}" + row[5], default: []].append(start) }
        }
        hours.sort()
        figures.closed = hours.count
        figures.medianHours = (hours[(hours.count - 1) / 2] + hours[hours.count / 2]) / 2
        figures.shareWithin72Hours = Double(hours.count { $0 <= 72 }) / Double(hours.count)
        figures.repeats = opened.values.reduce(0) { sum, dates in
            let dates = dates.sorted()
            return sum + zip(dates, dates.dropFirst()).count { $1.timeIntervalSince($0) <= 30 * 86_400 }
        }
        return figures
    }
}
