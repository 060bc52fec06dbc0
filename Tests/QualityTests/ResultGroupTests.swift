import Model
import Statistics
import Testing

@testable import Quality

@Suite("Results apart by group")
struct ResultGroupTests {
    @Test("where only what is perceived was asked, groups compare performance and speak of no gap")
    func performance() throws {
        var table = SurveyTable(try Samples.shipped("servperf"))
        let items = try #require(table.questionnaire.battery).dimensions.flatMap(\.items)
        for (n, mark) in [(Int64(1), 4.0), (2, 6)] {
            table.add(
                .init(number: n, day: Samples.day, product: "p\(n)"),
                Dictionary(
                    uniqueKeysWithValues: items.map {
                        (Battery.question($0, .perception), Answer.number(mark))
                    }))
        }
        let groups = table.groups(by: .product)
        #expect(groups.map(\.key).sorted() == ["p1", "p2"])
        for (group, mark) in zip(groups, [4.0, 6]) {
            let sources = group.figures.map(\.source)
            #expect(sources.contains(.performance) && !sources.contains(.gap))
            #expect(!sources.contains(.weightedGap) && !sources.contains(.weightedPerformance))
            #expect(group.figures.first { $0.source == .performance }?.moments.mean == mark)
        }
    }

    @Test("groups show the same figures, and none that nobody anywhere gave an answer to")
    func told() throws {
        var table = SurveyTable(try Samples.read(Samples.mixed))
        table.add(.init(number: 1, day: Samples.day, product: "a"), ["recommend": .number(9)])
        table.add(.init(number: 2, day: Samples.day, product: "b"), ["fixed": .chosen(["yes"])])
        let groups = table.groups(by: .product)
        #expect(groups.allSatisfy { $0.figures.map(\.source) == [.question("recommend")] })
        #expect(groups.map { $0.figures[0].moments.count } == [1, 0])
    }
}
