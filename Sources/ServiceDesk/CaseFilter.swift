package import Model
package import Records

/// What people write to see some cases of a list: words, and fields with what they must be. The one language of the
/// screens' filter line, of views in `queues.yaml`, and of `case list --filter`.
///
///     kind:repair,complaint owner:me -state:waiting-parts due<2h 冰箱
///
/// All terms must hold; a comma says "or"; `-` in front says "not". A word is looked for in the matter and in the
/// customer's name. What it means (`me`, `2h`) is settled when it is asked, so that it can be kept.
package struct CaseFilter: Sendable, Hashable {
    package enum Field: String, FilterField, CaseIterable {
        case kind, queue, state, category = "is", owner, team, severity, product, fault, channel, zone,
            customer
        case unit
        /// What kind of customer it comes from.
        case from
        /// Of what rank its customer is.
        case rank
        /// Whether its unit is named by a recall that is under way.
        case recall
        case due, age, idle
        case chasers = "chased", reopened

        /// Fields that are compared by `<` and `>`.
        package var isCompared: Bool {
            switch self {
            case .due, .age, .idle, .chasers, .reopened: true
            default: false
            }
        }
    }

    enum Term: Sendable, Hashable {
        case fixed(CaseTest.What)
        /// In the hands of whoever asks.
        case mine
        /// The moment lies before (`less`) or from so long after now on.
        case moment(CaseTest.Moment, Span, isBefore: Bool)
    }

    struct SignedTerm: Sendable, Hashable {
        var term: Term
        var isNegated: Bool
    }

    var terms: [SignedTerm] = []
    /// As it was written.
    package var text = ""

    package init() {}
    package var isEmpty: Bool { terms.isEmpty }

    /// What it comes to for someone at some moment.
    package func tests(for actor: Actor, at now: Instant) -> [CaseTest] {
        terms.map { signed in
            switch signed.term {
            case .fixed(let what): CaseTest(what, isNegated: signed.isNegated)
            case .mine: CaseTest(.owner([actor.staffID ?? StaffID(0)]), isNegated: signed.isNegated)
            case .moment(let moment, let span, let isBefore):
                CaseTest(
                    isBefore ? .before(moment, now + span) : .from(moment, now + span),
                    isNegated: signed.isNegated)
            }
        }
    }
}
