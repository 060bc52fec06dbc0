import DeskScreens
import Model
import Quality
import Resources
import ServiceDesk
import Wording

/// What each gap lies between, and where the sides of attributes come from.
struct GapDefinitions: Showable {
    let gaps: [String: String]
    let attributes: [Definition]

    struct Definition: Encodable {
        let attribute: String
        let label: String
        let unit: String
        @OrNull var line: String?
        let dimension: String
        /// Where each side comes from, in words.
        let sides: [String: String]
        let unitLabel: String

        private enum CodingKeys: String, CodingKey { case attribute, label, unit, line, dimension, sides }
    }

    init(_ all: [GapAttribute], _ rules: Rules, _ output: Output) {
        gaps = Dictionary(
            uniqueKeysWithValues: ServiceGap.allCases.map { ($0.rawValue, output.wording.say($0.definition)) }
        )
        attributes = all.map { attribute in
            Definition(
                attribute: attribute.name, label: output.wording.text(attribute.label),
                unit: attribute.unit.rawValue, line: attribute.line, dimension: attribute.dimension,
                sides: Dictionary(
                    uniqueKeysWithValues: GapSide.allCases.map {
                        ($0.rawValue, output.wording.say(attribute.source(of: $0, rules)))
                    }), unitLabel: output.wording.say(attribute.unit.label))
        }
    }

    func lines(_ output: Output) -> [String] {
        ServiceGap.allCases.map { gap in
            output.pair(output.wording.say(gap.label), gaps[gap.rawValue] ?? "")
        }
            + attributes.flatMap { one in
                ["", "\(one.attribute)  \(one.label)  (\(one.unitLabel))"]
                    + GapSide.allCases.map { side in
                        "    " + output.pair(output.wording.say(side.label), one.sides[side.rawValue] ?? "")
                    }
            }
    }
}
