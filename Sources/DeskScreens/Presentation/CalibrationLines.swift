import Model
import Quality
import ServiceDesk
import TerminalKit
import Wording

/// Calibration, as tables say it.
extension DeskContext {
    func columns(of tab: CalibrationScreen.Tab) -> [Column] {
        func figure(_ key: String, _ cells: Int = 8, dropOrder: Int = 0) -> Column {
            column(key, .fixed(cells), .trailing, dropOrder: dropOrder)
        }
        switch tab {
        case .matters:
            return [
                column("quality.column.subject", .fixed(9)),
                column("quality.column.agent", .flexible(least: 8, share: 1), dropOrder: 1),
                column("column.customer", .flexible(least: 8, share: 2), dropOrder: 2),
                column("column.state", .flexible(least: 12, share: 1)),
                figure("calibration.column.lowest"), figure("calibration.column.highest"),
                figure("calibration.column.agreed"),
            ]
        case .items:
            return [
                column("quality.column.item", .flexible(least: 16, share: 3)),
                figure("calibration.column.alike", 9), figure("calibration.column.gap"),
                figure("calibration.column.widest", dropOrder: 1), figure("calibration.column.alpha"),
            ]
        case .raters:
            return [
                column("calibration.column.rater", .flexible(least: 8, share: 2)),
                figure("quality.column.count"), figure("quality.column.mean"),
                figure("calibration.column.lean", 12), figure("calibration.column.asAgreed", 10),
            ]
        }
    }

    func calibrationCells(_ row: CalibrationRow, names: [StaffID: String]) -> [TableCell] {
        switch row {
        case .matter(let line): cells(of: line, names: names)
        case .item(let item): cells(of: item)
        case .rater(let rater): cells(of: rater, names: names)
        }
    }

    private func cells(of line: CalibrationMatterLine, names: [StaffID: String]) -> [TableCell] {
        let agent = line.matter.agent
        let figures = [line.spread?.lowest, line.spread?.highest, line.spread?.agreed]
        return [
            TableCell(line.matter.subject.description, .accent).ranked(subject: line.matter.subject),
            TableCell(names[agent] ?? agent.description), TableCell(line.customer),
            TableCell(
                say("calibration.standing.\(line.standing.rawValue)"),
                [.toScore, .toAgree].contains(line.standing) ? .warning : .muted),
        ] + figures.map { TableCell($0.map { wording.percent($0) } ?? "").ranked($0) }
    }

    private func cells(of item: CalibrationFigures.OfItem) -> [TableCell] {
        let isApart = item.alike < item.matters
        return [
            TableCell((item.item.isFatal ? "! " : "") + wording.text(item.item.label)),
            TableCell(part(item.alike, item.matters), isApart ? .warning : .muted)
                .ranked(item.matters == 0 ? nil : Double(item.alike) / Double(item.matters)),
            TableCell(whole(item.gap)).ranked(item.gap), TableCell(whole(item.widest)).ranked(item.widest),
            TableCell(agreement(item.alpha)).ranked(item.alpha),
        ]
    }

    private func cells(of rater: CalibrationFigures.OfRater, names: [StaffID: String]) -> [TableCell] {
        [
            TableCell(names[rater.rater] ?? rater.rater.description),
            TableCell(wording.number(rater.matters), .muted).ranked(count: rater.matters),
            TableCell(wording.percent(rater.mean)).ranked(rater.mean),
            TableCell(rater.lean.map(points) ?? "").ranked(rater.lean),
            TableCell(whole(rater.asAgreed)).ranked(rater.asAgreed),
        ]
    }

    /// `3 of 4`
    func part(_ value: Int, _ whole: Int) -> String {
        say("calibration.of", ["value": .number(Double(value)), "whole": .number(Double(whole))])
    }

    /// A share without decimals; empty for none.
    func whole(_ share: Double?) -> String { share.map { wording.percent($0, decimals: 0) } ?? "" }

    /// Kappa or alpha; that there is none where chance explains it all.
    func agreement(_ value: Double?) -> String { value.map { fixed($0) } ?? say("scoring.noKappa") }

    /// A difference of shares, with its sign, in points of a hundred.
    func points(_ difference: Double) -> String {
        say(GapAttribute.Unit.share.said(signed: difference))
    }

    // MARK: Sessions

    var sessionColumns: [Column] {
        [
            column("calibration.column.session", .fixed(6)),
            column("calibration.title.name", .flexible(least: 10, share: 3)),
            column("quality.column.card", .flexible(least: 8, share: 2), dropOrder: 1),
            column("column.state", .fixed(10)),
            column("calibration.title.scored", .fixed(9), .trailing),
            column("calibration.column.owed", .fixed(8), .trailing),
            column("calibration.column.agreed", .fixed(8), .trailing, dropOrder: 2),
        ]
    }

    func sessionCells(_ line: CalibrationLine) -> [TableCell] {
        let (session, owed) = (line.session, line.owed(by: actor.staffID))
        return [
            TableCell(session.id.description, .accent).ranked(id: session.id), TableCell(session.name),
            TableCell(cardName(session.card)),
            TableCell(sessionState(session), session.closedAt == nil ? .accent : .muted),
            TableCell(part(line.scored, line.wanted), .muted).ranked(count: line.scored),
            TableCell(owed > 0 ? wording.number(owed) : "", .warning).ranked(count: owed),
            TableCell(part(line.progress.agreed, session.matters.count), .muted)
                .ranked(count: line.progress.agreed),
        ]
    }

    func sessionState(_ session: Calibration) -> String {
        wording.name(session.closedAt == nil ? "open" : "closed", of: "calibration.state")
    }

    /// By which card, who leads it, since when, and how far it has come.
    func head(of line: CalibrationLine, names: [StaffID: String]) -> [Span] {
        let session = line.session
        return [
            Span(cardName(session.card) + "  ", .accent),
            Span(sessionState(session) + "  ", session.closedAt == nil ? .warning : .good),
            Span(
                (names[session.leader] ?? session.leader.description) + "  "
                    + wording.moment(session.openedAt) + "  ", .muted),
            Span(part(line.scored, line.wanted), .text),
        ]
    }
}
