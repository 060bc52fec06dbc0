package import Model

/// What an audit of the service can be made of, as `audit.yaml` says it: whom it asks, what interviews ask them, and what it
/// gives by when.
package struct AuditBook: Sendable, Hashable {
    /// In the file's order, as are the others.
    package let groups: [Group]
    package let guides: [Guide]
    package let milestones: [Milestone]

    package enum Side: String, Sendable, CaseIterable {
        case external, `internal`, competitors
    }

    /// By what it is known that a group was reached.
    package enum Who: Sendable, Hashable {
        /// Customers of a kind, some of them only by their type or a word of their names.
        case customers(CustomerKind, type: DealerType?, names: [String])
        /// People of this house.
        case staff
        case companies(Competitor.Kind)
    }

    package struct Group: Sendable, Hashable {
        package let name: String
        package let side: Side
        package let label: Label
        package let who: Who
        /// Whose answers count; empty where none are asked.
        package let questionnaires: [String]
        /// How many are wanted by each way in which it can be asked, unless an audit says otherwise.
        package let samples: [AuditMethod: Int]
        /// What interviews ask, one after the other.
        package let guides: [String]

        /// In the order of their kind.
        package var methods: [AuditMethod] { AuditMethod.allCases.filter { samples[$0] != nil } }
    }

    package struct Guide: Sendable, Hashable {
        package let name: String
        package let label: Label
        package let questions: [Question]
    }

    package struct Question: Sendable, Hashable {
        package let name: String
        package let ask: Label
    }

    /// The steps of planning an after-sales service.
    package enum Step: String, Sendable, CaseIterable {
        case audit, strategy, system, people
    }

    package struct Milestone: Sendable, Hashable {
        package let name: String
        package let step: Step
        package let label: Label
        /// Days from an audit's first to the one on which it is due, unless the audit says otherwise.
        package let after: Int
    }

    package func group(_ name: String) -> Group? { groups.first { $0.name == name } }
    package func milestone(_ name: String) -> Milestone? { milestones.first { $0.name == name } }

    /// What an interview asks somebody of a group.
    package func questions(of group: Group) -> [Question] {
        group.guides.flatMap { name in guides.first { $0.name == name }?.questions ?? [] }
    }
}

/// Which questionnaires there are, by what their sheets are of.
package struct AuditWords: Sendable {
    package var ofCustomers: [String]
    package var ofStaff: [String]

    package init(_ questionnaires: [Questionnaire]) {
        ofStaff = questionnaires.filter { $0.about == .staff }.map(\.name)
        ofCustomers = questionnaires.filter { $0.about != .staff }.map(\.name)
    }
}
