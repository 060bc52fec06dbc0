import Model
import ServiceTime

/// The fields of one row, each read as what it should be.
struct RowValues {
    let row: FileRow
    let rules: [ImportField: BoundRule]
    let mapping: Mapping
    let now: Instant
    var key = ""

    func text(_ field: ImportField) throws(RowFault) -> String {
        guard let rule = rules[field] else { return "" }
        return try rule.value(of: row)
    }

    func need(_ field: ImportField) throws(RowFault) -> String {
        let value = try text(field)
        guard !value.isEmpty else { throw .missing(field.rawValue) }
        return value
    }

    /// Words parted by semicolons or commas, of either script, or `|`.
    func list(_ field: ImportField) throws(RowFault) -> [String] {
        try text(field).split { ";,；，、|".contains($0) }.map { String($0).trimmed }.filter { !$0.isEmpty }
    }

    func choice<E: RawRepresentable & CaseIterable>(_ field: ImportField, _: E.Type) throws(RowFault) -> E?
    where E.RawValue == String {
        let value = try text(field)
        if value.isEmpty { return nil }
        guard let choice = E(rawValue: value) else {
            throw .notOneOf(field: field.rawValue, value: value, choices: E.allCases.map(\.rawValue))
        }
        return choice
    }

    func flag(_ field: ImportField) throws(RowFault) -> Bool? {
        let value = try text(field)
        switch value.lowercased() {
        case "": return nil
        case "1", "true", "yes", "y", "是", "有": return true
        case "0", "false", "no", "n", "否", "无": return false
        default: throw .notFlag(field: field.rawValue, value: value)
        }
    }

    func hours(_ field: ImportField) throws(RowFault) -> WishedHours? {
        let value = try text(field)
        if value.isEmpty { return nil }
        do { return try WishedHours(value) } catch { throw .notHours(field: field.rawValue, value: value) }
    }

    /// Latitude and longitude in degrees; nil when both are empty.
    func place() throws(RowFault) -> Place? {
        let (latitude, longitude) = (try text(.latitude), try text(.longitude))
        if latitude.isEmpty, longitude.isEmpty { return nil }
        guard let y = Double(latitude), let x = Double(longitude), (-90...90).contains(y),
            (-180...180).contains(x)
        else { throw .notPlace(latitude: latitude, longitude: longitude) }
        return Place(latitude: y, longitude: x)
    }

    func instant(_ field: ImportField) throws(RowFault) -> Instant? {
        let value = try text(field)
        if value.isEmpty { return nil }
        for format in mapping.dates {
            if let instant = format.instant(value, in: mapping.zone) { return instant }
        }
        throw notDate(field, value)
    }

    /// An instant that may not lie ahead.
    func past(_ field: ImportField) throws(RowFault) -> Instant? {
        guard let instant = try instant(field) else { return nil }
        guard instant <= now else { throw .inFuture(field: field.rawValue) }
        return instant
    }

    func day(_ field: ImportField) throws(RowFault) -> Day? {
        let value = try text(field)
        if value.isEmpty { return nil }
        for format in mapping.dates {
            if let day = format.day(value) { return day }
        }
        throw notDate(field, value)
    }

    private func notDate(_ field: ImportField, _ value: String) -> RowFault {
        .notDate(field: field.rawValue, value: value, formats: mapping.dates.map(\.pattern))
    }
}

extension CSVRecord {
    /// What every kind of row has: its form.
    func mustBeWhole(_ count: Int, in file: TextFile) throws(RowFault) {
        switch flaw {
        case .quoteNeverClosed: throw .quoteNeverClosed
        case .textAfterQuote: throw .textAfterQuote
        case nil: break
        }
        if file.isDamaged(bytes) { throw .damaged(encoding: file.encoding.rawValue) }
        guard fields.count == count else { throw .fieldCount(fields.count, expected: count) }
    }
}
