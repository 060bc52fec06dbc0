import Model
import Resources
import Testing

@testable import Quality

@Suite("Questionnaires as data")
struct ReaderTests {
    @Test("the shipped questionnaires are sound, and thirteen")
    func shipped() throws {
        let files = try ResourceLibrary().files(in: "questionnaires")
        #expect(Questionnaires.check(files: files) == [])
        let all = try Questionnaires(files: files)
        #expect(
            all.newest.map(\.name) == [
                "after-delivery", "after-installation", "after-repair", "complaint-handling",
                "customer-needs", "dealer-needs", "expectations", "experience", "managers-estimates",
                "quality-tracking", "recall", "servperf", "servqual",
            ])
    }

    @Test(
        "SERVQUAL has 22 items in five dimensions, asked twice on seven points, weights, and recovery apart")
    func servqual() throws {
        let questionnaire = try Samples.shipped("servqual")
        let battery = try #require(questionnaire.battery)
        #expect(battery.columns == [.expectation, .perception])
        #expect(battery.weighted.map(\.items.count) == [4, 5, 4, 4, 5])
        #expect(battery.dimensions.filter(\.isApart).map(\.name) == ["recovery"])
        #expect(battery.weights.count == 5)
        for dimension in battery.dimensions {
            for item in dimension.items {
                for column in battery.columns {
                    #expect(questionnaire[Battery.question(item, column)]?.kind == .scale(to: 7))
                }
            }
        }
        let short = try #require(try Samples.shipped("servperf").battery)
        #expect(short.columns == [.perception] && !short.hasWeights)
        #expect(short.weighted.flatMap(\.items) == battery.weighted.flatMap(\.items))
    }

    @Test(
        "what is wrong is told with its line",
        arguments: [
            ("type: nps", "type: npx", "quality.notType"),
            (
                "to: 7, dimension: manner, reversed", "to: 6, dimension: manner, reversed", "quality.notTop"
            ),
            ("{field: hours, over: 24.5}", "{field: kind, over: 3}", "quality.notBefore"),
            ("most: 2", "most: 4", "quality.notMost"),
            ("name: rude, ask", "name: kind, ask", "quality.doubleQuestion"),
            ("dimension: manner, reversed", "dimension: manners, reversed", "quality.unknownDimension"),
            ("from: 0, to: 100, digits: 1", "from: 9, to: 1, digits: 1", "quality.notRange"),
            ("digits: 1", "digits: 3", "quality.notDigits"),
            ("version: 2", "version: 0", "quality.notVersion"),
            ("type: date", "type: date, reversed: true", "quality.noScale"),
            ("is: [partly, \"no\"]", "is: [partially]", "workflow.unknown.choice"),
        ])
    func wrong(_ old: String, _ new: String, _ key: String) throws {
        #expect(Samples.mixed.contains(old))
        let file = ResourceFile(
            name: "q.yaml", text: Samples.mixed.replacing(old, with: new, maxReplacements: 1))
        let faults = Questionnaires.check(files: [file])
        #expect(faults.map(\.problem.key) == [key])
        let line = file.text.split(separator: "\n").lastIndex { $0.contains(new) }.map { $0 + 1 }
        #expect(faults.map(\.line) == [line])
    }

    @Test("two wrong questions are told at once, and a twin of a version is refused")
    func several() throws {
        let text = Samples.mixed.replacing("type: nps", with: "type: x").replacing(
            "type: date", with: "type: y")
        #expect(Questionnaires.check(files: [ResourceFile(name: "q.yaml", text: text)]).count == 2)
        let twins = ["a.yaml", "b.yaml"].map { ResourceFile(name: $0, text: Samples.mixed) }
        #expect(Questionnaires.check(files: twins).map(\.problem.key) == ["quality.twin"])
    }

    @Test("of several versions the newest is asked, and the older can still be found")
    func versions() throws {
        let older = Samples.mixed.replacing("version: 2", with: "version: 1")
        let all = try Questionnaires(files: [
            ResourceFile(name: "new.yaml", text: Samples.mixed), ResourceFile(name: "old.yaml", text: older),
        ])
        #expect(all["mixed"]?.version == 2)
        #expect(all.newest.count == 1)
        let first = try #require(all.version(1, of: "mixed"))
        #expect(all.source(first) == older)
    }
}
