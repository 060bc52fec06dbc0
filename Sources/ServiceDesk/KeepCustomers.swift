package import Model
import Records
import Workflow

extension Work {
    /// Adds a customer; ids inside `new` are ignored.
    /// - Throws: `DeskFault.missing` when neither a name nor a phone is given.
    package func addCustomer(_ new: Customer) throws -> Customer {
        try require(.editCustomer)
        var customer = new
        customer.createdAt = now
        try check(&customer)
        customer = try customers.insert(customer)
        try index(customer, isNew: true)
        try record(
            Subject(customer.id), "customer.added",
            ["name": .text(customer.name), "kind": .text(customer.kind.rawValue)], isFirst: true)
        return customer
    }

    /// Changes a customer over the version it was read at.
    /// - Throws: `StorageFault.stale` when someone else was faster.
    package func editCustomer(_ changed: Customer) throws -> Customer {
        try require(.editCustomer)
        guard let before = try customers.find(changed.id) else {
            throw DeskFault.unknown(changed.id.description)
        }
        var customer = changed
        try check(&customer)
        customer = try customers.update(customer)
        try index(customer)
        try record(Subject(customer.id), "customer.edited", Self.differences(before, customer))
        return customer
    }

    private func check(_ customer: inout Customer) throws {
        customer.name = customer.name.trimmed
        if customer.name.isEmpty {
            guard let phone = customer.phones.first else { throw DeskFault.missing(field: "name") }
            customer.name = phone.typed
        }
        if customer.kind == .dealer, customer.dealerType == nil { customer.dealerType = .retailer }
        if customer.kind != .dealer { customer.dealerType = nil }
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

    private static func differences(_ a: Customer, _ b: Customer) -> [String: FieldValue] {
        var facts: [String: FieldValue] = [:]
        func compare(_ field: String, _ x: String, _ y: String) {
            if x != y {
                facts[field] = .text(y)
                facts[field + ".before"] = .text(x)
            }
        }
        compare("name", a.name, b.name)
        compare("kind", a.kind.rawValue, b.kind.rawValue)
        compare("language", a.language, b.language)
        compare("remarks", a.remarks, b.remarks)
        compare("mayCall", String(a.mayCall), String(b.mayCall))
        compare(
            "phones", a.phones.map(\.typed).joined(separator: " "),
            b.phones.map(\.typed).joined(separator: " "))
        compare(
            "addresses", a.addresses.map(\.line).joined(separator: "; "),
            b.addresses.map(\.line).joined(separator: "; "))
        return facts
    }
}

extension Address {
    /// The address on one line, widest part first, as Chinese addresses are written.
    package var line: String {
        [province, city == province ? "" : city, district, street].filter { !$0.isEmpty }.joined(
            separator: " ")
    }
}

extension String {
    /// Without white space at either end.
    package var trimmed: String {
        // Asking a character costs more than all the rest; most texts begin and end with plain ASCII.
        let plain: ClosedRange<UInt8> = 0x21...0x7E
        if let first = utf8.first, let last = utf8.last, plain.contains(first), plain.contains(last) {
            return self
        }
        var s = self[...]
        while s.first?.isWhitespace == true { s.removeFirst() }
        while s.last?.isWhitespace == true { s.removeLast() }
        return String(s)
    }
}
