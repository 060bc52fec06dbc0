import Model
import Records
import Statistics

/// What strata are made by.
package enum CampaignStratum: String, Sendable, Hashable, CaseIterable {
    case product, model, province, city, district, zone, kind, language
    /// The year in which it was bought.
    case year

    /// Where it stands with the unit or the customer.
    var word: CampaignTest.Word? {
        switch self {
        case .product: .product
        case .model: .model
        case .province: .province
        case .city: .city
        case .district: .district
        case .zone: .zone
        case .kind: .kind
        case .language: .language
        case .year: nil
        }
    }

    func value(_ candidate: CampaignCandidate) -> String {
        self == .year ? candidate.boughtOn.map { String($0.year) } ?? "" : candidate.stratum
    }

    /// Those there can be; nil where there is no list of them.
    fileprivate func known(_ words: CampaignWords) -> [FilterWords.Word]? {
        switch self {
        case .product: words.products
        case .kind: words.kinds
        default: nil
        }
    }
}

/// How many of those found are rung up: all of them, a number or a share of them, as many as a figure needs to be so sure,
/// each stratum by its share, or so many of each.
///
///     all    200    10%    ±5%    200 by product    by product: air-conditioner=50, refrigerator=30
package struct CampaignSampling: Sendable, Hashable {
    enum Size: Sendable, Hashable {
        case all
        case count(Int)
        /// In per cent.
        case share(Double)
        /// As many as make a share no further off than this, in per cent, in 95 of 100 cases.
        case margin(Double)
        case quota([String: Int])
    }

    /// As it was written.
    package let text: String
    let size: Size
    package let by: CampaignStratum?

    package static let all = CampaignSampling(text: "all", size: .all, by: nil)
    var isAll: Bool { size == .all }

    private init(text: String, size: Size, by: CampaignStratum?) {
        (self.text, self.size, self.by) = (text, size, by)
    }

    /// - Parameter said: what a phrase is in each language.
    /// - Throws: `CampaignFault.notSample`, `.notStratum`, `.notQuota`.
    package init(_ text: String, rules: Rules, said: @escaping (String) -> [String] = { _ in [] }) throws {
        let plain = Self.narrowed(text).trimmed
        let all = FilterWords.Word(name: "all", labels: said("campaign.sample.all"))
        guard !plain.isEmpty, !all.isCalled(plain) else {
            self = .all
            return
        }
        let halves = Self.halves(plain, at: ["by"] + said("campaign.sample.by"))
        let words = CampaignWords(rules: rules, said: said)
        let named = try halves.field.map { field in
            let (name, quota) = Self.parted(field, at: ":")
            let stratum = try Self.stratum(name, words)
            return (stratum, try quota.map { try Self.quota($0, stratum.known(words), text) })
        }
        by = named?.0
        self.text = text.trimmed
        if let quota = named?.1 {
            guard halves.size.isEmpty else { throw CampaignFault.notSample(text) }
            size = .quota(quota)
        } else {
            size = try Self.size(halves.size, text)
        }
    }

    /// Full-width signs, which a Chinese keyboard gives, are as good as the others.
    private static func narrowed(_ text: String) -> String {
        let signs: [Character: Character] = ["：": ":", "，": ",", "、": ",", "＝": "=", "％": "%", "；": ","]
        return String(text.map { signs[$0] ?? $0 }).replacing("+-", with: "±")
    }

    private static func halves(_ text: String, at words: [String]) -> (size: String, field: String?) {
        for word in words {
            if text.lowercased().hasPrefix(word.lowercased()) {
                return ("", String(text.dropFirst(word.count)).trimmed)
            }
            if let place = text.firstRange(of: " \(word)") {
                return (String(text[..<place.lowerBound]).trimmed, String(text[place.upperBound...]).trimmed)
            }
        }
        return (text, nil)
    }

    private static func parted(_ text: String, at sign: Character) -> (String, String?) {
        guard let place = text.firstIndex(of: sign) else { return (text.trimmed, nil) }
        return (
            String(text[..<place]).trimmed, String(text[text.index(after: place)...]).trimmed
        )
    }

    private static func stratum(_ name: String, _ words: CampaignWords) throws -> CampaignStratum {
        let all = CampaignStratum.allCases
        guard let found = all.first(where: { words.field($0.rawValue).isCalled(name) }) else {
            throw CampaignFault.notStratum(name, known: CampaignStratum.allCases.map(\.rawValue))
        }
        return found
    }

    private static func size(_ text: String, _ whole: String) throws -> Size {
        let isMargin = text.first == "±"
        let digits = isMargin ? text.dropFirst() : text[...]
        if digits.last == "%" {
            let number = digits.dropLast()
            guard number.allSatisfy({ ("0"..."9").contains($0) || $0 == "." }), let share = Double(number),
                (0.01...100).contains(share)
            else { throw CampaignFault.notSample(whole) }
            return isMargin ? .margin(share) : .share(share)
        }
        guard !isMargin, let count = Int(digits), (1...10_000_000).contains(count) else {
            throw CampaignFault.notSample(whole)
        }
        return .count(count)
    }

    /// `air-conditioner=50, refrigerator=30`
    /// - Parameter known: what it may name; nil for anything.
    private static func quota(_ text: String, _ known: [FilterWords.Word]?, _ whole: String) throws
        -> [String:
        Int]
    {
        var quota: [String: Int] = [:]
        for part in text.split(separator: ",") {
            let (typed, count) = parted(String(part), at: "=")
            let name = try Self.name(typed, known)
            guard !name.isEmpty, let count = count.flatMap({ Int($0) }), (1...10_000_000).contains(count),
                quota[name] == nil
            else { throw CampaignFault.notSample(whole) }
            quota[name] = count
        }
        guard !quota.isEmpty else { throw CampaignFault.notSample(whole) }
        return quota
    }

    private static func name(_ typed: String, _ known: [FilterWords.Word]?) throws -> String {
        guard let known, !typed.isEmpty else { return typed }
        guard let word = known.first(where: { $0.isCalled(typed) }) else {
            throw CampaignFault.notQuota(typed, known: known.prefix(12).map { $0.labels.first ?? $0.name })
        }
        return word.name
    }

    /// What it comes to where there are so many.
    func plan(of population: Int) -> Sampling.Plan {
        let count: Int
        switch size {
        case .all: return .all
        case .quota(let quota): return .quota(quota)
        case .count(let wanted): count = wanted
        case .share(let share): count = Int((Double(population) * share / 100).rounded(.up))
        case .margin(let margin):
            count = population == 0 ? 0 : SampleSize.share(margin: margin / 100, population: population)
        }
        return by == nil ? .simple(count) : .stratified(count)
    }
}
