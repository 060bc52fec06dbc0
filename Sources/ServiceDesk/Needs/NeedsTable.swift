package import Model
package import Quality
import Records
package import ServiceTime
package import Statistics

/// What customers or dealers need of the service, and beside each need the promise that answers it.
package struct NeedsTable: Sendable {
    package var audience: NeedAudience
    package var days: ClosedRange<Day>
    package var segment: GapSegment?
    /// A province, city, district or zone; nil for any.
    package var region: String?
    /// In the rule file's order.
    package var lines: [Line]
    package var looked: Looked

    /// How many texts mentions were looked for in.
    package struct Looked: Sendable, Hashable {
        /// Summaries of cases, and answers in words.
        package var cases: Int
        package var answers: Int
        /// There were more: the newest were looked through.
        package var isCut: Bool

        package var all: Int { cases + answers }
    }

    /// One need.
    package struct Line: Sendable, Identifiable {
        package var need: Need
        /// Of each person who was asked the last answer; nil where nobody answered both questions.
        package var kano: KanoTally?
        /// The mean, on a scale from 1 to `need.asked?.scale`; nil where nobody answered.
        package var importance: Estimate?
        /// What people want, by answers and by what was noted; nil where nobody said.
        package var wanted: WantedStandard?
        /// How many texts mention it, as a share of those looked through; nil where none was.
        package var mentions: Int
        package var mentioned: Estimate?
        /// How often it came up in interviews and workshops.
        package var notes: Int
        package var answer: NeedAnswered
        package var id: String { need.name }

        /// Somebody wants it, whoever said so and how.
        package var isWanted: Bool {
            mentions > 0 || notes > 0 || kano != nil || importance != nil || wanted != nil
        }
    }

    /// Those wanted that nothing is promised to.
    package var unanswered: [Line] { lines.filter { $0.isWanted && !$0.answer.isPromised } }
}

/// What we promise to meet a need, on the last day.
package struct NeedAnswered: Sendable, Hashable {
    /// The promise of the promise files, be it in force or not; nil where a figure is set, or nothing.
    package var promise: Promise?
    /// Whether it is promised: a promise is in force, or a figure is set.
    package var isPromised: Bool
    /// In the need's unit; nil where it is kept or not.
    package var value: Double?
    /// What share of the standards wanted it fulfils; nil where none is promised or wanted.
    package var fulfils: Estimate?
    /// Whether it is published in working time, and `value` is what that lasts on average by its calendar.
    package var isReckoned = false
}

extension Reading {
    /// The needs table of customers or dealers: answers given on these days, notes of them, and what their complaints and words
    /// mention. Answers and words of nobody known are taken for theirs whom a questionnaire is for, but not for a segment's or a
    /// region's.
    /// - Throws: `NeedFault.otherSegment`.
    package func needs(
        _ audience: NeedAudience, on days: ClosedRange<Day>, segment: GapSegment? = nil,
        region: String? = nil
    ) throws -> NeedsTable {
        let book = try rules.needs()
        let whom = NeedStore.Whom(audience, segment, region: region)
        let sources = try needSources(book.needs(of: audience), of: whom, on: days, book)
        return NeedsTable(
            audience: audience, days: days, segment: segment, region: region,
            lines: sources.needs.map { line($0, sources, on: days.upperBound) }, looked: sources.looked)
    }

    /// The cities whose customers or dealers can be looked at by themselves.
    package func needCities(of audience: NeedAudience) throws -> [String] {
        try needNotes.cities(of: audience, limit: 500).sorted()
    }

    func line(_ need: Need, _ sources: NeedSources, on day: Day) -> NeedsTable.Line {
        let wanted = WantedStandard(sources.wishes(need).map(\.value), better: need.better)
        let mentions = sources.texts(mentioning: need).count
        return NeedsTable.Line(
            need: need, kano: sources.kano(need),
            importance: Estimate(meanOf: sources.importance(need).map(\.value)), wanted: wanted,
            mentions: mentions, mentioned: Estimate(share: mentions, of: sources.looked.all),
            notes: sources.notes(of: need).count, answer: answered(need, wanted, on: day))
    }

    private func answered(_ need: Need, _ wanted: WantedStandard?, on day: Day) -> NeedAnswered {
        var answer = NeedAnswered(isPromised: false)
        switch need.promised {
        case .set(let value): (answer.isPromised, answer.value) = (true, value)
        case .promise(let id):
            let inForce = rules.promises[id, on: day]
            (answer.promise, answer.isPromised) = (inForce ?? rules.promises[id], inForce != nil)
            let ours = need.unit.flatMap { told(need.promised, in: $0, on: day) }
            (answer.value, answer.isReckoned) = (ours?.value, ours?.isReckoned ?? false)
        case nil: break
        }
        answer.fulfils = answer.value.flatMap { wanted?.fulfilled(by: $0) }
        return answer
    }
}
