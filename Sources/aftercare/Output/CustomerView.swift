import Model
import ServiceDesk
import Wording

/// A customer with contacts and addresses.
struct CustomerView: Encodable {
    var id: String
    var kind: CustomerKind
    @OrNull var dealerType: DealerType?
    /// By its name in the rules; empty where there are no ranks.
    var rank: String
    var name: String
    var language: String
    var phones: [String]
    /// Those of them that were found wrong.
    var wrongPhones: [String]
    var contacts: [ContactView]
    var addresses: [AddressView]
    var remarks: String
    var mayCall: Bool
    /// When they wish to be rung up; null for any time.
    @OrNull var callHours: String?
    /// Whether they agreed to be called about offers.
    var mayOffer: Bool
    @OrNull var externalKey: String?
    @OrNull var mergedInto: String?
    var created: String
    /// What an edit is made over (`--over`).
    var version: Int
    /// What the rank is called, where it is not the usual one; for people only.
    let distinction: String?

    private enum CodingKeys: String, CodingKey {
        case id, kind, dealerType, rank, name, language, phones, wrongPhones, contacts, addresses, remarks,
            mayCall
        case callHours, mayOffer, externalKey, mergedInto, created, version
    }

    init(_ c: Customer, _ v: Viewer) {
        let settings = v.reading.rules.settings
        id = c.id.description
        kind = c.kind
        _dealerType = OrNull(c.dealerType)
        rank = settings.rankName(c.rank)
        distinction = settings.distinction(c.rank).map { v.output.wording.text($0) }
        name = c.name
        language = c.language
        phones = c.phones.map(\.normalised)
        wrongPhones = c.phones.filter(\.isWrong).map(\.normalised)
        contacts = c.contacts.map(ContactView.init)
        addresses = c.addresses.map(AddressView.init)
        remarks = c.remarks
        mayCall = c.mayCall
        _callHours = OrNull(c.callHours?.description)
        mayOffer = c.mayOffer
        _externalKey = OrNull(c.externalKey)
        _mergedInto = OrNull(c.mergedInto?.description)
        created = v.output.iso(c.createdAt)
        version = c.version
    }
}

struct ContactView: Encodable {
    var name: String
    var role: String
    var email: String
    /// As they were typed.
    var phones: [String]

    init(_ c: Contact) { (name, role, email, phones) = (c.name, c.role, c.email, c.phones.map(\.typed)) }
}

struct AddressView: Encodable {
    var id: Int64
    var province: String
    var city: String
    var district: String
    var street: String
    var zone: String
    @OrNull var latitude: Double?
    @OrNull var longitude: Double?
    let line: String

    private enum CodingKeys: String, CodingKey {
        case id, province, city, district, street, zone, latitude, longitude
    }

    init(_ a: Address) {
        id = a.id
        (province, city, district, street, zone) = (a.province, a.city, a.district, a.street, a.zone)
        _latitude = OrNull(a.place?.latitude)
        _longitude = OrNull(a.place?.longitude)
        line = a.line
    }
}

extension CustomerView: Listable {
    static let titles = [
        "cli.title.id", "cli.title.customerKind", "cli.title.customerName", "cli.title.phone",
        "cli.title.address",
    ]

    func cells(_ output: Output) -> [TextCell] {
        [
            TextCell(id, .strong), TextCell(output.kind(of: self)), TextCell(name),
            TextCell(said(contacts.flatMap(\.phones), output).first ?? ""),
            TextCell(addresses.first?.line ?? ""),
        ]
    }

    /// Numbers as people read them: good ones first, then those that were found wrong, marked.
    private func said(_ phones: [String], _ output: Output) -> [String] {
        let isWrong = { (typed: String) in
            wrongPhones.contains(PhoneNumber(parsing: typed)?.normalised ?? typed)
        }
        return phones.filter { !isWrong($0) } + phones.filter(isWrong).map { output.wrong($0) }
    }
}

extension CustomerView: Showable {
    func lines(_ output: Output) -> [String] {
        let people = contacts.map { contact in
            let phones = said(contact.phones, output).joined(separator: "  ")
            return (
                "cli.title.contact",
                [contact.name == name ? "" : contact.name, contact.role, phones, contact.email]
                    .filter { !$0.isEmpty }.joined(separator: "  ")
            )
        }
        let places = addresses.map {
            ("cli.title.address", $0.zone.isEmpty ? $0.line : "\($0.line)  [\($0.zone)]")
        }
        return output.facts(
            [
                ("cli.title.customer", id), ("cli.title.customerName", name),
                ("cli.title.customerKind", output.kind(of: self)), ("cli.title.rank", distinction ?? ""),
                ("cli.title.language", language),
                ("cli.title.mayCall", mayCall ? "" : output.yes(false)),
                ("cli.title.callHours", output.hours(callHours)),
                ("cli.title.mayOffer", mayOffer ? output.yes(true) : ""),
                ("cli.title.mergedInto", mergedInto ?? ""),
            ] + people + places + [("cli.title.remarks", remarks)])
    }
}

extension Output {
    /// A number that was found wrong.
    func wrong(_ phone: String) -> String { words("customer.wrongNumber", ["phone": .text(phone)]) }

    /// Wished hours as people read them.
    fileprivate func hours(_ text: String?) -> String {
        guard let text else { return "" }
        return (try? WishedHours(text)).map { wording.say($0.phrase) } ?? text
    }

    fileprivate func kind(of c: CustomerView) -> String {
        if let type = c.dealerType { return wording.name(type) }
        return wording.name(c.kind)
    }
}

/// Everything about one customer: beside itself whom they refuse, units and cases.
struct CustomerFileView: Showable {
    let customer: CustomerView
    let refusals: RefusalsView
    let units: [UnitView]
    let cases: [CaseView]

    private enum CodingKeys: String, CodingKey { case refuses, units, cases }

    func encode(to encoder: any Encoder) throws {
        try customer.encode(to: encoder)
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(refusals.refuses, forKey: .refuses)
        try container.encode(units, forKey: .units)
        try container.encode(cases, forKey: .cases)
    }

    func lines(_ output: Output) -> [String] {
        let refused = refusals.names.isEmpty ? [] : refusals.lines(output)
        let parts = [customer.lines(output), refused, output.table(units), output.table(cases)]
        return Array(parts.filter { !$0.isEmpty }.joined(separator: [""]))
    }
}

/// One installed product.
struct UnitView: Encodable {
    var id: String
    var customer: String
    var product: String
    var model: String
    var serial: String
    @OrNull var bought: String?
    @OrNull var delivered: String?
    @OrNull var installed: String?
    @OrNull var price: String?
    @OrNull var currency: String?
    var hasInvoice: Bool
    var soldRemotely: Bool
    @OrNull var dealer: String?
    @OrNull var address: Int64?
    @OrNull var externalKey: String?
    /// What an edit is made over (`--over`).
    var version: Int
    let label: String
    let sum: Money?

    private enum CodingKeys: String, CodingKey {
        case id, customer, product, model, serial, bought, delivered, installed, price, currency, hasInvoice
        case soldRemotely, dealer, address, externalKey, version
    }

    init(_ u: Unit, _ v: Viewer) {
        id = u.id.description
        customer = u.customer.description
        (product, model, serial) = (u.product, u.model, u.serial)
        _bought = OrNull(u.boughtOn?.description)
        _delivered = OrNull(u.deliveredOn?.description)
        _installed = OrNull(u.installedOn?.description)
        _price = OrNull(u.price?.description)
        _currency = OrNull(u.price?.currency)
        (hasInvoice, soldRemotely) = (u.hasInvoice, u.soldRemotely)
        _dealer = OrNull(u.dealer?.description)
        _address = OrNull(u.addressID)
        _externalKey = OrNull(u.externalKey)
        version = u.version
        label = v.reading.rules.product(u.product).map { v.output.wording.text($0.label) } ?? u.product
        sum = u.price
    }
}

extension UnitView: Listable {
    static let titles = [
        "cli.title.unit", "cli.title.customer", "cli.title.product", "cli.title.model", "cli.title.serial",
        "cli.title.bought", "cli.title.installed",
    ]

    func cells(_ output: Output) -> [TextCell] {
        [
            TextCell(id, .strong), TextCell(customer), TextCell(label), TextCell(model), TextCell(serial),
            TextCell(bought ?? ""), TextCell(installed ?? ""),
        ]
    }
}

extension UnitView: Showable {
    func lines(_ output: Output) -> [String] {
        output.facts([
            ("cli.title.unit", id), ("cli.title.customer", customer), ("cli.title.product", label),
            ("cli.title.model", model), ("cli.title.serial", serial), ("cli.title.bought", bought ?? ""),
            ("cli.title.delivered", delivered ?? ""), ("cli.title.installed", installed ?? ""),
            ("cli.title.price", sum.map { output.wording.money($0) } ?? ""),
            ("cli.title.invoice", output.yes(hasInvoice)),
            ("cli.title.remote", soldRemotely ? output.yes(true) : ""), ("cli.title.dealer", dealer ?? ""),
        ])
    }
}
