import Model
import ServiceDesk
import TerminalKit
import Wording

/// Q180, one queue: its cases by urgency, however many. `/` filters, digits go to other queues and views; what is
/// marked, or else selected, is taken, noted on, or moved a step. From 110 columns the case under the selection is shown
/// beside the list, from 180 its history as well.
struct QueueScreen: Screen {
    let id = "Q180"
    var list: CaseList
    var cases = PagedList<CaseID, CaseLine>([], pageSize: 100) { $0.id }
    var filter = FilterLine()
    /// What the next action is for, when several are.
    var marks = Marks<CaseID>()
    var lastMarked: CaseID?
    var count: CappedCount?
    var detail: CaseSheet?
    var scroll = Scroll()
    private var opensFilter: Bool
    /// Which order was asked for when it was opened, whatever the person's is.
    private let givenOrder: CaseOrder?
    /// When a list that takes long was last read again, and whether others changed something since.
    private var readAgain: Instant?
    private var isBehind = false

    static let open = ActionID("queue.open")
    static let take = ActionID("queue.take")
    static let note = ActionID("queue.note")
    static let steps = ActionID("queue.do")
    static let mark = ActionID("queue.mark")
    static let order = ActionID("queue.order")
    static let unmark = ActionID("queue.unmark")
    static let down = ActionID("queue.paneDown")
    static let up = ActionID("queue.paneUp")
    static let columns = ActionID("queue.columns")
    static let keep = ActionID("queue.keep")

    /// - Parameters:
    ///   - filtering: opens the filter's line at once.
    ///   - filter: in force from the beginning.
    init(
        _ scope: QueueScope, filtering: Bool = false, filter given: CaseFilter = CaseFilter(),
        order: CaseOrder? = nil
    ) {
        list = CaseList(scope)
        (list.filter, list.order, givenOrder) = (given, order ?? .urgency, order)
        filter = FilterLine(given)
        opensFilter = filtering
    }

    var isTyping: Bool { filter.isOpen }
    var selected: CaseLine? { cases.selected }
    var talked: TalkedOf? { detail.map { TalkedOf($0) } }
    var aim: String? { selected?.id.description }
    var watched: Set<Subject> { selected.map { [Subject($0.id)] } ?? [] }

    var isAwaiting: Bool { cases.rows.isEmpty && !cases.isAtEnd && !filter.isOpen }

    /// `Queue: Repair [filter: fridge] 12/340`
    func title(_ context: DeskContext) -> String {
        var facts: [String: PhraseFact] = ["queue": .text(context.scopeName(list.scope))]
        facts["place"] = .text(place(context))
        guard !list.filter.isEmpty else { return context.say("queue.title", facts) }
        facts["filter"] = .text(list.filter.text)
        return context.say("queue.title.filtered", facts)
    }

    /// Where in the list the selection stands, of how many.
    private func place(_ context: DeskContext) -> String {
        guard let count else { return cases.position.map { "\($0)" } ?? "" }
        var position = cases.position
        if position == nil, cases.isAtEnd, !count.isCapped, let row = cases.table.selection {
            position = count.count - cases.rows.count + row + 1
        }
        let all = context.count(count)
        return position.map { "\($0)/\(all)" } ?? all
    }

    // MARK: Reading

    mutating func appear(_ context: DeskContext) -> [DeskStep] {
        if givenOrder == nil { put(inOrder: opening(context)) }
        let steps = readPage() + [.job(countJob)]
        guard opensFilter else { return steps }
        opensFilter = false
        return steps + beginFilter(context)
    }

    mutating func refresh(_ context: DeskContext) -> [DeskStep] {
        if context.isUnasked, takesLong, let last = readAgain, !Self.isDue(last, at: context.now) {
            isBehind = true
            return []
        }
        (readAgain, isBehind) = (context.now, false)
        cases.reload()
        return readPage() + readDetail() + [.job(countJob)]
    }

    /// A filter may have to be looked for far down the list: others' work does not set it off several times a second.
    private var takesLong: Bool {
        list.scope.isView || !list.filter.isEmpty
    }

    private static func isDue(_ last: Instant, at now: Instant) -> Bool {
        Upkeep.isDue(last, every: .seconds(3), at: now)
    }

    mutating func tick(_ context: DeskContext) -> [DeskStep] {
        guard isBehind, let last = readAgain, Self.isDue(last, at: context.now) else { return [] }
        return refresh(context)
    }

    /// Another list: another filter, another order.
    mutating func restart() -> [DeskStep] {
        cases.restart()
        count = nil
        return readPage() + [.job(countJob)]
    }

    /// What the list lacks, if anything: before anyone comes to its end.
    mutating func readPage() -> [DeskStep] {
        guard let request = cases.ask() else { return [] }
        let list = list
        return [
            .job(
                .read("page") { reading, context in
                    try reading.page(list, request, by: context.actor, at: context.now)
                } then: { (screen: inout QueueScreen, page, _) in
                    guard screen.list == list else { return [] }
                    let before = screen.selected?.id
                    let outcome = screen.cases.take(page, for: request)
                    if screen.cases.rows.isEmpty { screen.detail = nil }
                    let detail = screen.selected?.id == before ? [] : screen.readDetail()
                    if case .opened = outcome { return screen.readPage() + detail + screen.openCase() }
                    return screen.readPage() + detail
                } failed: { (screen: inout QueueScreen, error, context) in
                    screen.cases.fail(request)
                    return Job.tellFault(&screen, error, context)
                })
        ]
    }

    /// Counting takes longer than a page, and nobody waits for it.
    private var countJob: Job {
        .read("count") { [list] reading, context in
            try reading.count(list, by: context.actor, at: context.now)
        } then: { (screen: inout QueueScreen, count, _) in
            if screen.list == list { screen.count = count }
            return []
        }
    }

    func readDetail() -> [DeskStep] { selected.map { [.job(Self.detail(of: $0.id))] } ?? [] }

    private static func detail(of id: CaseID) -> Job {
        .read("detail", of: id.description) { reading, context in
            try reading.sheet(id, by: context.actor, at: context.now)
        } then: { (screen: inout QueueScreen, sheet, _) in
            if screen.detail?.serviceCase.id != sheet.serviceCase.id { screen.scroll = Scroll() }
            screen.detail = sheet
            return [.readAhead(screen.cases.table.beside.map { Self.detail(of: screen.cases.ids[$0]) })]
        }
    }

    // MARK: Keys

    mutating func handle(_ event: InputEvent, _ context: DeskContext) -> [DeskStep]? {
        if let isOther = filter.handle(event) { return isOther ? relist() : [] }
        if case .header(let column) = event { return sort(by: column, context) }
        if event.key?.command == .character(" ") { lastMarked = selected?.id }
        if !filter.isOpen, marks.handle(event, in: &cases.table, ids: cases.ids) {
            return readPage() + readDetail()
        }
        switch cases.handle(event) {
        case .moved: return readPage() + readDetail()
        case .opened: return openCase()
        case .ignored: return nil
        }
    }

    func openCase() -> [DeskStep] {
        guard let line = selected else { return [] }
        return [.push(CaseScreen(line.id, along: CaseTrail(list: list, key: line.key(in: list.order))))]
    }
}

extension Reading {
    /// What a list in view asks for. A filter is looked for until the page is full or nothing is left.
    fileprivate func page(
        _ list: CaseList, _ request: PagedList<CaseID, CaseLine>.Request, by actor: Actor, at now: Instant
    ) throws -> PagedList<CaseID, CaseLine>.Page {
        func read(_ start: PageStart, _ limit: Int) throws -> CasePage {
            try page(list, from: start, limit: limit, tries: .max, by: actor, at: now)
        }
        switch request.place {
        case .first:
            let page = try read(.beginning, request.limit)
            return .init(page.lines, hasAfter: page.next != nil)
        case .last:
            let page = try read(.end, request.limit)
            return .init(page.lines, hasBefore: page.next != nil)
        case .after(let line):
            let page = try read(.after(line.key(in: list.order)), request.limit)
            return .init(page.lines, hasAfter: page.next != nil)
        case .before(let line):
            let page = try read(.before(line.key(in: list.order)), request.limit)
            return .init(page.lines, hasBefore: page.next != nil)
        case .around(let line):
            let key = try place(of: line.id, in: list.order) ?? line.key(in: list.order)
            let above = try read(.before(key), request.limit / 2)
            let below = try read(list.start(at: key), request.limit)
            return .init(
                above.lines + below.lines, hasBefore: above.next != nil, hasAfter: below.next != nil)
        }
    }
}
