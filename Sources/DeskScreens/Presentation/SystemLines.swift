import Model
import ServiceDesk
import Statistics
import TerminalKit
import Wording
import Workflow

/// The system of the service, as tables say it.
extension DeskContext {
    /// Above the tabs: of what and of which days a page is, and what it comes to.
    func head(of page: SystemPage) -> [Span] {
        func number(_ value: Int) -> PhraseFact { .number(Double(value)) }
        switch page {
        case .chart(let chart):
            let facts: [String: PhraseFact] = [
                "day": .day(chart.day), "count": .count(chart.wanted), "vacant": .count(chart.vacant),
            ]
            return [Span(say("organisation.head", facts), chart.vacant > 0 ? .missed : .accent)]
        case .process(let map):
            return [Span(wording.text(map.definition.label) + "  ", .accent), Span(say(map.days), .accent)]
        case .controls(let report, _):
            func count(_ sign: ControlReport.Sign) -> PhraseFact {
                number(report.lines.count { $0.sign == sign })
            }
            return [
                Span(
                    say(
                        "system.head.controls",
                        ["kept": count(.kept), "close": count(.close), "missed": count(.missed)]), .accent)
            ]
        case .skills(let matrix):
            let papers = matrix.people.flatMap(\.papers)
            return [
                Span(
                    say(
                        "system.head.skills",
                        [
                            "people": number(matrix.people.count),
                            "expired": number(papers.count { $0.standing == .expired }),
                            "soon": number(papers.count { $0.standing == .soon }),
                        ]), .accent)
            ]
        case .training(let plan):
            let facts = ["number": number(plan.proposals.count)]
            return [
                Span(say(plan.days) + "  ", .accent),
                Span(say("system.head.training", facts), plan.proposals.isEmpty ? .muted : .missed),
            ]
        case .resources(let table):
            return [
                Span(
                    say(
                        "system.head.resources",
                        ["people": number(table.missing(.people)), "parts": number(table.missing(.parts))]),
                    .accent)
            ]
        case .incentives(_, let days):
            return [
                Span(
                    say("incentive.told", ["from": .day(days.lowerBound), "until": .day(days.upperBound)]),
                    .accent)
            ]
        }
    }

    private func say(_ days: ClosedRange<Day>) -> String { say(DaySpan(days.lowerBound, days.upperBound)) }

    func columns(of page: SystemPage) -> [Column] {
        func figure(_ key: String, _ width: Int = 9, drop: Int = 0) -> Column {
            column(key, .fixed(width), .trailing, dropOrder: drop)
        }
        switch page {
        case .chart:
            return [
                column("system.title.post", .flexible(least: 30, share: 2)),
                figure("resource.title.have"), figure("resource.title.wanted", 8),
                figure("system.title.vacant", 8),
                column("system.title.people", .flexible(least: 16, share: 2), dropOrder: 1),
            ]
        case .process:
            return [
                column("process.title.step", .flexible(least: 24, share: 3)),
                column("process.title.to", .flexible(least: 14, share: 2)),
                figure("process.title.count", 7), figure("process.title.share", 7, drop: 1),
                figure("process.title.median", 10), figure("process.title.ninth", 10, drop: 2),
            ]
        case .controls:
            return [
                column("figures.title.figure", .flexible(least: 20, share: 2)),
                figure("control.title.value"), column("control.title.sign", .fixed(6)),
                figure("control.title.target"), figure("control.title.warn", drop: 2),
                figure("figures.title.count", 7, drop: 1), figure("control.title.before"),
                column("control.title.owner", .flexible(least: 12, share: 1), dropOrder: 3),
            ]
        case .skills(let matrix):
            return [
                column("skill.title.name", .flexible(least: 10, share: 1)),
                column("skill.title.team", .flexible(least: 8, share: 1), dropOrder: 1),
            ]
                + matrix.skills.indices.map { Column(SkillMatrix.letter($0), .fixed(2)) } + [
                    column("skill.title.papers", .flexible(least: 24, share: 3))
                ]
        case .training:
            return [
                column("faults.title.product", .flexible(least: 12, share: 1)),
                column("faults.title.fault", .flexible(least: 14, share: 2)),
                figure("training.title.share"), figure("training.title.between", 14, drop: 2),
                figure("training.title.jobs", 7),
                figure("training.title.others", 8, drop: 1), figure("training.title.p", 12),
            ]
        case .resources:
            return [
                column("resource.title.kind", .fixed(10)),
                column("resource.title.what", .flexible(least: 20, share: 1)),
                figure("resource.title.have"), figure("resource.title.wanted", 8),
                figure("resource.title.needed", 10, drop: 1), figure("resource.title.missing", 8),
            ]
        case .incentives:
            return [
                column("system.title.card", .flexible(least: 12, share: 1)),
                column("incentive.title.name", .flexible(least: 10, share: 1)),
                figure("incentive.title.points"), figure("incentive.title.bonus"),
                column("incentive.title.why", .flexible(least: 22, share: 2), dropOrder: 1),
            ]
        }
    }

    /// - Parameter branch: what stands before a row of a tree.
    func systemCells(_ row: SystemRow, _ page: SystemPage, _ names: [StaffID: String], branch: String = "")
        -> [TableCell]
    {
        switch row {
        case .team(let team, let whole):
            return [
                TableCell(branch + wording.text(team.team.label), .header),
                count(whole.people), count(whole.wanted), lack(whole.vacant), "",
            ]
        case .seat(let seat):
            let people = seat.holders.map { holder in
                holder.staff.name + (holder.isAway ? " -" : "")
            }
            return [
                TableCell(branch + wording.text(seat.post.label)),
                count(seat.holders.count), count(seat.post.wanted), lack(seat.vacant),
                seat.holders.isEmpty
                    ? TableCell(say("control.vacant"), .missed) : TableCell(wording.list(people), .muted),
            ]
        case .station(let station): return cells(station)
        case .arrow(let arrow): return cells(arrow, page)
        case .control(let line): return cells(line, page)
        case .person(let person): return cells(person, page)
        case .fault(let line, let proposal): return cells(line, proposal)
        case .resource(let row):
            return [
                TableCell(say("resource.kind.\(row.kind.rawValue)"), .muted), TableCell(resourceName(row)),
                count(row.have), count(row.wanted), count(row.needed), lack(row.missing),
            ]
        case .score(let score, let card):
            return [
                TableCell(wording.text(card.label), .muted), TableCell(score.name),
                TableCell(score.points.map { wording.number($0, decimals: 1) } ?? "-"),
                TableCell(
                    score.bonus.map { wording.percent($0, decimals: 0) } ?? "-",
                    score.failed.isEmpty ? .text : .missed), TableCell(why(score, card), .muted),
            ]
        }
    }

    func resourceName(_ row: ResourceTable.Row) -> String {
        row.label.map { wording.text($0) } ?? say("resource.kind.\(row.kind.rawValue)")
    }

    private func count(_ number: Int?) -> TableCell { TableCell(number.map { wording.number($0) } ?? "-") }

    /// How many are missing; nothing where none are.
    private func lack(_ number: Int) -> TableCell {
        TableCell(number > 0 ? wording.number(number) : "", .missed)
    }

    func hours(_ minutes: Double?) -> String { say(ServiceFigure.Unit.duration.said(minutes)) }

    private func cells(_ station: ProcessMap.Station) -> [TableCell] {
        let waits =
            station.waits > 0 && station.state.category.isOpen
            ? say("process.here", ["count": .count(station.waits)]) : ""
        return [
            TableCell(wording.text(station.state.label), .header), TableCell(waits, .accent),
            TableCell(wording.number(station.entered)), "", TableCell(hours(station.time.median)),
            TableCell(hours(station.time.ninth)),
        ]
    }

    private func cells(_ arrow: ProcessMap.Arrow, _ page: SystemPage) -> [TableCell] {
        let role: TerminalKit.Role =
            arrow.course == .dropOut ? .missed : arrow.course.isLoop ? .atRisk : .text
        return [
            TableCell("  " + wording.text(arrow.label), role), TableCell(target(arrow, page), role),
            TableCell(wording.number(arrow.count)),
            TableCell(arrow.share.map { wording.percent($0.value, decimals: 0) } ?? "-", .muted),
            TableCell(hours(arrow.time.median), .muted), TableCell(hours(arrow.time.ninth), .muted),
        ]
    }

    /// Where an arrow leads, and whether that is back or out.
    func target(_ arrow: ProcessMap.Arrow, _ page: SystemPage) -> String {
        guard arrow.course != .stays else { return say("workflow.diagram.stays") }
        guard case .process(let map) = page, let state = map.definition.state(arrow.to) else {
            return arrow.to
        }
        let name = wording.text(state.label)
        guard arrow.course.isLoop else { return name }
        return say("system.back", ["state": .text(name)])
    }

    private func cells(_ line: ControlReport.Line, _ page: SystemPage) -> [TableCell] {
        let unit = line.control.figure.unit
        let role = self.role(of: line.sign)
        return [
            TableCell(wording.say(line.control.figure.label)),
            TableCell(say(unit.said(line.now.value)), role),
            TableCell(sign(line), role), TableCell(say(unit.said(line.control.target))),
            TableCell(say(unit.said(line.control.warn)), .muted),
            TableCell(wording.number(line.now.count), .muted),
            TableCell(say(unit.said(line.before.value)), .muted), TableCell(owner(of: line, page)),
        ]
    }

    func role(of sign: ControlReport.Sign) -> TerminalKit.Role {
        switch sign {
        case .kept: .good
        case .close: .atRisk
        case .missed: .missed
        case .unknown: .muted
        }
    }

    /// `+`, `~` or `!`, with a `?` where chance may have decided.
    private func sign(_ line: ControlReport.Line) -> String {
        let mark =
            switch line.sign {
            case .kept: "+"
            case .close: "~"
            case .missed: "!"
            case .unknown: "-"
            }
        return mark + (line.sign != .unknown && (line.isUnsure || line.now.isSmall) ? " ?" : "")
    }

    func owner(of line: ControlReport.Line, _ page: SystemPage) -> String {
        guard case .controls(_, let chart) = page,
            let seat = chart.seats.first(where: { $0.post.name == line.control.owner })
        else { return line.control.owner }
        let people = seat.holders.map(\.staff.name)
        return say(
            "control.by",
            [
                "people": .text(people.isEmpty ? say("control.vacant") : wording.list(people)),
                "post": .label(seat.post.label),
            ])
    }

    private func cells(_ person: SkillMatrix.Person, _ page: SystemPage) -> [TableCell] {
        guard case .skills(let matrix) = page else { return [] }
        let levels = matrix.skills.map { skill in
            person.levels[skill.name].map { TableCell(String($0), $0 >= 3 ? .good : .text) }
                ?? TableCell(".", .muted)
        }
        let worst = person.papers.map(\.standing)
        let role: TerminalKit.Role =
            worst.contains(.expired) ? .missed : worst.contains(.soon) ? .atRisk : .text
        return [TableCell(person.staff.name), TableCell(person.staff.team, .muted)] + levels
            + [TableCell(person.papers.map { said($0) }.joined(separator: say("list.separator")), role)]
    }

    /// A certificate with its last day, and a mark where that is over or near.
    func said(_ paper: SkillMatrix.Paper) -> String {
        let mark =
            switch paper.standing {
            case .valid: ""
            case .soon: " ~"
            case .expired: " !"
            }
        return "\(paper.name) \(wording.day(paper.until))\(mark)"
    }

    private func cells(_ line: TrainingPlan.Line, _ proposal: TrainingPlan.Proposal?) -> [TableCell] {
        func percent(_ value: Double) -> String { wording.percent(value, decimals: 0) }
        let mark =
            switch line.verdict {
            case .clear: " !"
            case .hint: " ~"
            case .usual: ""
            }
        let between =
            line.share.low.flatMap { low in
                line.share.high.map { high in
                    say("figures.between", ["low": .text(percent(low)), "high": .text(percent(high))])
                }
            } ?? ""
        return [
            TableCell(productName(line.product)), TableCell(faultName(line.fault, of: line.product)),
            TableCell(percent(line.share.value) + mark, line.verdict == .usual ? .text : .missed),
            TableCell(between, .muted), TableCell(wording.number(line.jobs) + (line.isSmall ? " ?" : "")),
            TableCell(line.others.map { percent($0.value) } ?? "-", .muted),
            TableCell(line.adjusted.map { wording.number($0, decimals: 3) } ?? "-", .muted),
        ]
    }
}

extension ResourceTable {
    /// By what it is reckoned how many people it takes, and what that leaves out.
    func notes(_ context: DeskContext) -> [String] {
        need.phrases.map { context.wording.say($0) } + [context.say("system.notSimulated")]
    }
}
