import Model
import ServiceTime

/// Makes of a file's rows what the use cases take. Knows the map, the file's columns and now; changes nothing.
struct RowReader: Sendable {
    let mapping: Mapping
    let now: Instant
    private let file: TextFile
    /// At the first row after the header.
    let records: CSVReader
    let header: CSVRecord
    private let key: BoundRule
    private let fields: [ImportField: BoundRule]
    private let customerKey: BoundRule?
    private let customerFields: [ImportField: BoundRule]

    /// - Throws: `RuleFault` for a column that is not there, `ImportFault.empty`, `.columnTwice`.
    init(_ file: TextFile, _ mapping: Mapping, path: String, now: Instant) throws {
        (self.file, self.mapping, self.now) = (file, mapping, now)
        var records = CSVReader(file, delimiter: mapping.delimiter)
        guard let header = records.next(), header.flaw == nil else { throw ImportFault.empty(path) }
        self.header = header
        self.records = records
        let reader = records
        let columns = header.fields.indices.map { reader.text(header, $0).trimmed }
        let numbers = Dictionary(
            columns.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
        let rules =
            [mapping.key] + mapping.fields.values
            + (mapping.customer.map { [$0.key] + $0.fields.values } ?? [])
        for column in Set(rules.flatMap(\.columns)) where columns.count(where: { $0 == column }) > 1 {
            throw ImportFault.columnTwice(column)
        }
        func bind(_ rule: ValueRule) throws -> BoundRule { try rule.bound(to: numbers, listed: columns) }
        key = try bind(mapping.key)
        fields = try mapping.fields.mapValues(bind)
        customerKey = try mapping.customer.map { try bind($0.key) }
        customerFields = try mapping.customer?.fields.mapValues(bind) ?? [:]
    }

    // MARK: Rows

    func check(_ record: CSVRecord) throws(RowFault) {
        try record.mustBeWhole(header.fields.count, in: file)
    }

    /// When a case row was opened; nil when that cannot be read. For putting rows in the order of time.
    func opened(_ record: CSVRecord) -> Instant? {
        guard (try? check(record)) != nil else { return nil }
        return try? values(record).instant(.opened) ?? now
    }

    func caseRow(_ record: CSVRecord) throws(RowFault) -> CaseRow {
        let values = try keyed(record)
        let opened = try values.past(.opened) ?? now
        var draft = CaseDraft(
            kind: CaseKind(try values.text(.kind)), customer: CustomerID(0),
            summary: try values.need(.summary))
        draft.product = try values.text(.product)
        draft.fault = try values.text(.fault)
        draft.severity = try values.choice(.severity, Severity.self)
        let queue = try values.text(.queue)
        draft.queue = queue.isEmpty ? nil : queue
        draft.channel = .import
        draft.onRepeat = .logAnyway
        draft.externalKey = values.key
        return CaseRow(
            draft: draft, customer: try customer(record, at: opened), opened: opened,
            ending: try ending(values, opened), unitKey: try values.text(.unit),
            owner: try values.text(.owner))
    }

    private func ending(_ values: RowValues, _ opened: Instant) throws(RowFault) -> CaseRow.Ending {
        let closed = try values.past(.closed)
        let status = try values.choice(.status, CaseRow.Status.self) ?? (closed == nil ? .open : .closed)
        switch (status, closed) {
        case (.closed, let closed?):
            guard closed >= opened else { throw .closedBeforeOpened }
            return .closed(closed)
        case (.closed, nil): throw .closedWithoutTime
        case (_, .some): throw .openWithClosingTime
        case (.open, nil): return .open
        case (.active, nil): return .active
        }
    }

    func customerRow(_ record: CSVRecord) throws(RowFault) -> Customer {
        let values = try keyed(record)
        return try customer(values, key: values.key, at: now)
    }

    /// A unit and its customer's external key.
    func unitRow(_ record: CSVRecord) throws(RowFault) -> (unit: Unit, customerKey: String) {
        let values = try keyed(record)
        let price = try values.text(.price)
        var money: Money?
        if !price.isEmpty {
            guard let read = Money(price) else {
                throw .notNumber(field: ImportField.price.rawValue, value: price)
            }
            money = read
        }
        return (
            Unit(
                id: UnitID(0), customer: CustomerID(0), product: try values.need(.product),
                model: try values.text(.model), serial: try values.text(.serial),
                boughtOn: try values.day(.bought),
                deliveredOn: try values.day(.delivered), installedOn: try values.day(.installed),
                price: money,
                hasInvoice: try values.flag(.invoice) ?? false,
                soldRemotely: try values.flag(.remote) ?? false,
                externalKey: values.key, createdAt: now),
            try customerKey(of: record)
        )
    }

    func technicianRow(_ record: CSVRecord, role: String) throws(RowFault) -> Staff {
        let values = try keyed(record)
        let roles = try values.list(.roles)
        return Staff(
            id: StaffID(0), login: try values.need(.login), name: try values.need(.name),
            roles: roles.isEmpty ? [role] : roles, team: try values.text(.team),
            skills: try values.list(.skills),
            languages: try values.list(.languages), zones: try values.list(.zones), home: try values.place(),
            shift: try values.text(.shift), externalKey: values.key)
    }

    // MARK: Parts of rows

    private func keyed(_ record: CSVRecord) throws(RowFault) -> RowValues {
        try check(record)
        var values = values(record)
        values.key = try key.value(of: values.row)
        guard !values.key.isEmpty else { throw .noKey }
        return values
    }

    private func values(_ record: CSVRecord) -> RowValues {
        RowValues(row: FileRow(reader: records, record: record), rules: fields, mapping: mapping, now: now)
    }

    private func customerKey(of record: CSVRecord) throws(RowFault) -> String {
        guard let key = try customerKey?.value(of: FileRow(reader: records, record: record)), !key.isEmpty
        else {
            throw .noCustomerKey
        }
        return key
    }

    private func customer(_ record: CSVRecord, at opened: Instant) throws(RowFault) -> Customer {
        let values = RowValues(
            row: FileRow(reader: records, record: record), rules: customerFields, mapping: mapping, now: now)
        return try customer(values, key: customerKey(of: record), at: opened)
    }

    private func customer(_ values: RowValues, key: String, at moment: Instant) throws(RowFault) -> Customer {
        let phones = try values.list(.phones).compactMap { PhoneNumber(parsing: $0) }
        let (name, email) = (try values.text(.name), try values.text(.email))
        let contact = try values.text(.contact)
        var contacts: [Contact] = []
        if !phones.isEmpty || !email.isEmpty || !contact.isEmpty {
            contacts = [Contact(name: contact.isEmpty ? name : contact, email: email, phones: phones)]
        }
        let address = Address(
            province: try values.text(.province), city: try values.text(.city),
            district: try values.text(.district),
            street: try values.text(.street), zone: try values.text(.zone), place: try values.place())
        let language = try values.text(.language)
        return Customer(
            id: CustomerID(0), kind: try values.choice(.kind, CustomerKind.self) ?? .consumer,
            dealerType: try values.choice(.dealerType, DealerType.self), rank: try values.text(.rank),
            name: name.isEmpty && phones.isEmpty ? address.line : name,
            language: language.isEmpty ? "zh-Hans" : language, contacts: contacts,
            addresses: address == Address() ? [] : [address], remarks: try values.text(.remarks),
            mayCall: try values.flag(.mayCall) ?? true, callHours: try values.hours(.callHours),
            mayOffer: try values.flag(.mayOffer) ?? false, externalKey: key,
            createdAt: try values.past(.created) ?? moment)
    }
}

/// A case as a file tells it.
struct CaseRow: Sendable {
    enum Ending: Sendable, Hashable {
        case open
        /// Somebody was working on it.
        case active
        case closed(Instant)
    }
    /// The words a map's `status` may say.
    enum Status: String, CaseIterable {
        case open, active, closed
    }
    /// Its customer is not known yet.
    var draft: CaseDraft
    /// To be made unless there is one by its external key.
    var customer: Customer
    var opened: Instant
    var ending: Ending
    var unitKey: String
    var owner: String
}
