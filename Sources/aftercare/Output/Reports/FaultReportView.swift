import Model
import Records
import ServiceDesk
import Wording

/// Faults, the most frequent first, and batches beside the others of their product.
struct FaultReportView: Paged {
    let from: String
    let until: String
    let cases: Int
    /// In as many days before.
    let casesBefore: Int
    let faults: [FaultLineView]
    /// How many first characters of a serial number name a batch, and how many batches were tested.
    let letters: Int
    let tests: Int
    let batches: [BatchView]
    private let days: ClosedRange<Day>
    /// Whether text says how each figure is counted.
    private let explains: Bool

    private enum CodingKeys: String, CodingKey {
        case from, until, cases, casesBefore, faults, letters, tests, batches
    }

    init(_ report: FaultReport, before: FaultReport, letters: Int, explains: Bool, _ v: Viewer) {
        (days, self.explains) = (report.days, explains)
        (from, until) = (days.lowerBound.description, days.upperBound.description)
        (cases, self.letters, tests) = (report.cases, letters, report.tests)
        casesBefore = before.cases
        let oldLines = Dictionary(
            before.lines.map { ($0.key, $0.cases) }, uniquingKeysWith: { first, _ in first })
        faults = report.lines.map { FaultLineView($0, before: oldLines[$0.key] ?? 0, v) }
        let oldBatches = Dictionary(
            before.batches.map { ($0.key, $0.faulty) }, uniquingKeysWith: { first, _ in first })
        batches = report.batches.map { BatchView($0, before: oldBatches[$0.key] ?? 0, v) }
    }

    func lines(_ output: Output) -> [String] {
        let explained = explains ? [""] + output.explained(Self.definitions) : []
        guard cases > 0 else { return [head(output)] + explained }
        let bars = mostFrequent.map { ($0.label, Double($0.number), output.wording.number($0.number)) }
        return [head(output), ""] + output.table(faults) + [""] + ReportPlots.atTerminal.bars(bars)
            + (batches.isEmpty ? [] : [""] + output.table(batches))
            + [""] + verdict(output) + explained
    }

    func page(_ output: Output) -> TablesPage {
        var parts: [TablesPage.Part] = []
        if cases > 0 {
            parts = [.bars(of: mostFrequent, output), .table(faults, output)]
            if !batches.isEmpty {
                parts += [.heading(output.words("faults.title.batch")), .table(batches, output)]
            }
            parts += verdict(output).map { .note($0) }
        }
        parts += output.explained(Self.definitions).map { .note($0) }
        return TablesPage(title: head(output), parts: parts, language: output.wording.language)
    }

    private func head(_ output: Output) -> String {
        output.words(
            "faults.head",
            ["from": .day(days.lowerBound), "until": .day(days.upperBound), "count": .count(cases)])
    }

    private var mostFrequent: [(label: String, number: Int)] {
        faults.prefix(12).map { ("\($0.productLabel) \($0.faultLabel)", $0.cases) }
    }

    /// Which batches are out of line, and how they were tested.
    private func verdict(_ output: Output) -> [String] {
        let facts: [String: PhraseFact] = [
            "letters": .count(letters), "count": .count(tests), "least": .count(FaultReport.leastUnits),
        ]
        let worst = batches.filter(\.outOfLine).map { PhraseFact.text("\($0.label) \($0.batch)") }
        return [
            worst.isEmpty
                ? output.words("faults.noneOut") : output.words("faults.out", ["batches": .list(worst)]),
            output.words("faults.tested", facts),
        ]
    }

    private static let definitions = FaultReport.Figure.allCases.map { ($0.label, $0.definition) }

    /// Faults, then batches, each by its first word.
    var csv: [[String]] {
        let say = { (value: Double?) in value.map { String($0) } ?? "" }
        return [
            [
                "what", "product", "name", "cases", "upToHere", "units", "faulty", "rate", "othersRate", "p",
                "adjusted", "outOfLine", "before",
            ]
        ]
            + faults.map {
                [
                    "fault", $0.product, $0.fault, String($0.cases), String($0.upToHere), String($0.units),
                    "", say($0.rate), "", "", "", "", String($0.before),
                ]
            }
            + batches.map {
                [
                    "batch", $0.product, $0.batch, "", "", String($0.units), String($0.faulty),
                    String($0.rate), say($0.othersRate), say($0.p), say($0.adjusted), String($0.outOfLine),
                    String($0.before),
                ]
            }
    }
}

struct FaultLineView: Listable {
    let product: String
    let fault: String
    let cases: Int
    /// Of all, this one and those before it.
    let upToHere: Double
    /// Units of the product on record.
    let units: Int
    /// Cases for each of them.
    @OrNull var rate: Double?
    /// Cases in as many days before.
    let before: Int
    let productLabel: String
    let faultLabel: String

    private enum CodingKeys: String, CodingKey { case product, fault, cases, upToHere, units, rate, before }

    init(_ line: FaultReport.Line, before: Int, _ v: Viewer) {
        (product, fault, cases, self.before) = (line.product, line.fault, line.cases, before)
        (upToHere, units) = (ReportRowView.rounded(line.upToHere), line.units)
        _rate = OrNull(line.rate.map { ($0 * 1_000_000).rounded() / 1_000_000 })
        let known = v.reading.rules.product(line.count.product)
        productLabel = known.map { v.output.wording.text($0.label) } ?? line.count.product
        faultLabel =
            known?.faults.first { $0.name == line.count.fault }.map { v.output.wording.text($0.label) }
            ?? line.count.fault
    }

    static let titles = [
        "faults.title.product", "faults.title.fault", "faults.title.cases", "figures.title.before",
        "faults.title.upToHere", "faults.title.units", "faults.title.rate",
    ]

    func cells(_ output: Output) -> [TextCell] {
        [
            TextCell(productLabel.isEmpty ? "–" : productLabel), TextCell(faultLabel, .strong),
            TextCell(output.wording.number(cases)), TextCell(output.wording.number(before), .faint),
            TextCell(output.wording.percent(upToHere)),
            TextCell(output.wording.number(units), .faint),
            TextCell(rate.map { output.wording.number($0 * 1000, decimals: 1) } ?? "–"),
        ]
    }
}

struct BatchView: Listable {
    let product: String
    /// The first characters of the serial number; empty where it is too short.
    let batch: String
    let units: Int
    let faulty: Int
    let rate: Double
    @OrNull var othersRate: Double?
    /// Fisher's exact test against the other units of the product; null where too few were to be tested.
    @OrNull var p: Double?
    /// The same, made stricter for as many tests (Holm).
    @OrNull var adjusted: Double?
    let outOfLine: Bool
    /// Faulty units in as many days before.
    let before: Int
    let label: String

    private enum CodingKeys: String, CodingKey {
        case product, batch, units, faulty, rate, othersRate, p, adjusted, outOfLine, before
    }

    init(_ batch: FaultReport.Batch, before: Int, _ v: Viewer) {
        self.before = before
        let fine = { (value: Double) in (value * 1_000_000).rounded() / 1_000_000 }
        (product, self.batch) = (batch.count.product, batch.count.batch)
        (units, faulty, rate) = (batch.count.units, batch.count.faulty, fine(batch.rate))
        _othersRate = OrNull(batch.othersRate.map(fine))
        _p = OrNull(batch.probability)
        _adjusted = OrNull(batch.adjusted)
        outOfLine = batch.isOutOfLine
        label = v.reading.rules.product(product).map { v.output.wording.text($0.label) } ?? product
    }

    static let titles = [
        "faults.title.product", "faults.title.batch", "faults.title.units", "faults.title.faulty",
        "figures.title.before", "faults.title.share", "faults.title.others", "faults.title.p",
        "faults.title.adjusted",
    ]

    func cells(_ output: Output) -> [TextCell] {
        let chance = { (p: Double?) in p.map { output.wording.number($0, decimals: 4) } ?? "–" }
        return [
            TextCell(label), TextCell(batch.isEmpty ? "–" : batch, .strong),
            TextCell(output.wording.number(units)),
            TextCell(output.wording.number(faulty)), TextCell(output.wording.number(before), .faint),
            TextCell(output.wording.percent(rate)),
            TextCell(othersRate.map { output.wording.percent($0) } ?? "–", .faint),
            TextCell(chance(p), .faint),
            TextCell(chance(adjusted), outOfLine ? .alarm : .plain),
        ]
    }
}
