import Model

/// The words that queries and samples of campaigns may use: by the names of the rule files, and by those that people see.
struct CampaignWords {
    let rules: Rules
    let said: (String) -> [String]

    typealias Word = FilterWords.Word

    /// A field of queries, or what strata are made by.
    func field(_ name: String) -> Word { Word(name: name, labels: said("campaign.field.\(name)")) }

    var products: [Word] {
        rules.settings.products.map { Word(name: $0.name, labels: Array($0.label.texts.values)) }
    }

    var kinds: [Word] {
        CustomerKind.allCases.map { kind in
            let key = String(kind.rawValue.map { $0 == " " ? "-" : $0 })
            return Word(name: kind.rawValue, labels: [key] + said("customerKind.\(key)"))
        }
    }
}
