package import Model

/// The facts ServiceDesk gathers for every subject of a kind, beside the workflow's own fields. Conditions may name
/// these and nothing else; a field may not take one of these names.
package enum BuiltInFacts {
    package struct Fact: Sendable {
        package let type: FactType
        /// The words it may be, when they are a closed list that code knows.
        package let choices: [String]

        init(_ type: FactType, _ choices: [String] = []) {
            self.type = type
            self.choices = choices
        }
    }

    /// The facts of a subject kind; empty for kinds that have no workflow.
    package static func of(_ kind: SubjectKind) -> [String: Fact] {
        switch kind {
        case .case: ofCase
        case .visit: ofVisit
        case .call: ofCall
        default: [:]
        }
    }

    private static let ofCase: [String: Fact] = [
        "kind": Fact(.text),
        "severity": Fact(.choice, Severity.allCases.map(\.rawValue)),
        "channel": Fact(.choice, Channel.allCases.map(\.rawValue)),
        "customerKind": Fact(.choice, CustomerKind.allCases.map(\.rawValue)),
        "dealerType": Fact(.choice, DealerType.allCases.map(\.rawValue)),
        // By its name in `desk.yaml`.
        "customerRank": Fact(.text),
        "product": Fact(.text),
        "fault": Fact(.text),
        "owner": Fact(.text),
        "queue": Fact(.text),
        // Whether the case is about a registered unit.
        "unit": Fact(.flag),
        "chasers": Fact(.number),
        "reopened": Fact(.number),
        "openVisits": Fact(.number),
        "doneVisits": Fact(.number),
        "lastVisitOutcome": Fact(.text),
        "visitWanted": Fact(.flag),
        // Nobody takes the case further before a note says why it is late, or came again.
        "noteWanted": Fact(.flag),
        "openCalls": Fact(.number),
        "openedAt": Fact(.instant),
        "closedAt": Fact(.instant),
        "stateSince": Fact(.instant),
        "now": Fact(.instant),
        // What the customer may demand today: return, exchange, free repair, paid repair.
        "entitlement": Fact(.words),
        // The decisions a supervisor has granted.
        "granted": Fact(.words),
    ]

    private static let ofVisit: [String: Fact] = [
        "technician": Fact(.text),
        "promisedStart": Fact(.instant),
        "promisedEnd": Fact(.instant),
        "plannedStart": Fact(.instant),
        "plannedEnd": Fact(.instant),
        "arrivedAt": Fact(.instant),
        "finishedAt": Fact(.instant),
        "stateSince": Fact(.instant),
        "now": Fact(.instant),
        "caseKind": Fact(.text),
        "customerRank": Fact(.text),
        // The most that may be charged after what was quoted, before the customer must agree once more (`prices.yaml`);
        // absent when nothing was quoted.
        "mostCharge": Fact(.money),
    ]

    private static let ofCall: [String: Fact] = [
        "customerRank": Fact(.text),
        "reason": Fact(.text),
        "attempts": Fact(.number),
        // How often it may still be tried (`followups/calling.yaml`).
        "attemptsLeft": Fact(.number),
        // How many numbers the customer has, beside the one that is rung up first, that were not found wrong.
        "otherNumbers": Fact(.number),
        "claimedBy": Fact(.text),
        "dueFrom": Fact(.instant),
        "dueBy": Fact(.instant),
        "stateSince": Fact(.instant),
        "now": Fact(.instant),
        // Whether the one who acts handled the case or did the repair, and so may not make the call.
        "barred": Fact(.flag),
        // Whether it asks a questionnaire that was not answered in it yet.
        "questionsOwed": Fact(.flag),
    ]
}
