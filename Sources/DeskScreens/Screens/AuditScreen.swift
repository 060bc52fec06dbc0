import Model
import Quality
import ServiceDesk
import TerminalKit
import Wording
import Workflow

/// R240: an audit of the service: whom it asks and how many were reached, what it gives by when, what was said in interviews. What
/// is concluded in it is R241.
struct AuditScreen: ColumnScreen {
    let id = "R240"

    enum Tab: String, CaseIterable, Sendable {
        case groups, milestones, interviews
        var action: ActionID { ActionID("audit.tab.\(rawValue)") }
    }

    /// The latest where there is none such.
    private var wanted: AuditID?
    private var all: [AuditStanding] = []
    private var names: [StaffID: String] = [:]
    private var people: [Staff] = []
    private(set) var tab = Tab.groups
    var list = RecordList<AuditRow>()
    private var reading = LongReading()
    private var isRead = false

    static let done = ActionID("audit.done")
    static let change = ActionID("audit.change")
    static let interview = ActionID("audit.interview")
    static let other = ActionID("audit.other")
    static let conclusions = ActionID("audit.conclusions")
    static let begin = ActionID("audit.new")
    static let sample = ActionID("audit.sample")
    static let close = ActionID("audit.close")
    static let reopen = ActionID("audit.reopen")

    init(_ id: AuditID? = nil) { wanted = id }

    private var shown: AuditStanding? { all.first { $0.audit.id == wanted } ?? all.first }

    var isAwaiting: Bool { !list.isRead }
    var isTyping: Bool { list.filter.isTyping }
    var aim: String? { list.selected?.id }
    var watched: Set<Subject> { Set(shown.map { [Subject($0.audit.id)] } ?? []) }

    func title(_ context: DeskContext) -> String {
        guard let audit = shown?.audit else { return context.say("audit.screen") }
        return context.say(
            "audit.screen.of", ["id": .text(audit.id.description), "name": .text(audit.name)])
    }

    // MARK: Reading

    /// What others do does not begin it anew: how many were reached is counted among all answers.
    mutating func refresh(_ context: DeskContext) -> [DeskStep] {
        guard reading.begins(isRead: isRead, context) else { return [] }
        return [
            .job(
                .read("audit") { reading, context in
                    (try reading.auditList(at: context.now), try reading.people(), try reading.names())
                } then: { (screen: inout AuditScreen, found, context) in
                    (screen.all, screen.people, screen.names) = found
                    screen.isRead = true
                    screen.reading.end()
                    screen.fill(context)
                    return []
                } failed: { (screen: inout AuditScreen, error, context) in
                    screen.reading.end()
                    return Job.tellFault(&screen, error, context)
                })
        ]
    }

    private mutating func fill(_ context: DeskContext) {
        guard isRead else { return }
        let rows: [AuditRow] =
            switch (shown, tab) {
            case (nil, _): []
            case (let audit?, .groups): audit.groups.map { .group($0) }
            case (let audit?, .milestones): audit.milestones.map { .milestone($0) }
            case (let audit?, .interviews): audit.interviews.reversed().map { .interview($0) }
            }
        let names = names
        list.show(rows, in: order(context)) { context.auditCells($0, names, within: nil, .drawn).map(\.text) }
    }

    mutating func languageChanged(_ context: DeskContext) { fill(context) }

    // MARK: Doing

    func actions(_ context: DeskContext) -> [DeskAction] {
        let filter = listActions(context)
        guard !isTyping else { return filter }
        let right = context.lack(of: .keepAudit)
        let nothing = shown == nil ? context.say("audit.nothing") : nil
        let closed = closed(context)
        let lack = right ?? nothing ?? closed
        let isOpen = closed == nil ? context.say("audit.isOpen") : nil
        let tabs = context.tabActions(Tab.allCases.map(\.action))
        let milestone = milestone == nil ? context.say("audit.noMilestone.here") : nil
        let isDone = milestone == nil && self.milestone?.milestone.state == .done
        return [
            context.action(
                Self.done, [.character("d")],
                why: lack ?? milestone ?? (isDone ? context.say("audit.isDone") : nil)),
            context.action(Self.change, [.character("e")], why: lack ?? milestone),
            context.action(Self.interview, [.character("n")], why: lack),
            context.action(Self.sample, [.character("s")], why: lack),
            context.action(Self.conclusions, [.character("c")], why: nothing ?? context.lackOfWhole),
            context.action(
                Self.other, [.character("o")], why: all.count < 2 ? context.say("audit.noOther") : nil),
            context.action(Self.begin, [.character("a")], why: right),
            context.action(
                Self.close, [.character("x")], inFooter: false, why: lack, asks: question(context)),
            context.action(
                Self.reopen, [.character("r")], why: right ?? nothing ?? isOpen),
        ] + tabs + filter
    }

    /// That it is only read, where it was closed.
    private func closed(_ context: DeskContext) -> String? {
        shown.flatMap { one in
            one.audit.closedAt.map { context.say(AuditFault.closed(one.audit.id, $0)) }
        }
    }

    private func question(_ context: DeskContext) -> DeskAction.Confirmation {
        let id = PhraseFact.text(shown?.audit.id.description ?? "")
        return context.confirmation(
            context.say("audit.close.title"), context.say("audit.close.ask", ["id": id]))
    }

    private var milestone: MilestoneStanding? {
        if case .milestone(let standing) = list.selected { standing } else { nil }
    }

    mutating func perform(_ action: ActionID, _ context: DeskContext) -> [DeskStep] {
        if let steps = chooseColumns(action, context) { return steps }
        if list.perform(action) { return [] }
        if let tab = Tab.allCases.first(where: { $0.action == action }) {
            (self.tab, list) = (tab, RecordList())
            fill(context)
            return []
        }
        switch action {
        case Self.done: return milestone.map { [.job(finish($0.milestone))] } ?? []
        case Self.change:
            return milestone.map { [.push(MilestoneSheet($0, people, context))] } ?? []
        case Self.interview: return noteInterview(context)
        case Self.other: return [.push(pickAudit(context))]
        case Self.begin: return begin(context)
        default: return shown.map { perform(action, on: $0, context) } ?? []
        }
    }

    private func perform(_ action: ActionID, on shown: AuditStanding, _ context: DeskContext) -> [DeskStep] {
        switch action {
        case Self.conclusions: return [.push(ConclusionsScreen(shown.audit.id))]
        case Self.sample: return change(samplesOf: shown, context)
        case Self.close: return [.job(close(shown.audit))]
        case Self.reopen: return [.push(ReopenAuditSheet(shown.audit, context))]
        default: return []
        }
    }

    private func begin(_ context: DeskContext) -> [DeskStep] {
        do {
            return [.push(AuditSheet(try context.rules.audits().groups, context))]
        } catch { return [.fail(context.say(error))] }
    }

    /// A new audit is looked at at once.
    static func begun(_ id: AuditID) -> Job.Reply {
        Job.tell { (screen: inout AuditScreen, context) in
            (screen.wanted, screen.list, screen.isRead) = (id, RecordList(), false)
            screen.reading.forget()
            return screen.refresh(context)
        }
    }

    /// Every group there is, by every way it can be asked; begins with the one that is selected.
    private func change(samplesOf shown: AuditStanding, _ context: DeskContext) -> [DeskStep] {
        do {
            let ways = try context.rules.audits().groups.flatMap { group in
                group.methods.map { method in
                    SampleSheet.Way(
                        group: group, method: method,
                        plan: shown.groups.first { $0.plan.name == group.name && $0.plan.method == method }?
                            .plan)
                }
            }
            let selected = ways.first { $0.id == list.selected?.id } ?? ways.first
            return [.push(SampleSheet(ways, selected: selected?.id, of: shown.audit.id, context))]
        } catch { return [.fail(context.say(error))] }
    }

    private func close(_ audit: ServiceAudit) -> Job {
        .act("close") { work in
            try work.closeAudit(audit.id, version: audit.version)
        } then: { (_: inout AuditScreen, audit, context) in
            let facts: [String: PhraseFact] = ["id": .text(audit.id.description)]
            return [.refresh, .done(context.say("audit.isClosed", facts))]
        }
    }

    private func finish(_ milestone: AuditMilestone) -> Job {
        .act("done") { work in
            try work.change(
                milestone: milestone.name, of: milestone.audit, MilestoneChange(state: .done),
                version: milestone.version)
        } then: { (_: inout AuditScreen, _, context) in
            [.refresh, .done(context.say("audit.done", ["name": .text(context.name(of: milestone))]))]
        }
    }

    /// Of the group that is selected, when people of it are interviewed; else of one to be picked.
    private func noteInterview(_ context: DeskContext) -> [DeskStep] {
        guard let audit = shown else { return [] }
        let asked = audit.groups.filter { $0.plan.method == .interview }.compactMap(\.known)
        guard !asked.isEmpty else { return [.warn(context.say("audit.nobodyAsked"))] }
        let id = audit.audit.id
        if case .group(let group) = list.selected, group.plan.method == .interview, let known = group.known {
            return [.push(InterviewSheet(known, id, context))]
        }
        return [
            .push(
                PickSheet(context) { context in
                    Picker(
                        asked.map { PickerItem(id: $0.name, label: context.wording.text($0.label)) },
                        title: context.say("audit.pickGroup"), emptyText: context.say("pick.empty"))
                } picked: { name in
                    Job.tell { (_: inout AuditScreen, context) in
                        asked.first { $0.name == name }.map { [.push(InterviewSheet($0, id, context))] } ?? []
                    }
                })
        ]
    }

    private func pickAudit(_ context: DeskContext) -> PickSheet {
        let audits = all.map(\.audit)
        return PickSheet(context) { context in
            Picker(
                audits.map { audit in
                    PickerItem(
                        id: audit.id.description, label: "\(audit.id)  \(audit.name)",
                        detail: context.say(audit.days))
                }, title: context.say("audit.pick"), emptyText: context.say("pick.empty"))
        } picked: { id in
            Job.tell { (screen: inout AuditScreen, context) in
                (screen.wanted, screen.list) = (AuditID(id), RecordList())
                screen.fill(context)
                return []
            }
        }
    }

    mutating func handle(_ event: InputEvent, _ context: DeskContext) -> [DeskStep]? {
        if let steps = sort(on: event, context) { return steps }
        return list.handle(event).steps { row in
            if case .milestone(let standing) = row, context.lack(of: .keepAudit) == nil,
                closed(context) == nil
            {
                return [.push(MilestoneSheet(standing, people, context))]
            }
            return [.push(ReadSheet({ $0.title(of: row) }) { [names] in Pane(row, names, $0) })]
        }
    }

    // MARK: Drawing

    func draw(in area: Rect, on canvas: inout Canvas, _ context: DeskContext) {
        guard let audit = shown else {
            let empty = context.say("audit.empty", ["key": context.key(Self.begin, on: id)])
            canvas.paragraph(list.isRead ? empty : "", in: area, .muted)
            return canvas.parkCaret(at: area.origin, visible: false)
        }
        canvas.spans(context.head(of: audit), in: area.line(0))
        Tabs(
            Tab.allCases.map { context.say("audit.tab.\($0.rawValue)") },
            counts: Tab.allCases.map { count($0, audit) }, selected: Tab.allCases.firstIndex(of: tab)
        ).draw(in: area.line(1), on: &canvas)
        canvas.rule(area.line(2))
        let body = area.dropping(rows: 3)
        let places = list.selected == nil ? (body, nil) : ListDetail.places(in: body, on: &canvas)
        if let place = places.1, let row = list.selected {
            Pane(row, names, context).draw(in: place, on: &canvas, more: context.say("list.more"))
        }
        let glyphs = canvas.glyphs
        list.draw(
            in: places.0, on: &canvas, columns: columns(context), layout: layout(context),
            empty: context.say("audit.empty.\(tab.rawValue)", ["key": context.key(Self.interview, on: id)]),
            context
        ) {
            context.auditCells($0, names, within: audit, glyphs)
        }
    }

    func columnsID(_ context: DeskContext) -> String { "\(id) \(tab.rawValue)" }

    func columns(_ context: DeskContext) -> [Column] { context.columns(of: tab) }

    func cells(_ row: AuditRow, _ context: DeskContext) -> [TableCell] {
        context.auditCells(row, names, within: nil, .drawn)
    }

    private func count(_ tab: Tab, _ audit: AuditStanding) -> String {
        switch tab {
        case .groups: "\(audit.groups.count)"
        case .milestones: "\(audit.done)/\(audit.milestones.count)"
        case .interviews: "\(audit.interviews.count { $0.withdrawnAt == nil })"
        }
    }
}
