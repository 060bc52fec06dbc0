package import Model
import Records

/// Numbers that calls found wrong: they stand on the customer's record, and nobody dials them, nor is offered a call that has no
/// other, until a person puts the number right or says that it is.
extension Work {
    /// Says that a number is wrong, or that it is right after all.
    /// - Throws: `DeskFault.badField` naming the numbers there are.
    package func mark(_ phone: PhoneNumber, of id: CustomerID, isWrong: Bool) throws -> Customer {
        var customer = try reading.customer(id)
        try demand(phone, of: customer)
        customer.changePhones(where: phone.isSame) {
            $0.wrongSince = isWrong ? $0.wrongSince ?? now : nil
        }
        return try editCustomer(customer)
    }

    /// Puts another number in the place of one; who has that already loses the wrong one, and it is right from now on.
    /// - Throws: `DeskFault.badField` naming the numbers there are.
    package func correct(_ phone: PhoneNumber, of id: CustomerID, to right: PhoneNumber) throws -> Customer {
        if phone.isSame(as: right) { return try mark(phone, of: id, isWrong: false) }
        var customer = try reading.customer(id)
        try demand(phone, of: customer)
        for place in customer.contacts.indices
        where customer.contacts[place].phones.contains(where: right.isSame) {
            customer.contacts[place].phones.removeAll(where: phone.isSame)
        }
        customer.changePhones(where: phone.isSame) { $0 = right }
        customer.changePhones(where: right.isSame) { $0.wrongSince = nil }
        return try editCustomer(customer)
    }

    private func demand(_ phone: PhoneNumber, of customer: Customer) throws {
        if customer.phones.contains(where: phone.isSame) { return }
        throw noNumber(phone.typed, of: customer)
    }

    private func noNumber(_ typed: String, of customer: Customer) -> DeskFault {
        .badField(
            field: "phone", value: typed,
            expected: Phrase(
                "desk.oneOf", ["choices": .list(customer.phones.eachOnce.map { .text($0.display) })]))
    }

    /// The number that was rung up; nil where it is not said.
    private func rung(in call: FollowUpCall, to customer: Customer) throws -> PhoneNumber? {
        guard let typed = call.fields[FollowUpCall.rung]?.plain.trimmed, !typed.isEmpty else { return nil }
        guard let phone = PhoneNumber(parsing: typed) else { throw noNumber(typed, of: customer) }
        return phone
    }

    /// What a call found: the number that was rung up is not the customer's.
    /// - Throws: `DeskFault.badField` naming the numbers there are.
    func foundWrong(_ call: FollowUpCall, of before: Customer) throws {
        let said = try rung(in: call, to: before)
        // Of several numbers nobody guesses which one it was.
        if said == nil, before.goodNumbers.count > 1 { throw noNumber("", of: before) }
        if said != nil {
            // It is said of one number; the next is another.
            var call = call
            call.fields[FollowUpCall.rung] = nil
            _ = try calls.update(call)
        }
        guard let wrong = before.goodPhones.first(where: { said?.isSame(as: $0) ?? true }) else {
            if let said { try demand(said, of: before) }
            return
        }
        var customer = before
        customer.changePhones(where: wrong.isSame) { $0.wrongSince = now }
        customer = try customers.update(customer)
        try recordNumbers(of: customer, since: before, by: call.id)
        if customer.lacksNumber { try callsFollow(customer) }
    }

    /// The journal is told of each number that was found wrong, and of each that is right after all.
    /// - Returns: whether there were any.
    @discardableResult
    func recordNumbers(of customer: Customer, since before: Customer, by call: CallID? = nil) throws -> Bool {
        var isAny = false
        for phone in customer.phones {
            guard let earlier = before.phones.first(where: phone.isSame), earlier.isWrong != phone.isWrong
            else { continue }
            isAny = true
            var facts: [String: FieldValue] = ["phones": .text(phone.normalised)]
            if let call { facts["call"] = .text(call.description) }
            try record(
                Subject(customer.id), phone.isWrong ? "customer.numberWrong" : "customer.numberRight", facts,
                version: customer.version)
        }
        return isAny
    }
}

extension FollowUpCall {
    /// The field of the workflow that names the number that was rung up, where a customer has several.
    package static let rung = "phone"
}
