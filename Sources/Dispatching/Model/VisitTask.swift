package import Model

/// What a visit needs, before anybody is given it.
package struct VisitTask: Sendable, Hashable {
    package var place: Place?
    /// The service zone of the place; empty is anywhere.
    package var zone: String
    package var product: String
    /// On site as a rule, by product and fault; a technician's own pace comes on top.
    package var minutes: Int
    /// What the technician must be able to do, and how well; empty is anybody.
    package var skill: String
    package var level: Int
    /// The paper the technician must hold on the day; empty is none.
    package var certificate: String
    /// How many come: 1, or 2 for what one cannot lift. The second needs no skill.
    package var crew: Int
    /// Parts that must be there, and how many.
    package var parts: [String: Int]
    /// Where what a vehicle does not carry is to be had, by part.
    package var supply: [String: [PartSupply]]
    /// Nobody arrives before this; what it must follow (an earlier visit, a part on its way) is told in it.
    package var earliest: Instant
    /// Nobody arrives at this or later.
    package var latest: Instant
    /// When the customer can be there; none means always. A promised window lies in one of them.
    package var windows: [Window]
    /// By when a service promise wants somebody there.
    package var promiseDue: Instant?
    /// The odds that one visit settles the matter, whoever comes; nil when nothing was learnt of that.
    package var fixOdds: Double?
    /// How much lateness and waiting weigh, in per cent.
    package var priority: Int
    /// Who came before; another costs a price.
    package var preferred: StaffID?
    /// Nobody else will do.
    package var only: StaffID?
    /// Not these, whatever they can do: the customer refused them.
    package var excluded: Set<StaffID>

    package init(
        place: Place?, minutes: Int, skill: String = "", level: Int = 1, zone: String = "",
        product: String = "", certificate: String = "", crew: Int = 1, parts: [String: Int] = [:],
        supply: [String: [PartSupply]] = [:], earliest: Instant, latest: Instant, windows: [Window] = [],
        promiseDue: Instant? = nil,
        priority: Int = 100, preferred: StaffID? = nil, only: StaffID? = nil, excluded: Set<StaffID> = []
    ) {
        (self.place, self.minutes, self.skill, self.level) = (place, minutes, skill, level)
        (self.zone, self.product, self.certificate) = (zone, product, certificate)
        (self.crew, self.parts, self.earliest, self.latest) = (crew, parts, earliest, latest)
        self.supply = supply
        (self.windows, self.promiseDue, self.priority) = (windows, promiseDue, priority)
        (self.preferred, self.only, self.excluded) = (preferred, only, excluded)
    }
}
