import Model
import Records

extension CaseFilter {
    /// - Throws: `FilterFault`, naming the spot.
    package init(_ text: String, words: FilterWords) throws {
        self.text = text.trimmed
        terms = try FilterTokens.of(text).compactMap { token in
            guard let term = try Self.term(token, words) else { return nil }
            return SignedTerm(term: term.term, isNegated: token.isNegated != term.isNegated)
        }
    }

    /// - Returns: nil for a `-` that nothing follows yet.
    private static func term(_ token: FilterTokens.Token, _ words: FilterWords) throws -> SignedTerm? {
        guard let sign = token.sign, !token.isQuoted else {
            if token.head.isEmpty { return nil }
            if let id = CaseID(token.head), token.head.first?.isLetter == true {
                return SignedTerm(term: .fixed(.number([id])), isNegated: false)
            }
            return SignedTerm(term: .fixed(.text(token.head)), isNegated: false)
        }
        guard let field = words.field(named: token.head) else {
            throw FilterFault.unknownField(
                token.head, at: token.at + (token.isNegated ? 1 : 0), known: words.known.map(words.name(of:)))
        }
        guard !token.value.isEmpty else { throw FilterFault.noValue(field: token.head, at: token.valueAt) }
        if field.isCompared { return try compared(field, sign, token, words) }
        guard sign == ":" else { throw FilterFault.notCompared(field: token.head, at: token.valueAt - 1) }
        return try listed(field, token, words)
    }

    // MARK: Fields that are something

    private static func listed(_ field: Field, _ token: FilterTokens.Token, _ words: FilterWords) throws
        -> SignedTerm
    {
        let names = try token.parts.filter { !$0.text.isEmpty }
            .flatMap { try Self.names(field, $0.text, at: $0.at, token.head, words) }
        guard !names.isEmpty else { throw FilterFault.noValue(field: token.head, at: token.valueAt) }
        if field == .owner { return try owner(names, token, words) }
        if field == .recall { return try recall(names, token) }
        if field == .rank {
            return SignedTerm(term: .fixed(.customerRank(words.keptRanks(names))), isNegated: false)
        }
        if field == .team {
            return SignedTerm(term: .fixed(.owner(words.members(of: names))), isNegated: false)
        }
        return SignedTerm(term: .fixed(what(field, names)), isNegated: false)
    }

    /// What the rule files call it; several where people call several things alike.
    static func names(
        _ field: Field, _ value: String, at: Int, _ name: String, _ words: FilterWords
    ) throws -> [String] {
        switch field {
        case .zone: return zones(value, words)
        case .customer:
            guard let id = CustomerID(value) else {
                throw FilterFault.notID(field: name, value: value, at: at)
            }
            return [String(id.number)]
        case .unit:
            guard let id = UnitID(value) else { throw FilterFault.notID(field: name, value: value, at: at) }
            return [String(id.number)]
        default: break
        }
        let known = words.values[field] ?? []
        let found = known.filter { $0.isCalled(value) }.map(\.name)
        guard found.isEmpty else { return found }
        throw FilterFault.unknownValue(
            field: name, value: value, at: at, known: known.prefix(12).map { $0.labels.first ?? $0.name })
    }

    /// Zones are as long as the desk writes them; people say how they begin. Others than those known may stand in older
    /// addresses, or be a district or a city.
    private static func zones(_ value: String, _ words: FilterWords) -> [String] {
        let known = (words.values[.zone] ?? []).map(\.name)
        if known.contains(where: { $0.lowercased() == value.lowercased() }) { return [value] }
        let begun = known.filter { $0.lowercased().hasPrefix(value.lowercased()) }
        return begun.isEmpty ? [value] : begun
    }

    private static func what(_ field: Field, _ names: [String]) -> CaseTest.What {
        let ids = names.compactMap { Int64($0) }
        return switch field {
        case .queue: .queue(names)
        case .state: .state(names)
        case .category:
            .category(
                StateCategory.allCases.filter { names.contains(FilterWords.dashed($0.rawValue)) })
        case .severity: .severity(names.compactMap { Severity(rawValue: $0) })
        case .channel: .channel(names.compactMap { Channel(rawValue: $0) })
        case .product: .product(names)
        case .fault: .fault(names)
        case .zone: .zone(names)
        case .customer: .customer(ids.map { CustomerID($0) })
        case .unit: .unit(ids.map { UnitID($0) })
        case .from:
            .customerKind(CustomerKind.allCases.filter { names.contains(FilterWords.dashed($0.rawValue)) })
        case .kind, .owner, .team, .rank, .recall, .due, .age, .idle, .chasers, .reopened: .kind(names)
        }
    }

    private static func recall(_ names: [String], _ token: FilterTokens.Token) throws -> SignedTerm {
        guard names.count == 1 else {
            throw FilterFault.unknownValue(
                field: token.head, value: token.value, at: token.valueAt,
                known: [FilterWords.yes, FilterWords.no])
        }
        return SignedTerm(term: .fixed(.recalled), isNegated: names == [FilterWords.no])
    }

    private static func owner(_ names: [String], _ token: FilterTokens.Token, _ words: FilterWords) throws
        -> SignedTerm
    {
        switch names {
        case [FilterWords.mine]: return SignedTerm(term: .mine, isNegated: false)
        case [FilterWords.anybody]: return SignedTerm(term: .fixed(.owned), isNegated: false)
        case [FilterWords.nobody]: return SignedTerm(term: .fixed(.owned), isNegated: true)
        default: break
        }
        let people = words.people.filter { names.contains($0.login) }.map(\.id)
        let special = [FilterWords.mine, FilterWords.anybody, FilterWords.nobody]
        if let word = names.first(where: special.contains) {
            throw FilterFault.unknownValue(
                field: token.head, value: word, at: token.valueAt, known: words.people.map(\.login))
        }
        return SignedTerm(term: .fixed(.owner(people)), isNegated: false)
    }

    // MARK: Fields that are more or less

    private static func compared(
        _ field: Field, _ sign: Character, _ token: FilterTokens.Token, _ words: FilterWords
    ) throws -> SignedTerm {
        if sign == ":" {
            guard field == .due, words.values[.due]?.contains(where: { $0.isCalled(token.value) }) == true
            else {
                throw words.notSaid(field, token)
            }
            return SignedTerm(term: .moment(.due, .zero, isBefore: true), isNegated: false)
        }
        let isLess = sign == "<"
        switch field {
        case .chasers, .reopened:
            guard let count = Int(token.value), count >= 0 else {
                throw FilterFault.notNumber(token.value, at: token.valueAt)
            }
            let number: CaseTest.Number = field == .chasers ? .chasers : .reopened
            return SignedTerm(
                term: .fixed(.atLeast(number, isLess ? count : count + 1)), isNegated: isLess)
        default: break
        }
        guard let span = span(token.value, words) else {
            throw FilterFault.notSpan(token.value, at: token.valueAt)
        }
        guard field != .due else {
            return SignedTerm(term: .moment(.due, span, isBefore: isLess), isNegated: false)
        }
        // The older, the earlier.
        let ago = Span.zero - span
        let moment: CaseTest.Moment = field == .age ? .opened : .stateSince
        return SignedTerm(term: .moment(moment, ago, isBefore: !isLess), isNegated: false)
    }

    /// `30m`, `2h`, `3天`, `-1d`, `0`.
    static func span(_ text: String, _ words: FilterWords) -> Span? {
        let isNegative = text.first == "-"
        let digits = text.drop { $0 == "-" }.prefix { $0.isASCII && $0.isNumber }
        let unit = text.drop { $0 == "-" }.dropFirst(digits.count)
        guard let count = Int(digits), count < 100_000 else { return nil }
        if count == 0, unit.isEmpty { return .zero }
        guard let minutes = words.units[unit.lowercased()] else { return nil }
        let span = Span.minutes(count * minutes)
        return isNegative ? Span.zero - span : span
    }
}
