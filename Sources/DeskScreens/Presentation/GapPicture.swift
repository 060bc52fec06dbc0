import Model
package import Quality
package import ServiceDesk
package import Statistics
package import TerminalKit
package import Wording

/// The gaps of one attribute as they lead from what customers expect to what they believe they got, and promotion beside that
/// chain: the same steps for the terminal and for a page.
package struct GapPicture: Sendable {
    package enum Step: Sendable, Hashable {
        case side(GapSide)
        case gap(ServiceGap)
    }

    private let line: GapReport.Line

    package init(_ line: GapReport.Line) { self.line = line }

    package static let steps: [Step] =
        [.side(.expected)] + ServiceGap.chain.map(Step.gap) + [.side(.perceived), .gap(.promotion)]

    /// Whether there is anything to draw.
    package var isEmpty: Bool { line.figures.sides.isEmpty }

    /// All sides lie on it.
    package var scale: ClosedRange<Double> {
        switch line.attribute.unit {
        case .points: 1...7
        case .share: 0...1
        case .hours, .workingHours: 0...max(line.figures.sides.values.map(\.value).max() ?? 0, 0.1)
        }
    }

    /// Where a step begins and ends; nil where one of its sides is not known.
    package func span(_ step: Step) -> (from: Double, to: Double)? {
        switch step {
        case .side(let side): shown(side).map { (scale.lowerBound, $0) }
        case .gap(let gap): span(line.figures.ends(gap))
        }
    }

    private func span(_ ends: (from: Estimate?, to: Estimate?)) -> (from: Double, to: Double)? {
        guard let from = ends.from, let to = ends.to else { return nil }
        return (from.value, to.value)
    }

    private func shown(_ side: GapSide) -> Double? { line.figures.sides[side]?.value }

    package func label(_ step: Step, _ wording: Wording) -> String {
        switch step {
        case .side(let side): wording.say(side.label)
        case .gap(let gap): "  " + wording.say(gap.label)
        }
    }

    package func text(_ step: Step, _ wording: Wording) -> String {
        switch step {
        case .side(let side):
            shown(side).map { wording.say(line.attribute.unit.said($0)) } ?? wording.say("gap.noData")
        case .gap(let gap): wording.gap(line.figures[gap], line.attribute.unit)
        }
    }

    package func waterfall(_ wording: Wording) -> Waterfall {
        Waterfall(
            Self.steps.map { step in
                Waterfall.Item(
                    label(step, wording), span(step), text: text(step, wording), role: role(step))
            }, scale: scale)
    }

    private func role(_ step: Step) -> Role {
        guard case .gap(let gap) = step, let size = line.figures[gap] else { return .muted }
        return Self.role(size)
    }

    package static func role(_ size: GapSize) -> Role {
        switch size.verdict {
        case .short: .missed
        case .beyond: .good
        case .unproven, .untold: .accent
        }
    }
}

extension Wording {
    /// A gap as it stands in a cell: `-12 h !`, and that there is no data.
    package func gap(_ size: GapSize?, _ unit: GapAttribute.Unit) -> String {
        guard let size else { return say("gap.noData") }
        return say(unit.said(signed: size.estimate.value)) + (size.mark.isEmpty ? "" : " " + size.mark)
    }

    /// Between what it truly lies; empty where that cannot be told.
    package func bounds(_ estimate: Estimate, _ unit: GapAttribute.Unit) -> String {
        guard let low = estimate.low, let high = estimate.high else { return "" }
        return say("figures.between", ["low": unit.said(signed: low), "high": unit.said(signed: high)])
    }

    /// Of what it is measured by: `-45.8 %`
    package func relative(_ size: GapSize) -> String {
        size.relative.map { say("format.percent", ["number": .text(signed($0 * 100, decimals: 1))]) } ?? ""
    }

    /// How it went since the time before.
    package func change(_ change: GapChange?, _ unit: GapAttribute.Unit) -> String {
        guard let change else { return "" }
        let key = change.isBetter ? "gap.better" : change.isWorse ? "gap.worse" : "gap.alike"
        return say(key, ["change": unit.said(signed: change.estimate.value)])
    }

    /// What a gap comes of, and how much of it.
    /// - Parameter name: what the group of rows is called.
    package func cause(_ cause: GapCause, name: String) -> String {
        say(
            "gap.cause",
            [
                "field": .phrase(Phrase("gap.field.\(cause.field.rawValue)")), "name": .text(name),
                "count": .count(cause.count),
                "rows": .text(percent(cause.shareOfRows, decimals: 0)),
                "gap": .text(percent(cause.shareOfGap, decimals: 0)),
            ])
    }
}
