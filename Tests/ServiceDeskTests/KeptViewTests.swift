import DeskTesting
import Model
import Records
import Testing
import Workflow

@testable import ServiceDesk

extension ViewDraft {
    fileprivate func named(_ name: String) -> ViewDraft {
        var draft = self
        draft.name = name
        return draft
    }
}

@Suite("Views that people keep", .onEachDatabase)
struct KeptViewTests {
    private let test: TemporaryDesk

    init() throws {
        test = try TemporaryDesk()
        try test.as("admin") { work in
            for (login, role) in [("a1", "agent"), ("a2", "agent"), ("boss", "supervisor")] {
                _ = try work.addStaff(
                    Staff(id: StaffID(0), login: login, name: login, roles: [role], team: "day"))
            }
        }
    }

    private func keep(_ login: String, _ draft: ViewDraft, said: (String) -> [String] = { _ in [] }) throws
        -> KeptView
    {
        try test.as(login) { try $0.keepView(draft, words: $0.reading.filterWords(said: said)) }
    }

    private func seen(by login: String) throws -> [String] {
        let actor = try test.desk.actor(named: login)
        return try test.desk.read { try $0.savedViews(for: actor).map(\.kept.name) }
    }

    @Test("what is kept for oneself nobody else sees, and lists what its filter lists")
    func own() throws {
        let view = try keep("a1", ViewDraft(name: "Fridges", filter: "product:refrigerator owner:none"))
        #expect(try seen(by: "a1") == ["Fridges"])
        #expect(try seen(by: "a2").isEmpty)
        let a1 = try test.desk.actor(named: "a1")
        let filter = try test.desk.read { try $0.filter(ofView: "fridges", for: a1) }
        #expect(filter.text == view.filter)
        let offered = test.desk.rules.views.filter(\.roles.isEmpty).map(\.name)
        #expect(throws: ViewFault.unknown("Fridges", known: offered)) {
            let a2 = try test.desk.actor(named: "a2")
            return try test.desk.read { try $0.filter(ofView: "Fridges", for: a2) }
        }
    }

    @Test("a view of the rules is told from one that is not there when it is to be changed")
    func ofRules() throws {
        let a1 = try test.desk.actor(named: "a1")
        let name = try #require(test.desk.rules.views.first { $0.roles.isEmpty }).name
        #expect(throws: ViewFault.ofRules) { try test.desk.read { try $0.savedView(name, for: a1) } }
        #expect(throws: ViewFault.unknown("elsewhere", known: [])) {
            try test.desk.read { try $0.savedView("elsewhere", for: a1) }
        }
    }

    @Test("only who may offers a view to others, to all or to some roles, and they see it")
    func offered() throws {
        let right = DeskFault.notAllowed(login: "a1", right: "view.share")
        #expect(throws: right) { try keep("a1", ViewDraft(name: "All", filter: "due:late", isShared: true)) }
        let all = try keep("boss", ViewDraft(name: "All", filter: "due:late", isShared: true))
        _ = try keep(
            "boss",
            ViewDraft(name: "Dispatch", filter: "age>1d", isShared: true, roles: ["dispatcher"]))
        #expect(try seen(by: "a1") == ["All"])
        #expect(try seen(by: "boss") == ["All", "Dispatch"])
        // Seen, and not theirs to change.
        #expect(throws: right) { try test.as("a1") { try $0.dropView(all.id) } }
        try test.as("boss") { _ = try $0.dropView(all.id) }
        #expect(try seen(by: "a1").isEmpty)
    }

    @Test("what is typed in one language is kept in the rules' names, and understood in every other")
    func spelled() throws {
        let said: (String) -> [String] = { key in
            [
                "filter.field.owner": ["负责人"], "filter.field.age": ["已等"], "filter.unit.d": ["天"],
                "filter.word.me": ["我"], "filter.field.severity": ["严重程度"], "severity.urgent": ["紧急"],
            ][key] ?? []
        }
        let view = try keep(
            "a1", ViewDraft(name: "我的", filter: "负责人：我 已等>3天 -严重程度:紧急 \"kind:x\" 冰箱"), said: said)
        #expect(view.filter == "owner:me age>3d -severity:urgent \"kind:x\" 冰箱")
        let a1 = try test.desk.actor(named: "a1")
        let read = try #require(try test.desk.read { try $0.savedViews(for: a1).first?.filter })
        let typed = try CaseFilter(
            "owner:me age>3d -severity:urgent \"kind:x\" 冰箱", words: test.desk.read { try $0.filterWords() })
        #expect(read.tests(for: a1, at: test.now) == typed.tests(for: a1, at: test.now))
    }

    @Test("a kept view has an order, columns and what is at risk, in the rules' names, and is listed by them")
    func shown() throws {
        let said: (String) -> [String] = {
            $0 == "filter.field.age" ? ["已等"] : $0 == "filter.unit.d" ? ["天"] : []
        }
        var draft = ViewDraft(name: "Old", filter: "due>0")
        draft.order = .age
        draft.columns = try CaseColumn.list("编号，DUE, id") { $0 == .id ? ["编号"] : [] }
        draft.risk = "已等>3天"
        let view = try keep("a1", draft, said: said)
        #expect(view.risk == "age>3d" && view.columns == ["id", "due"])
        let a1 = try test.desk.actor(named: "a1")
        let (terms, load) = try test.desk.read { reading in
            let saved = try reading.savedView("old", for: a1)
            return (
                reading.rules.terms(of: .saved(saved)),
                try reading.load(of: .saved(saved), by: a1, at: test.now)
            )
        }
        #expect(
            terms.order == .age && terms.columns == [.id, .due] && terms.riskFilter == "age>3d -due:late")
        #expect(load.atRisk == .zero)
        // Changed, what is not said stays: the journal tells what it was.
        var other = ViewDraft(view)
        (other.columns, other.risk) = ([], "")
        let changed = try test.as("a1") {
            try $0.changeView(view.id, other, version: view.version, words: $0.reading.filterWords())
        }
        #expect(changed.order == .age && changed.columns.isEmpty && changed.risk.isEmpty)
        other.risk = "owner:me"
        #expect(throws: ViewFault.riskOfOne) { try keep("a1", other.named("Mine")) }
        other.risk = "age>soon"
        #expect(throws: ViewFault.self) { try keep("a1", other.named("Soon")) }
        #expect(throws: ViewFault.unknownColumn("colour", known: CaseColumn.allCases.map(\.rawValue))) {
            try CaseColumn.list("id, colour")
        }
    }

    @Test("two who change one view at once: the second is told, and nothing is lost")
    func twice() throws {
        let view = try keep("boss", ViewDraft(name: "All", filter: "due:late", isShared: true))
        func change(_ filter: String) throws -> KeptView {
            try test.as("boss") {
                try $0.changeView(
                    view.id, ViewDraft(name: "All", filter: filter, isShared: true), version: view.version,
                    words: $0.reading.filterWords())
            }
        }
        #expect(try change("due<2h").version == 2)
        #expect(throws: ViewFault.changed(view.id)) { try change("due<4h") }
        let boss = try test.desk.actor(named: "boss")
        #expect(try test.desk.read { try $0.savedViews(for: boss).map(\.kept.filter) } == ["due<2h"])
    }

    @Test("a filter nobody understands, an empty or a taken name, a role that is none: each refused")
    func refused() throws {
        #expect(throws: FilterFault.self) { try keep("a1", ViewDraft(name: "x", filter: "colour:red")) }
        #expect(throws: DeskFault.missing(field: "name")) {
            try keep("a1", ViewDraft(name: "  ", filter: "due:late"))
        }
        #expect(throws: DeskFault.missing(field: "filter")) {
            try keep("a1", ViewDraft(name: "x", filter: " "))
        }
        #expect(throws: ViewFault.nameTooLong(most: 40)) {
            try keep("a1", ViewDraft(name: String(repeating: "x", count: 41), filter: "due:late"))
        }
        _ = try keep("a1", ViewDraft(name: "Late", filter: "due:late"))
        #expect(throws: ViewFault.nameTaken("late")) {
            try keep("a1", ViewDraft(name: "late", filter: "due:late"))
        }
        #expect(throws: ViewFault.unknownRole("pilot", known: TemporaryDesk.rules.roles.all.map(\.name))) {
            try keep("boss", ViewDraft(name: "x", filter: "due:late", isShared: true, roles: ["pilot"]))
        }
        #expect(try seen(by: "a1") == ["Late"])
    }
}
