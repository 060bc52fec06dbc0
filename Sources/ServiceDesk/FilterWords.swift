package import Model
import Workflow

/// The words a filter may use at this desk: each field's name, and what it can be, by the names of the rule files and
/// by those that people see, in every language.
package struct FilterWords: FilterVocabulary {
    package typealias Field = CaseFilter.Field

    package var known: [Field] { Field.allCases }

    /// A value: the name of the rule files, and what people call it.
    package struct Word: Sendable, Hashable {
        package var name: String
        package var labels: [String]

        /// Its initials find Chinese, as everywhere at the desk.
        func begins(with text: String) -> Bool {
            let text = text.lowercased()
            return ([name] + labels + labels.compactMap { SearchText.initials(of: $0) })
                .contains { $0.lowercased().hasPrefix(text) }
        }

        func isCalled(_ text: String) -> Bool {
            let text = text.lowercased()
            return ([name] + labels).contains { $0.lowercased() == text }
        }
    }

    package private(set) var fields: [CaseFilter.Field: [String]] = [:]
    package private(set) var values: [CaseFilter.Field: [Word]] = [:]
    let people: [Staff]
    /// What customers are called of whom no rank is kept.
    private let usualRank: String?
    /// What lengths of time are written with, and their minutes.
    private(set) var units: [String: Int] = ["m": 1, "h": 60, "d": 1440, "w": 10080]

    static let (mine, anybody, nobody, late) = ("me", "any", "none", "late")
    static let today = "today"
    static let (yes, no) = ("yes", "no")

    /// A word of the model, as one word: `waiting-for-us`.
    static func dashed(_ name: String) -> String { String(name.map { $0 == " " ? "-" : $0 }) }

    /// - Parameters:
    ///   - language: whose labels stand first.
    ///   - said: what a phrase is in each language, that one first; none where there are no languages.
    package init(
        rules: Rules, people: [Staff], zones: [String] = [], in language: String? = nil,
        said: (String) -> [String] = { _ in [] }
    ) {
        self.init(rules.workflows, rules.settings, people: people, in: language, said: said)
        values[.zone] = zones.map { Word(name: $0, labels: [$0]) }
    }

    init(
        _ workflows: Workflows, _ settings: DeskSettings, people: [Staff], in language: String? = nil,
        said: (String) -> [String] = { _ in [] }
    ) {
        self.people = people
        usualRank = settings.ranks.first?.name
        func labelled(_ name: String, _ label: Label) -> Word {
            Word(name: name, labels: Self.labels(of: label, in: language))
        }
        for field in CaseFilter.Field.allCases {
            fields[field] = [field.rawValue] + said("filter.field.\(field.rawValue)")
        }
        for (unit, minutes) in units {
            for text in said("filter.unit.\(unit)") {
                for name in text.split(separator: " ") { units[String(name)] = minutes }
            }
        }
        let kinds = workflows.kinds(of: .case)
        values[.kind] = kinds.map { labelled($0.name, $0.label) }
        values[.state] = Self.joined(kinds.flatMap(\.states).map { labelled($0.name, $0.label) })
        values[.queue] = settings.queues.map { labelled($0.name, $0.label) }
        values[.product] = settings.products.map { labelled($0.name, $0.label) }
        values[.rank] = settings.ranks.map { labelled($0.name, $0.label) }
        values[.fault] = Self.joined(
            settings.products.flatMap(\.faults).map { labelled($0.name, $0.label) })
        func words(_ names: [String], _ family: String) -> [Word] {
            names.map { name in
                let key = Self.dashed(name)
                return Word(name: key, labels: said("\(family).\(key)"))
            }
        }
        values[.severity] = words(Severity.allCases.map(\.rawValue), "severity")
        values[.channel] = words(Channel.allCases.map(\.rawValue), "channel")
        values[.category] = words(StateCategory.allCases.map(\.rawValue), "category")
        values[.from] = words(CustomerKind.allCases.map(\.rawValue), "customerKind")
        func own(_ name: String) -> Word { Word(name: name, labels: said("filter.word.\(name)")) }
        values[.owner] =
            [Self.mine, Self.anybody, Self.nobody].map(own)
            + people.map { Word(name: $0.login, labels: [$0.name]) }
        values[.team] = Set(people.map(\.team)).subtracting([""]).sorted().map {
            Word(name: $0, labels: [$0])
        }
        values[.due] = [own(Self.late)]
        values[.recall] = [own(Self.yes), own(Self.no)]
    }

    /// What people call something, as one of them reads it on top.
    static func labels(of label: Label, in language: String?) -> [String] {
        let texts = label.texts.values.sorted()
        guard let own = language.flatMap({ label.texts[$0] }) else { return texts }
        return [own] + texts.filter { $0 != own }
    }

    /// Words of one name are one, with all their labels.
    static func joined(_ words: [Word]) -> [Word] {
        var order: [String] = []
        var labels: [String: [String]] = [:]
        for word in words {
            if labels[word.name] == nil { order.append(word.name) }
            labels[word.name, default: []] += word.labels.filter { labels[word.name]?.contains($0) != true }
        }
        return order.map { Word(name: $0, labels: labels[$0] ?? []) }
    }

    /// What records keep of these ranks: nothing of the usual one, or its name where another was the usual one then.
    func keptRanks(_ names: [String]) -> [String] {
        names + (names.contains { $0 == usualRank } ? [""] : [])
    }

    /// Who belongs to these teams.
    func members(of teams: [String]) -> [StaffID] { people.filter { teams.contains($0.team) }.map(\.id) }
}

extension FilterWords {
    /// A value as it is written: in quotes where it would be parted otherwise.
    package static func written(_ name: String) -> String { FilterTokens.written(name) }

    /// What the word being written may become: in place of the filter's last `replacing` characters.
    package struct Completion: Sendable, Hashable {
        /// Written in full, in its own language where it was begun in that.
        package var text: String
        /// What people call it.
        package var label: String
    }
}
