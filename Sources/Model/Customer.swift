/// Who receives the product, in ISO 9000's sense: internal departments count.
package enum CustomerKind: String, Sendable, Codable, CaseIterable {
    case consumer
    case endUser = "end user"
    case dealer
    case serviceProvider = "service provider"
    case internalDepartment = "internal department"
}

package enum DealerType: String, Sendable, Codable, CaseIterable {
    case agent, wholesaler, retailer
}

package struct Customer: Hashable, Sendable, Codable {
    package var id: CustomerID
    package var version: Int
    package var kind: CustomerKind
    package var dealerType: DealerType?
    /// By the name that the rules give it; empty for the usual rank, which customers have of whom nothing else is said.
    package var rank: String
    package var name: String
    /// BCP 47, such as `zh-Hans`; the language to serve this customer in.
    package var language: String
    package var contacts: [Contact]
    package var addresses: [Address]
    package var remarks: String
    /// May be called about one's own repair; `false` is do-not-call.
    package var mayCall: Bool
    /// When they wish to be rung up; nil for any time.
    package var callHours: WishedHours?
    /// Whether they agreed to be called about offers; silence is no consent.
    package var mayOffer: Bool
    /// What an importer knows this record by; nil for records made here.
    package var externalKey: String?
    /// The customer this one was merged into.
    package var mergedInto: CustomerID?
    package var createdAt: Instant

    package init(
        id: CustomerID, version: Int = 1, kind: CustomerKind = .consumer, dealerType: DealerType? = nil,
        rank: String = "", name: String, language: String = "zh-Hans", contacts: [Contact] = [],
        addresses: [Address] = [],
        remarks: String = "", mayCall: Bool = true, callHours: WishedHours? = nil, mayOffer: Bool = false,
        externalKey: String? = nil,
        mergedInto: CustomerID? = nil, createdAt: Instant
    ) {
        self.id = id
        self.version = version
        self.kind = kind
        self.dealerType = dealerType
        self.rank = rank
        self.name = name
        self.language = language
        self.contacts = contacts
        self.addresses = addresses
        self.remarks = remarks
        self.mayCall = mayCall
        self.callHours = callHours
        self.mayOffer = mayOffer
        self.externalKey = externalKey
        self.mergedInto = mergedInto
        self.createdAt = createdAt
    }

    package var phones: [PhoneNumber] { contacts.flatMap(\.phones) }

    /// Those that were not found wrong: what is dialled and offered.
    package var goodPhones: [PhoneNumber] { phones.filter { !$0.isWrong } }

    /// The same, each once: contacts of one household often share theirs.
    package var goodNumbers: [PhoneNumber] { goodPhones.eachOnce }

    /// Whether every number was found wrong: nobody can be rung up until one is put right.
    package var lacksNumber: Bool { !phones.isEmpty && goodPhones.isEmpty }

    /// Changes each number of all contacts that `wanted` names.
    package mutating func changePhones(
        where wanted: (PhoneNumber) -> Bool, _ change: (inout PhoneNumber) -> Void
    ) {
        for i in contacts.indices {
            for j in contacts[i].phones.indices where wanted(contacts[i].phones[j]) {
                change(&contacts[i].phones[j])
            }
        }
    }
}

/// A person at a customer's, with any number of phones.
package struct Contact: Hashable, Sendable, Codable {
    package var id: Int64
    package var name: String
    package var role: String
    package var email: String
    package var phones: [PhoneNumber]

    package init(
        id: Int64 = 0, name: String, role: String = "", email: String = "", phones: [PhoneNumber] = []
    ) {
        self.id = id
        self.name = name
        self.role = role
        self.email = email
        self.phones = phones
    }
}

package struct Address: Hashable, Sendable, Codable {
    package var id: Int64
    package var province: String
    package var city: String
    package var district: String
    /// Street, community, building, room.
    package var street: String
    /// The service zone a technician covers.
    package var zone: String
    package var place: Place?

    package init(
        id: Int64 = 0, province: String = "", city: String = "", district: String = "", street: String = "",
        zone: String = "", place: Place? = nil
    ) {
        self.id = id
        self.province = province
        self.city = city
        self.district = district
        self.street = street
        self.zone = zone
        self.place = place
    }
}

/// A point on the earth, WGS 84 degrees.
package struct Place: Hashable, Sendable, Codable {
    package var latitude: Double
    package var longitude: Double

    package init(latitude: Double, longitude: Double) {
        self.latitude = latitude
        self.longitude = longitude
    }

    /// `31.2304,121.4737`: latitude and longitude in degrees.
    package init?(_ text: String) {
        let parts = text.split(separator: ",").map { Double($0.filter { $0 != " " }) }
        guard parts.count == 2, let latitude = parts[0], let longitude = parts[1],
            (-90...90).contains(latitude), (-180...180).contains(longitude)
        else { return nil }
        self.init(latitude: latitude, longitude: longitude)
    }
}

/// One installed product of a customer.
package struct Unit: Hashable, Sendable, Codable {
    package var id: UnitID
    package var version: Int
    package var customer: CustomerID
    /// The product class that warranty rules and promises know, such as `air-conditioner`.
    package var product: String
    package var model: String
    package var serial: String
    package var boughtOn: Day?
    package var deliveredOn: Day?
    package var installedOn: Day?
    package var price: Money?
    /// Whether the invoice (or voucher) was seen.
    package var hasInvoice: Bool
    package var soldRemotely: Bool
    package var dealer: CustomerID?
    package var addressID: Int64?
    package var externalKey: String?
    package var createdAt: Instant

    package init(
        id: UnitID, version: Int = 1, customer: CustomerID, product: String, model: String = "",
        serial: String = "", boughtOn: Day? = nil, deliveredOn: Day? = nil, installedOn: Day? = nil,
        price: Money? = nil, hasInvoice: Bool = false, soldRemotely: Bool = false, dealer: CustomerID? = nil,
        addressID: Int64? = nil, externalKey: String? = nil, createdAt: Instant
    ) {
        self.id = id
        self.version = version
        self.customer = customer
        self.product = product
        self.model = model
        self.serial = serial
        self.boughtOn = boughtOn
        self.deliveredOn = deliveredOn
        self.installedOn = installedOn
        self.price = price
        self.hasInvoice = hasInvoice
        self.soldRemotely = soldRemotely
        self.dealer = dealer
        self.addressID = addressID
        self.externalKey = externalKey
        self.createdAt = createdAt
    }
}
