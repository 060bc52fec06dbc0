import Model
import Quality
import ServiceDesk
import Statistics
import TerminalKit
import Wording

/// A row behind a need.
struct NeedItem: OpenableRow {
    enum Said: Sendable {
        case text(String)
        case note(NeedNote)
        case sheet(NeedEvidence.Sheet)
    }

    let subject: Subject
    let day: Day
    let said: Said
    /// One case or sheet may speak twice.
    var id = 0

    /// What was said first, then who answered what; in each the newest first.
    static func all(_ evidence: NeedEvidence) -> [NeedItem] {
        let texts = evidence.texts.map { NeedItem(subject: $0.subject, day: $0.day, said: .text($0.text)) }
        let notes = evidence.notes.map { note in
            NeedItem(
                subject: note.customer.map { Subject($0) } ?? .desk, day: note.day, said: .note(note))
        }
        let sheets = evidence.sheets.map {
            NeedItem(subject: Subject($0.survey), day: $0.day, said: .sheet($0))
        }
        return (notes + texts + sheets).enumerated().map { place, item in
            var item = item
            item.id = place
            return item
        }
    }
}

extension DeskContext {
    func needSegmentPicker(_ audience: NeedAudience) -> Picker<String> {
        let segments = GapSegment.all.filter(audience.holds).map {
            Choice(id: $0.word, label: name($0), keywords: [$0.word])
        }
        return needPicker("need.everybody", segments, title: "need.pick.segment")
    }

    func needRegionPicker(_ cities: [String]) -> Picker<String> {
        let choices = cities.map { Choice(id: $0, label: $0, keywords: Pinyin.keys(of: $0)) }
        return needPicker("need.everywhere", choices, title: "need.pick.region")
    }

    private func needPicker(_ all: String, _ choices: [Choice], title: String) -> Picker<String> {
        ChoiceField([Choice(id: "", label: say(all), keywords: ["all"])] + choices)
            .picker(title: say(title), emptyText: say("pick.empty"))
    }

    /// Of whom, and where; empty for everybody everywhere.
    func said(_ group: NeedGroup) -> String {
        [group.segment.map { name($0) }, group.region].compactMap { $0 }
            .joined(separator: "  ")
    }

    func needCells(_ line: NeedsTable.Line) -> [TableCell] {
        func said(_ phrase: Phrase?) -> String { phrase.map { wording.say($0) } ?? say("gap.nil") }
        let isOpen = line.isWanted && !line.answer.isPromised
        let isShort = (line.answer.fulfils?.value ?? 1) < 0.5
        return [
            TableCell(wording.text(line.need.label)),
            TableCell(said(line.importanceSaid)).ranked(line.importance?.value),
            TableCell(line.kano.map { needKind($0) } ?? say("gap.nil")), TableCell(said(line.wantedSaid)),
            TableCell(wording.number(line.mentions + line.notes), .muted).ranked(
                count: line.mentions + line.notes),
            TableCell(said(line.fulfilsSaid), isShort ? .missed : .text).ranked(line.answer.fulfils?.value),
            TableCell(said(line.answerSaid), isOpen ? .missed : .text),
        ]
    }

    /// `M`, or `M/O ~` where chance may decide.
    private func needKind(_ tally: KanoTally) -> String {
        let letters = [tally.category, tally.runnerUp].compactMap { $0?.letter }.joined(separator: "/")
        return letters + (tally.runnerUp == nil ? "" : " ~") + mark(SampleGrade(tally.count))
    }

    func needRowCells(_ item: NeedItem, _ need: Need) -> [TableCell] {
        let isGone = if case .note(let note) = item.said { note.withdrawnAt != nil } else { false }
        let (source, words): (String, String) =
            switch item.said {
            case .text(let text): (say("need.from.text"), text)
            case .note(let note):
                (say("need.source.\(note.source.rawValue)"), needWords(note, need))
            case .sheet(let sheet): (say("need.from.sheet"), needAnswer(sheet, need))
            }
        return [
            TableCell(item.subject == .desk ? "" : item.subject.description).ranked(subject: item.subject),
            TableCell(wording.day(item.day), .muted).ranked(on: item.day),
            TableCell(source, .muted), TableCell(words, isGone ? .muted : .text),
        ]
    }

    private func needWords(_ note: NeedNote, _ need: Need) -> String {
        let wanted = note.wanted.flatMap { value in need.unit.map { wording.say($0.said(value)) } }
        let about = [note.group, wanted ?? ""].filter { !$0.isEmpty }.joined(separator: say("list.separator"))
        let said =
            about.isEmpty
            ? note.words : say("need.row.note", ["about": .text(about), "words": .text(note.words)])
        return note.withdrawnAt == nil ? said : say("competitor.withdrawn", ["note": .text(said)])
    }

    private func needAnswer(_ sheet: NeedEvidence.Sheet, _ need: Need) -> String {
        var parts: [String] = []
        if let importance = sheet.importance, let scale = need.asked?.scale {
            parts.append(say("need.importance", ["value": .number(importance), "scale": .count(scale)]))
        }
        if let kano = sheet.kano { parts.append(wording.say(kano.label)) }
        if let wanted = sheet.wanted, let unit = need.unit { parts.append(wording.say(unit.said(wanted))) }
        return parts.joined(separator: say("list.separator"))
    }
}

extension Pane {
    /// All that is known of a need.
    init(_ line: NeedsTable.Line, _ context: DeskContext) {
        let wording = context.wording
        func share(_ figure: Estimate?) -> String {
            guard let figure, let low = figure.low, let high = figure.high else { return "" }
            func percent(_ value: Double) -> PhraseFact {
                .phrase(Phrase("format.percent", ["number": .number((value * 100).rounded())]))
            }
            return context.say(
                "need.interval",
                [
                    "value": percent(figure.value), "low": percent(low), "high": percent(high),
                    "count": .number(Double(figure.count ?? 0)),
                ])
        }
        add(
            .spans([
                Span(wording.text(line.need.label) + "  ", .header),
                Span(wording.say(line.need.level.label), .muted),
            ]))
        pair(
            context.say("need.title.promise"), wording.say(line.answerSaid),
            line.isWanted && !line.answer.isPromised ? .missed : .text)
        pair(context.say("need.title.fulfils"), share(line.answer.fulfils))
        pair(context.say("need.title.kano"), line.kanoSaid.map { wording.say($0) } ?? "")
        pair(context.say("need.title.better"), share(line.kano?.better))
        pair(context.say("need.title.worse"), share(line.kano?.worse))
        if let wanted = line.wanted, let unit = line.need.unit, let median = wanted.median,
            let lower = wanted.quantile(0.25), let upper = wanted.quantile(0.75)
        {
            pair(
                context.say("need.title.wanted"),
                context.say(
                    "need.spread",
                    [
                        "median": .phrase(unit.said(median.value)), "lower": .phrase(unit.said(lower)),
                        "upper": .phrase(unit.said(upper)), "count": .number(Double(wanted.wishes.count)),
                    ]))
            pair(
                context.say("need.title.forMost"),
                wording.say(unit.said(wanted.standard(for: WantedStandard.most))))
        }
        pair(context.say("need.title.mentions"), share(line.mentioned))
        pair(context.say("need.title.notes"), line.notes == 0 ? "" : wording.number(line.notes))
        if line.need.asked != nil, line.kano != nil { add(.text(context.say("need.marks"), .muted)) }
    }
}
