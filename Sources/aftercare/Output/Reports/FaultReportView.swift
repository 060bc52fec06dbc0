import Model
import Records
import ServiceDesk
import Wording

/// Faults, the most frequent first, and batches beside the others of their product.
struct FaultReportView: Paged {
    let from: String
    let until: String
    let cases: Int
    let faults: [FaultLineView]
    /// How many first characters of a serial number name a batch, and how many batches were tested.
    let letters: Int
    let tests: Int
    let batches: [BatchView]
    private let days: ClosedRange<Day>

    private enum CodingKeys: String, CodingKey { case from, until, cases, faults, letters, tests, batches }

    init(_ report: FaultReport, letters: Int, _ v: Viewer) {
        days = report.days
        (from, until) = (days.lowerBound.description, days.upperBound.description)
        (cases, self.letters, tests) = (report.cases, letters, report.tests)
        faults = report.lines.map { FaultLineView($0, v) }
        batches = report.batches.map { BatchView($0, v) }
    }

    private func head(_ output: Output) -> String {
        output.words(
            "faults.head",
            ["from": .day(days.lowerBound), "until": .day(days.upperBound), "count": .count(cases)])
    }

    /// How batches were tested, and which are out of line.
    private func verdict(_ output: Output) -> [String] {
        let facts: [String: PhraseFact] = [
            "letters": .count(letters), "count": .count(tests), "least": .count(FaultReport.leastUnits),
        ]
        let worst = batches.filter(\.outOfLine)
        return [
            worst.isEmpty
                ? output.words("faults.noneOut", facts)
                : output.words(
                    "faults.out", ["batches": .list(worst.map { .text("\($0.label) \($0.batch)") })]),
            output.words("faults.tested", facts),
        ]
    }

    func page(_ output: Output) -> TablesPage {
        let named = faults.prefix(12).map { ("\($0.productLabel) \($0.faultLabel)", $0.cases) }
        var parts: [TablesPage.Part] = []
        if cases > 0 {
            parts = [.bars(of: named, output), .table(faults, output)]
            if !batches.isEmpty {
                parts += [.heading(output.words("faults.title.batch")), .table(batches, output)]
            }
            parts += verdict(output).map { .note($0) }
        }
        return TablesPage(title: head(output), parts: parts, language: output.wording.language)
    }

    func lines(_ output: Output) -> [String] {
        let head = head(output)
        guard cases > 0 else { return [head] }
        let bars = ReportPlots(ascii: false, columns: min(StandardStream.out.columns ?? 80, 100))
        return [head, ""] + output.table(faults) + [""]
            + bars.bars(
                faults.prefix(12).map {
                    ("\($0.productLabel) \($0.faultLabel)", Double($0.cases), output.wording.number($0.cases))
                })
            + (batches.isEmpty ? [] : [""] + output.table(batches))
            + [""] + verdict(output)
    }

    /// Faults, then batches, each by its first word.
    var csv: [[String]] {
        let say = { (value: Double?) in value.map { String($0) } ?? "" }
        return [
            [
                "what", "product", "name", "cases", "upToHere", "units", "faulty", "rate", "othersRate", "p",
                "adjusted", "outOfLine",
            ]
        ]
            + faults.map {
                [
                    "fault", $0.product, $0.fault, String($0.cases), String($0.upToHere), String($0.units),
                    "", say($0.rate), "", "", "", "",
                ]
            }
            + batches.map {
                [
                    "batch", $0.product, $0.batch, "", "", String($0.units), String($0.faulty),
                    String($0.rate), say($0.othersRate), say($0.p), say($0.adjusted), String($0.outOfLine),
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
    let productLabel: String
    let faultLabel: String

    private enum CodingKeys: String, CodingKey { case product, fault, cases, upToHere, units, rate }

    init(_ line: FaultReport.Line, _ v: Viewer) {
        (product, fault, cases) = (line.count.product, line.count.fault, line.count.cases)
        (upToHere, units) = (ReportRowView.rounded(line.upToHere), line.units)
        _rate = OrNull(line.rate.map { ($0 * 1_000_000).rounded() / 1_000_000 })
        let known = v.reading.rules.product(line.count.product)
        productLabel = known.map { v.output.wording.text($0.label) } ?? line.count.product
        faultLabel =
            known?.faults.first { $0.name == line.count.fault }.map { v.output.wording.text($0.label) }
            ?? line.count.fault
    }

    static let titles = [
        "faults.title.product", "faults.title.fault", "faults.title.cases", "faults.title.upToHere",
        "faults.title.units", "faults.title.rate",
    ]

    func cells(_ output: Output) -> [TextCell] {
        [
            TextCell(productLabel.isEmpty ? "–" : productLabel), TextCell(faultLabel, .strong),
            TextCell(output.wording.number(cases)), TextCell(output.wording.percent(upToHere)),
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
    let label: String

    private enum CodingKeys: String, CodingKey {
        case product, batch, units, faulty, rate, othersRate, p, adjusted, outOfLine
    }

    init(_ batch: FaultReport.Batch, _ v: Viewer) {
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
        "faults.title.share", "faults.title.others", "faults.title.p", "faults.title.adjusted",
    ]

    func cells(_ output: Output) -> [TextCell] {
        let chance = { (p: Double?) in p.map { output.wording.number($0, decimals: 4) } ?? "–" }
        return [
            TextCell(label), TextCell(batch.isEmpty ? "–" : batch, .strong),
            TextCell(output.wording.number(units)),
            TextCell(output.wording.number(faulty)), TextCell(output.wording.percent(rate)),
            TextCell(othersRate.map { output.wording.percent($0) } ?? "–", .faint),
            TextCell(chance(p), .faint),
            TextCell(chance(adjusted), outOfLine ? .alarm : .plain),
        ]
    }
}
