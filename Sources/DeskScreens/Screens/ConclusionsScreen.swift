import Model
import Quality
import ServiceDesk
import TerminalKit
import Wording
import Workflow

/// R241: what people conclude in an audit, section by section, and the sentences of the figures that nobody has decided on; beside
/// the one chosen what was generated, as it was then and as it is now. Enter goes to the evidence.
struct ConclusionsScreen: LookingScreen, ColumnScreen {
    let id = "R241"
    private let audit: AuditID
    private var board: ConclusionBoard?
    var list = RecordList<ConclusionRow>()
    var search: Search?
    var reading = LongReading()

    static let evidence = ActionID("conclusions.evidence")
    static let read = ActionID("conclusions.read")
    static let take = ActionID("conclusions.take")
    static let change = ActionID("conclusions.change")
    static let write = ActionID("conclusions.write")
    static let refuse = ActionID("conclusions.refuse")
    static let up = ActionID("conclusions.up")
    static let down = ActionID("conclusions.down")
    static let stop = ActionID("conclusions.stop")

    init(_ audit: AuditID) { self.audit = audit }

    var isTyping: Bool { list.filter.isTyping }
    var aim: String? { list.selected?.id }
    var watched: Set<Subject> { [Subject(audit)] }

    func title(_ context: DeskContext) -> String {
        context.say("conclusions.screen", ["id": .text(audit.description)])
    }

    // MARK: Reading

    /// Neither others' changes nor a look at the evidence begin it anew: the figures of a year take long on a large desk.
    mutating func refresh(_ context: DeskContext) -> [DeskStep] {
        guard reading.begins(isRead: board != nil, context) else { return [] }
        let (audit, now, actor) = (audit, context.now, context.actor)
        return [
            look("conclusions") { reading, reach in
                try reading.requireWhole(.read, actor)
                return try reading.conclusionBoard(of: audit, at: now) { try reach($0) }
            } then: { screen, board, context in
                screen.board = board
                screen.fill(context)
                return []
            }
        ]
    }

    private mutating func fill(_ context: DeskContext) {
        guard let board else { return }
        list.show(ConclusionRow.all(board)) { context.conclusionCells($0).map(\.text) }
    }

    mutating func languageChanged(_ context: DeskContext) { fill(context) }

    // MARK: Doing

    func actions(_ context: DeskContext) -> [DeskAction] {
        let filter = listActions(context)
        guard !isTyping else { return filter }
        let unchosen = list.selected == nil ? context.say("conclusions.nothing") : nil
        let nothing = board == nil ? context.say("figures.counting") : unchosen
        let lack = context.lack(of: .keepAudit) ?? closed(context)
        let isDecided = list.selected?.undecided == nil ? context.say("conclusions.isDecided") : nil
        let isOpen = list.selected?.made == nil ? context.say("conclusions.isOpen") : nil
        let isRefused =
            list.selected?.made?.state == .refused ? context.say("conclusions.isRefused") : nil
        return stops(context) + [
            context.action(Self.evidence, [.enter], why: nothing),
            context.action(Self.take, [.character("t")], why: lack ?? nothing ?? isDecided),
            context.action(Self.change, [.character("e")], why: lack ?? nothing),
            context.action(Self.write, [.character("n")], why: lack),
            context.action(Self.refuse, [.character("x")], why: lack ?? nothing ?? isRefused),
            context.action(Self.read, [.character("v")], why: nothing),
            context.action(Self.up, [.character("<")], inFooter: false, why: lack ?? nothing ?? isOpen),
            context.action(Self.down, [.character(">")], inFooter: false, why: lack ?? nothing ?? isOpen),
        ] + filter
    }

    private func closed(_ context: DeskContext) -> String? {
        board?.audit.closedAt.map { context.say(AuditFault.closed(audit, $0)) }
    }

    mutating func perform(_ action: ActionID, _ context: DeskContext) -> [DeskStep] {
        if let steps = chooseColumns(action, context) { return steps }
        if list.perform(action) { return [] }
        switch action {
        case Self.stop: stopReading()
        case Self.write: return [.push(ConclusionSheet(for: audit, board?.interviews ?? [], context))]
        default: return list.selected.map { perform(action, on: $0, context) } ?? []
        }
        return []
    }

    private func perform(_ action: ActionID, on row: ConclusionRow, _ context: DeskContext) -> [DeskStep] {
        switch action {
        case Self.evidence: return follow(row, context)
        case Self.read: return inFull(row)
        case Self.take: return row.undecided.map { [.job(take($0))] } ?? []
        case Self.change: return [.push(ConclusionSheet(row, for: audit, board?.interviews ?? [], context))]
        case Self.refuse: return [.push(RefuseConclusionSheet(row, for: audit, context))]
        case Self.up: return row.made.map { move($0, by: -1, context) } ?? []
        case Self.down: return row.made.map { move($0, by: 1, context) } ?? []
        default: return []
        }
    }

    private func take(_ claim: CarriedClaim) -> Job {
        .act("take") { [audit] work in
            try work.take(claim, for: audit)
        } then: { (_: inout ConclusionsScreen, _, context) in
            [.refresh, .done(context.say("conclusions.taken"))]
        }
    }

    private func move(_ conclusion: AuditConclusion, by step: Int, _ context: DeskContext) -> [DeskStep] {
        let all = board?.conclusions.filter { $0.section == conclusion.section } ?? []
        guard let place = all.firstIndex(where: { $0.id == conclusion.id }),
            all.indices.contains(place + step)
        else { return [.warn(context.say("conclusions.atEnd"))] }
        return [
            .job(
                .act("order") { work in
                    try work.order(conclusion: conclusion.id, to: place + step + 1)
                } then: { (_: inout ConclusionsScreen, _, _) in
                    [.refresh]
                })
        ]
    }

    mutating func handle(_ event: InputEvent, _ context: DeskContext) -> [DeskStep]? {
        if let steps = sort(on: event, context) { return steps }
        return list.handle(event).steps { follow($0, context) }
    }

    // MARK: Evidence

    private func follow(_ row: ConclusionRow, _ context: DeskContext) -> [DeskStep] {
        let links = row.links
        guard let first = links.first else { return [.warn(context.say("conclusions.noEvidence"))] }
        guard links.count > 1 else { return go(to: first, of: row) }
        return [
            .push(
                PickSheet(context) { context in
                    Picker(
                        links.map { link in
                            PickerItem(
                                id: link.word, label: context.say(link.said), detail: link.word,
                                keywords: [link.word])
                        },
                        title: context.say("conclusion.evidence"), emptyText: context.say("pick.empty"))
                } picked: { word in
                    Job.tell { (screen: inout ConclusionsScreen, context) in
                        links.first { $0.word == word }.map { screen.go(to: $0, of: row) } ?? []
                    }
                })
        ]
    }

    /// Parts of the report that no screen shows by itself are told with the sentence in full.
    private func go(to link: ConclusionEvidence, of row: ConclusionRow) -> [DeskStep] {
        switch link {
        case .record(let subject): return open(subject)
        case .interview(let number):
            guard let board, let said = board.interviews.first(where: { $0.id == number }) else {
                return inFull(row)
            }
            let names = board.names
            return [
                .push(ReadSheet({ $0.title(of: .interview(said)) }) { Pane(.interview(said), names, $0) })
            ]
        case .part(let part):
            switch part {
            case .judgement: return [.push(ResultsScreen())]
            case .needs: return [.push(NeedsScreen())]
            case .competitors: return [.push(CompetitorsScreen())]
            case .gaps: return [.push(GapsScreen())]
            case .service, .strategy: return [.push(ReportsScreen())]
            case .standards: return [.push(StandardScreen())]
            case .method: return [.push(AuditScreen(audit))]
            case .summary, .balance, .proposals, .conclusions, .annex: return inFull(row)
            }
        }
    }

    private func inFull(_ row: ConclusionRow) -> [DeskStep] {
        guard let board else { return [] }
        return [.push(ReadSheet({ $0.say("conclusions.read") }) { Pane(row, board, $0) })]
    }

    // MARK: Drawing

    func draw(in area: Rect, on canvas: inout Canvas, _ context: DeskContext) {
        canvas.parkCaret(at: area.origin, visible: false)
        if let board { canvas.spans(head(board, context), in: area.line(0)) }
        drawCourse(in: area.line(1), on: &canvas, context)
        let body = area.dropping(rows: 2)
        guard let board else {
            canvas.paragraph(unread(context), in: body, .muted)
            return
        }
        let places = ListDetail.places(ofWide: body, on: &canvas)
        if let place = places.detail, let row = list.selected {
            Pane(row, board, context).draw(in: place, on: &canvas, more: context.say("screen.more"))
        }
        list.draw(
            in: places.list, on: &canvas, columns: columns(context), layout: layout(context),
            empty: context.say("conclusions.empty", ["key": context.key(Self.write, on: id)]), context
        ) { context.conclusionCells($0) }
    }

    private func head(_ board: ConclusionBoard, _ context: DeskContext) -> [Span] {
        func part(_ key: String, _ count: Int) -> Span {
            Span("  " + context.say(key, ["value": .number(Double(count))]))
        }
        let stand = board.conclusions.count { $0.state == .stands }
        var spans = [
            Span(board.audit.name, .title), part("conclusions.head.stand", stand),
            part("conclusions.head.open", board.open.count),
        ]
        if let at = board.audit.closedAt {
            spans.append(Span("  " + context.say("audit.head.closed", ["at": .instant(at)]), .warning))
        }
        return spans
    }

    /// They stand by section.
    var keepsOrder: Bool { true }

    func cells(_ row: ConclusionRow, _ context: DeskContext) -> [TableCell] { context.conclusionCells(row) }

    func columns(_ context: DeskContext) -> [Column] {
        [
            context.column("fact.section", .fixed(14)),
            context.column("audit.title.standing", .fixed(11)),
            context.column("fact.conclusion", .flexible(least: 20, share: 1)),
        ]
    }
}
