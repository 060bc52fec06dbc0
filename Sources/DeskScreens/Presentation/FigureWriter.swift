import Foundation
import Model
package import Quality
package import ServiceDesk
package import Statistics
package import Wording

/// Writes what surveys come to: the desk on its screens, the command line in its texts and pages. They differ in signs alone.
package protocol FigureWriter {
    var wording: Wording { get }
    var figureSigns: FigureSigns { get }
}

package struct FigureSigns: Sendable {
    /// In place of a figure where nobody answered.
    package var none: String
    /// Between the bounds of a mean, and of a share.
    package var bounds: String
    package var shares: String
    package var margin: String

    /// Of characters whose width no terminal doubts.
    package static let screen = FigureSigns(none: "", bounds: " .. ", shares: "-", margin: "+-")
    package static let text = FigureSigns(none: "–", bounds: " … ", shares: " … ", margin: "±")
}

extension DeskContext: FigureWriter {
    package var figureSigns: FigureSigns { .screen }
}

extension FigureWriter {
    /// What a group of a report is called.
    package func name(_ group: GroupName) -> String {
        switch group {
        case .fact(let fact): wording.say(fact)
        case .word(let word, let family): wording.name(word, of: family)
        }
    }

    /// With all its decimals, so that figures in a column can be compared.
    /// - Parameter signed: whether its sign says more than its size, as a gap's does.
    package func fixed(_ value: Double, decimals: Int = 2, signed: Bool = false) -> String {
        (signed && value > 0.004 ? "+" : "") + String(format: "%.\(decimals)f", value)
    }

    /// `4.32`, with a mark behind it where few answered.
    package func mean(_ moments: Moments?, signed: Bool = false) -> String {
        figure(nil, moments, signed: signed)
    }

    /// The one figure that says most: a score where there is one, else the mean.
    package func figure(_ score: QuestionResult.Score?, _ moments: Moments?, signed: Bool = false) -> String {
        guard let moments, moments.count > 0 else { return figureSigns.none }
        let mark = mark(SampleGrade(moments.count))
        return switch score {
        case .nps(let value, _): "NPS " + wording.number(value, decimals: 0) + mark
        case .content(let share): wording.percent(share.value, decimals: 0) + mark
        case nil: fixed(moments.mean, signed: signed) + mark
        }
    }

    /// Between which bounds the true figure lies in 95 of 100 cases; empty where nothing is known of them.
    package func interval(_ score: QuestionResult.Score?, _ moments: Moments?, signed: Bool = false) -> String
    {
        switch score {
        case .nps(_, let margin): margin.map { figureSigns.margin + wording.number($0, decimals: 0) } ?? ""
        case .content(let share): share.count > 0 ? interval(share) : ""
        case nil: interval(moments, signed: signed)
        }
    }

    package func interval(_ moments: Moments?, signed: Bool = false) -> String {
        moments?.interval.map {
            fixed($0.low, signed: signed) + figureSigns.bounds + fixed($0.high, signed: signed)
        } ?? ""
    }

    /// How far apart the values lie: their standard deviation; none of fewer than two.
    package func spread(_ moments: Moments?) -> String {
        moments.flatMap { $0.count > 1 ? fixed($0.deviation) : nil } ?? figureSigns.none
    }

    /// How much more a figure is than before: points of an NPS or of a share, steps of a scale.
    package func change(_ change: FigureChange) -> String { more(change.estimate.value, change) }

    /// Between which bounds the true change lies in 95 of 100 cases; empty where nothing is known of them.
    package func interval(_ change: FigureChange) -> String {
        guard let low = change.estimate.low, let high = change.estimate.high else { return "" }
        return more(low, change) + figureSigns.bounds + more(high, change)
    }

    private func more(_ value: Double, _ change: FigureChange) -> String {
        switch change.before.score {
        case .nps: wording.say(ServiceFigure.Unit.count.said(change: value.rounded()))
        case .content: wording.say(ServiceFigure.Unit.share.said(change: value))
        case nil: fixed(value, signed: true)
        }
    }

    package func interval(_ share: Share) -> String {
        wording.percent(share.low, decimals: 0) + figureSigns.shares
            + wording.percent(share.high, decimals: 0)
    }

    /// `0.83 good`
    package func alpha(_ alpha: Alpha?) -> String {
        guard let value = alpha?.value else { return figureSigns.none }
        return wording.say(
            "survey.alphaOf",
            [
                "value": .text(fixed(value)),
                "grade": .phrase(Phrase("survey.alpha.\(Alpha.Grade(value).rawValue)")),
            ])
    }

    /// Behind a figure that few answers stand for.
    package func mark(_ grade: SampleGrade) -> String { grade.markApart }
}
