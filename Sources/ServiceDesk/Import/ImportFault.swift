package import Model

/// What stops a whole import, before anything of it is written.
package enum ImportFault: Fault, Hashable {
    case noFile(String)
    case empty(String)
    case cannotWrite(String)
    case noMapping(String, shipped: [String])
    /// The map is for another kind of record.
    case otherTarget(map: String, asked: String)
    /// Two columns of one name, one of which the map reads.
    case columnTwice(String)

    package var kind: FaultKind {
        switch self {
        case .noFile, .noMapping: .noSuchThing
        case .empty, .columnTwice: .badData
        case .otherTarget: .usage
        case .cannotWrite: .tryAgain
        }
    }

    package var phrase: Phrase {
        switch self {
        case .noFile(let path): Phrase("import.noFile", ["path": .text(path)])
        case .empty(let path): Phrase("import.empty", ["path": .text(path)])
        case .cannotWrite(let path): Phrase("file.cannotWrite", ["path": .text(path)])
        case .noMapping(let name, let shipped):
            Phrase("import.noMapping", ["name": .text(name), "shipped": .list(shipped.map { .text($0) })])
        case .otherTarget(let map, let asked):
            Phrase("import.otherTarget", ["map": .text(map), "asked": .text(asked)])
        case .columnTwice(let column): Phrase("import.columnTwice", ["column": .text(column)])
        }
    }
}

/// What keeps one row out; it goes to the rejects with this reason.
enum RowFault: Fault, Hashable {
    case quoteNeverClosed
    case textAfterQuote
    /// More or fewer fields than the header.
    case fieldCount(Int, expected: Int)
    /// Bytes that the file's encoding does not know.
    case damaged(encoding: String)
    case noKey
    case noCustomerKey
    case missing(String)
    case unknownWord(String, known: [String])
    case notOneOf(field: String, value: String, choices: [String])
    case notDate(field: String, value: String, formats: [String])
    case notNumber(field: String, value: String)
    case notFlag(field: String, value: String)
    case notHours(field: String, value: String)
    case notPlace(latitude: String, longitude: String)
    case closedWithoutTime
    case openWithClosingTime
    case closedBeforeOpened
    case inFuture(field: String)
    /// A stretch of a day that begins within the one before, or before it.
    case startsTooEarly(String)
    /// More than there can be.
    case tooLarge(field: String, value: String, most: Int)
    /// Calls that would keep more agents busy than there can be.
    case tooManyBusy(most: Int)
    case noSuchCustomer(String)
    case noSuchUnit(String)
    case noSuchStaff(String)
    /// The workflow has no way to take an imported case in this status.
    case notImportable(kind: String, status: String)

    var kind: FaultKind { .badData }

    var phrase: Phrase {
        switch self {
        case .quoteNeverClosed: Phrase("import.quoteNeverClosed")
        case .textAfterQuote: Phrase("import.textAfterQuote")
        case .fieldCount(let count, let expected):
            Phrase("import.fieldCount", ["found": .text(String(count)), "expected": .text(String(expected))])
        case .damaged(let encoding): Phrase("import.damaged", ["encoding": .text(encoding)])
        case .noKey: Phrase("import.noKey")
        case .noCustomerKey: Phrase("import.noCustomerKey")
        case .missing(let field): Phrase("import.missing", ["field": .text(field)])
        case .unknownWord(let word, let known):
            Phrase("import.unknownWord", ["word": .text(word), "known": .list(known.map { .text($0) })])
        case .notOneOf(let field, let value, let choices):
            Phrase(
                "import.notOneOf",
                ["field": .text(field), "value": .text(value), "choices": .list(choices.map { .text($0) })])
        case .notDate(let field, let value, let formats):
            Phrase(
                "import.notDate",
                ["field": .text(field), "value": .text(value), "formats": .list(formats.map { .text($0) })])
        case .notNumber(let field, let value):
            Phrase("import.notNumber", ["field": .text(field), "value": .text(value)])
        case .notFlag(let field, let value):
            Phrase("import.notFlag", ["field": .text(field), "value": .text(value)])
        case .notHours(let field, let value):
            Phrase("import.notHours", ["field": .text(field), "value": .text(value)])
        case .notPlace(let latitude, let longitude):
            Phrase("import.notPlace", ["latitude": .text(latitude), "longitude": .text(longitude)])
        case .closedWithoutTime: Phrase("import.closedWithoutTime")
        case .openWithClosingTime: Phrase("import.openWithClosingTime")
        case .closedBeforeOpened: Phrase("import.closedBeforeOpened")
        case .startsTooEarly(let start): Phrase("staffing.startsTooEarly", ["start": .text(start)])
        case .tooLarge(let field, let value, let most):
            Phrase(
                "staffing.tooLarge",
                ["field": .text(field), "value": .text(value), "most": .text(String(most))])
        case .tooManyBusy(let most): Phrase("staffing.tooManyBusy", ["most": .text(String(most))])
        case .inFuture(let field): Phrase("import.inFuture", ["field": .text(field)])
        case .noSuchCustomer(let key): Phrase("import.noSuchCustomer", ["key": .text(key)])
        case .noSuchUnit(let key): Phrase("import.noSuchUnit", ["key": .text(key)])
        case .noSuchStaff(let login): Phrase("import.noSuchStaff", ["login": .text(login)])
        case .notImportable(let kind, let status):
            Phrase("import.notImportable", ["kind": .text(kind), "status": .text(status)])
        }
    }
}
