package import Model
import Records
import ServiceTime

/// Whom a campaign looks for, in the manner of `CaseFilter`: fields with what they must be, all of which must hold; a comma
/// says "or" unless it stands in quotes, `-` in front says "not".
///
///     product:air-conditioner batch:SN2503* bought:2025-01..2025-06 region:上海市 contact<-90d
package struct CampaignQuery: Sendable, Hashable {
    package enum Field: String, Sendable, Hashable, CaseIterable {
        case product, model, serial, batch
        case bought, delivered, installed
        case region, province, city, district, zone
        case kind, language, dealer, customer
        /// When the desk last had to do with the customer.
        case contact

        var words: [CampaignTest.Word] {
            switch self {
            case .product: [.product]
            case .model: [.model]
            case .serial, .batch: [.serial]
            case .province: [.province]
            case .city: [.city]
            case .district: [.district]
            case .zone: [.zone]
            case .region: [.province, .city, .district, .zone]
            case .kind: [.kind]
            case .language: [.language]
            case .bought, .delivered, .installed, .dealer, .customer, .contact: []
            }
        }

        var date: CampaignTest.Date? {
            switch self {
            case .bought: .bought
            case .delivered: .delivered
            case .installed: .installed
            default: nil
            }
        }
    }

    /// As it was written.
    package let text: String
    let tests: [CampaignTest]

    /// - Parameter said: what a phrase is in each language; none where there are no languages.
    /// - Throws: `CampaignFault`, `FilterFault`, naming the spot.
    package init(
        _ text: String, rules: Rules, today: Day, said: @escaping (String) -> [String] = { _ in [] }
    ) throws {
        self.text = text.trimmed
        let reader = CampaignQueryReader(
            words: CampaignWords(rules: rules, said: said), days: DayReader(today: today))
        tests = try FilterTokens.of(text).compactMap { try reader.test($0) }
        guard !tests.isEmpty else { throw CampaignFault.emptyQuery }
    }
}

/// Makes tests of a query's pieces.
private struct CampaignQueryReader {
    let words: CampaignWords
    let days: DayReader

    func test(_ token: FilterTokens.Token) throws -> CampaignTest? {
        guard let sign = token.sign else {
            if token.head.isEmpty { return nil }
            // The numbers of customers stand for themselves.
            let numbers = token.head.split { $0 == "," || $0 == "，" || $0 == "、" }
            let ids = numbers.compactMap { $0.first?.isLetter == true ? CustomerID($0) : nil }
            guard ids.count == numbers.count, !ids.isEmpty else { throw unknown(token) }
            return CampaignTest(.customer(ids), isNegated: token.isNegated)
        }
        let fields = CampaignQuery.Field.allCases
        guard let field = fields.first(where: { words.field($0.rawValue).isCalled(token.head) }) else {
            throw unknown(token)
        }
        guard !token.value.isEmpty else { throw FilterFault.noValue(field: token.head, at: token.valueAt) }
        if field == .contact { return try contact(token, sign) }
        if let date = field.date {
            return CampaignTest(try day(date, token, sign), isNegated: token.isNegated)
        }
        guard sign == ":" else { throw FilterFault.notCompared(field: token.head, at: token.valueAt - 1) }
        return CampaignTest(try listed(field, token), isNegated: token.isNegated)
    }

    private func unknown(_ token: FilterTokens.Token) -> FilterFault {
        .unknownField(
            token.head, at: token.at + (token.isNegated ? 1 : 0),
            known: CampaignQuery.Field.allCases.map(\.rawValue))
    }

    // MARK: Words and numbers

    private func listed(_ field: CampaignQuery.Field, _ token: FilterTokens.Token) throws
        -> CampaignTest.What
    {
        var (parts, exact): ([CampaignTest.What], [String]) = ([], [])
        for part in token.parts where !part.text.isEmpty {
            let (value, at) = (part.text, part.at)
            switch field {
            case .dealer: parts.append(.dealer([try id(value, token, at)]))
            case .customer: parts.append(.customer([try id(value, token, at)]))
            case .serial, .batch, .model: try number(value, field.words[0], at, &parts, &exact)
            case .product: exact += try known(value, words.products, token, at)
            case .kind: exact += try known(value, words.kinds, token, at)
            default: exact.append(value)
            }
        }
        if !exact.isEmpty { parts.append(.any(field.words, exact)) }
        guard let first = parts.first else {
            throw FilterFault.noValue(field: token.head, at: token.valueAt)
        }
        return parts.count == 1 ? first : .either(parts)
    }

    /// `SN2503*`, `SN0100..SN0199`, `SN0107`.
    private func number(
        _ value: String, _ word: CampaignTest.Word, _ at: Int, _ parts: inout [CampaignTest.What],
        _ exact: inout [String]
    ) throws {
        if let ends = Self.ends(value) {
            guard !ends.from.isEmpty, ends.from.unicodeScalars.count == ends.through.unicodeScalars.count,
                ends.from <= ends.through
            else { throw CampaignFault.notRange(value, at: at) }
            parts.append(.range(word, from: ends.from, through: ends.through))
        } else if value.hasSuffix("*"), value.count > 1 {
            parts.append(.begins(word, String(value.dropLast())))
        } else {
            exact.append(value)
        }
    }

    private func id(_ value: String, _ token: FilterTokens.Token, _ at: Int) throws -> CustomerID {
        guard let id = CustomerID(value) else {
            throw FilterFault.notID(field: token.head, value: value, at: at)
        }
        return id
    }

    private func known(
        _ value: String, _ words: [FilterWords.Word], _ token: FilterTokens.Token, _ at: Int
    ) throws -> [String] {
        let found = words.filter { $0.isCalled(value) }.map(\.name)
        guard found.isEmpty else { return found }
        throw FilterFault.unknownValue(
            field: token.head, value: value, at: at, known: words.prefix(12).map(\.name))
    }

    // MARK: Days

    private func day(_ date: CampaignTest.Date, _ token: FilterTokens.Token, _ sign: Character) throws
        -> CampaignTest.What
    {
        let at = token.valueAt
        switch sign {
        case "<": return .day(date, from: nil, through: try days(token.value, at).lowerBound - 1)
        case ">": return .day(date, from: try days(token.value, at).upperBound + 1, through: nil)
        default: break
        }
        guard let ends = Self.ends(token.value) else {
            let span = try days(token.value, at)
            return .day(date, from: span.lowerBound, through: span.upperBound)
        }
        let from = ends.from.isEmpty ? nil : try days(ends.from, at).lowerBound
        let through = ends.through.isEmpty ? nil : try days(ends.through, at).upperBound
        if let from, let through, from > through { throw CampaignFault.notRange(token.value, at: at) }
        return .day(date, from: from, through: through)
    }

    /// `contact<2026-06-01`: not since then.
    private func contact(_ token: FilterTokens.Token, _ sign: Character) throws -> CampaignTest {
        guard sign != ":" else {
            throw FilterFault.onlyCompared(field: token.head, at: token.valueAt - 1)
        }
        let span = try days(token.value, token.valueAt)
        let since = sign == "<" ? span.lowerBound : span.upperBound + 1
        return CampaignTest(
            .contact(since: words.rules.deskCalendar.instant(since, minute: 0)),
            isNegated: (sign == "<") != token.isNegated)
    }

    /// A year, a month, or a day as people write it (`DayReader`).
    private func days(_ text: String, _ at: Int) throws -> ClosedRange<Day> {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        if parts.count <= 2, parts[0].count == 4, let year = Int(parts[0]) {
            if parts.count == 1 { return Day(year, 1, 1)...Day(year, 12, 31) }
            if let month = Int(parts[1]), (1...12).contains(month) {
                return Day(year, month, 1)...Day(year, month, Day.length(ofMonth: month, year: year))
            }
        }
        guard let day = days.read(text) else { throw CampaignFault.notDay(text, at: at) }
        return day...day
    }

    /// The two ends of `from..through`; nil for what is no range.
    private static func ends(_ text: String) -> (from: String, through: String)? {
        guard let dots = text.firstRange(of: "..") else { return nil }
        return (String(text[..<dots.lowerBound]), String(text[dots.upperBound...]))
    }
}
