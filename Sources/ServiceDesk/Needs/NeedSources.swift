import Model
import Quality
import Records

/// Everything the needs of an audience are told from, read at once.
struct NeedSources {
    let needs: [Need]
    /// By questionnaire, the oldest first.
    private(set) var answers: [String: [NeedAnswer]] = [:]
    /// The same, by questionnaire and question: each need looks at its own.
    fileprivate var byQuestion: [String: [String: [NeedAnswer]]] = [:]
    /// The oldest first; withdrawn ones are among them.
    fileprivate(set) var noted: [NeedNote] = []
    /// Of cases and answers, and by the need's name which of them mention it.
    fileprivate(set) var texts: [NeedText] = []
    fileprivate(set) var mentions: [String: [Int]] = [:]
    fileprivate(set) var looked = NeedsTable.Looked(cases: 0, answers: 0, isCut: false)

    /// What somebody said in a number.
    struct Said {
        /// The customer, or else whoever filled in the sheet.
        var person: String
        var day: Day
        var value: Double
    }

    /// Those that count, the oldest first.
    func notes(of need: Need) -> [NeedNote] {
        noted.filter { $0.need == need.name && $0.withdrawnAt == nil }
    }

    /// The newest first.
    func texts(mentioning need: Need) -> [NeedText] { (mentions[need.name] ?? []).map { texts[$0] } }

    func importance(_ need: Need) -> [Said] { newest(said(need, need.asked?.importance)) }

    /// The standards wanted, by answers and by notes.
    func wishes(_ need: Need) -> [Said] {
        let noted = notes(of: need).compactMap { note in
            note.wanted.map {
                Said(person: note.customer?.description ?? "note \(note.id)", day: note.day, value: $0)
            }
        }
        // Of one day what was said face to face stands.
        return newest((said(need, need.asked?.wanted) + noted).stablySorted { $0.day })
    }

    /// Of each person the last pair of answers.
    func pairs(_ need: Need) -> [(person: String, day: Day, with: KanoAnswer, without: KanoAnswer)] {
        guard let asked = need.asked, let kano = asked.kano else { return [] }
        let without = Dictionary(
            given(to: kano.without, of: asked).map { ($0.survey, $0) },
            uniquingKeysWith: { first, _ in first })
        let pairs = given(to: kano.with, of: asked).compactMap {
            one -> (NeedAnswer, KanoAnswer, KanoAnswer)? in
            guard let with = one.words.flatMap(KanoAnswer.init),
                let lacking = without[one.survey]?.words.flatMap(KanoAnswer.init)
            else { return nil }
            return (one, with, lacking)
        }
        var last: [String: Int] = [:]
        for (place, pair) in pairs.enumerated() { last[pair.0.person] = place }
        return last.values.sorted().map {
            (pairs[$0].0.person, pairs[$0].0.answeredOn, pairs[$0].1, pairs[$0].2)
        }
    }

    /// Nil of nothing.
    func kano(_ need: Need) -> KanoTally? {
        let tally = pairs(need).reduce(into: KanoTally()) { $0.add(with: $1.with, without: $1.without) }
        return tally.count == 0 ? nil : tally
    }

    private func said(_ need: Need, _ question: String?) -> [Said] {
        guard let asked = need.asked, let question else { return [] }
        return given(to: question, of: asked).map {
            Said(person: $0.person, day: $0.answeredOn, value: $0.number)
        }
    }

    /// The oldest first.
    private func given(to question: String, of need: Need.Asked) -> [NeedAnswer] {
        byQuestion[need.questionnaire]?[question] ?? []
    }

    /// - Parameter found: the oldest first.
    fileprivate mutating func take(_ found: [NeedAnswer], to questionnaire: String) {
        answers[questionnaire] = found
        byQuestion[questionnaire] = Dictionary(grouping: found, by: \.question)
    }

    /// Of each person the last.
    private func newest(_ said: [Said]) -> [Said] {
        var last: [String: Int] = [:]
        for (place, one) in said.enumerated() { last[one.person] = place }
        return last.values.sorted().map { said[$0] }
    }
}

extension NeedAnswer {
    fileprivate var person: String { customer?.description ?? survey.description }
}

extension Array {
    /// What compares alike keeps its order.
    fileprivate func stablySorted<Key: Comparable>(by key: (Element) -> Key) -> [Element] {
        enumerated().sorted { (key($0.element), $0.offset) < (key($1.element), $1.offset) }.map(\.element)
    }
}

extension Reading {
    /// A statement for each questionnaire, one for the cases, one for answers in words and one for the notes.
    func needSources(
        _ needs: [Need], of whom: NeedStore.Whom, on days: ClosedRange<Day>, _ book: NeedBook
    ) throws -> NeedSources {
        if let segment = whom.segment, !whom.audience.holds(segment) {
            throw NeedFault.otherSegment(segment.word, whom.audience)
        }
        var sources = NeedSources(needs: needs)
        for (name, asked) in Dictionary(grouping: needs.compactMap(\.asked), by: \.questionnaire) {
            let questions = Set(asked.flatMap(\.questions)).sorted()
            sources.take(try needNotes.answers(to: questions, of: name, on: days, whom), to: name)
        }
        sources.noted = try needNotes.notes(on: days, whom)
        try lookThrough(&sources, on: days, whom, book)
        return sources
    }

    private func lookThrough(
        _ sources: inout NeedSources, on days: ClosedRange<Day>, _ whom: NeedStore.Whom, _ book: NeedBook
    ) throws {
        // One more tells whether there are more.
        let cases = try needNotes.summaries(
            of: book.kinds, in: rules.span(days), whom, limit: book.most + 1)
        let questions = try openQuestions()
        let words = try needNotes.words(
            of: questions, nobodys: questions.keys.filter { book.isFor(whom.audience, $0) }.sorted(),
            on: days, whom, limit: book.most + 1)
        sources.texts = Array(cases.prefix(book.most) + words.prefix(book.most))
        sources.looked = NeedsTable.Looked(
            cases: min(cases.count, book.most), answers: min(words.count, book.most),
            isCut: max(cases.count, words.count) > book.most)
        let searches = sources.needs.map { ($0.name, WordSearch($0.words, whole: true)) }
        for (place, text) in sources.texts.enumerated() {
            var lower = text.text.lowercased()
            lower.withUTF8 { bytes in
                for (name, search) in searches where search.finds(inLower: bytes) {
                    sources.mentions[name, default: []].append(place)
                }
            }
        }
    }

    /// What customers are asked to say in their own words, by questionnaire; what the house says of itself is none of it.
    private func openQuestions() throws -> [String: [String]] {
        let asked = try rules.questionnaires().all.filter { $0.about != .staff }.map { questionnaire in
            (questionnaire.name, questionnaire.questions.filter { $0.kind == .text }.map(\.name))
        }
        return Dictionary(asked, uniquingKeysWith: +)
    }
}
