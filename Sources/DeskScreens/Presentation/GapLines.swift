import Model
import Quality
import ServiceDesk
import Statistics
import TerminalKit
import Wording

/// A row behind a gap.
struct GapItem: OpenableRow {
    let row: GapRow
    /// One person or case may be told of twice.
    let place: Int
    var id: Int { place }
    var subject: Subject { row.subject }
}

extension DeskContext {
    /// - Parameter chosen: the gap that is looked at, where the line is the one selected.
    func gapCells(_ line: GapReport.Line, chosen: ServiceGap?, isRelative: Bool) -> [TableCell] {
        let unit = isRelative ? "%" : say("gap.sign.\(line.attribute.unit.word)")
        return [TableCell(wording.text(line.attribute.label)), TableCell(unit, .muted)]
            + ServiceGap.shown.map { gap in
                let cell = gapCell(line.figures[gap], line.attribute.unit, isRelative: isRelative)
                let text = chosen == gap ? ">" + cell : cell
                return TableCell(
                    // What would not fit lacks its blank rather than its mark.
                    text.count > GapsScreen.figureCells ? text.replacing(" ", with: "") : text,
                    line.figures[gap].map { GapPicture.role($0) } == .missed ? .missed : .text
                ).ranked(line.figures[gap]?.relative)
            }
    }

    /// `-12.3 !`: the unit stands in its own column.
    private func gapCell(_ size: GapSize?, _ unit: GapAttribute.Unit, isRelative: Bool) -> String {
        guard let size else { return say("gap.nil") }
        let number: Double
        if isRelative {
            guard let relative = size.relative else { return say("gap.nil") }
            number = relative * 100
        } else {
            number = unit == .share ? size.estimate.value * 100 : size.estimate.value
        }
        let decimals = isRelative || abs(number) >= 100 ? 0 : unit == .points ? 2 : 1
        return wording.signed(number, decimals: decimals) + " " + size.mark
    }

    func gapRowCells(_ row: GapRow, _ attribute: GapAttribute) -> [TableCell] {
        [
            TableCell(row.subject.description).ranked(subject: row.subject),
            TableCell(row.caseID?.description ?? "", .muted).ranked(id: row.caseID),
            TableCell(wording.moment(row.moment), .muted).ranked(at: row.moment),
            TableCell(say(attribute.unit.said(row.value))).ranked(row.value),
            TableCell(say(attribute.unit.said(row.against)), .muted).ranked(row.against),
            TableCell(
                say(attribute.unit.said(signed: row.share.amount)), row.share.amount < 0 ? .missed : .text
            ).ranked(row.share.amount),
        ]
    }

    func gapLineName(_ line: String) -> String { wording.name(line, of: "gapLine") }

    func name(_ segment: GapSegment) -> String {
        switch segment {
        case .kind(let kind): wording.name(kind)
        case .dealer(let type): wording.name(type)
        }
    }

    var gapLinePicker: Picker<String> {
        let all = Choice(id: "all", label: say("gap.allLines"), keywords: ["all"])
        let lines = ((try? rules.gaps().lines) ?? []).map {
            Choice(id: $0, label: gapLineName($0), keywords: [$0])
        }
        return ChoiceField([all] + lines).picker(title: say("gap.pick.line"), emptyText: say("pick.empty"))
    }

    var gapSegmentPicker: Picker<String> {
        let all = Choice(id: "all", label: say("gap.allSegments"), keywords: ["all"])
        let segments = GapSegment.all.map { Choice(id: $0.word, label: name($0), keywords: [$0.word]) }
        return ChoiceField([all] + segments).picker(
            title: say("gap.pick.segment"), emptyText: say("pick.empty"))
    }
}

extension Pane {
    /// How large a gap is, how sure that is, how it went, and what it comes of.
    init(_ gap: ServiceGap, of line: GapReport.Line, names: [GapCause: GroupName], _ context: DeskContext) {
        let (wording, unit) = (context.wording, line.attribute.unit)
        guard let size = line.figures[gap] else {
            add(
                .spans([
                    Span(wording.say(gap.label) + "  ", .header), Span(context.say("gap.noData"), .muted),
                ]))
            return
        }
        add(
            .spans([
                Span(wording.say(gap.label) + "  ", .header),
                Span(wording.gap(size, unit) + "  ", size.verdict == .short ? .missed : .text),
                Span(wording.relative(size), .muted),
            ]))
        pair(context.say("gap.title.interval"), wording.bounds(size.estimate, unit))
        pair(context.say("gap.title.sample"), size.estimate.count.map { wording.number($0) } ?? "")
        let change = line.change(gap)
        let style: Style = change?.isWorse ?? false ? .missed : change?.isBetter ?? false ? .good : .text
        pair(context.say("gap.title.change"), wording.change(change, unit), style)
        for cause in line.causes[gap] ?? [] {
            let name = names[cause].map { context.name($0) } ?? cause.key
            add(.text(wording.cause(cause, name: name), .text))
        }
    }

    /// What a gap lies between, and where the sides of an attribute come from.
    init(defining gap: ServiceGap, of attribute: GapAttribute, _ context: DeskContext) {
        add(.text(context.wording.say(gap.definition), .text))
        add(.blank)
        for side in GapSide.allCases {
            pair(
                context.wording.say(side.label),
                context.wording.say(attribute.source(of: side, context.rules)))
        }
        add(.blank)
        add(.text(context.say("gap.marks"), .muted))
    }
}
