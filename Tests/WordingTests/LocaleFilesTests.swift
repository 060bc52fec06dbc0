import Model
import Resources
import Testing

@testable import Wording

@Suite("The locale files")
struct LocaleFilesTests {
    let english: PhraseBook
    let chinese: PhraseBook

    init() throws {
        english = try Languages.book("en")
        chinese = try Languages.book("zh-Hans")
    }

    @Test("each sentence there is in one language is there in the other")
    func sameKeys() {
        #expect(Set(english.keys).subtracting(chinese.keys).sorted() == [], "missing in zh-Hans")
        #expect(Set(chinese.keys).subtracting(english.keys).sorted() == [], "missing in en")
    }

    @Test("each file has its twin in the other language, with the same keys")
    func twins() throws {
        func keysByFile(_ language: String) throws -> [String: [String]] {
            let files = try Languages.files(language)
            return try Dictionary(
                uniqueKeysWithValues: files.map {
                    (String($0.name.split(separator: "/").last ?? ""), try PhraseBook([$0]).keys.sorted())
                })
        }
        #expect(try keysByFile("en") == keysByFile("zh-Hans"))
    }

    @Test("both languages fill the same placeholders")
    func samePlaceholders() {
        // How a language writes a day or a month is its own matter.
        for (key, entry) in english.entries where !key.hasPrefix("format.") {
            guard let other = chinese[key] else { continue }
            #expect(entry.placeholders == other.placeholders, "\(key)")
        }
    }

    @Test("a sentence chosen by a count says it, or is about exactly one")
    func plurals() {
        for (key, entry) in english.entries {
            guard let one = entry.one else { continue }
            #expect(entry.other.placeholders.contains("count"), "\(key)")
            #expect(one.placeholders.isSubset(of: entry.other.placeholders), "\(key)")
        }
        for (key, entry) in chinese.entries { #expect(entry.one == nil, "\(key): Chinese has no singular") }
    }

    @Test("English is free of Chinese characters")
    func noHanInEnglish() {
        for (key, entry) in english.entries {
            #expect(!entry.other.text.hasHan && entry.one?.text.hasHan != true, "\(key)")
        }
    }

    /// Sentences in which a key stands for itself: nobody can give it to something else, or it is an example.
    private static let ownKeys: Set<String> = [
        // What scrolling, calendars and the sheet of columns read by themselves.
        "screen.more", "calendar.hint", "columns.hint", "columns.hint.unsorted",
        // Examples of how keys are written in the file of keys.
        "keys.unknownKey", "workflow.badKey",
        // A question of the command line.
        "survey.ask.more",
    ]

    @Test(
        "no sentence names a key that people may give away: the key in force is a fact",
        arguments: ["en", "zh-Hans"])
    func keys(language: String) throws {
        let named =
            /(?:^|[^\w\-])(?:F(?:[1-9]|1[0-2])|Ctrl-\w+|Alt-\w|PgUp|PgDn|Shift-Tab|Tab|Space)(?![\w\-])|[按用]空格/
        // Esc, Enter and the y of a question are every screen's; a letter by itself in Chinese is a key.
        let letter = /(?:^|[^A-Za-z0-9.\-\/])[b-hj-zA-Z](?![A-Za-z0-9.\-])/
        for (name, entry) in try Languages.book(language).entries where !Self.ownKeys.contains(name) {
            let texts = entry.other.pieces.compactMap { if case .text(let text) = $0 { text } else { nil } }
            #expect(!texts.contains { $0.contains(named) }, "\(name)")
            guard language == "zh-Hans", entry.other.text.contains("按") else { continue }
            #expect(!texts.contains { $0.contains(letter) }, "\(name): \(entry.other.text)")
        }
    }

    @Test("Chinese sentences are Chinese, unless they hold nothing but facts, names and signs")
    func chineseIsTranslated() {
        for (key, entry) in chinese.entries where !entry.other.text.hasHan {
            guard let same = english[key] else { continue }
            let letters = entry.other.pieces.reduce(into: "") { text, piece in
                if case .text(let part) = piece { text += part.filter(\.isLetter) }
            }
            let isName = entry.other == same.other && letters.count <= 12
            #expect(letters.isEmpty || isName, "\(key): \(entry.other.text)")
        }
    }

    @Test("no sentence is empty or has stray space at its ends", arguments: ["en", "zh-Hans"])
    func tidy(language: String) throws {
        for (key, entry) in try Languages.book(language).entries {
            // Joins two items of a list, so it ends in a space.
            if key == "list.separator" { continue }
            let text = entry.other.text
            #expect(
                !text.isEmpty && text.first?.isWhitespace == false && text.last?.isWhitespace == false,
                "\(key)")
        }
    }

    @Test("every word of the model has a name in both languages", arguments: ["en", "zh-Hans"])
    func names(language: String) throws {
        let wording = try Languages.wording(language)
        func check<Value: Named & CaseIterable>(_: Value.Type) {
            for value in Value.allCases { #expect(wording.has(Wording.key(value)), "\(Wording.key(value))") }
        }
        check(Severity.self)
        check(StateCategory.self)
        check(Channel.self)
        check(CustomerKind.self)
        check(DealerType.self)
        check(ClockState.self)
        check(ClockEventKind.self)
        check(ApprovalState.self)
        check(CampaignState.self)
        check(CampaignStanding.self)
        check(CallBarrier.self)
        check(SubjectKind.self)
    }

    @Test("the strict reader reads what a YAML reader reads", arguments: ["en", "zh-Hans"])
    func agreesWithYAML(language: String) throws {
        for file in try Languages.files(language) {
            let strict = try PhraseBook([file])
            let general = try RuleNode.parse(file)
            #expect(strict.keys.count == general.entries.count, "\(file.name)")
            for (key, value) in general.entries {
                let entry = strict[key.string ?? ""]
                let other = try value.isMapping ? value.text("other") : value.string
                #expect(entry?.other.text == other, "\(file.name):\(key.line)")
                #expect(entry?.one?.text == value["one"]?.string, "\(file.name):\(key.line)")
            }
        }
    }
}
