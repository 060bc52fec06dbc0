package import Statistics

/// What a battery of statements comes to: expectation, perception, and the gap between them (perception less
/// expectation, so below zero is short of what was awaited), by item, by dimension and over all.
package struct BatteryResult: Sendable {
    package let dimensions: [Dimension]
    /// The mean of a sheet's dimensions; what is apart is left out.
    package let unweighted: Moments
    /// By the points that each sheet itself gave; only sheets that gave them.
    package let weighted: Moments
    /// The same of the perceptions alone (SERVPERF).
    package let performance: Moments
    package let weightedPerformance: Moments
    /// Sheets that answered enough of it to count.
    package let counted: Int
    /// Sheets that answered something of it, but too little.
    package let passedOver: Int

    /// The figures over all of it, whether there is anything of them or not.
    package var overall: [(source: SurveyGroup.Figure.Source, moments: Moments)] {
        [
            (.gap, unweighted), (.weightedGap, weighted), (.performance, performance),
            (.weightedPerformance, weightedPerformance),
        ]
    }

    package struct Dimension: Sendable {
        package let name: String
        package let isApart: Bool
        package let expectation: Moments
        package let perception: Moments
        package let gap: Moments
        package let points: Moments
        package let expectationAlpha: Alpha
        package let perceptionAlpha: Alpha
        package let items: [Item]

        /// The larger of what the columns were answered by.
        package var count: Int { max(expectation.count, perception.count, gap.count) }
    }

    package struct Item: Sendable {
        package let name: String
        package let expectation: Moments
        package let perception: Moments
        package let gap: Moments
    }

    init(_ battery: Battery, _ table: SurveyTable, _ rows: [Int]) {
        var tally = BatteryTally(battery, table)
        for row in rows { tally.add(row) }
        dimensions = tally.dimensions
        (unweighted, weighted) = (tally.unweighted, tally.weighted)
        (performance, weightedPerformance) = (tally.performance, tally.weightedPerformance)
        (counted, passedOver) = (tally.counted, tally.passedOver)
    }
}

/// Goes through the sheets once.
private struct BatteryTally {
    private let battery: Battery
    private let table: SurveyTable
    private var parts: [Part]
    private let points: [[Double]]
    var unweighted = Moments(), weighted = Moments(), performance = Moments(), weightedPerformance = Moments()
    var counted = 0, passedOver = 0

    private struct Part {
        let dimension: Battery.Dimension
        var items: [ItemPart]
        var expectation = Moments(), perception = Moments(), gap = Moments(), points = Moments()
        var expected: [[Double]] = [], perceived: [[Double]] = []
    }

    private struct ItemPart {
        let name: String
        let expected: Column?
        let perceived: Column?
        let difference: Column?
        var expectation = Moments(), perception = Moments(), gap = Moments()

        /// What a sheet gave in each column; nil unless it gave something in all of them. An answer without its pair is
        /// dropped from item and dimension alike, so that the gap shown is what is perceived less what is expected.
        func answers(_ row: Int) -> (e: Double?, p: Double?, d: Double?)? {
            let (e, p, d) = (expected?[row], perceived?[row], difference?[row])
            let isWhole =
                (expected == nil || e != nil) && (perceived == nil || p != nil)
                && (difference == nil || d != nil)
            return isWhole ? (e, p, d) : nil
        }
    }

    private struct Column {
        let question: Question
        let values: [Double]
        subscript(row: Int) -> Double? { values[row].isNaN ? nil : question.turned(values[row]) }
    }

    /// What one sheet says of a dimension.
    private struct Said {
        var expectation: Double?
        var perception: Double?
        var gap: Double?
        /// Items that every column asked for is answered for.
        var answered = 0
    }

    init(_ battery: Battery, _ table: SurveyTable) {
        (self.battery, self.table) = (battery, table)
        func column(_ item: String, _ column: Battery.Column) -> Column? {
            guard battery.columns.contains(column) else { return nil }
            let name = Battery.question(item, column)
            return table.questionnaire[name].map { Column(question: $0, values: table.column(name)) }
        }
        parts = battery.dimensions.map { dimension in
            Part(
                dimension: dimension,
                items: dimension.items.map {
                    ItemPart(
                        name: $0, expected: column($0, .expectation), perceived: column($0, .perception),
                        difference: column($0, .difference))
                })
        }
        points = battery.weights.map { table.column($0) }
    }

    mutating func add(_ row: Int) {
        let said = parts.map { Self.say($0, row) }
        let main = parts.indices.filter { !parts[$0].dimension.isApart }
        let (answered, items) = (
            main.reduce(0) { $0 + said[$1].answered }, main.reduce(0) { $0 + parts[$1].items.count }
        )
        let counts = items > 0 && Double(answered) >= DimensionResult.needed * Double(items)
        if counts { counted += 1 } else if said.contains(where: { $0.answered > 0 }) { passedOver += 1 }
        for place in parts.indices {
            let isApart = parts[place].dimension.isApart
            let own =
                Double(said[place].answered) >= DimensionResult.needed * Double(parts[place].items.count)
            if isApart ? own : counts { note(said[place], row, in: place) }
        }
        guard counts else { return }
        overall(main.map { said[$0] }, row)
    }

    private static func say(_ part: Part, _ row: Int) -> Said {
        var (expectation, perception, gap) = (Moments(), Moments(), Moments())
        var said = Said()
        for item in part.items {
            guard let (e, p, d) = item.answers(row) else { continue }
            said.answered += 1
            if let e { expectation.add(e) }
            if let p { perception.add(p) }
            if let gapped = gapOf(e, p, d, item) { gap.add(gapped) }
        }
        said.expectation = expectation.count > 0 ? expectation.mean : nil
        said.perception = perception.count > 0 ? perception.mean : nil
        said.gap = gap.count > 0 ? gap.mean : nil
        return said
    }

    /// One column that asks for the difference counts from its middle.
    private static func gapOf(_ e: Double?, _ p: Double?, _ d: Double?, _ item: ItemPart) -> Double? {
        if let e, let p { return p - e }
        guard let d, let scale = item.difference?.question.kind.scale else { return nil }
        return d - Double(scale.lowerBound + scale.upperBound) / 2
    }

    private mutating func note(_ said: Said, _ row: Int, in place: Int) {
        if let e = said.expectation { parts[place].expectation.add(e) }
        if let p = said.perception { parts[place].perception.add(p) }
        if let g = said.gap { parts[place].gap.add(g) }
        for at in parts[place].items.indices {
            guard let (e, p, d) = parts[place].items[at].answers(row) else { continue }
            if let e { parts[place].items[at].expectation.add(e) }
            if let p { parts[place].items[at].perception.add(p) }
            if let g = Self.gapOf(e, p, d, parts[place].items[at]) { parts[place].items[at].gap.add(g) }
        }
        // Alpha is of one column by itself: the pair has no part in it.
        let (expected, perceived) = (
            parts[place].items.compactMap { $0.expected?[row] },
            parts[place].items.compactMap { $0.perceived?[row] }
        )
        if expected.count == parts[place].items.count { parts[place].expected.append(expected) }
        if perceived.count == parts[place].items.count { parts[place].perceived.append(perceived) }
    }

    private mutating func overall(_ said: [Said], _ row: Int) {
        let (gaps, perceptions) = (said.compactMap(\.gap), said.compactMap(\.perception))
        let weights = points.map { $0[row] }
        let hasWeights = !weights.isEmpty && weights.count == said.count && !weights.contains { $0.isNaN }
        if hasWeights {
            for (place, index) in parts.indices.filter({ !parts[$0].dimension.isApart }).enumerated() {
                parts[index].points.add(weights[place])
            }
        }
        func weigh(_ values: [Double]) -> Double {
            zip(weights, values).reduce(0) { $0 + $1.0 * $1.1 } / Battery.points
        }
        if gaps.count == said.count, !gaps.isEmpty {
            unweighted.add(gaps.reduce(0, +) / Double(gaps.count))
            if hasWeights { weighted.add(weigh(gaps)) }
        }
        if perceptions.count == said.count, !perceptions.isEmpty {
            performance.add(perceptions.reduce(0, +) / Double(perceptions.count))
            if hasWeights { weightedPerformance.add(weigh(perceptions)) }
        }
    }

    var dimensions: [BatteryResult.Dimension] {
        parts.map { part in
            BatteryResult.Dimension(
                name: part.dimension.name, isApart: part.dimension.isApart, expectation: part.expectation,
                perception: part.perception, gap: part.gap, points: part.points,
                expectationAlpha: Alpha(part.expected), perceptionAlpha: Alpha(part.perceived),
                items: part.items.map {
                    BatteryResult.Item(
                        name: $0.name, expectation: $0.expectation, perception: $0.perception, gap: $0.gap)
                })
        }
    }
}
