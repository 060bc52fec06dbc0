import Model
import Records

extension WorkFilter {
    /// - Throws: `FilterFault`, naming the spot.
    package init(_ text: String, words: WorkWords) throws {
        let reader = WorkFilterReader(words: words)
        self.init(try FilterTokens.of(text).filter { !$0.head.isEmpty }.map(reader.term), text.trimmed)
    }

    /// What of a text names fields, as a filter, and the words that must be there, in small letters.
    /// - Throws: `FilterFault`, naming the spot.
    package static func parts(of text: String, words: WorkWords) throws -> (
        fields: WorkFilter, words: [String]
    ) {
        let reader = WorkFilterReader(words: words)
        let tokens = try FilterTokens.of(text).filter { !$0.head.isEmpty }
        // What must not be there is asked of the records as well.
        let named = tokens.filter { !$0.isWord || $0.isNegated }
        return (
            WorkFilter(try named.map(reader.term), text.trimmed),
            tokens.filter { $0.isWord && !$0.isNegated }.map { $0.head.lowercased() }
        )
    }

    /// The same filter in the names of the rule files, which everybody's desk understands whatever language it was typed in.
    /// - Throws: `FilterFault`.
    static func spelled(_ text: String, words: WorkWords) throws -> String {
        let reader = WorkFilterReader(words: words)
        return try FilterTokens.of(text).filter { !$0.head.isEmpty }.map { token in
            _ = try reader.term(token)
            return (token.isNegated ? "-" : "") + (try reader.spelled(token))
        }.joined(separator: " ")
    }
}

extension FilterTokens.Token {
    /// Whether it names no field.
    fileprivate var isWord: Bool { sign == nil || isQuoted }
}

/// Reads the terms of a filter of visits, calls or requests.
private struct WorkFilterReader {
    typealias Field = WorkFilter.Field
    typealias SignedTerm = WorkFilter.SignedTerm

    let words: WorkWords

    func term(_ token: FilterTokens.Token) throws -> SignedTerm {
        guard let sign = token.sign, !token.isQuoted else {
            return SignedTerm(term: .fixed(.text(token.head)), isNegated: token.isNegated)
        }
        let field = try field(token)
        guard !token.value.isEmpty else {
            throw FilterFault.noValue(field: token.head, at: token.valueAt)
        }
        var signed = try field.isCompared ? compared(field, sign, token) : listed(field, sign, token)
        signed.isNegated = signed.isNegated != token.isNegated
        return signed
    }

    func spelled(_ token: FilterTokens.Token) throws -> String {
        guard let sign = token.sign, !token.isQuoted else {
            return token.isQuoted || FilterTokens.hasSign(token.head)
                ? FilterTokens.quoted(token.head) : FilterTokens.written(token.head)
        }
        let field = try field(token)
        return field.rawValue + String(sign) + (try values(field, sign, token))
    }

    private func values(_ field: Field, _ sign: Character, _ token: FilterTokens.Token) throws -> String {
        switch field {
        case .due where sign == ":": FilterWords.late
        case .starts where sign == ":": FilterWords.today
        case .attempts, .amount: token.value
        case .due, .starts, .age: words.common.spelledSpan(token.value)
        default: try names(field, token).map(FilterTokens.written).joined(separator: ",")
        }
    }

    private func field(_ token: FilterTokens.Token) throws -> Field {
        guard let field = words.field(named: token.head) else {
            throw FilterFault.noSuchField(
                token.head, at: token.at + (token.isNegated ? 1 : 0), known: words.known.map(words.name(of:)))
        }
        return field
    }

    // MARK: Fields that are something

    private func listed(_ field: Field, _ sign: Character, _ token: FilterTokens.Token) throws -> SignedTerm {
        guard sign == ":" else {
            throw FilterFault.notCompared(field: token.head, at: token.valueAt - 1)
        }
        let names = try names(field, token)
        guard !names.isEmpty else { throw FilterFault.noValue(field: token.head, at: token.valueAt) }
        switch field {
        case .technician, .caller, .asker: return try person(names, token)
        case .team where names == [FilterWords.mine]: return SignedTerm(term: .mineOfTeam)
        case .decider: return SignedTerm(term: .mineToDecide)
        case .doer: return SignedTerm(term: .mineToMake)
        default: return SignedTerm(term: .fixed(Self.what(field, names)))
        }
    }

    /// What the rule files call them.
    private func names(_ field: Field, _ token: FilterTokens.Token) throws -> [String] {
        try token.parts.filter { !$0.text.isEmpty }.flatMap { part -> [String] in
            // Which reasons there are is not known while rules are read.
            guard let known = words.values[field] else { return [part.text] }
            let found = known.filter { $0.isCalled(part.text) }.map(\.name)
            guard found.isEmpty else { return found }
            throw FilterFault.unknownValue(
                field: token.head, value: part.text, at: part.at,
                known: known.prefix(12).map { $0.labels.first ?? $0.name })
        }
    }

    private static func what(_ field: Field, _ names: [String]) -> WorkTest.What {
        switch field {
        case .kind: .ofCase(.kind, names)
        case .product: .ofCase(.product, names)
        case .severity: .ofCase(.severity, names)
        case .reason: .reason(names)
        case .decision: .decision(names)
        case .team: .team(names)
        default: .state(names)
        }
    }

    private func person(_ names: [String], _ token: FilterTokens.Token) throws -> SignedTerm {
        switch names {
        case [FilterWords.mine]: return SignedTerm(term: .mine)
        case [FilterWords.anybody]: return SignedTerm(term: .taken)
        case [FilterWords.nobody]: return SignedTerm(term: .taken, isNegated: true)
        default: break
        }
        let people = words.common.people.filter { names.contains($0.login) }
        guard people.count == names.count else {
            throw FilterFault.unknownValue(
                field: token.head, value: token.value, at: token.valueAt,
                known: words.common.people.map(\.login))
        }
        return SignedTerm(term: .fixed(.people(people.map(\.id))))
    }

    // MARK: Fields that are more or less

    private func compared(_ field: Field, _ sign: Character, _ token: FilterTokens.Token) throws -> SignedTerm
    {
        if sign == ":" {
            guard words.values[field]?.contains(where: { $0.isCalled(token.value) }) == true else {
                throw words.notSaid(field, token)
            }
            return SignedTerm(term: field == .due ? .before(.due, .zero) : .today(.starts))
        }
        let isLess = sign == "<"
        switch field {
        case .attempts:
            guard let count = Int(token.value), count >= 0, count < .max else {
                throw FilterFault.notNumber(token.value, at: token.valueAt)
            }
            return SignedTerm(
                term: .fixed(.attempts(atLeast: isLess ? count : count + 1)), isNegated: isLess)
        case .amount:
            guard let sum = Money(token.value), sum.minor >= 0, sum.minor < .max else {
                throw FilterFault.notNumber(token.value, at: token.valueAt)
            }
            return SignedTerm(
                term: .fixed(.amount(atLeast: isLess ? sum.minor : sum.minor + 1)), isNegated: isLess)
        default: break
        }
        guard let span = CaseFilter.span(token.value, words.common) else {
            throw FilterFault.notSpan(token.value, at: token.valueAt)
        }
        // The older, the earlier.
        if field == .age { return SignedTerm(term: .before(.starts, .zero - span), isNegated: isLess) }
        return SignedTerm(term: .before(field == .due ? .due : .starts, span), isNegated: !isLess)
    }
}
