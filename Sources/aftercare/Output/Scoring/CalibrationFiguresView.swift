import Model
import Quality
import ServiceDesk
import Wording

/// How far apart the scores of a session are.
struct CalibrationFiguresView: Encodable {
    let matters: [MatterSpreadView]
    let items: [ItemSpreadView]
    let pairs: [PairAgreementView]
    let raters: [RaterLeanView]
    /// Krippendorff's, of the scores as shares.
    @OrNull var alpha: Double?

    init(_ f: CalibrationFigures, _ v: Viewer) throws {
        matters = f.matters.map(MatterSpreadView.init)
        items = f.items.map { ItemSpreadView($0, v.output) }
        pairs = try f.pairs.map { try PairAgreementView($0, v) }
        raters = try f.raters.map { try RaterLeanView($0, v) }
        _alpha = OrNull(f.alpha)
    }

    func lines(_ output: Output) -> [String] {
        guard !matters.isEmpty else { return [] }
        let said = output.words("calibration.alpha", ["alpha": .text(output.agreement(alpha))])
        let tables = [output.table(matters), output.table(items), output.table(pairs), output.table(raters)]
        return tables.filter { !$0.isEmpty }.flatMap { [""] + $0 } + ["", said]
    }
}

extension Output {
    /// Of kappa or alpha, which there is none of where chance explains it all.
    fileprivate func agreement(_ value: Double?) -> String {
        value.map { wording.number($0) } ?? words("scoring.noKappa")
    }

    fileprivate func share(_ value: Double?) -> String {
        value.map { wording.percent($0, decimals: 0) } ?? ""
    }
}

/// How far apart the scores of one matter are.
struct MatterSpreadView: Listable {
    let matter: String
    let count: Int
    let passed: Int
    let lowest: Double
    let highest: Double
    let mean: Double
    let deviation: Double
    @OrNull var agreed: Double?

    init(_ m: CalibrationFigures.OfMatter) {
        (matter, count, passed) = (m.subject.description, m.count, m.passed)
        (lowest, highest, mean, deviation) = (m.lowest, m.highest, m.mean, m.deviation)
        _agreed = OrNull(m.agreed)
    }

    static let titles = [
        "scoring.title.subject", "calibration.title.scores", "scoring.title.passed",
        "calibration.title.lowest", "calibration.title.highest", "calibration.title.mean",
        "calibration.title.deviation", "calibration.title.agreed",
    ]

    func cells(_ output: Output) -> [TextCell] {
        [
            TextCell(matter, .strong), TextCell(output.wording.number(count)),
            TextCell(output.wording.number(passed)),
        ]
            + [lowest, highest, mean, deviation].map { TextCell(output.wording.percent($0)) }
            + [TextCell(agreed.map { output.wording.percent($0) } ?? "")]
    }
}

/// How far apart the answers to one item are.
struct ItemSpreadView: Listable {
    let item: String
    let label: String
    let points: Int
    let fatal: Bool
    let matters: Int
    let alike: Int
    /// Of the item's points, 0 to 1.
    @OrNull var gap: Double?
    @OrNull var widest: Double?
    @OrNull var alpha: Double?

    init(_ i: CalibrationFigures.OfItem, _ output: Output) {
        (item, label) = (i.item.name, output.wording.text(i.item.label))
        (points, fatal, matters, alike) = (i.item.points, i.item.isFatal, i.matters, i.alike)
        (_gap, _widest, _alpha) = (OrNull(i.gap), OrNull(i.widest), OrNull(i.alpha))
    }

    static let titles = [
        "scoring.title.item", "calibration.title.alike", "calibration.title.gap", "calibration.title.widest",
        "calibration.title.alpha",
    ]

    func cells(_ output: Output) -> [TextCell] {
        [
            TextCell(item, alike < matters ? .strong : .plain),
            TextCell(CalibrationView.part(alike, matters, output)), TextCell(output.share(gap)),
            TextCell(output.share(widest)), TextCell(output.agreement(alpha)),
        ]
    }
}

/// How far two people agree.
struct PairAgreementView: Listable {
    let first: String
    let second: String
    let matters: Int
    /// Of the answers, 0 to 1.
    let alike: Double
    @OrNull var kappa: Double?

    init(_ p: CalibrationFigures.OfPair, _ v: Viewer) throws {
        (first, second) = (try v.login(p.first) ?? "", try v.login(p.second) ?? "")
        (matters, alike, _kappa) = (p.matters, p.alike, OrNull(p.kappa))
    }

    static let titles = [
        "calibration.title.rater", "calibration.title.with", "calibration.title.matters",
        "calibration.title.alike", "scoring.title.kappa",
    ]

    func cells(_ output: Output) -> [TextCell] {
        [
            TextCell(first, .strong), TextCell(second, .strong), TextCell(output.wording.number(matters)),
            TextCell(output.share(alike)), TextCell(output.agreement(kappa)),
        ]
    }
}

/// How one person scores beside what was agreed.
struct RaterLeanView: Listable {
    let rater: String
    let matters: Int
    let mean: Double
    /// Below 0 where they are stricter than what was agreed.
    @OrNull var lean: Double?
    @OrNull var asAgreed: Double?

    init(_ r: CalibrationFigures.OfRater, _ v: Viewer) throws {
        (rater, matters, mean) = (try v.login(r.rater) ?? "", r.matters, r.mean)
        (_lean, _asAgreed) = (OrNull(r.lean), OrNull(r.asAgreed))
    }

    static let titles = [
        "calibration.title.rater", "calibration.title.matters", "calibration.title.mean",
        "calibration.title.lean", "calibration.title.asAgreed",
    ]

    func cells(_ output: Output) -> [TextCell] {
        let unit = GapAttribute.Unit.share
        return [
            TextCell(rater, .strong), TextCell(output.wording.number(matters)),
            TextCell(output.wording.percent(mean)),
            TextCell(lean.map { output.wording.say(unit.said(signed: $0)) } ?? ""),
            TextCell(output.share(asAgreed)),
        ]
    }
}
