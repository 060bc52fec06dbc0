import DeskTesting
import Model
import Records
import Resources
import Testing

@testable import ServiceDesk

@Suite("organisation.yaml")
struct OrganisationFileTests {
    private static let sound = """
        teams:
          - name: service
            label: {en: Service, zh-Hans: 服务部}
            posts:
              - {name: head, label: {en: Head, zh-Hans: 经理}, roles: [manager], wanted: 1, cover: [agent]}
              - {name: agent, label: {en: Agent, zh-Hans: 坐席}, roles: [agent], wanted: 3}
        controls:
          - {figure: firstTimeFix, target: 85 %, warn: 70 %, owner: head, days: 90}
          - {figure: resolution, target: 8 h, warn: 90 min, owner: agent, days: 30}
        resources: {vehicles: 4, lines: 6}
        """

    private func faults(_ text: String) -> [RuleFault] {
        Organisation.check(
            file: ResourceFile(name: "organisation.yaml", text: text), roles: ["manager", "agent"])
    }

    private func read(_ text: String) throws -> Organisation {
        try Organisation(
            file: ResourceFile(name: "organisation.yaml", text: text), roles: ["manager", "agent"])
    }

    @Test("teams, posts, controls and resources are read")
    func sound() throws {
        let made = try read(Self.sound.replacing("warn: 90 min", with: "warn: 16 h"))
        #expect(made.posts.map(\.name) == ["head", "agent"] && made.post("head")?.cover == ["agent"])
        #expect(made.controls.map(\.target) == [0.85, 480] && made.controls.map(\.warn) == [0.7, 960])
        #expect(made.vehicles == 4 && made.lines == 6)
        #expect(TemporaryDesk.rules.problems().isEmpty, "the shipped one is sound")
    }

    @Test(
        "what is wrong is said with its line",
        arguments: [
            ("roles: [manager]", "roles: [king]", 5, "rule.notOneOf"),
            ("cover: [agent]", "cover: [head]", 5, "organisation.file.coversItself"),
            ("cover: [agent]", "cover: [nobody]", 5, "rule.notOneOf"),
            ("wanted: 3", "wanted: -1", 6, "organisation.file.notCount"),
            ("wanted: 3", "wanted: 3, takes: mails", 6, "rule.notOneOf"),
            ("name: agent", "name: head", 6, "organisation.file.double"),
            ("target: 85 %", "target: 85", 8, "organisation.file.notShare"),
            ("target: 8 h", "target: 8", 9, "organisation.file.notTime"),
            ("warn: 70 %", "warn: 90 %", 8, "organisation.file.warnIsBetter"),
            ("owner: head", "owner: boss", 8, "rule.notOneOf"),
            ("days: 90", "days: 0", 8, "organisation.file.notDays"),
            ("figure: firstTimeFix", "figure: opened", 8, "rule.notOneOf"),
            ("lines: 6", "lines: many", 10, "rule.notInteger"),
            ("name: service", "name: service\n    under: above", 3, "rule.notOneOf"),
        ])
    func wrong(old: String, new: String, line: Int, key: String) throws {
        let text = Self.sound.replacing("warn: 90 min", with: "warn: 16 h").replacing(
            old, with: new, maxReplacements: 1)
        let found = try #require(faults(text).first { $0.problem.key == key }, "\(faults(text))")
        #expect(found.file == "organisation.yaml" && found.line == line)
        #expect(throws: RuleFault.self) { try read(text) }
    }

    @Test("calls and visits are taken by one post each")
    func takes() throws {
        let text = Self.sound.replacing("warn: 90 min", with: "warn: 16 h").replacing(
            "wanted: 3", with: "wanted: 3, takes: calls")
        #expect(try read(text).post(taking: .calls)?.name == "agent")
        let twice = text.replacing("wanted: 1", with: "wanted: 1, takes: calls")
        #expect(faults(twice).first?.problem.key == "organisation.file.double")
    }

    @Test("a warning on the better side of a duration is refused, and each wrong piece is named")
    func several() {
        let text = Self.sound.replacing("roles: [manager]", with: "roles: [king]")
        #expect(
            faults(text).map(\.problem.key) == [
                "rule.notOneOf", "rule.notOneOf", "organisation.file.warnIsBetter",
            ], "the post, the standard whose owner it was, and the warning")
    }
}

@Suite("The organisation with those on record", .onEachDatabase)
struct OrganisationChartTests {
    let test: TemporaryDesk

    init() throws { test = try TemporaryDesk() }

    private var today: Day { test.desk.rules.localDay(test.now) }

    private func chart() throws -> OrganisationChart {
        try test.desk.read { try $0.organisationChart(on: today) }
    }

    private func seat(_ post: String) throws -> OrganisationChart.Seat {
        try #require(try chart().seats.first { $0.post.name == post })
    }

    @Test("posts have those who hold their roles; what is lacking is vacant, and cover is by others")
    func seats() throws {
        let agent = try seat("agent")
        #expect(agent.holders.map(\.staff.login) == ["li"] && agent.vacant == agent.post.wanted - 1)
        #expect(agent.cover == .missing, "there is no senior agent")
        let wang = try seat("dispatcher")
        let chen = try #require(try test.desk.read { try $0.staff.find(login: "chen") })
        #expect(wang.cover == .by([chen.id]))
        #expect(try seat("technician").cover == .eachOther)
        #expect(try chart().unplaced.isEmpty)
        _ = try test.as("admin") {
            try $0.addStaff(Staff(id: StaffID(0), login: "song", name: "宋洁", roles: ["senior agent"]))
        }
        #expect(try seat("agent").cover != .missing)
    }

    @Test("who is away is marked, with whoever decides in their place; who has left is in no post")
    func away() throws {
        let ma = try test.as("admin") {
            try $0.addStaff(Staff(id: StaffID(0), login: "ma", name: "马超", roles: ["manager"]))
        }
        let chen = try #require(try test.desk.read { try $0.staff.find(login: "chen") })
        _ = try test.as("wang") {
            try $0.addAbsence(
                Absence(
                    staff: chen.id, window: Window(start: test.now, end: test.now + .hours(4)), reason: "培训"))
        }
        _ = try test.as("chen") {
            try $0.nameDeputy("ma", for: DaySpan(today, today), reason: "培训")
        }
        let holder = try #require(try seat("supervisor").holders.first)
        #expect(holder.isAway && holder.deputy == ma.id)
    }

    @Test("people of other teams are not in a post that names its teams")
    func teams() {
        let post = Organisation.Post(
            name: "field", label: Label(en: "Field", zh: "外勤"), roles: ["technician"], teams: ["上海市"],
            wanted: 1, cover: [])
        var person = Staff(id: StaffID(1), login: "t", name: "t", roles: ["technician"], team: "杭州市")
        #expect(!post.isHeld(by: person))
        person.team = "上海市"
        #expect(post.isHeld(by: person))
    }

    @Test(
        "resources are people by post, vehicles and lines as the file has them, and parts with what to order")
    func resources() throws {
        let table = try test.desk.read { try $0.resourceTable(on: today) }
        let vacant = try chart().vacant
        #expect(table.missing(.people) == vacant && vacant > 0)
        #expect(table.rows.first { $0.kind == .lines }?.have == 8)
        let parts = table.rows.filter { $0.kind == .parts }
        let standings = try test.desk.read { try $0.partStandings() }
        #expect(parts.map(\.name) == standings.map(\.part.code))
        #expect(table.missing(.parts) == standings.reduce(0) { $0 + $1.toOrder } && table.missing(.parts) > 0)
        #expect(
            table.need.agents == nil && table.need.technicians == nil, "nobody called, nobody was visited")
    }

    @Test("whom to recruit is told by the plan, and by what calls take where that is more")
    func recruit() throws {
        let now = test.now
        test.now = now - .days(1)
        let customer = try test.customer().id
        _ = try test.as("li") {
            try $0.log(CaseDraft(kind: CaseKind("complaint"), customer: customer, summary: "漏水"))
        }
        test.now = now
        func agents(_ handling: Double) throws -> (row: ResourceTable.Row, need: StaffingNeed) {
            let table = try test.desk.read { try $0.resourceTable(on: today, handling: handling) }
            return (try #require(table.toRecruit.first { $0.name == "agent" }), table.need)
        }
        let few = try agents(360)
        #expect(few.need.agents == 1 && few.row.needed == 1 && few.row.missing == 2, "the plan wants three")
        // One call in four weeks of workdays that keeps an agent busy for many days.
        let many = try agents(86_400 * 3)
        let needed = try #require(many.row.needed)
        #expect(needed == many.need.agents && needed > 3 && many.row.missing == needed - many.row.have)
    }
}

@Suite("Standards that control the service", .onEachDatabase)
struct ControlTests {
    let test: TemporaryDesk

    init() throws { test = try TemporaryDesk() }

    private func line(_ figure: ServiceFigure, _ now: FigureValue, target: Double, warn: Double)
        -> ControlReport.Line
    {
        let day = Day(2026, 11, 24)
        return ControlReport.Line(
            control: .init(figure: figure, target: target, warn: warn, owner: "head", days: 1),
            days: day...day, now: now, before: FigureValue(.share, []))
    }

    @Test("the target is reached, nearly, or missed, whichever way the figure is better")
    func signs() {
        func share(_ hits: Int) -> ControlReport.Sign {
            line(.firstTimeFix, FigureValue(hits: hits, of: 100), target: 0.85, warn: 0.7).sign
        }
        #expect([90, 85, 84, 71, 70, 20].map(share) == [.kept, .kept, .close, .close, .missed, .missed])
        func hours(_ minutes: Double) -> ControlReport.Sign {
            line(.resolution, FigureValue(.duration, [minutes]), target: 60, warn: 120).sign
        }
        #expect([30, 60, 61, 119, 120].map(hours) == [.kept, .kept, .close, .close, .missed])
        #expect(line(.promises, FigureValue(.share, []), target: 0.9, warn: 0.8).sign == .unknown)
    }

    @Test("a target within the interval may be chance")
    func unsure() {
        #expect(line(.promises, FigureValue(hits: 18, of: 20), target: 0.95, warn: 0.9).isUnsure)
        #expect(!line(.promises, FigureValue(hits: 500, of: 1000), target: 0.95, warn: 0.9).isUnsure)
    }

    @Test("each standard of the file has its figure, over its own days")
    func report() throws {
        _ = try test.finishedRepair()
        let report = try test.desk.read { try $0.controlReport(at: test.now) }
        let controls = try test.desk.rules.organisation().controls
        #expect(report.lines.map(\.control) == controls && !controls.isEmpty)
        let fix = try #require(report.lines.first { $0.control.figure == .firstTimeFix })
        #expect(fix.now.count == 1 && fix.sign == .kept && fix.isUnsure)
        #expect(fix.days.upperBound == test.desk.rules.localDay(test.now))
    }
}
