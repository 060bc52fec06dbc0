import ArgumentParser
import Model
import Records
import ServiceDesk
import Wording

struct CustomerCommands: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "customer",
        abstract: "Customers: consumers, end users, dealers, service providers, departments.",
        subcommands: [
            AddCustomer.self, FindCustomers.self, ShowCustomer.self, EditCustomer.self, MergeCustomer.self,
            UnmergeCustomer.self, RefuseTechnician.self, AcceptTechnician.self, MarkNumber.self,
        ])
}

/// What can be said of a customer, when added and when edited.
struct CustomerOptions: ParsableArguments {
    @Option(help: "consumer, end-user, dealer, service-provider or internal-department.") var kind:
        CustomerKind?
    @Option(help: "For a dealer: agent, wholesaler or retailer.") var dealerType: DealerType?
    @Option(help: "Their rank, as desk.yaml names it, such as standard, key or vip.") var rank: String?
    @Option(help: "A phone number, as people write it; may be given several times.") var phone:
        [PhoneNumber] = []
    @Option(help: "The person to talk to, when that is not the customer.") var contact: String?
    @Option(help: "An e-mail address.") var email: String?
    @Option(help: "The language to serve them in: zh-Hans or en.") var language: String?
    @Option(help: "Province.") var province: String?
    @Option(help: "City.") var city: String?
    @Option(help: "District.") var district: String?
    @Option(help: "Street, community, building, room.") var street: String?
    @Option(help: "The service zone, as technicians' records name it.") var zone: String?
    @Option(help: ArgumentHelp("Where it is, in degrees.", valueName: "latitude,longitude")) var at: Place?
    @Option(help: "Remarks.") var remarks: String?
    @Flag(inversion: .prefixedNo, help: "Whether they may be called.") var mayCall: Bool?
    @Option(
        help: ArgumentHelp(
            "When they wish to be rung up, such as \"weekdays 9-12, 18-20; sat 10-16\"; any for any time.",
            valueName: "hours"))
    var callHours: String?
    @Flag(inversion: .prefixedNo, help: "Whether they agreed to be called about offers.") var mayOffer: Bool?

    private var saysAddress: Bool {
        [province, city, district, street, zone].contains { $0 != nil } || at != nil
    }

    /// Writes over `customer` what was said; what was not said stays.
    /// - Throws: `WishFault`.
    func apply(to customer: inout Customer) throws {
        if let kind { customer.kind = kind }
        if let dealerType { (customer.kind, customer.dealerType) = (.dealer, dealerType) }
        if let rank { customer.rank = rank }
        if let language { customer.language = language }
        if let remarks { customer.remarks = remarks }
        if let mayCall { customer.mayCall = mayCall }
        if let callHours { customer.callHours = callHours == "any" ? nil : try WishedHours(callHours) }
        if let mayOffer { customer.mayOffer = mayOffer }
        if contact != nil || email != nil || !phone.isEmpty { applyContact(to: &customer) }
        if saysAddress { applyAddress(to: &customer) }
    }

    private func applyContact(to customer: inout Customer) {
        if customer.contacts.isEmpty { customer.contacts = [Contact(name: customer.name)] }
        if let contact { customer.contacts[0].name = contact }
        if let email { customer.contacts[0].email = email }
        // A number that is said again is right.
        for said in phone { customer.changePhones(where: said.isSame) { $0.wrongSince = nil } }
        let known = Set(customer.phones.map(\.normalised))
        customer.contacts[0].phones += phone.filter { !known.contains($0.normalised) }
    }

    private func applyAddress(to customer: inout Customer) {
        if customer.addresses.isEmpty { customer.addresses = [Address()] }
        if let province { customer.addresses[0].province = province }
        if let city { customer.addresses[0].city = city }
        if let district { customer.addresses[0].district = district }
        if let street { customer.addresses[0].street = street }
        if let zone { customer.addresses[0].zone = zone }
        if let at { customer.addresses[0].place = at }
    }
}

struct AddCustomer: DeskCommand {
    static let configuration = CommandConfiguration(
        commandName: "add", abstract: "Add a customer, by name, phone or both.")

    @OptionGroup(title: "Global options") var globals: GlobalOptions
    @OptionGroup var said: CustomerOptions
    @Argument(help: "The name.") var name = ""

    func run(in session: Session) throws {
        var customer = Customer(
            id: CustomerID(0), name: name, language: session.output.wording.language, createdAt: session.now)
        try said.apply(to: &customer)
        try session.output.show(
            session.act {
                try $0.addCustomer(customer)
            } thenShow: {
                CustomerView($0, $1)
            })
    }
}

struct EditCustomer: DeskCommand {
    static let configuration = CommandConfiguration(
        commandName: "edit", abstract: "Change a customer; what is not said stays. Phones are added.")

    @OptionGroup(title: "Global options") var globals: GlobalOptions
    @OptionGroup var said: CustomerOptions
    @OptionGroup var over: OverVersion
    @Argument(help: "The customer, such as K1.") var id: CustomerID
    @Option(help: "A new name.") var name: String?
    @Option(help: "A phone to take out; may be given several times.") var dropPhone: [PhoneNumber] = []

    func run(in session: Session) throws {
        let edited = try session.act { work in
            let customer = try over.edited(work.reading.customer(id)) { customer in
                if let name { customer.name = name }
                try said.apply(to: &customer)
                try drop(from: &customer)
            }
            return try work.editCustomer(customer, merging: over.merge)
        } thenShow: {
            CustomerView($0, $1)
        }
        try session.output.show(edited)
    }

    /// A customer whose numbers are all wrong waits for a right one: with none at all nobody would look for it any more.
    private func drop(from customer: inout Customer) throws {
        let (dropped, lackedNumber) = (Set(dropPhone.map(\.normalised)), customer.lacksNumber)
        for i in customer.contacts.indices {
            customer.contacts[i].phones.removeAll { dropped.contains($0.normalised) }
        }
        if lackedNumber, customer.phones.isEmpty {
            throw DeskFault.badField(
                field: "drop-phone", value: dropPhone.map(\.typed).joined(separator: " "),
                expected: Phrase("cli.customer.lastNumber"))
        }
    }
}

struct MarkNumber: DeskCommand {
    static let configuration = CommandConfiguration(
        commandName: "number",
        abstract:
            "Say that a number is wrong and not to be dialled, that it is right after all, or what it is.",
        usage: "aftercare customer number K1 13800138000 (--wrong | --right | --becomes 13900139000)")

    @OptionGroup(title: "Global options") var globals: GlobalOptions
    @Argument(help: "The customer, such as K1.") var id: CustomerID
    @Argument(help: "One of their numbers.") var phone: PhoneNumber
    @Flag(help: "It is not the customer's: nobody dials it until it is put right.") var wrong = false
    @Flag(help: "It is right after all.") var right = false
    @Option(help: "The number that takes its place.") var becomes: PhoneNumber?

    func validate() throws {
        guard [wrong, right, becomes != nil].count(where: { $0 }) == 1 else {
            throw OptionFault.oneOf(["--wrong", "--right", "--becomes"])
        }
    }

    func run(in session: Session) throws {
        try session.output.show(
            session.act { work in
                if let becomes { return try work.correct(phone, of: id, to: becomes) }
                return try work.mark(phone, of: id, isWrong: wrong)
            } thenShow: {
                CustomerView($0, $1)
            })
    }
}

struct FindCustomers: DeskCommand {
    static let configuration = CommandConfiguration(
        commandName: "find",
        abstract: "Find customers by name, phone, address or number; Chinese names by their initials too.")

    @OptionGroup(title: "Global options") var globals: GlobalOptions
    @Argument(help: "What to look for.") var text: [String]
    @Option(help: "At most so many.") var limit = 20

    func run(in session: Session) throws {
        try session.output.list(
            session.read { v in
                try v.reading.find(text.joined(separator: " "), limit: max(1, limit)).customers.map {
                    CustomerView($0, v)
                }
            })
    }
}

struct ShowCustomer: DeskCommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "A customer with contacts, addresses, units and cases.")

    @OptionGroup(title: "Global options") var globals: GlobalOptions
    @Argument(help: "The customer, such as K1.") var id: CustomerID

    func run(in session: Session) throws { try session.showCustomer(id) }
}

struct MergeCustomer: DeskCommand {
    static let configuration = CommandConfiguration(
        commandName: "merge",
        abstract: "Merge a customer into another, with units, cases and calls; it can be undone whole.")

    @OptionGroup(title: "Global options") var globals: GlobalOptions
    @Argument(help: "The customer to merge, such as K2.") var id: CustomerID
    @Argument(help: "The customer that stays, such as K1.") var into: CustomerID

    func run(in session: Session) throws {
        try session.act { try $0.mergeCustomer(id, into: into) }
        try session.showCustomer(into)
    }
}

struct UnmergeCustomer: DeskCommand {
    static let configuration = CommandConfiguration(
        commandName: "unmerge", abstract: "Undo the merging of a customer, whole.")

    @OptionGroup(title: "Global options") var globals: GlobalOptions
    @Argument(help: "The customer that was merged, such as K2.") var id: CustomerID

    func run(in session: Session) throws {
        try session.act { try $0.unmergeCustomer(id) }
        try session.showCustomer(id)
    }
}

extension Session {
    fileprivate func showCustomer(_ id: CustomerID) throws {
        try output.show(
            read { v in
                let customer = try v.reading.customer(id)
                var query = CaseQuery()
                (query.order, query.openOnly, query.customer, query.limit) = (.newest, false, id, 100)
                query.tests = try v.reading.tests(of: actor)
                return CustomerFileView(
                    customer: CustomerView(customer, v), refusals: try RefusalsView(id, v),
                    units: try v.reading.units.of(id).map { UnitView($0, v) },
                    cases: try v.reading.cases.list(query).map { try CaseView($0, v) })
            })
    }
}
