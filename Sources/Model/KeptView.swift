/// A filter that somebody keeps under a name, for themselves or for others beside; or how a queue or view of the rules is at this
/// desk, which somebody set for everyone.
package struct KeptView: Hashable, Sendable {
    package var id: ViewID
    package var name: String
    /// In the names of the rule files, so that it is understood in every language.
    package var filter: String
    /// Of what it is; nil of cases.
    package var of: WorkKind?
    package var owner: StaffID
    /// Whether it is offered to others.
    package var isShared: Bool
    /// To whom it is offered when it is; none named, everyone.
    package var roles: [String]
    /// What is on top.
    package var order = ListOrder.urgency
    /// Which columns, in this order, by the names of the rule files; none, those that every list has.
    package var columns: [String] = []
    /// What counts as at risk in it, a filter in the names of the rule files; empty for what the desk says everywhere.
    package var risk = ""
    /// For which list of the rules it stands, set for everyone; its owner is who set it. Nil of a view that somebody keeps.
    package var standsFor: ListOfRules?
    package var version: Int

    package init(
        id: ViewID = ViewID(0), name: String, filter: String, owner: StaffID, isShared: Bool = false,
        roles: [String] = [], version: Int = 1
    ) {
        (self.id, self.name, self.filter, self.owner) = (id, name, filter, owner)
        (self.isShared, self.roles, self.version) = (isShared, roles, version)
    }

    package func isOffered(to person: StaffID?, roles others: [String]) -> Bool {
        owner == person || isShared && (roles.isEmpty || !Set(roles).isDisjoint(with: others))
    }
}
