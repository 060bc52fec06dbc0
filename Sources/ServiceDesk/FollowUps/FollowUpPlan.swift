package import Model
package import ServiceTime
package import Workflow

/// Which event makes which follow-up call, as a file of `Resources/followups` says it.
///
///     after-repair:
///       reason: after visit
///       on: {repair: [visit-done]}
///       from: 24 hours
///       by: 72 hours
package struct FollowUpPlan: Sendable {
    /// Unique among all plans; the calls it makes out name it.
    package var name: String
    package var label: Label
    /// Why the customer is rung up: decides what is asked, and the hours.
    package var reason: String
    package var trigger: Trigger
    /// What the case must be like; nil for any.
    package var only: Condition?
    /// Not before this long after the event; nil is at once.
    package var from: TimedAmount?
    /// Not after this long after it.
    package var by: TimedAmount
    /// What both are counted on.
    package var calendar: String
    /// Of a hundred such events, how many make a call.
    package var share: Int
    package var rank: CallRank
    /// Whether it is never made together with another call due for the customer.
    package var isAlone: Bool
    /// Whether it offers something: only to customers who agreed to offers.
    package var isOffer: Bool
    /// Where it is not tried as often, or as spread, as other calls.
    package var attempts: CallingRules.Attempts?
    /// In place of what the questionnaires say for its reason.
    package var questionnaire: String?
    /// Where it is written.
    package var place: String

    package enum Trigger: Sendable, Hashable {
        /// A step of a case's workflow is taken: by kind, the steps.
        case steps([String: [String]])
        case recurring(Recurring)
    }

    /// For units, again and again.
    package struct Recurring: Sendable, Hashable {
        package var recurrence: Recurrence
        /// The day of the unit it runs from.
        package var since: Since
        /// Only units of these products; empty for any.
        package var products: [String]
        /// Only units whose serial number begins so: a batch; empty for any.
        package var serial: String
        package var holiday: HolidayPolicy
        /// Over so many working days, so that not everybody is due on one.
        package var spread: Int
    }

    package enum Since: String, Sendable, CaseIterable {
        /// Installed, else delivered, else bought.
        case installed
        case bought
        /// The last day of the warranty, extensions included.
        case warrantyEnd = "warranty end"
    }

    package var recurring: Recurring? {
        if case .recurring(let recurring) = trigger { recurring } else { nil }
    }

    /// Whether chance has this one among those rung up: the same whenever it is asked, and even over all of them.
    /// - Parameter about: what the event is about, such as `C12` or `U7 2026-03-02`.
    package func draws(_ about: String) -> Bool {
        share >= 100 || Int(Self.hash(name + " " + about) % 100) < share
    }

    /// The working day it falls on when it is spread, counted from the first.
    func place(of customer: CustomerID, spread: Int) -> Int {
        spread <= 1 ? 0 : Int(Self.hash("\(name) \(customer)") % UInt64(spread))
    }

    /// FNV-1a, stirred once more so that its low digits are as even as its high ones.
    private static func hash(_ text: String) -> UInt64 {
        let sum = FNV1a.hash64(text.utf8)
        let stirred = (sum ^ (sum >> 33)) &* 0xff51_afd7_ed55_8ccd
        return stirred ^ (stirred >> 33)
    }
}

/// All plans, in the order of their files.
package struct FollowUpPlans: Sendable {
    package let all: [FollowUpPlan]
    private let steps: [String: [FollowUpPlan]]

    init(_ all: [FollowUpPlan]) {
        self.all = all
        var steps: [String: [FollowUpPlan]] = [:]
        for plan in all {
            guard case .steps(let kinds) = plan.trigger else { continue }
            for (kind, names) in kinds {
                for name in names { steps["\(kind) \(name)", default: []].append(plan) }
            }
        }
        self.steps = steps
    }

    package subscript(name: String) -> FollowUpPlan? { all.first { $0.name == name } }

    /// Those a step of a case sets going.
    package func plans(after step: String, of kind: CaseKind) -> [FollowUpPlan] {
        steps["\(kind.rawValue) \(step)"] ?? []
    }

    package var recurring: [FollowUpPlan] { all.filter { $0.recurring != nil } }
}
