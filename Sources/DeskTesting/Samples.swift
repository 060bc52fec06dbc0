package import Model

/// Ready-made values for tests.
package enum Samples {
    /// 2026-11-24 10:00 in Shanghai, a Tuesday.
    package static let now = Instant(milliseconds: 1_795_485_600_000)

    package static func customer(
        name: String = "王小明", phone: String = "+8613800138000", kind: CustomerKind = .consumer
    ) -> Customer {
        Customer(
            id: CustomerID(0), kind: kind, name: name,
            contacts: [Contact(name: name, phones: [PhoneNumber(typed: phone, normalised: phone)])],
            addresses: [
                Address(
                    province: "上海市", city: "上海市", district: "浦东新区", street: "张江路 88 号", zone: "浦东",
                    place: Place(latitude: 31.2, longitude: 121.6))
            ], createdAt: now)
    }

    package static func serviceCase(customer: CustomerID, summary: String = "空调不制冷") -> ServiceCase {
        ServiceCase(
            id: CaseID(0), kind: CaseKind("repair"), workflowVersion: 1, state: "logged", category: .new,
            customer: customer, queue: "repair", summary: summary, openedAt: now, stateSince: now)
    }
}
