import Model
import Resources

/// Where a figure of our own comes from, which the desk has already.
package enum OwnSource: Sendable, Hashable {
    /// How long it took by the clocks of a metric, in hours of elapsed time: the median.
    case clock(String, kinds: [String])
    /// The share of these clocks that was kept within what is published.
    case kept([String], kinds: [String])
    /// A figure of the service reports that is a share.
    case figure(String)
    /// What customers answered to questions of a questionnaire, as points from 1 to 7: the mean.
    /// - Parameter scale: what the answers reach from 1 up to.
    case asked(String, [String], scale: Double)
    /// Of the products that were served, how many are on file with model, serial number and day of purchase.
    case files

    /// In which of the measures' units it can be told.
    package func tells(_ unit: ServiceMeasure.Unit) -> Bool {
        switch self {
        case .clock: unit == .hours || unit == .days
        case .kept, .figure, .files: unit == .share
        case .asked: unit == .points
        }
    }
}

/// What rule files may name where they say where a figure of our own comes from.
package struct OwnSourceWords: Sendable {
    package var kinds: [String]
    package var metrics: [String]
    /// The service reports' figures that are shares.
    package var figures: [String]
    /// Of each promise the measures' units in which what it publishes can be told.
    package var promises: [String: Set<ServiceMeasure.Unit>]
    package var questionnaires: Questionnaires

    package init(
        kinds: [String], metrics: [String], figures: [String],
        promises: [String: Set<ServiceMeasure.Unit>], questionnaires: Questionnaires
    ) {
        (self.kinds, self.metrics, self.figures) = (kinds, metrics, figures)
        (self.promises, self.questionnaires) = (promises, questionnaires)
    }
}

extension RuleNode {
    /// `{clock: resolve, kinds: [repair]}`, `{kept: [respond], kinds: [complaint]}`, `{figure: followUps}`,
    /// `{questionnaire: after-repair, questions: [overall]}` or `{files: complete}`
    func ownSource(_ words: OwnSourceWords) throws -> OwnSource {
        try allowOnly("clock", "kept", "kinds", "figure", "questionnaire", "questions", "files")
        let kinds = try (self["kinds"]?.items ?? []).map { try $0.word(of: words.kinds, "kinds") }
        if let clock = self["clock"] {
            return .clock(try clock.word(of: words.metrics, "clock"), kinds: kinds)
        }
        if let kept = self["kept"] {
            return .kept(try kept.items.map { try $0.word(of: words.metrics, "kept") }, kinds: kinds)
        }
        if let files = self["files"] {
            _ = try files.word(of: ["complete"], "files")
            return .files
        }
        if let figure = self["figure"] { return .figure(try figure.word(of: words.figures, "figure")) }
        let name = try need("questionnaire").word(
            of: words.questionnaires.newest.map(\.name), "questionnaire")
        let known = words.questionnaires[name]?.questions ?? []
        var scales: Set<Int> = []
        let questions = try need("questions").items.map { node in
            let question = try node.word(of: known.map(\.name), "questions")
            guard let scale = known.first(where: { $0.name == question })?.kind.scale, scale.lowerBound == 1
            else { throw node.fault("competitor.file.noScale", ["question": .text(question)]) }
            scales.insert(scale.upperBound)
            return question
        }
        guard let top = scales.first, scales.count == 1 else { throw fault("competitor.file.scales") }
        return .asked(name, questions, scale: Double(top))
    }
}
