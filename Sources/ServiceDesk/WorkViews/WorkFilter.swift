import Model
import Records
import Resources

/// Which open visits or calls a view of `queues.yaml` shows, in the form of filters of cases; by the names of the rule files
/// alone, since nobody types it.
///
///     technician:none due<2h
struct WorkFilter: Sendable, Hashable {
    enum Field: String, Sendable, CaseIterable {
        case state, kind, technician, caller, reason, due, starts, attempts

        static func of(_ kind: WorkKind) -> [Field] {
            switch kind {
            case .visits: [.state, .kind, .technician, .due, .starts]
            case .calls: [.state, .kind, .caller, .reason, .due, .starts, .attempts]
            }
        }

        fileprivate var isCompared: Bool { self == .due || self == .starts || self == .attempts }
    }

    fileprivate enum Term: Sendable, Hashable {
        case fixed(WorkTest.What)
        case mine
        case before(WorkTest.Moment, Span)
    }

    fileprivate struct SignedTerm: Sendable, Hashable {
        var term: Term
        var isNegated = false
    }

    fileprivate let terms: [SignedTerm]

    /// What it comes to for someone at some moment.
    func tests(for actor: Actor, at now: Instant) -> [WorkTest] {
        terms.map { signed in
            switch signed.term {
            case .fixed(let what): WorkTest(what, isNegated: signed.isNegated)
            case .mine: WorkTest(.person(actor.staffID ?? StaffID(0)), isNegated: signed.isNegated)
            case .before(let moment, let span):
                WorkTest(.before(moment, now + span), isNegated: signed.isNegated)
            }
        }
    }

    /// Why calls are made that it names, as far as that is asked.
    var reasons: [String] {
        terms.flatMap { signed -> [String] in
            guard case .fixed(.reason(let words)) = signed.term else { return [] }
            return words
        }
    }
}

extension WorkFilter {
    /// - Parameter known: what states and kinds there are.
    /// - Throws: `RuleFault` with file and line, where it cannot be understood.
    init(of node: RuleNode, _ kind: WorkKind, known: [Field: [String]], _ words: FilterWords) throws {
        do {
            let reader = Reader(kind: kind, known: known, words: words)
            terms = try FilterTokens.of(node.string ?? "").filter { !$0.head.isEmpty }.map(reader.term)
        } catch let fault as FilterFault {
            throw node.fault(fault.phrase.key, fault.phrase.facts)
        }
    }

    private struct Reader {
        let kind: WorkKind
        let known: [Field: [String]]
        let words: FilterWords

        func term(_ token: FilterTokens.Token) throws -> SignedTerm {
            let fields = Field.of(kind)
            guard let field = fields.first(where: { $0.rawValue == token.head }), let sign = token.sign,
                !token.isQuoted
            else {
                throw FilterFault.noSuchField(
                    token.head, at: token.at + (token.isNegated ? 1 : 0), known: fields.map(\.rawValue))
            }
            guard !token.value.isEmpty else {
                throw FilterFault.noValue(field: token.head, at: token.valueAt)
            }
            var signed = try field.isCompared ? compared(field, sign, token) : listed(field, sign, token)
            signed.isNegated = signed.isNegated != token.isNegated
            return signed
        }

        private func listed(_ field: Field, _ sign: Character, _ token: FilterTokens.Token) throws
            -> SignedTerm
        {
            guard sign == ":" else {
                throw FilterFault.notCompared(field: token.head, at: token.valueAt - 1)
            }
            if field == .technician || field == .caller { return try person(token) }
            let names = token.parts.map(\.text).filter { !$0.isEmpty }
            guard !names.isEmpty else { throw FilterFault.noValue(field: token.head, at: token.valueAt) }
            if let known = known[field], let wrong = names.first(where: { !known.contains($0) }) {
                throw unknown(wrong, token, known)
            }
            return SignedTerm(
                term: .fixed(
                    field == .state ? .state(names) : field == .kind ? .kind(names) : .reason(names)))
        }

        private func person(_ token: FilterTokens.Token) throws -> SignedTerm {
            switch token.value {
            case FilterWords.mine: SignedTerm(term: .mine)
            case FilterWords.anybody: SignedTerm(term: .fixed(.taken))
            case FilterWords.nobody: SignedTerm(term: .fixed(.taken), isNegated: true)
            default:
                throw unknown(
                    token.value, token, [FilterWords.mine, FilterWords.anybody, FilterWords.nobody])
            }
        }

        private func compared(_ field: Field, _ sign: Character, _ token: FilterTokens.Token) throws
            -> SignedTerm
        {
            if sign == ":" {
                guard field == .due, token.value == FilterWords.late else {
                    throw FilterFault.onlyCompared(field: token.head, at: token.valueAt - 1)
                }
                return SignedTerm(term: .before(.due, .zero))
            }
            let isLess = sign == "<"
            guard field == .attempts else {
                guard let span = CaseFilter.span(token.value, words) else {
                    throw FilterFault.notSpan(token.value, at: token.valueAt)
                }
                return SignedTerm(term: .before(field == .due ? .due : .starts, span), isNegated: !isLess)
            }
            guard let count = Int(token.value), count >= 0 else {
                throw FilterFault.notNumber(token.value, at: token.valueAt)
            }
            return SignedTerm(
                term: .fixed(.attempts(atLeast: isLess ? count : count + 1)), isNegated: isLess)
        }

        private func unknown(_ value: String, _ token: FilterTokens.Token, _ known: [String]) -> FilterFault {
            .unknownValue(field: token.head, value: value, at: token.valueAt, known: known)
        }
    }
}
