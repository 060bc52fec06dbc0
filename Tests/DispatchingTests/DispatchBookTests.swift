import Dispatching
import Foundation
import Model
import Resources
import Testing

@Suite("dispatching.yaml")
struct DispatchBookTests {
    private let known = DispatchBook.Known(
        products: ["boiler": ["leak"]], kinds: ["repair"], severities: ["general"])

    private func shipped() throws -> String { try ResourceLibrary().file("dispatching.yaml").text }

    private func check(_ text: String) throws -> [RuleFault] {
        try DispatchBook.check(file: ResourceFile(name: "d.yaml", text: text), known: known) {
            ResourceFile(name: $0, text: "nonsense")
        }
    }

    private func text(_ change: (String, String) = ("", ""), demands: String = "[]") throws -> String {
        let sound = try shipped()
        let head = sound.prefix(upTo: try #require(sound.range(of: "demands:")).lowerBound)
            .replacing(
                "priorities: {general: 100, major: 150, urgent: 200, critical: 400}",
                with: "priorities: {general: 100}")
        #expect(change.0.isEmpty || head.contains(change.0), "\(change.0) is not there to be changed")
        return (change.0.isEmpty ? head : head.replacing(change.0, with: change.1)) + "demands: \(demands)\n"
    }

    @Test("what is shipped is read: prices as exact sums")
    func sound() throws {
        #expect(try check(text()) == [])
        let book = try DispatchBook(file: ResourceLibrary().file("dispatching.yaml")) {
            try ResourceLibrary().file($0)
        }
        #expect(book.prices.travelHour == 4800 && book.prices.currency == "CNY")
        // Each by its own name: no two read the same line.
        let sums = Prices.Item.allCases.map { book.prices[$0] }
        #expect(
            sums == [4800, 80, 15000, 1000, 4500, 2000, 2500, 500, 4000, 6000, 50000, 300, 600, 2000, 9000])
        #expect(book.needs(product: "air-conditioner", fault: "", kind: "installation").minutes == 150)
        #expect(book.needs(product: "air-conditioner", fault: "remote", kind: "repair").minutes == 30)
        #expect(book.needs(product: "telephone", fault: "", kind: "repair") == Needs())
    }

    @Test("a file that was written before a second visit had a price is read; every other price is owed")
    func secondVisit() throws {
        let line = try #require(try shipped().split(separator: "\n").first { $0.contains("secondVisit:") })
        #expect(try check(text((String(line), ""))) == [])
        #expect(line.contains("90.00") && Prices().secondVisit == 90_00)
        let other = try #require(try shipped().split(separator: "\n").first { $0.contains("rareSkillHour:") })
        #expect(try check(text((String(other), ""))).map(\.problem.key) == ["rule.missing"])
    }

    @Test(
        "each mistake is told with its line",
        arguments: [
            ("travelHour: 48.00 ", "travelHour: 48.001 ", "dispatching.notPrice"),
            ("travelHour: 48.00 ", "travelHour: -1 ", "dispatching.notPrice"),
            ("  travelHour: 48.00 ", "  travellHour: 48.00 ", "rule.unknownKey"),
            ("  detour: 1.3 ", "  detour: 0.5 ", "dispatching.notInRange"),
            ("  speed: 25 ", "  speed: 0 ", "dispatching.notInRange"),
            ("  speed: 25 ", "  hours: {\"07:30-09:00\": 18}\n  speed: 25 ", "dispatching.notHours"),
            ("  speed: 25 ", "  table: t.csv\n  speed: 25 ", "dispatching.notWay"),
            ("  commute: no ", "  commute: perhaps ", "rule.notFlag"),
            ("  shift: 0 ", "  shift: 500 ", "dispatching.notInRange"),
            ("priorities: {general: 100}", "priorities: {dire: 100}", "dispatching.unknownName"),
        ])
    func mistakes(sound: String, wrong: String, key: String) throws {
        let text = try text((sound, wrong))
        let fault = try #require(try check(text).first)
        #expect(fault.problem.key == key)
        #expect(fault.line > 0)
    }

    @Test(
        "each mistaken demand is told",
        arguments: [
            ("{product: kettle, minutes: 30}", "dispatching.unknownName"),
            ("{product: boiler, fault: hum}", "dispatching.unknownName"),
            ("{kind: party}", "dispatching.unknownName"), ("{crew: 3}", "dispatching.notInRange"),
            ("{level: many}", "dispatching.notInRange"), ("{minuets: 30}", "rule.unknownKey"),
        ])
    func demands(demand: String, key: String) throws {
        let faults = try check(
            try text(demands: "\n  - \(demand)\n  - {product: boiler, fault: leak, parts: {seal: 1}}"))
        #expect(faults.map(\.problem.key) == [key])
        #expect(faults[0].file == "d.yaml")
    }
}
