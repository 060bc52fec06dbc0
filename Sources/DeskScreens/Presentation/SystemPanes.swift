import Model
import ServiceDesk
import Statistics
import TerminalKit
import Wording
import Workflow

extension Pane {
    /// All that is known of a row of the system, and below it what holds of the whole page.
    init(_ row: SystemRow, _ page: SystemPage, _ names: [StaffID: String], _ context: DeskContext) {
        switch row {
        case .team(let team, let whole): tell(team, whole, context)
        case .seat(let seat): tell(seat, names, context)
        case .station(let station): tell(station, context)
        case .arrow(let arrow): tell(arrow, page, context)
        case .control(let line): tell(line, page, context)
        case .person(let person): tell(person, page, context)
        case .fault(let line, let proposal): tell(line, proposal, names, context)
        case .resource(let row): tell(row, context)
        case .score(let score, let card): tell(score, card, context)
        }
        let notes = Self.notes(page, context)
        if !notes.isEmpty { add(.blank) }
        for note in notes { add(.text(note, .muted)) }
    }

    /// What is to be said below any row of a page.
    private static func notes(_ page: SystemPage, _ context: DeskContext) -> [String] {
        func say(_ key: String, _ facts: [String: PhraseFact] = [:]) -> String { context.say(key, facts) }
        switch page {
        case .chart(let chart):
            let unplaced = chart.unplaced.map { PhraseFact.text($0.name) }
            let bare = chart.uncovered.map { PhraseFact.label($0.post.label) }
            return (unplaced.isEmpty ? [] : [say("organisation.unplaced", ["people": .list(unplaced)])])
                + (bare.isEmpty ? [] : [say("organisation.uncovered", ["posts": .list(bare)])])
        case .process(let map): return notes(map, context)
        case .controls: return [say("control.marks")]
        case .skills: return [say("skill.levels")]
        case .training(let plan):
            let head: [String: PhraseFact] = [
                "from": .day(plan.days.lowerBound), "until": .day(plan.days.upperBound),
                "count": .count(plan.jobs), "named": .count(plan.named),
            ]
            let tested: [String: PhraseFact] = [
                "count": .count(plan.tests), "least": .count(TrainingPlan.leastJobs),
            ]
            return [say("training.head", head), say("training.tested", tested)]
        case .resources(let table): return table.notes(context)
        case .incentives: return []
        }
    }

    private static func notes(_ map: ProcessMap, _ context: DeskContext) -> [String] {
        func say(_ key: String, _ facts: [String: PhraseFact]) -> String { context.say(key, facts) }
        let head: [String: PhraseFact] = [
            "workflow": .label(map.definition.label), "from": .day(map.days.lowerBound),
            "until": .day(map.days.upperBound), "count": .count(map.matters), "began": .count(map.began),
        ]
        let shares: [String?] = [
            map.looped.map { say("process.looped", ["share": .text(context.interval($0))]) },
            map.dropped.map { say("process.dropped", ["share": .text(context.interval($0))]) },
        ]
        let quiet = map.untaken.map { PhraseFact.label($0.label) }
        return [say("process.head", head)] + shares.compactMap(\.self)
            + (quiet.isEmpty ? [] : [say("process.untaken", ["steps": .list(quiet)])])
            + [context.say("system.times")]
    }

    private mutating func head(_ text: String) { add(.spans([Span(text, .title)])) }

    // MARK: Posts

    private mutating func tell(
        _ team: OrganisationChart.Team, _ seats: [OrganisationChart.Seat], _ context: DeskContext
    ) {
        head(context.wording.text(team.team.label))
        for seat in seats {
            add(.text(context.filled(seat), seat.vacant > 0 ? .missed : .text))
        }
    }

    private mutating func tell(
        _ seat: OrganisationChart.Seat, _ names: [StaffID: String], _ context: DeskContext
    ) {
        head(context.filled(seat))
        for holder in seat.holders {
            let said = context.holder(
                "\(holder.staff.name) (\(holder.staff.login))", isAway: holder.isAway,
                deputy: holder.deputy.map { names[$0] ?? $0.description })
            add(.text(said, holder.isAway ? .muted : .text))
        }
        let cover = context.cover(seat.cover) { names[$0] ?? $0.description }
        add(.text(cover, seat.cover == .missing ? .missed : .text))
    }

    // MARK: Work

    private mutating func tell(_ station: ProcessMap.Station, _ context: DeskContext) {
        head(context.wording.text(station.state.label))
        pair(context.say("system.title.entered"), context.wording.number(station.entered))
        tell(station.time, context)
        if let since = station.waitsSince, station.state.category.isOpen {
            add(
                .text(
                    context.say(
                        "process.waiting",
                        [
                            "count": .count(station.waits),
                            "since": .text(context.wording.moment(since)),
                        ]), .accent))
        }
    }

    private mutating func tell(_ arrow: ProcessMap.Arrow, _ page: SystemPage, _ context: DeskContext) {
        head(context.wording.text(arrow.label))
        guard case .process(let map) = page else { return }
        let from = map.definition.state(arrow.from).map { context.wording.text($0.label) } ?? arrow.from
        pair(context.say("process.title.from"), from)
        pair(context.say("process.title.to"), context.target(arrow, page))
        pair(context.say("process.title.count"), context.wording.number(arrow.count))
        pair(context.say("process.title.share"), arrow.share.map { context.interval($0) } ?? "")
        tell(arrow.time, context)
        if arrow.course == .dropOut { add(.text(context.say("system.calledOff"), .missed)) }
        if arrow.isOfDesk { add(.text(context.say("system.byDesk"), .muted)) }
    }

    private mutating func tell(_ time: ProcessMap.Time, _ context: DeskContext) {
        guard time.count > 0 else { return }
        pair(context.say("process.title.median"), context.hours(time.median))
        pair(context.say("process.title.ninth"), context.hours(time.ninth))
    }

    // MARK: Standards

    private mutating func tell(_ line: ControlReport.Line, _ page: SystemPage, _ context: DeskContext) {
        let unit = line.control.figure.unit
        head(context.wording.say(line.control.figure.label))
        let spread = context.say(line.now.spread(unit))
        pair(
            context.say("control.title.value"),
            [context.say(unit.said(line.now.value)), spread].filter { !$0.isEmpty }.joined(
                separator: context.say("list.separator")), Style(context.role(of: line.sign)))
        pair(context.say("control.title.target"), context.say(unit.said(line.control.target)))
        pair(context.say("control.title.warn"), context.say(unit.said(line.control.warn)))
        pair(context.say("control.title.before"), context.say(unit.said(line.before.value)))
        pair(context.say("figures.title.count"), context.wording.number(line.now.count))
        pair(context.say("control.title.owner"), context.owner(of: line, page))
    }

    // MARK: People

    private mutating func tell(_ person: SkillMatrix.Person, _ page: SystemPage, _ context: DeskContext) {
        head("\(person.staff.name) (\(person.staff.login))")
        for paper in person.papers {
            let style: Style =
                switch paper.standing {
                case .expired: .missed
                case .soon: .atRisk
                case .valid: .text
                }
            add(.text(context.said(paper), style))
        }
        guard case .skills(let matrix) = page else { return }
        for (place, skill) in matrix.skills.enumerated() {
            let products = skill.products.map { context.productName($0) }
            var facts: [String: PhraseFact] = [
                "letter": .text(SkillMatrix.letter(place)),
                "skill": .text(products.isEmpty ? skill.name : context.wording.list(products)),
                "people": .number(Double(skill.people)), "skilled": .number(Double(skill.skilled)),
            ]
            let level = person.levels[skill.name]
            facts["level"] = level.map { .number(Double($0)) }
            let said = context.say(level == nil ? "system.unskilled" : "system.skill", facts)
            add(.text(said, skill.people < 2 ? .atRisk : level == nil ? .muted : .text))
        }
        let missing = matrix.certificates.filter { $0.isNeeded && $0.valid + $0.soon == 0 }
        for paper in missing {
            add(.text(context.say("system.noPaper", ["name": .text(paper.name)]), .missed))
        }
    }

    private mutating func tell(
        _ line: TrainingPlan.Line, _ proposal: TrainingPlan.Proposal?, _ names: [StaffID: String],
        _ context: DeskContext
    ) {
        let (product, fault) = (
            context.productName(line.product), context.faultName(line.fault, of: line.product)
        )
        guard let proposal else {
            head("\(product) \(fault)")
            let said =
                line.adjusted == nil
                ? context.say("system.untested", ["least": .number(Double(TrainingPlan.leastJobs))])
                : context.say("system.noTraining")
            add(.text(said, .muted))
            return
        }
        add(
            .text(
                context.say(
                    "training.proposal",
                    [
                        "product": .text(product), "fault": .text(fault), "skill": .text(proposal.skill),
                        "level": .count(proposal.level),
                        "difference": .text(context.pointsApart(line.difference)),
                    ]), .title))
        for person in proposal.people {
            let said = context.trained(
                person, name: names[person.staff] ?? person.staff.description, needed: proposal.level)
            add(.text(said, person.reason == nil ? .muted : .missed))
        }
        if proposal.trainees.isEmpty {
            add(.text(context.say("training.nobodyStandsOut"), .text))
        } else if !proposal.teachers.isEmpty {
            let teachers = proposal.teachers.map { PhraseFact.text(names[$0] ?? $0.description) }
            add(.text(context.say("training.teachers", ["people": .list(teachers)]), .good))
        }
    }

    // MARK: Means and rewards

    private mutating func tell(_ row: ResourceTable.Row, _ context: DeskContext) {
        head(context.resourceName(row))
        func pair(_ key: String, _ number: Int?, _ style: Style = .text) {
            self.pair(context.say(key), number.map { context.wording.number($0) } ?? "", style)
        }
        pair("resource.title.have", row.have)
        pair("resource.title.wanted", row.wanted)
        pair("resource.title.needed", row.needed)
        pair("resource.title.missing", row.missing, row.missing > 0 ? .missed : .text)
    }

    private mutating func tell(_ score: IncentiveScore, _ card: IncentiveCard, _ context: DeskContext) {
        head(score.name)
        let why = context.why(score, card)
        if !why.isEmpty { add(.text(why, score.failed.isEmpty ? .muted : .missed)) }
        for one in score.items {
            let unit = one.item.figure.unit
            let points =
                one.points.map {
                    context.say(
                        "system.points",
                        [
                            "points": .text(context.wording.number($0, decimals: 1)),
                            "weight": .number(one.item.weight),
                        ])
                } ?? context.say("incentive.leftOut")
            pair(
                context.wording.say(one.item.figure.label),
                [context.say(unit.said(one.value.value)), points].joined(
                    separator: context.say("list.separator")),
                one.points == nil ? .muted : .text)
        }
        guard !score.praise.isEmpty else { return }
        add(.heading(context.say("incentive.praise")))
        for praise in score.praise.prefix(Self.mostPraise) {
            pair(context.wording.day(context.rules.localDay(praise.at)), praise.text.lineBreaksOut)
        }
        let left = score.praise.count - Self.mostPraise
        if left > 0 { add(.text(context.say("bulk.more", ["count": .count(left)]), .muted)) }
    }

    private static let mostPraise = 20
}

extension DeskContext {
    /// A post, how many are in it, and how many are missing.
    fileprivate func filled(_ seat: OrganisationChart.Seat) -> String {
        say(
            seat.vacant > 0 ? "organisation.short" : "organisation.filled",
            [
                "post": .label(seat.post.label), "count": .count(seat.holders.count),
                "wanted": .count(seat.post.wanted), "vacant": .count(seat.vacant),
            ])
    }
}
