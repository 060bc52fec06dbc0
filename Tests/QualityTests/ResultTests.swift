import Foundation
import Model
import Statistics
import Testing

@testable import Quality

/// Against what numpy, pandas and scipy make of `sheets.csv` (`reference.py` beside this file), and worked examples.
@Suite("Results of surveys")
struct ResultTests {
    private struct Reference: Decodable {
        var counted: Int
        var dimensions: [String: Dimension]
        var unweighted, weighted, performance, weightedPerformance: Said
        var byProduct: [String: Product]
        var nps: Votes
        var numbers: Numbers

        struct Said: Decodable { var n: Int, mean, sd, low, high: Double }
        struct Known: Decodable { var n: Int, value: Double }
        struct Dimension: Decodable {
            var expectation, perception, gap: Said
            var expectationAlpha, perceptionAlpha: Known
            var items: [String: Item]
        }
        struct Item: Decodable { var expectation, perception, gap: Said }
        struct Product: Decodable { var sheets: Int, gap: Said }
        struct Votes: Decodable { var votes: [Double], value, margin: Double }
        struct Numbers: Decodable { var values, quartiles: [Double], n: Int, mean, sd, low, high: Double }
    }

    private let reference: Reference

    init() throws {
        reference = try JSONDecoder().decode(Reference.self, from: Samples.file("reference.json"))
    }

    private func table() throws -> SurveyTable {
        let questionnaire = try Samples.shipped("servqual")
        let lines = String(decoding: try Samples.file("sheets.csv"), as: UTF8.self).split(separator: "\n")
        let names = lines[0].split(separator: ",").map { String($0) }
        var table = SurveyTable(questionnaire)
        for line in lines.dropFirst() {
            let cells = line.split(separator: ",", omittingEmptySubsequences: false).map { String($0) }
            var answers: [String: Answer] = [:]
            for (name, cell) in zip(names, cells).dropFirst(3) {
                answers[name] = try #require(questionnaire[name]).answer(typed: cell)
            }
            table.add(
                .init(
                    number: try #require(Int64(cells[0])), day: try #require(Day(cells[1])), product: cells[2]
                ), answers)
        }
        return table
    }

    private func expect(_ found: Moments, _ wanted: Reference.Said, _ what: String) {
        #expect(found.count == wanted.n, "\(what)")
        #expect(abs(found.mean - wanted.mean) < 1e-9 && abs(found.deviation - wanted.sd) < 1e-9, "\(what)")
        if let interval = found.interval {
            #expect(
                abs(interval.low - wanted.low) < 1e-7 && abs(interval.high - wanted.high) < 1e-7, "\(what)")
        }
    }

    @Test("a SERVQUAL of 80 people with gaps in their sheets comes to the reference's figures")
    func servqual() throws {
        let result = try #require(SurveyResults(table()).battery)
        #expect(result.counted == reference.counted && result.passedOver == 80 - reference.counted)
        for dimension in result.dimensions {
            let wanted = try #require(reference.dimensions[dimension.name])
            expect(dimension.expectation, wanted.expectation, dimension.name)
            expect(dimension.perception, wanted.perception, dimension.name)
            expect(dimension.gap, wanted.gap, dimension.name)
            #expect(dimension.expectationAlpha.count == wanted.expectationAlpha.n)
            #expect(dimension.perceptionAlpha.count == wanted.perceptionAlpha.n)
            #expect(
                abs(try #require(dimension.expectationAlpha.value) - wanted.expectationAlpha.value) < 1e-9)
            #expect(abs(try #require(dimension.perceptionAlpha.value) - wanted.perceptionAlpha.value) < 1e-9)
            for item in dimension.items {
                let known = try #require(wanted.items[item.name])
                expect(item.expectation, known.expectation, item.name)
                expect(item.perception, known.perception, item.name)
                expect(item.gap, known.gap, item.name)
            }
        }
        expect(result.unweighted, reference.unweighted, "unweighted")
        expect(result.weighted, reference.weighted, "weighted")
        expect(result.performance, reference.performance, "performance")
        expect(result.weightedPerformance, reference.weightedPerformance, "weighted performance")
    }

    @Test("by product the gap is the reference's, and the largest group comes first")
    func groups() throws {
        let groups = try table().groups(by: .product)
        #expect(groups.map(\.sheets) == groups.map(\.sheets).sorted(by: >))
        #expect(Set(groups.map(\.key)) == Set(reference.byProduct.keys))
        for group in groups {
            let wanted = try #require(reference.byProduct[group.key])
            #expect(group.sheets == wanted.sheets)
            let gap = try #require(group.figures.first { $0.source == .gap })
            expect(gap.moments, wanted.gap, group.key)
        }
        let months = try table().groups(by: .month).map(\.key)
        #expect(months == ["2026-09", "2026-10", "2026-11"])
    }

    @Test("one sheet, worked by hand: gaps 0, -1.4, -1.25, -1, -0.6; -0.85 over all, -1.009 by its weights")
    func worked() throws {
        var table = SurveyTable(try Samples.shipped("servqual"))
        let battery = try #require(table.questionnaire.battery)
        let expected = [[6, 5, 6, 6], [7, 7, 7, 6, 7], [6, 7, 7, 6], [6, 7, 7, 7], [5, 6, 6, 6, 6]]
        let perceived = [[6, 6, 5, 6], [5, 5, 6, 5, 6], [5, 6, 5, 5], [6, 6, 6, 5], [5, 5, 5, 5, 6]]
        var answers: [String: Answer] = [:]
        for (dimension, values) in zip(battery.weighted, zip(expected, perceived)) {
            for (item, value) in zip(dimension.items, zip(values.0, values.1)) {
                answers[Battery.question(item, .expectation)] = .number(Double(value.0))
                answers[Battery.question(item, .perception)] = .number(Double(value.1))
            }
        }
        for (name, points) in zip(battery.weights, [11.0, 32, 22, 19, 16]) { answers[name] = .number(points) }
        table.add(.init(number: 1, day: Samples.day), answers)
        let result = try #require(SurveyResults(table).battery)
        for (dimension, gap) in zip(result.dimensions, [0, -1.4, -1.25, -1, -0.6]) {
            #expect(abs(dimension.gap.mean - gap) < 1e-12, "\(dimension.name)")
        }
        #expect(abs(result.unweighted.mean + 0.85) < 1e-12)
        #expect(abs(result.weighted.mean + 1.009) < 1e-12)
        #expect(abs(result.weightedPerformance.mean - 5.44) < 1e-12)
        #expect(result.unweighted.interval == nil, "one sheet has no interval")
        let items = result.dimensions.flatMap(\.items).filter { $0.gap.count > 0 }
        #expect(abs(items.reduce(0) { $0 + $1.gap.mean } / 22 + 0.863636) < 1e-6)
    }

    @Test("NPS and its margin are the reference's; 60 % and 15 % are 45")
    func nps() throws {
        var table = SurveyTable(try Samples.read(Samples.mixed))
        for (at, vote) in reference.nps.votes.enumerated() {
            table.add(.init(number: Int64(at + 1), day: Samples.day), ["recommend": .number(vote)])
        }
        func score(_ table: SurveyTable) throws -> (Double, Double) {
            let found = try #require(SurveyResults(table).questions.first { $0.question.name == "recommend" })
            guard case .nps(let value, let margin) = found.score else {
                Issue.record("no score")
                return (0, 0)
            }
            return (value, margin ?? .nan)
        }
        let (value, margin) = try score(table)
        #expect(abs(value - reference.nps.value) < 1e-9 && abs(margin - reference.nps.margin) < 1e-9)
        var other = SurveyTable(table.questionnaire)
        for (at, vote) in (Array(repeating: 9.0, count: 12) + [7, 8, 7, 8, 7, 0, 3, 6]).enumerated() {
            other.add(.init(number: Int64(at + 1), day: Samples.day), ["recommend": .number(vote)])
        }
        #expect(abs(try score(other).0 - 45) < 1e-9)
    }

    @Test("numbers come with the reference's quartiles")
    func numbers() throws {
        var table = SurveyTable(try Samples.read(Samples.mixed))
        for (at, hours) in reference.numbers.values.enumerated() {
            table.add(.init(number: Int64(at + 1), day: Samples.day), ["hours": .number(hours)])
        }
        let found = try #require(SurveyResults(table).questions.first { $0.question.name == "hours" })
        for (one, other) in zip(found.quantiles, reference.numbers.quartiles) {
            #expect(abs(one - other) < 1e-9)
        }
        #expect(abs(try #require(found.moments).mean - reference.numbers.mean) < 1e-9)
    }

    @Test("the response rate of a question counts whom it was asked: not whom a branch led past it")
    func rates() throws {
        var table = SurveyTable(try Samples.read(Samples.mixed))
        let sheets: [[String: Answer]] = [
            ["fixed": .chosen(["yes"]), "hours": .number(30), "slow": .text("indeed")],
            ["fixed": .chosen(["no"]), "what": .text("It leaks"), "hours": .number(24.5)],
            ["fixed": .chosen(["partly"])], [:],
        ]
        for (at, answers) in sheets.enumerated() {
            let number = Int64(at + 1)
            table.add(.init(number: number, day: Samples.day, chance: at == 3 ? nil : number * 100), answers)
        }
        let results = SurveyResults(table)
        func counts(_ name: String) throws -> [Int] {
            let found = try #require(results.questions.first { $0.question.name == name })
            return [found.asked, found.answered]
        }
        #expect(try counts("fixed") == [4, 3])
        #expect(try counts("what") == [2, 1])
        #expect(try counts("slow") == [1, 1])
        let picked = (1...3).count { number in
            AnswerSheet(table.questionnaire, chance: Int64(number) * 100).asked.contains { $0.name == "kind" }
        }
        // The fourth was a form, which asks everything.
        #expect(try counts("kind") == [picked + 1, 0])
    }

    @Test("choices are counted in their order, several of them each for itself")
    func choices() throws {
        var table = SurveyTable(try Samples.read(Samples.mixed))
        let sheets: [[String: Answer]] = [
            ["fixed": .chosen(["yes"]), "seen": .chosen(["badge", "tools"])],
            ["fixed": .chosen(["no"]), "seen": .chosen(["tools"])], ["seen": .chosen([])],
        ]
        for (at, answers) in sheets.enumerated() {
            table.add(.init(number: Int64(at + 1), day: Samples.day), answers)
        }
        let results = SurveyResults(table)
        func bars(_ name: String) throws -> [QuestionResult.Bar] {
            try #require(results.questions.first { $0.question.name == name }).distribution
        }
        #expect(
            try bars("fixed") == [
                .init(name: "yes", count: 1), .init(name: "partly", count: 0), .init(name: "no", count: 1),
            ])
        #expect(
            try bars("seen") == [
                .init(name: "badge", count: 1), .init(name: "covers", count: 0),
                .init(name: "tools", count: 2),
            ])
        #expect(results.questions[0].grade == .tooFew)
    }

    @Test("what is worded the other way is turned round before it counts to its dimension")
    func reversed() throws {
        var table = SurveyTable(try Samples.read(Samples.mixed))
        for (at, pair) in [(7.0, 1.0), (6, 2), (2, 6), (4, 4)].enumerated() {
            table.add(
                .init(number: Int64(at + 1), day: Samples.day),
                ["kind": .number(pair.0), "rude": .number(pair.1)])
        }
        let found = try #require(SurveyResults(table).dimensions.first)
        #expect(found.moments.mean == 4.75)
        #expect(abs(try #require(found.alpha.value) - 1) < 1e-12)
    }

    @Test("importance beside performance: the worked example's four fields, and ties go to the high side")
    func importance() throws {
        let found = try #require(
            ImportancePerformance(
                [
                    ("R", 6.8, 5.4), ("Rs", 6.5, 5.25), ("A", 6.7, 5.75), ("Em", 5.8, 5.2), ("T", 5.75, 5.75),
                ].map { .init(name: $0.0, importance: $0.1, performance: $0.2) }))
        #expect(abs(found.importance - 6.31) < 1e-9 && abs(found.performance - 5.47) < 1e-9)
        #expect(
            found.points.map(\.quadrant) == [.concentrate, .concentrate, .keepUp, .lowPriority, .overkill])
        let tied = try #require(
            ImportancePerformance([
                .init(name: "a", importance: 5, performance: 5),
                .init(name: "b", importance: 5, performance: 5),
            ]))
        #expect(tied.points.allSatisfy { $0.quadrant == .keepUp })
        #expect(ImportancePerformance([.init(name: "a", importance: 5, performance: 5)]) == nil)
    }

    @Test("nobody answered: every figure says so and none is invented")
    func empty() throws {
        let results = SurveyResults(SurveyTable(try Samples.shipped("servqual")))
        #expect(results.sheets == 0 && results.grade == .tooFew)
        #expect(results.importancePerformance == nil)
        #expect(
            results.battery?.dimensions.allSatisfy { $0.gap.count == 0 && $0.perceptionAlpha.value == nil }
                == true)
    }

    @Test("who differs from the record more often than chance would have it stands out, and nobody else does")
    func honesty() throws {
        var sheets: [(technician: Int64, found: [String])] = []
        for n in 0..<40 { sheets.append((1, n % 20 == 0 ? ["fee"] : [])) }
        for n in 0..<40 { sheets.append((2, n % 2 == 0 ? ["fee", "signature"] : [])) }
        // Two of two say little.
        for _ in 0..<2 { sheets.append((3, ["fee"])) }
        let found = Honesty(sheets)
        #expect(found.all.hits == 24 && found.all.count == 82)
        #expect(found.rows.map(\.technician) == [3, 2, 1])
        #expect(found.rows.map(\.standsOut) == [false, true, false])
        #expect(found.rows[1].kinds == ["fee": 20, "signature": 20])
        #expect(Honesty([]).rows.isEmpty)
    }
}
