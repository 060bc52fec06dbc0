/// Whose gaps are measured: those of a kind of customer, or of a type of dealer.
package enum GapSegment: Sendable, Hashable {
    case kind(CustomerKind)
    case dealer(DealerType)

    package static let all =
        CustomerKind.allCases.map(GapSegment.kind) + DealerType.allCases.map(GapSegment.dealer)

    /// The word of a kind of customer or a type of dealer.
    package init?(word: String) {
        if let kind = CustomerKind(rawValue: word) {
            self = .kind(kind)
        } else if let type = DealerType(rawValue: word) {
            self = .dealer(type)
        } else {
            return nil
        }
    }

    package var word: String {
        switch self {
        case .kind(let kind): kind.rawValue
        case .dealer(let type): type.rawValue
        }
    }
}
