import Model
import Records
import Workflow

/// What became of a row that was not refused.
enum RowOutcome {
    case added
    /// Its external key is there already.
    case known
}

/// Rows into records, through the use cases. A `Fault` thrown here is the row's reason for being refused.
extension ImportBatch {
    func take(_ row: CaseRow, at now: Instant) throws -> RowOutcome {
        guard try CaseStore(db).find(externalKey: row.draft.externalKey ?? "") == nil else { return .known }
        let work = work(at: row.opened)
        let (customer, isNew) = try customer(row.customer, work)
        var draft = row.draft
        draft.customer = customer.id
        draft.addressID = address(row.customer.addresses.first, of: customer)?.id
        if !row.unitKey.isEmpty {
            guard let unit = try work.units.find(externalKey: row.unitKey) else {
                throw RowFault.noSuchUnit(row.unitKey)
            }
            draft.unit = unit
        }
        if let owner = try person(row.owner, work) { draft.owner = owner }
        let logged = try work.log(draft, for: customer, isNewCustomer: isNew)
        switch row.ending {
        case .open: break
        case .active: try tell(.importActive, logged, .active, at: row.opened)
        case .closed(let closed): try tell(.importClosed, logged, .closed, at: closed)
        }
        if case .closed = row.ending {} else { try self.work(at: now).passRungs(of: logged.serviceCase.id) }
        return .added
    }

    private func tell(_ signal: Signal, _ logged: CaseReceipt, _ status: CaseRow.Status, at moment: Instant)
        throws
    {
        let c = logged.serviceCase
        guard try work(at: moment).signal(signal, to: c, openClocks: logged.clocks.filter(\.state.isOpen))
        else {
            throw RowFault.notImportable(kind: c.kind.rawValue, status: status.rawValue)
        }
    }

    func take(_ new: Customer) throws -> RowOutcome {
        guard try CustomerStore(db).find(externalKey: new.externalKey ?? "") == nil else { return .known }
        _ = try work(at: new.createdAt).addCustomer(new)
        return .added
    }

    func take(_ new: Unit, of customerKey: String) throws -> RowOutcome {
        guard try UnitStore(db).find(externalKey: new.externalKey ?? "") == nil else { return .known }
        guard let customer = try CustomerStore(db).find(externalKey: customerKey) else {
            throw RowFault.noSuchCustomer(customerKey)
        }
        let work = work(at: new.createdAt)
        let owner = try work.reading.current(customer)
        var unit = new
        (unit.customer, unit.addressID) = (owner.id, owner.addresses.first?.id)
        _ = try work.addUnit(unit)
        return .added
    }

    func take(_ new: Staff, at now: Instant) throws -> RowOutcome {
        guard try StaffStore(db).find(externalKey: new.externalKey ?? "") == nil else { return .known }
        _ = try work(at: now).addStaff(new)
        return .added
    }

    // MARK: The customer of a row

    /// The customer of this external key, made now if there is none; given the row's address too if that is new.
    private func customer(_ new: Customer, _ work: Work) throws -> (Customer, isNew: Bool) {
        guard let id = try work.customers.find(externalKey: new.externalKey ?? "") else {
            return (try work.addCustomer(new), true)
        }
        var known = try work.reading.current(id)
        guard let place = new.addresses.first, address(place, of: known) == nil else { return (known, false) }
        known.addresses.append(place)
        return (try work.editCustomer(known), false)
    }

    /// The customer's address that says the same as a row's.
    private func address(_ wanted: Address?, of customer: Customer) -> Address? {
        wanted.flatMap { wanted in customer.addresses.first { $0.line == wanted.line } }
    }
}

extension ImportBatch {
    /// Whom a row names; nil where it names nobody.
    /// - Throws: `RowFault.noSuchStaff`.
    func person(_ login: String, _ work: Work) throws -> StaffID? {
        guard !login.isEmpty else { return nil }
        guard let person = try work.staff.find(login: login) else { throw RowFault.noSuchStaff(login) }
        return person.id
    }
}
