package import Model

/// What figures say; languages write the numbers.
extension ServiceFigure.Unit {
    /// `1,204`, `72.5 %`, `6.4 h`
    package func said(_ value: Double?) -> PhraseFact {
        guard let value else { return .text("-") }
        return switch self {
        case .count: .count(Int(value))
        case .share, .score: .phrase(Phrase("format.percent", ["number": .number(Self.tenths(value * 100))]))
        case .duration: .phrase(Phrase("figures.hours", ["hours": .number(Self.tenths(value / 60))]))
        }
    }

    /// What one row adds: `1` to a count or share, else as the figure itself is written.
    package func said(adding amount: Double) -> PhraseFact {
        switch self {
        case .count, .share: .number(amount)
        case .score, .duration: said(amount)
        }
    }

    /// How much more than before, with its sign: shares in points.
    package func said(change: Double?) -> PhraseFact {
        guard let change else { return .text("-") }
        let amount =
            switch self {
            case .count: change
            case .share, .score: Self.tenths(change * 100)
            case .duration: Self.tenths(change / 60)
            }
        let facts: [String: PhraseFact] = [
            "sign": .text(amount > 0 ? "+" : amount < 0 ? "-" : ""), "amount": .number(abs(amount)),
        ]
        return switch self {
        case .count: .phrase(Phrase("figures.more", facts))
        case .share, .score: .phrase(Phrase("figures.morePoints", facts))
        case .duration: .phrase(Phrase("figures.moreHours", facts))
        }
    }

    private static func tenths(_ value: Double) -> Double { (value * 10).rounded() / 10 }
}

extension FigureValue {
    /// Between what a share or score truly lies; below what nine in ten durations are. Empty for counts and for nothing.
    package func spread(_ unit: ServiceFigure.Unit) -> PhraseFact {
        if let low, let high, value != nil {
            return .phrase(Phrase("figures.between", ["low": unit.said(low), "high": unit.said(high)]))
        }
        return ninth.map { .phrase(Phrase("figures.ninth", ["value": unit.said($0)])) } ?? .text("")
    }
}
