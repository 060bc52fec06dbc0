import Dispatching
import Model
import ServiceDesk
import Wording
import Workflow

/// What past visits teach, beside what is planned.
struct LearnView: Showable {
    /// Whether it is in force now.
    let inForce: Bool
    /// Since when, and who put it in force; null when that is not what was asked.
    @OrNull var since: String?
    @OrNull var by: String?
    /// How many visits were looked at; null when that is not what was asked.
    @OrNull var visits: Int?
    let figures: [LearntView]
    let leftOut: LeftOutView?
    private let phrases: [Phrase]

    private enum CodingKeys: String, CodingKey { case inForce, since, by, visits, figures, leftOut }

    struct LeftOutView: Encodable {
        let durations: [String: [String]]
        let ways: [String: [String]]
    }

    init(_ learner: Learner, only what: LearntFigure.What?, applied: Bool, _ viewer: Viewer) throws {
        inForce = applied
        (_since, _by, _visits) = (OrNull(nil), OrNull(nil), OrNull(learner.visits))
        figures = try Self.views(learner.learnt, what, viewer)
        let lists = (learner.leftOutOfDurations, learner.leftOutOfWays)
        leftOut = LeftOutView(durations: Self.named(lists.0), ways: Self.named(lists.1))
        func told(_ key: String, _ list: [LeftOut: [VisitID]]) -> [Phrase] {
            list.isEmpty
                ? []
                : [
                    Phrase(
                        key,
                        [
                            "reasons": .list(
                                list.sorted { $0.key.rawValue < $1.key.rawValue }.map { why, visits in
                                    .phrase(
                                        Phrase(
                                            "learn.leftOut.\(why.rawValue)", ["count": .count(visits.count)]))
                                })
                        ])
                ]
        }
        phrases =
            told("learn.leftOut.durations", lists.0) + told("learn.leftOut.ways", lists.1)
            + [Phrase(applied ? "learn.applied" : "learn.notApplied", ["count": .count(learner.visits)])]
    }

    init(_ known: LearntInForce, only what: LearntFigure.What?, _ viewer: Viewer) throws {
        inForce = true
        (_since, _by, _visits) = (OrNull(viewer.output.iso(known.since)), OrNull(known.by), OrNull(nil))
        figures = try Self.views(known.learnt, what, viewer)
        leftOut = nil
        phrases = [Phrase("learn.inForce", ["at": .instant(known.since), "by": .text(known.by)])]
    }

    /// Nothing is in force.
    init(nothing output: Output) {
        (inForce, figures, leftOut) = (false, [], nil)
        (_since, _by, _visits) = (OrNull(nil), OrNull(nil), OrNull(nil))
        phrases = [Phrase("learn.nothingInForce")]
    }

    func lines(_ output: Output) -> [String] {
        (figures.isEmpty ? [] : output.table(figures) + [""]) + phrases.map { output.wording.say($0) }
    }

    private static func views(_ learnt: Learnt, _ what: LearntFigure.What?, _ viewer: Viewer) throws
        -> [LearntView]
    {
        try learnt.figures.filter { what == nil || $0.what == what }.map { try LearntView($0, viewer) }
    }

    private static func named(_ list: [LeftOut: [VisitID]]) -> [String: [String]] {
        Dictionary(uniqueKeysWithValues: list.map { ($0.rawValue, $1.map(\.description)) })
    }
}

/// That nothing learnt is in force any more.
struct ForgottenView: Showable {
    /// Whether anything was.
    let forgotten: Bool

    func lines(_ output: Output) -> [String] {
        [output.words(forgotten ? "learn.forgotten" : "learn.nothingInForce")]
    }
}

/// One thing learnt.
struct LearntView: Listable {
    let what: String
    @OrNull var product: String?
    @OrNull var fault: String?
    @OrNull var kind: String?
    @OrNull var technician: String?
    @OrNull var zone: String?
    @OrNull var hour: Int?
    /// Minutes for a duration, else a ratio or a share.
    @OrNull var planned: Double?
    let learnt: Double
    let low: Double
    let high: Double
    let visits: Int
    private let figure: LearntFigure
    private let about: String

    private enum CodingKeys: String, CodingKey {
        case what, product, fault, kind, technician, zone, hour, planned, learnt, low, high, visits
    }

    init(_ figure: LearntFigure, _ viewer: Viewer) throws {
        let about = figure.about
        func filled(_ text: String) -> OrNull<String> { OrNull(text.isEmpty ? nil : text) }
        what = figure.what.rawValue
        (_product, _fault, _kind) = (filled(about.product), filled(about.fault), filled(about.kind))
        (_technician, _zone, _hour) = (
            OrNull(try viewer.login(about.technician)), filled(about.zone), OrNull(about.hour)
        )
        _planned = OrNull(figure.planned)
        let estimate = figure.estimate
        (learnt, low, high, visits) = (
            Self.rounded(estimate.value), Self.rounded(estimate.low), Self.rounded(estimate.high),
            estimate.visits
        )
        self.figure = figure
        self.about = try viewer.said(about)
    }

    /// To three decimals: more say nothing.
    private static func rounded(_ value: Double) -> Double { (value * 1000).rounded() / 1000 }

    static let titles = [
        "learn.title.what", "learn.title.about", "learn.title.planned", "learn.title.learnt",
        "learn.title.interval", "learn.title.visits",
    ]

    func cells(_ output: Output) -> [TextCell] {
        let estimate = figure.estimate
        // What is planned lies outside of what is likely.
        let differs = figure.planned.map { $0 < estimate.low || $0 > estimate.high } ?? false
        return [
            TextCell(output.words("learn.what.\(what)"), .faint), TextCell(about),
            TextCell(figure.planned.map { said($0, output) } ?? "", .faint),
            TextCell(said(estimate.value, output) + (differs ? " *" : ""), differs ? .strong : .plain),
            TextCell(said(estimate.low, output) + "–" + said(estimate.high, output), .faint),
            TextCell(output.wording.number(visits)),
        ]
    }

    private func said(_ value: Double, _ output: Output) -> String {
        figure.what == .duration
            ? output.wording.number(Int(value.rounded())) : output.wording.percent(value, decimals: 0)
    }
}

extension Viewer {
    /// Whom or what a figure is about, in the words of the rule files.
    func said(_ about: LearntFigure.About) throws -> String {
        var parts: [String] = []
        let product = reading.rules.product(about.product)
        if !about.product.isEmpty {
            parts.append(product.map { output.wording.text($0.label) } ?? about.product)
        }
        if !about.fault.isEmpty {
            let fault = product?.faults.first { $0.name == about.fault }
            parts.append(fault.map { output.wording.text($0.label) } ?? about.fault)
        }
        if !about.kind.isEmpty {
            parts.append(
                reading.rules.workflows[about.kind].map { output.wording.text($0.label) } ?? about.kind)
        }
        if let technician = about.technician { parts.append(try reading.names()[technician] ?? "") }
        if !about.zone.isEmpty { parts.append(about.zone) }
        if let hour = about.hour {
            parts.append(output.words("learn.hour", ["from": .count(hour), "to": .count(hour + 1)]))
        }
        return parts.isEmpty ? output.words("learn.everything") : parts.joined(separator: " · ")
    }
}
