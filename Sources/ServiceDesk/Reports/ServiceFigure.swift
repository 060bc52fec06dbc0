import Dispatching
package import Model
import Records
package import Workflow

/// The figures of the service reports. What each counts, of what, and over which of its moments is said by `definition`;
/// the rows behind it are to be had by `Reading.figureRows`.
package enum ServiceFigure: String, Sendable, Hashable, CaseIterable {
    case opened, closed, firstResponse, resolution, firstContact, reopened, repeated, firstTimeFix, followUps,
        promises, quality

    package enum Unit: String, Sendable {
        case count
        /// 0 to 1, of so many.
        case share
        /// 0 to 1, the mean of so many.
        case score
        /// Minutes of service time: the median, and below what nine in ten are.
        case duration

        /// Whether values are from 0 to 1.
        package var isPart: Bool { self == .share || self == .score }

        /// What values are given in: `count`, `share`, `score` or `minutes`.
        package var measure: String { self == .duration ? "minutes" : rawValue }
    }

    package var unit: Unit {
        switch self {
        case .opened, .closed: .count
        case .firstResponse, .resolution: .duration
        case .firstContact, .reopened, .repeated, .firstTimeFix, .followUps, .promises: .share
        case .quality: .score
        }
    }

    /// What it takes to see it; nil for what everybody may.
    package var right: Right? { self == .quality ? .scoreQuality : nil }

    /// Whether more of it is better; nil where it is neither.
    package var moreIsBetter: Bool? {
        switch self {
        case .opened, .closed: nil
        case .firstContact, .firstTimeFix, .followUps, .promises, .quality: true
        case .firstResponse, .resolution, .reopened, .repeated: false
        }
    }

    /// Whether a row that adds so much speaks against the service; rows of counts and durations never do.
    package func isBad(_ amount: Double) -> Bool {
        unit == .share && (amount > 0) != (moreIsBetter ?? true)
    }

    package var label: Phrase { Phrase("figures.label.\(rawValue)") }

    /// What is counted, of what, over which moment, and where the formula comes from.
    package func definition(_ rules: Rules) -> Phrase {
        let terms: [String: PhraseFact] = [
            "contact": .span(Self.contact), "quiet": .span(Self.quiet),
            "repeats": .span(rules.settings.repeatWindow), "back": .span(FirstTimeFix.within),
        ]
        return Phrase("figures.define.\(rawValue)", terms)
    }

    /// By what it can be told apart.
    package func fields(_ rules: Rules) -> [ReportField] {
        self == .quality
            ? ReportStore.scoreFields : basis(rules)?.fields ?? [.kind, .product, .zone, .technician]
    }

    // MARK: Terms

    /// A contact is over so long after it began.
    static let contact = Span.hours(1)
    /// So long nothing may come back for a matter to have been settled at the first contact (DOMAIN 5.2).
    static let quiet = Span.days(7)

    /// What its rows are; nil for what visits or reviews are read for.
    func basis(_ rules: Rules) -> ReportBasis? {
        switch self {
        case .opened: .opened
        case .closed: .closed
        case .firstResponse: .ended(metric: "acknowledge", instead: [:])
        case .resolution: .ended(metric: "resolve", instead: Self.settling(rules))
        case .firstContact: .firstContact(within: Self.contact, quiet: Self.quiet)
        case .reopened: .reopened
        case .repeated: .repeated(within: rules.settings.repeatWindow)
        case .firstTimeFix, .quality: nil
        case .followUps: .followUps
        case .promises: .promises
        }
    }

    /// What settles a case of those kinds that are not to be resolved: an answer, a delivery, an installation.
    private static func settling(_ rules: Rules) -> [CaseKind: String] {
        rules.workflows.kinds(of: .case).reduce(into: [:]) { found, kind in
            let started = Set(kind.states.flatMap(\.clocks.start))
            guard !started.contains("resolve") else { return }
            found[CaseKind(kind.name)] = ["answer", "install", "deliver"].first(where: started.contains)
        }
    }
}
