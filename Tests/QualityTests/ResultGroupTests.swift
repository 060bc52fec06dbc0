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

    @Test("spans of time stand in their order, each with the days it is made of")
    func time() throws {
        var table = SurveyTable(try Samples.read(Samples.mixed))
        let days = [Day(2025, 12, 31), Day(2026, 1, 1), Day(2026, 3, 31), Day(2026, 10, 1)]
        for (n, day) in days.enumerated() {
            table.add(.init(number: Int64(n), day: day), ["recommend": .number(Double(n))])
        }
        let (quarters, years) = (table.groups(by: .quarter), table.groups(by: .year))
        #expect(quarters.map(\.key) == ["2025-Q4", "2026-Q1", "2026-Q4"])
        #expect(quarters.map(\.sheets) == [1, 2, 1])
        #expect(years.map(\.key) == ["2025", "2026"] && years.map(\.sheets) == [1, 3])
        // The values 1 and 2 of the first quarter: their standard deviation is the root of a half.
        #expect(quarters[1].figures[0].moments.deviation == 0.5.squareRoot())
        for (grouping, span, first, last) in [
            (SurveyGrouping.quarter, "2026-Q1", Day(2026, 1, 1), Day(2026, 3, 31)),
            (.year, "2026", Day(2026, 1, 1), Day(2026, 12, 31)),
            (.month, "2028-02", Day(2028, 2, 1), Day(2028, 2, 29)),
        ] {
            #expect(grouping.days(of: span) == first...last)
            #expect(grouping.span(of: last) == span)
        }
        #expect(
            SurveyGrouping.quarter.days(of: "2026-Q5") == nil && SurveyGrouping.product.days(of: "x") == nil)
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
