package import Model

/// A service promise: what is published to customers, and the stricter one we hold ourselves to.
package struct Promise: Hashable, Sendable {
    package enum Need: String, Sendable, CaseIterable {
        /// What every customer expects.
        case basic
        case valueAdded = "value-added"
    }

    /// The service lines a promise can belong to.
    package enum Line: String, Sendable, CaseIterable {
        case delivery, installation, `return`, exchange, warranty, repair
        case onSite = "on-site"
        case followUp = "follow-up"
        case customerFile = "customer file"
        case consultation, complaint, relocation
    }

    package let id: String
    package let line: Line
    package let need: Need
    package let label: Label
    /// The words customers read.
    package let wording: Label
    /// What the clock measures; nil for a promise that is kept or not, without a clock.
    package let metric: String?
    package internal(set) var published: Target?
    /// Never longer than the published one.
    package let internalTarget: Target?
    /// Whether it is owed again and again while the matter is open: keep informed every N hours.
    package let repeats: Bool
    package let calendar: String
    package let scope: Scope
    /// In force from the day `since` on, until before the day `until`.
    package var since: Day?
    package var until: Day?
    /// Where the figure comes from, or `default`.
    package let source: String

    /// To whom and to what it applies; nil or empty is everything.
    package struct Scope: Hashable, Sendable {
        package var subject: SubjectKind
        package var kinds: [String] = []
        package var severity: [String] = []
        package var customer: [String] = []
        package var dealer: [String] = []
        package var region: [String] = []
        package var product: [String] = []

        /// How narrow it is: first the count of the things it names; on equal counts the more telling one decides, in
        /// the order type of dealer, kind of customer, region, product, severity, kind of case.
        var specificity: Int {
            func part(_ named: [String], _ weight: Int) -> Int { named.isEmpty ? 0 : 100 + weight }
            return part(dealer, 32) + part(customer, 16) + part(region, 8) + part(product, 4)
                + part(severity, 2) + part(kinds, 1)
        }
    }
}

/// What is known of a matter when a promise is chosen.
package struct PromiseFacts: Hashable, Sendable {
    package var subject: SubjectKind
    package var kind: String?
    package var severity: Severity?
    package var customerKind: CustomerKind?
    package var dealerType: DealerType?
    package var province: String?
    package var city: String?
    package var zone: String?
    package var product: String?

    package init(
        subject: SubjectKind, kind: String? = nil, severity: Severity? = nil,
        customerKind: CustomerKind? = nil,
        dealerType: DealerType? = nil, province: String? = nil, city: String? = nil, zone: String? = nil,
        product: String? = nil
    ) {
        (self.subject, self.kind, self.severity) = (subject, kind, severity)
        (self.customerKind, self.dealerType) = (customerKind, dealerType)
        (self.province, self.city, self.zone, self.product) = (province, city, zone, product)
    }
}

extension Promise.Scope {
    /// How close to the customer the named region is: 3 the service zone, 2 the city, 1 the province, 0 none named.
    func closeness(_ facts: PromiseFacts) -> Int {
        let places = [facts.province, facts.city, facts.zone]
        let close = places.lastIndex { $0.map(region.contains) ?? false }
        return close.map { $0 + 1 } ?? 0
    }

    /// The first thing that keeps it from applying; nil when it applies.
    func mismatch(_ facts: PromiseFacts) -> String? {
        if subject != facts.subject { return "subject" }
        func misses(_ wanted: [String], _ have: [String?]) -> Bool {
            !wanted.isEmpty && !have.contains { $0.map(wanted.contains) ?? false }
        }
        if misses(kinds, [facts.kind]) { return "kinds" }
        if misses(severity, [facts.severity?.rawValue]) { return "severity" }
        if misses(customer, [facts.customerKind?.rawValue]) { return "customer" }
        if misses(dealer, [facts.dealerType?.rawValue]) { return "dealer" }
        if misses(region, [facts.zone, facts.city, facts.province]) { return "region" }
        if misses(product, [facts.product]) { return "product" }
        return nil
    }
}
