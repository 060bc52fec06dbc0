package import Model
package import Quality
import Records

/// What stands behind one need: who said what of it, and where.
package struct NeedEvidence: Sendable {
    package var line: NeedsTable.Line
    package var days: ClosedRange<Day>
    package var looked: NeedsTable.Looked
    /// The newest first, at most as many as were asked for; `line.mentions` says how many there are.
    package var texts: [Mention]
    /// All of them, the newest first; withdrawn ones, which do not count, are among them.
    package var notes: [NeedNote]
    /// Sheets that answer any of its questions, the newest first, at most as many as were asked for.
    package var sheets: [Sheet]
    /// How many sheets there are.
    package var answered: Int

    package struct Mention: Sendable, Hashable {
        /// A case or a sheet of answers.
        package var subject: Subject
        package var day: Day
        package var text: String
    }

    package struct Sheet: Sendable, Hashable {
        package var survey: SurveyID
        package var customer: CustomerID?
        package var day: Day
        package var importance: Double?
        /// In the need's unit.
        package var wanted: Double?
        package var kano: KanoCategory?
    }
}

extension Reading {
    /// - Parameter limit: how many texts and how many sheets are given at most.
    package func needEvidence(
        _ need: Need, on days: ClosedRange<Day>, segment: GapSegment? = nil, region: String? = nil,
        limit: Int
    ) throws -> NeedEvidence {
        let whom = NeedStore.Whom(need.audience, segment, region: region)
        let sources = try needSources([need], of: whom, on: days, rules.needs())
        let sheets = sources.sheets(need)
        return NeedEvidence(
            line: line(need, sources, on: days.upperBound), days: days, looked: sources.looked,
            texts: sources.texts(mentioning: need).map(mention).newest(limit) { $0.day },
            notes: sources.noted.filter { $0.need == need.name }.reversed(),
            sheets: Array(sheets.prefix(limit)),
            answered: sheets.count)
    }

    private func mention(_ text: NeedText) -> NeedEvidence.Mention {
        let day =
            switch text.moment {
            case .instant(let at): rules.localDay(at)
            case .day(let day): day
            }
        return NeedEvidence.Mention(subject: text.subject, day: day, text: text.text)
    }
}

extension NeedSources {
    /// The newest first.
    fileprivate func sheets(_ need: Need) -> [NeedEvidence.Sheet] {
        guard let asked = need.asked else { return [] }
        let sheets = Dictionary(grouping: answers[asked.questionnaire] ?? [], by: \.survey)
        return sheets.values.map { answers in
            func number(_ question: String?) -> Double? {
                answers.first { $0.question == question }?.number
            }
            func feeling(_ question: String?) -> KanoAnswer? {
                answers.first { $0.question == question }?.words.flatMap(KanoAnswer.init)
            }
            let (with, without) = (feeling(asked.kano?.with), feeling(asked.kano?.without))
            return NeedEvidence.Sheet(
                survey: answers[0].survey, customer: answers[0].customer, day: answers[0].answeredOn,
                importance: number(asked.importance), wanted: number(asked.wanted),
                kano: with.flatMap { with in without.map { KanoCategory(with: with, without: $0) } })
        }
        .filter { $0.importance != nil || $0.wanted != nil || $0.kano != nil }
        .sorted { ($1.day, $1.survey) < ($0.day, $0.survey) }
    }
}

extension Array {
    fileprivate func newest(_ limit: Int, _ day: (Element) -> Day) -> [Element] {
        let sorted = enumerated().sorted { a, b in
            (day(b.element), a.offset) < (day(a.element), b.offset)
        }
        return sorted.prefix(limit).map(\.element)
    }
}
