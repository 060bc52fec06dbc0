package import Model

/// What is said and asked in a follow-up call, and how it can end once somebody is on the line, as
/// `Resources/followups/scripts.yaml` says it.
package struct CallScript: Sendable, Hashable {
    /// How a call is closed, and what that means in calls of this kind.
    package struct End: Sendable, Hashable {
        /// A transition of the call's workflow.
        package var step: String
        package var label: Label
    }

    /// A word in braces that stands for what the call is about.
    package enum Placeholder: String, Sendable, CaseIterable {
        case clerk, customer, product
        /// A sentence: when somebody comes, in calls that tell of another time for a visit.
        case when
    }

    package var plans: [String]
    package var reasons: [String]
    /// Before one knows who is on the line.
    package var opening: Label
    /// Once it is known to be the customer.
    package var then: Label?
    /// Questions of the call's workflow.
    package var asks: [String]
    /// In the order of their keys.
    package var ends: [End]

    /// Whether it is for all that no other script is for.
    var isForAll: Bool { plans.isEmpty && reasons.isEmpty }

    package func end(_ step: String) -> Label? { ends.first { $0.step == step }?.label }
}

/// The scripts of a desk; the last is for every call that no other is for.
package struct CallScripts: Sendable {
    package let all: [CallScript]
    /// Steps that some script closes a call by: offered only where its own script names them.
    package let ends: Set<String>

    init(_ all: [CallScript]) {
        self.all = all
        ends = Set(all.flatMap { $0.ends.map(\.step) })
    }

    /// - Returns: the first that fits, which is there: the reader refuses a file whose last script is not for all calls.
    package func script(for call: FollowUpCall) -> CallScript? {
        all.first { script in
            script.isForAll || script.reasons.contains(call.reason)
                || !call.plan.isEmpty && script.plans.contains(call.plan)
        }
    }
}
