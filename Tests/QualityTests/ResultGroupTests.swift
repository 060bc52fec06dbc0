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

    /// Votes of many, beside those of many others.
    private func results(_ name: String, _ votes: [(Double, times: Int)]) throws -> SurveyResults {
        var table = SurveyTable(try Samples.read(Samples.mixed))
        for (vote, times) in votes {
            for _ in 0..<times {
                let number = Int64(table.sheets.count + 1)
                table.add(.init(number: number, day: Samples.day), [name: .number(vote)])
            }
        }
        return SurveyResults(table)
    }

    private func change(_ name: String, _ now: SurveyResults, _ before: SurveyResults) throws -> FigureChange?
    {
        let source = SurveyGroup.Figure.Source.question(name)
        let figure = try #require(now.figures.first { $0.source == source })
        return FigureChange(
            figure, since: before.figures.first { $0.source == source }, now.questionnaire)
    }

    @Test(
        "an NPS that rose further than both margins explain is better, one that rose within them is not told from chance"
    )
    func risen() throws {
        let before = try results("recommend", [(9, 20), (7, 20), (3, 40)])
        let after = try results("recommend", [(9, 60), (7, 20), (3, 10)])
        let change = try #require(try self.change("recommend", after, before))
        // 55.5… less -25; margins 14.15 and 18.17 of each together 23.03 (MOVER).
        #expect(abs(change.estimate.value - 80.5555555) < 1e-6)
        let low = try #require(change.estimate.low)
        #expect(abs(change.estimate.value - low - 23.03) < 0.01)
        #expect(change.isBetter && !change.isWorse)
        let near = try results("recommend", [(9, 22), (7, 20), (3, 38)])
        let small = try #require(try self.change("recommend", near, before))
        #expect(small.estimate.value > 0 && !small.isBetter && !small.isWorse)
    }

    @Test("more of what is worded the other way is worse; of too few nothing is told")
    func reversed() throws {
        let (now, before) = (
            try results("rude", [(6, 30), (7, 30)]), try results("rude", [(1, 30), (2, 30)])
        )
        let change = try #require(try self.change("rude", now, before))
        #expect(change.isWorse && !change.isBetter && abs(change.estimate.value - 5) < 1e-12)
        let few = try #require(try self.change("rude", try results("rude", [(6, 2), (7, 2)]), before))
        #expect(!few.isWorse && abs(few.estimate.value - 5) < 1e-12)
    }

    @Test("where nobody answered in the days before there is no change")
    func none() throws {
        let now = try results("recommend", [(9, 6)])
        #expect(try self.change("recommend", now, results("rude", [(1, 6)])) == nil)
    }
}
