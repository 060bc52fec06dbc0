package import Model
import Records
import ServiceTime
import Workflow

extension Work {
    /// Adds a customer; ids inside `new` are ignored.
    /// - Throws: `DeskFault.missing` when neither a name nor a phone is given, `.unknownRank`.
    package func addCustomer(_ new: Customer) throws -> Customer {
        try require(.editCustomer)
        var customer = new
        customer.createdAt = now
        try check(&customer, since: nil)
        customer = try customers.insert(customer)
        try index(customer, isNew: true)
        var facts: [String: FieldValue] = [
            "name": .text(customer.name), "kind": .text(customer.kind.rawValue),
        ]
        if !customer.rank.isEmpty { facts["rank"] = .text(customer.rank) }
        try record(Subject(customer.id), "customer.added", facts, isFirst: true)
        return customer
    }

    /// Changes a customer over the version it was read at.
    /// - Parameter merging: joins it with what others changed since, where that is other fields.
    /// - Throws: `EditConflict` when someone else changed it since, `DeskFault.unknownRank`.
    package func editCustomer(_ changed: Customer, merging: Bool = false) throws -> Customer {
        try require(.editCustomer)
        guard let before = try customers.find(changed.id) else {
            throw DeskFault.unknown(changed.id.description)
        }
        var customer = try settle(changed, over: before, merging: merging)
        try check(&customer, since: before)
        customer = try customers.update(customer)
        if before.mayCall, !customer.mayCall { try asDesk().stopCalls(of: customer.id) }
        if customer.language != before.language || customer.callHours != before.callHours
            || customer.lacksNumber != before.lacksNumber
        {
            try callsFollow(customer)
        }
        try index(customer)
        let (changes, isOfNumbers) = (
            customer.changes(since: before), try recordNumbers(of: customer, since: before)
        )
        if !changes.isEmpty || !isOfNumbers {
            try record(Subject(customer.id), "customer.edited", changes, version: customer.version)
        }
        return customer
    }

    /// What is still to be made of calls goes by what the customer wishes now, and by whether there is a number.
    func callsFollow(_ customer: Customer) throws {
        try calls.follow(customer, except: rules.calling().asked.sorted())
    }

    /// - Parameter before: as it was recorded; nil for a new one.
    private func check(_ customer: inout Customer, since before: Customer?) throws {
        customer.name = customer.name.trimmed
        if customer.name.isEmpty {
            guard let phone = customer.phones.first else { throw DeskFault.missing(field: "name") }
            customer.name = phone.typed
        }
        if customer.kind == .dealer, customer.dealerType == nil { customer.dealerType = .retailer }
        if customer.kind != .dealer { customer.dealerType = nil }
        customer.rank = rules.settings.keptRank(customer.rank)
        // A rank that the rules have dropped stays until somebody gives another.
        let ranks = rules.settings.ranks.map(\.name)
        if !customer.rank.isEmpty, customer.rank != before?.rank, !ranks.contains(customer.rank) {
            throw DeskFault.unknownRank(customer.rank, known: ranks)
        }
        if let hours = customer.callHours, try !rules.calling().canKeep(hours, from: now) {
            throw DeskFault.hoursNeverOpen(hours, try rules.calling().askedHours.label)
        }
    }

    func index(_ c: Customer, isNew: Bool = false) throws {
        let phones = c.phones.flatMap { [CustomerStore.nationalDigits($0), $0.typed] }
        let people = c.contacts.flatMap { [$0.name, $0.email] }
        let places = c.addresses.flatMap { [$0.province, $0.city, $0.district, $0.street] }
        let initials = SearchText.initials(of: c.name).map { [$0] } ?? []
        try search.put(
            .customer, c.id.number, texts: [c.name, c.remarks] + initials + phones + people + places,
            isNew: isNew)
    }
}

extension Address {
    /// The address on one line, widest part first, as Chinese addresses are written.
    package var line: String {
        [province, city == province ? "" : city, district, street].filter { !$0.isEmpty }.joined(
            separator: " ")
    }
}
