package import Model
package import Quality
import Workflow

/// What gaps say; languages write the numbers.
extension GapAttribute.Unit {
    /// `12.5 h`, `5.25 points`, `87.5 %`
    package func said(_ value: Double?) -> PhraseFact {
        guard let value else { return .text("-") }
        return switch self {
        case .hours: .phrase(Phrase("figures.hours", ["hours": .number(rounded(value))]))
        case .workingHours: .phrase(Phrase("gap.workingHours", ["hours": .number(rounded(value))]))
        case .points: .phrase(Phrase("gap.points", ["points": .number(rounded(value))]))
        case .share: .phrase(Phrase("format.percent", ["number": .number(rounded(value * 100))]))
        }
    }

    /// With its sign, shares in points of a hundred.
    package func said(signed value: Double) -> PhraseFact {
        let amount = rounded(self == .share ? value * 100 : value)
        let facts: [String: PhraseFact] = [
            "sign": .text(amount > 0 ? "+" : amount < 0 ? "-" : ""), "amount": .number(abs(amount)),
        ]
        return .phrase(Phrase("gap.signed.\(word)", facts))
    }

    package var word: String { self == .workingHours ? "workingHours" : rawValue }

    package var label: Phrase { Phrase("gap.unit.\(word)") }

    /// To tenths, points to hundredths.
    private func rounded(_ value: Double) -> Double {
        let scale = self == .points ? 100.0 : 10
        return (value * scale).rounded() / scale
    }
}

extension GapAttribute {
    /// Whether rows lie behind a gap: a standard that was set is one figure, and no case of it is any other.
    package func hasRows(_ gap: ServiceGap) -> Bool {
        switch gap {
        case .procedural: standard == .clocks
        case .behavioural, .promotion: reviews.isEmpty
        case .understanding, .perception, .total: true
        }
    }

    /// Why nothing is to be had behind a gap of which `hasRows` is false.
    package func lacksRows(_ gap: ServiceGap) -> Phrase {
        Phrase(gap == .procedural ? "gap.isSet" : "gap.isReviewed")
    }
}

extension ServiceGap {
    package var label: Phrase { Phrase("gap.label.\(rawValue)") }
    /// What it lies between, and what that means.
    package var definition: Phrase { Phrase("gap.define.\(rawValue)") }
}

extension GapSide {
    package var label: Phrase { Phrase("gap.side.\(rawValue)") }
}

extension GapSize {
    /// Stands behind a figure, so that it is told without colour: `!` short of it beyond chance, `+` beyond it, `~` chance may
    /// explain it. Behind it, as with all answers, `?` of few and `??` of too few.
    package var mark: String {
        let sure =
            switch verdict {
            case .short: "!"
            case .beyond: "+"
            case .unproven: "~"
            case .untold: ""
            }
        return sure + grade.mark
    }
}

extension Reading {
    /// What a group of rows is called.
    /// - Parameter names: of people (`names()`).
    package func groupName(_ key: String, of field: GapField, _ names: [StaffID: String]) throws -> GroupName
    {
        switch field {
        case .kind: try groupName(key, of: ReportField.kind, names)
        case .product: try groupName(key, of: ReportField.product, names)
        case .queue: try groupName(key, of: ReportField.queue, names)
        case .technician: try groupName(key, of: ReportField.technician, names)
        case .promise: try groupName(key, of: ReportField.promise, names)
        case .team: .fact(.text(key))
        case .fault: .fact(faultLabel(key).map { .label($0) } ?? .text(key))
        case .waiting: .fact(stepLabel(key).map { .label($0) } ?? .text(key))
        }
    }

    private func faultLabel(_ name: String) -> Label? {
        rules.settings.products.lazy.flatMap(\.faults).first { $0.name == name }?.label
    }

    private func stepLabel(_ name: String) -> Label? {
        rules.workflows.all.lazy.compactMap { definition in
            definition.state(name)?.label ?? definition.transition(name)?.label
        }.first
    }
}
