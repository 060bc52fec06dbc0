/// What a file is imported as.
package enum ImportTarget: String, Sendable, CaseIterable {
    case cases, customers, units, technicians

    /// The fields a map may fill, beside `key`.
    var fields: [ImportField] {
        switch self {
        case .cases:
            [
                .kind, .product, .fault, .summary, .severity, .queue, .owner, .unit, .opened, .status,
                .closed,
            ]
        case .customers: ImportField.ofCustomer
        case .units:
            [
                .product, .model, .serial, .bought, .delivered, .installed, .price, .invoice, .remote,
                .created,
            ]
        case .technicians:
            [.login, .name, .team, .skills, .languages, .zones, .latitude, .longitude, .shift, .roles]
        }
    }

    /// What a map must say.
    var required: [ImportField] {
        switch self {
        case .cases: [.kind, .summary]
        case .customers: []
        case .units: [.product]
        case .technicians: [.login, .name]
        }
    }

    /// The fields of the `customer:` block: whose the row is, and for cases what is known of a new one.
    var customerFields: [ImportField] {
        switch self {
        case .cases: ImportField.ofCustomer
        case .customers, .units, .technicians: []
        }
    }

    var needsCustomer: Bool { self == .cases || self == .units }
}

/// A field of a record that a map can fill from a file. The names are the rule file's words.
package enum ImportField: String, Sendable, CaseIterable {
    case kind, product, fault, summary, severity, queue, owner, unit, opened, status, closed
    case name, dealerType, rank, language, contact, phones, email, remarks, mayCall, callHours, mayOffer,
        created
    case province, city, district, street, zone, latitude, longitude
    case model, serial, bought, delivered, installed, price, invoice, remote
    case login, team, skills, languages, zones, shift, roles

    static let ofCustomer: [ImportField] = [
        .kind, .dealerType, .rank, .name, .language, .contact, .phones, .email, .remarks, .mayCall,
        .callHours, .mayOffer, .created,
        .province, .city, .district, .street, .zone, .latitude, .longitude,
    ]
}
