package import Model
package import Quality

/// What cannot be entered of competitors.
package enum CompetitorFault: Fault, Hashable {
    case noCompany(String, known: [String])
    case nameTaken(String)
    case noMeasure(String, known: [String])
    case noService(String, known: [String])
    /// Of a file.
    case noColumn(String, known: [String])
    /// Of a measure in this unit.
    case badValue(String, unit: ServiceMeasure.Unit)
    /// Only a promise can be none.
    case nothingDelivered
    case sampleOfPromise
    /// A spread takes a sample of two, and shares have none of their own.
    case deviation
    /// Or beyond all bounds.
    case sampleTooSmall
    case dayToCome(Day)
    case alreadyThere(Int64)
    case noRow(Int64)

    package var kind: FaultKind {
        switch self {
        case .noCompany, .noMeasure, .noService, .noRow: .noSuchThing
        default: .badData
        }
    }

    package var phrase: Phrase {
        switch self {
        case .noCompany(let name, let known): Self.unknown("competitor.noCompany", name, known)
        case .noMeasure(let name, let known): Self.unknown("competitor.noMeasure", name, known)
        case .noService(let name, let known): Self.unknown("competitor.noService", name, known)
        case .noColumn(let name, let known): Self.unknown("competitor.noColumn", name, known)
        case .nameTaken(let name): Phrase("competitor.nameTaken", ["name": .text(name)])
        case .badValue(let value, let unit):
            Phrase("competitor.badValue", ["value": .text(value), "unit": .phrase(unit.label)])
        case .nothingDelivered: Phrase("competitor.nothingDelivered")
        case .sampleOfPromise: Phrase("competitor.sampleOfPromise")
        case .deviation: Phrase("competitor.badDeviation")
        case .sampleTooSmall: Phrase("competitor.sampleTooSmall")
        case .dayToCome(let day): Phrase("competitor.dayToCome", ["day": .day(day)])
        case .alreadyThere(let row): Phrase("competitor.alreadyThere", ["row": .text(String(row))])
        case .noRow(let row): Phrase("competitor.noRow", ["row": .text(String(row))])
        }
    }

    private static func unknown(_ key: String, _ name: String, _ known: [String]) -> Phrase {
        Phrase(key, ["name": .text(name), "known": .list(known.map { .text($0) })])
    }
}

extension ServiceMeasure.Unit {
    /// Without its space.
    private var word: String {
        switch self {
        case .workingHours: "workingHours"
        case .workingDays: "workingDays"
        default: rawValue
        }
    }

    package var label: Phrase { Phrase("competitor.unit.\(word)") }

    /// `48 h`, `6.25 of 7`, `95 %`
    package func said(_ value: Double) -> Phrase {
        Phrase("competitor.value.\(word)", ["value": .number(rounded(value))])
    }

    /// Shares in points of a hundred, scores in points.
    package func said(difference value: Double) -> Phrase {
        switch self {
        case .points: Phrase("competitor.difference.points", ["value": .number(rounded(value))])
        case .share: Phrase("competitor.difference.share", ["value": .number(rounded(value))])
        default: said(value)
        }
    }

    /// To hundredths, shares to tenths of a hundredth.
    package func rounded(_ value: Double) -> Double {
        self == .share ? (value * 1000).rounded() / 10 : (value * 100).rounded() / 100
    }

    /// Reads `48`, or `95 %` of shares.
    package func value(typed text: String) -> Double? {
        var text = text.trimmed
        var whole = 1.0
        if self == .share, text.hasSuffix("%") || text.hasSuffix("％") {
            (text, whole) = (String(text.dropLast()).trimmed, 100)
        }
        guard let value = Double(text), value.isFinite, range.contains(value / whole) else { return nil }
        return value / whole
    }
}
