package import Model

/// Queries, samples and strata of campaigns in the words that people see in place of the rule files' names. What it gives is
/// read like what was written.
///
///     spelling.query("product:air-conditioner bought:2025")  // 产品:空调 购买:2025
///     spelling.sample("200 by product")                      // 200 按 产品
package struct CampaignSpelling {
    private let words: CampaignWords
    private let text: (Label) -> String

    /// - Parameters:
    ///   - text: a label in the reader's language.
    ///   - say: a phrase in the reader's language, by its key.
    package init(rules: Rules, text: @escaping (Label) -> String, say: @escaping (String) -> String) {
        words = CampaignWords(rules: rules) { [say($0)] }
        self.text = text
    }

    /// As it was written where it cannot be read.
    package func query(_ written: String) -> String {
        guard let tokens = try? FilterTokens.of(written) else { return written }
        return tokens.map(token).joined(separator: " ")
    }

    private func token(_ token: FilterTokens.Token) -> String {
        let sign = token.isNegated ? "-" : ""
        guard let between = token.sign else {
            return sign + (token.isQuoted ? FilterTokens.written(token.head) : token.head)
        }
        let field = CampaignQuery.Field.allCases.first { words.field($0.rawValue).isCalled(token.head) }
        let values = token.parts.map { FilterTokens.written(value($0.text, of: field)) }
        let name = field.map { label(of: words.field($0.rawValue)) } ?? token.head
        return sign + name + String(between) + values.joined(separator: ",")
    }

    private func value(_ written: String, of field: CampaignQuery.Field?) -> String {
        switch field {
        case .product: words.products.first { $0.isCalled(written) }.map { product($0.name) } ?? written
        case .kind: words.kinds.first { $0.isCalled(written) }.map(label(of:)) ?? written
        default: written
        }
    }

    /// As it was written where it cannot be read.
    package func sample(_ written: String) -> String {
        guard let sampling = try? sampling(written) else { return written }
        if sampling.isAll { return words.said("campaign.sample.all").joined() }
        guard let by = sampling.by else { return written }
        let strata =
            words.said("campaign.sample.by").joined() + " " + label(of: words.field(by.rawValue))
        return switch sampling.size {
        case .all: strata
        case .count(let count): "\(count) \(strata)"
        case .share(let share): "\(Self.percent(share)) \(strata)"
        case .margin(let margin): "±\(Self.percent(margin)) \(strata)"
        case .quota(let quota):
            strata + ": "
                + quota.sorted { $0.key < $1.key }.map { "\(stratum($0.key, by))=\($0.value)" }
                .joined(separator: ", ")
        }
    }

    private static func percent(_ value: Double) -> String {
        value == value.rounded() ? "\(Int(value))%" : "\(value)%"
    }

    /// What a stratum is called.
    /// - Parameter sample: how the sample was written.
    package func stratum(_ name: String, of sample: String) -> String {
        (try? sampling(sample))?.by.map { stratum(name, $0) } ?? name
    }

    private func stratum(_ name: String, _ by: CampaignStratum) -> String {
        switch by {
        case .product: product(name)
        case .kind: words.kinds.first { $0.name == name }.map(label(of:)) ?? name
        case .model, .province, .city, .district, .zone, .language, .year: name
        }
    }

    private func sampling(_ written: String) throws -> CampaignSampling {
        try CampaignSampling(written, rules: words.rules, said: words.said)
    }

    private func product(_ name: String) -> String {
        words.rules.product(name).map { text($0.label) } ?? name
    }

    /// The reader's; that is the last of those there are.
    private func label(of word: CampaignWords.Word) -> String { word.labels.last ?? word.name }
}
