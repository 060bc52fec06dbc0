import DeskTesting
import Model
import ServiceDesk
import TerminalKit
import Testing

@testable import DeskScreens

@Suite("Columns and order of lists")
@MainActor
struct ListColumnTests {
    private func driver(
        _ place: TemporaryDesk, _ settings: Preferences = Preferences(),
        _ kept: @escaping (Preferences) -> Void
    ) throws -> Driver {
        let driver = try Driver(place, language: "en", columns: 108, settings: settings)
        driver.app.onSettings = kept
        return driver
    }

    private func ids(_ driver: Driver) -> [String] {
        driver.lines.compactMap { $0.firstMatch(of: /\bC\d+\b/).map { String($0.0) } }
    }

    @Test("a click on a header sorts by it, a second click turns it round, and so it is at the next start")
    func header() throws {
        let place = try Desks.waiting(repairs: 5)
        var kept = Preferences()
        let first = try driver(place) { kept = $0 }.press("F7", "3")
        first.click("Age").sees("waits longest")
        #expect(ids(first) == ["C1", "C2", "C3", "C4", "C5"])
        first.click("Age").sees("came last", "Agev")
        #expect(ids(first) == ["C5", "C4", "C3", "C2", "C1"])
        let next = try driver(place, kept) { _ in }.press("F7", "3").sees("Agev")
        #expect(ids(next) == ["C5", "C4", "C3", "C2", "C1"])
        next.press("Esc").press("4").seesNot("Agev")
    }

    @Test("a list turned round is read on to its other end, and one goes along it case by case")
    func reversed() throws {
        let place = try Desks.waiting(repairs: 230)
        let driver = try driver(place) { _ in }.press("F7", "3").press("s").sees("waits longest")
        driver.click("Age").sees("1/230", "C230")
        driver.press("End").sees("230/230").press("Home").sees("1/230")
        driver.press("Down", "Enter").sees("C130 C229").press("]").sees("C130 C228").press("[", "[")
        driver.sees("C130 C230").press("[").sees("first case of the list")
    }

    @Test("what a long list cannot be sorted by is said, and the order stays")
    func notSortable() throws {
        let place = try Desks.waiting(repairs: 3)
        var kept = 0
        let driver = try driver(place) { _ in kept += 1 }.press("F7", "3")
        driver.click("Customer").sees("sorted by when cases are due or by their age")
        #expect(kept == 0)
        // Views as well as queues.
        driver.press("Esc", "8").click("Age").sees("waits longest")
    }

    @Test(
        "a queue comes in the order and with the columns of the rules until one chooses others, and does again by r"
    )
    func byRules() throws {
        let place = try Desks.waiting(repairs: 2)
        let customer = try place.customer().id
        let end = place.now
        for minutes in [5, 50] {
            place.now = end - .minutes(minutes)
            _ = try place.as("li") { work in
                var draft = CaseDraft(
                    kind: CaseKind("inquiry"), customer: customer, summary: "滤网怎么清洗 \(minutes)")
                draft.onRepeat = .logAnyway
                return try work.log(draft)
            }
        }
        place.now = end
        var kept = Preferences()
        let first = try driver(place) { kept = $0 }.press("F7", "6").sees("Age^").seesNot("Kind")
        #expect(ids(first) == ["C4", "C3"], "what waits longest")
        first.press("s").sees("due first")
        let next = try driver(place, kept) { kept = $0 }.press("F7", "6").sees("Due^").seesNot("Kind")
        next.press("c").sees("[ ]").press("r", "Enter").sees("Age^").seesNot("Kind")
    }

    @Test("columns, widths and order chosen in the sheet are kept for that queue alone")
    func sheet() throws {
        let place = try Desks.waiting(repairs: 3)
        var kept = Preferences()
        let first = try driver(place) { kept = $0 }.press("F7", "3")
        first.press("c").sees("Columns")
        // Without the kind; with the age on top of the order, from the other end.
        first.press("Down", "Down", " ", "End").type("uuuuuu")
        first.press("Home", "s").press("Enter").seesNot("Kind").sees("Duev")
        let next = try driver(place, kept) { _ in }.press("F7", "3").seesNot("Kind").sees("Duev")
        next.press("Esc", "4").seesNot("Duev")
        next.press("Esc", "3").press("c", "r", "Enter").sees("Kind").seesNot("Duev")
    }

    @Test("my work is sorted by what it shows, the selection stays on its record, and the order is kept")
    func work() throws {
        let place = try Desks.filled()
        var kept = Preferences()
        let first = try driver(place) { kept = $0 }
        first.click("C1 ")
        first.click("Customer")
        #expect(first.selectedLine.contains("C1 "))
        let order = ids(first)
        first.click("Customer^").sees("Customerv")
        #expect(ids(first) == order.reversed())
        let next = try driver(place, kept) { _ in }.sees("Customerv")
        #expect(ids(next) == order.reversed())
        next.press("c", "r", "Enter").sees("Due^").click("Matter").sees("free text", "Due^")
    }

    private func calls(_ driver: Driver) -> [String] {
        driver.lines.dropFirst(2).dropLast().compactMap { $0.firstMatch(of: /\bF\d\b/).map { String($0.0) } }
    }

    @Test("a list that is read whole is sorted by any column, loses columns by the sheet, and keeps both")
    func whole() throws {
        let place = try Desks.withCalls()
        var kept = Preferences()
        let first = try Driver(place, as: "zhao", language: "en", columns: 108)
        first.app.onSettings = { kept = $0 }
        first.press("Alt-p", "m")
        #expect(calls(first) == ["F2", "F1", "F3"], "as they are due")
        first.click("Customer").sees("Customer^")
        #expect(calls(first) == ["F2", "F3", "F1"])
        #expect(first.selectedLine.contains("F2"), "the selection stays on its record")
        first.click("Customer^").sees("Customerv")
        #expect(calls(first) == ["F1", "F2", "F3"])
        first.sees("Phone").press("C").sees("Columns").press("Down", "Down", "Down", " ", "Enter")
        first.seesNot("Phone").sees("Customerv")
        let next = try Driver(place, as: "zhao", language: "en", columns: 108, settings: kept)
        next.press("Alt-p", "m").seesNot("Phone").sees("Customerv")
        #expect(calls(next) == ["F1", "F2", "F3"])
        next.press("C", "r", "Enter").sees("Phone")
        #expect(calls(next) == ["F2", "F1", "F3"])
    }

    @Test("what is found has columns as other lists have, though letters are looked for, and they are kept")
    func found() throws {
        let place = try Desks.filled()
        var kept = Preferences()
        let first = try driver(place) { kept = $0 }.press("F3").type("1380013")
        func customers(_ driver: Driver) -> [String] {
            driver.lines.compactMap { $0.firstMatch(of: /\bK\d+\b/).map { String($0.0) } }
        }
        let newest = customers(first)
        #expect(newest.count == 2)
        first.click("Customer").sees("Customer^", "Oakwood").click("Customer^").sees("Customerv")
        let byName = customers(first)
        first.press("Ctrl-x").sees("Columns").press(" ", "Enter").seesNot("Kind").type("8").sees("13800138")
        let next = try driver(place, kept) { _ in }.press("F3").type("1380013").sees("Customerv").seesNot(
            "Kind")
        #expect(customers(next) == byName)
        next.press("Ctrl-x", "r", "Enter").sees("Kind").seesNot("Customerv")
        #expect(customers(next) == newest)
    }

    @Test("where rows belong in an order, the sheet says so and offers no other")
    func ownOrder() throws {
        let driver = try Driver(Desks.filled(), as: "chen", language: "en", columns: 120, rows: 36)
        driver.press("Alt-o", "C").sees("Columns", "These rows belong").seesNot("s sorts")
        driver.press("Down", "s", "Enter").click("Figure").sees("These rows belong")
    }

    @Test("what was not read to its end keeps the order it is read in, and is sorted once it was")
    func partly() {
        struct Item: Identifiable, Sendable { let id: Int }
        func items(_ ids: Int...) -> [Item] { ids.map { Item(id: $0) } }
        var list = RecordList<Item>()
        let order = RowOrder<Item>(Sort("id", descending: true)) {
            TableCell("\($0.id)").ranked(count: $0.id)
        }
        list.show(items(9, 10, 2), more: true, in: order) { _ in [] }
        #expect(list.shown.map(\.id) == [9, 10, 2] && list.sort == nil)
        list.append(items(11), more: false)
        #expect(list.shown.map(\.id) == [11, 10, 9, 2] && list.sort == order.sort)
    }

    @Test("rows without a figure come last both ways, where any other row has one")
    func ranks() {
        let rows = ["-", "10 %", "9 %"]
        let ranks = ["10 %": 0.1, "9 %": 0.09]
        func sorted(_ isDown: Bool) -> [String] {
            RowOrder<String>(Sort("share", descending: isDown)) { TableCell($0).ranked(ranks[$0]) }
                .applied(to: rows)
        }
        #expect(sorted(false) == ["9 %", "10 %", "-"])
        #expect(sorted(true) == ["10 %", "9 %", "-"])
    }

    @Test(
        "in every list each column has a name of its own to be kept by, and the same key chooses among them")
    func everyList() throws {
        let context = try Driver(Desks.filled()).app.context
        let screens: [any ColumnScreen] = [
            CallsScreen(), ApprovalsScreen(), ApprovalsScreen(mine: true), NoticesScreen(), DraftsScreen(),
            CampaignsScreen(), UnreachedScreen(CampaignID(1)), DayVisitsScreen(.all), GapRowsScreen.blank,
            NeedRowsScreen.blank, NeedsScreen(), GapsScreen(), ReviewScreen(), QualityScreen(), AuditScreen(),
            CompetitorRowsScreen.blank, CompetitorsScreen(), StandardScreen(), ReportsScreen(),
            ResultsScreen(), BillsScreen(CaseID(1)),
        ]
        let ordered: [any TableScreen] = [QueuesScreen(), MyDayScreen(), BookScreen(CaseID(1))]
        for screen in (screens as [any Screen]) + (ordered as [any Screen]) {
            let action = screen.actions(context).first { $0.id == QueueScreen.columns }
            #expect(action?.keys.last == .character("C"), "\(screen.id)")
        }
        let tables =
            screens.map { $0.columns(context) } + [FindScreen(context).columns(context)]
            + ordered.map { $0.columns(context) }
            + CustomerSection.allCases.map { context.columns(of: $0) }
            + QualityScreen.Tab.allCases.map { context.columns(of: $0) }
            + AuditScreen.Tab.allCases.map { context.columns(of: $0) }
            + ReviewScreen.Tab.allCases.map { context.columns(of: $0) }
            + ResultsScreen.Tab.allCases.map { context.columns(of: $0, compares: true) }
        for columns in tables {
            let ids = columns.map(\.id).filter { !$0.isEmpty }
            #expect(Set(ids).count == ids.count && ids.count > 1, "\(columns.map(\.title))")
            #expect(columns.allSatisfy { $0.id.isEmpty == $0.title.isEmpty }, "\(columns.map(\.title))")
        }
    }

    @Test("Chinese is sorted by pinyin, other words as written, and what is empty comes last both ways")
    func keys() {
        let rows = ["王芳", "", "Oakwood Trading", "陈静", "oak"]
        let up = rows.sorted(descending: false) { SortKey(text: $0) }
        #expect(up == ["陈静", "oak", "Oakwood Trading", "王芳", ""])
        let down = rows.sorted(descending: true) { SortKey(text: $0) }
        #expect(down == ["王芳", "Oakwood Trading", "oak", "陈静", ""])
        let numbers = [3, nil, 10, 2].sorted(descending: true) { $0.map { SortKey.number(Int64($0)) } }
        #expect(numbers == [10, 3, 2, nil])
    }
}
