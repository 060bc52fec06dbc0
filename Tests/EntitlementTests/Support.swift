import Entitlement
import Model
import Resources
import Testing

/// The rule sets as they are shipped.
enum Shipped {
    static let library = try? ResourceLibrary()
    private static let loaded = Result {
        try EntitlementBook(files: try #require(library).files(in: "warranty"))
    }
    static func book() throws -> EntitlementBook { try loaded.get() }
}

/// One worked case: the facts, and lines that must be among the answer's (see `Right.line`).
struct Worked: CustomTestStringConvertible, Sendable {
    var name: String
    var facts: EntitlementCase
    var expected: [String]
    /// Days nobody works; every other day is a working day.
    var holidays: Set<Day> = []

    init(_ name: String, _ facts: EntitlementCase, holidays: Set<Day> = [], _ expected: String...) {
        self.name = name
        self.facts = facts
        self.expected = expected
        self.holidays = holidays
    }

    var testDescription: String { name }

    func check(by ruleSet: String) throws {
        let answer = try Shipped.book().assess(facts, by: ruleSet, isWorkday: { !holidays.contains($0) })
        let lines = answer.rights.map(\.line)
        for line in expected {
            #expect(lines.contains(line), "\(name): wanted “\(line)” among\n\(lines.joined(separator: "\n"))")
        }
    }
}

extension Right {
    /// `G1 return yes until 2026-01-17 refund 3000.00`, `G3 freeRepair needs invoice/voucher …`, `G4 exchange no`.
    var line: String {
        var words = [rule, what.rawValue]
        switch verdict {
        case .granted: words.append("yes")
        case .whenShown:
            words += ["needs", missing.map { $0.words.joined(separator: "/") }.joined(separator: "+")]
        case .refused: return (words + ["no"]).joined(separator: " ")
        }
        if let until { words += ["until", "\(until)"] }
        if let refund { words += ["refund", "\(refund)"] }
        return words.joined(separator: " ")
    }
}

func day(_ text: String) -> Day {
    guard let day = Day(text) else { preconditionFailure("no such day: \(text)") }
    return day
}

/// A stay in repair, `2025-07-01` to `2025-07-20`; without an end it is still there.
func repair(
    _ from: String, _ to: String? = nil, fault: String? = nil, cured: Bool? = nil, delay: Delay? = nil
) -> RepairEvent {
    RepairEvent(
        handedIn: day(from), returned: to.map(day), faultID: fault, cured: cured, delay: delay)
}

func exchange(_ on: String, part: String? = nil) -> RepairEvent {
    RepairEvent(handedIn: day(on), returned: day(on), part: part, exchanged: true)
}
