import DeskTesting
import Foundation
import Model
import Records
import Resources
import Testing
import Workflow

@testable import ServiceDesk

/// A month of complaints at a desk that sends its notices: some customers follow a script, others do as chance has it. For some
/// time the line to the database is lost, and for some time the programs that notices are handed to fail.
struct LadderMonth {
    /// Every trigger, and everything that a rung does.
    static let ladders = """
        unowned: supervisor
        ladders:
          time:
            label: {en: Time, zh-Hans: 时限}
            clocks: [respond]
            rungs:
              - {at: 50 %, notify: [owner]}
              - {at: 150 %, notify: [manager], raise: true, reassign: supervisor, note: true}
          valued:
            label: {en: Valued, zh-Hans: 贵宾}
            clocks: [respond]
            only: {field: customerRank, is: vip}
            rungs: [{at: 75 %, notify: [supervisor]}]
          reopened:
            label: {en: Reopened, zh-Hans: 重开}
            on: reopened
            rungs: [{at: 1, notify: [owner]}, {at: 2, raise: true, note: true}]
          repeated:
            label: {en: Repeated, zh-Hans: 再次}
            on: repeated
            rungs: [{at: 1, notify: [supervisor]}, {at: 2, raise: true}]
          words:
            label: {en: Words, zh-Hans: 用词}
            on: said
            words: [律师]
            rungs: [{at: 1, notify: [supervisor]}]
        """
    static let programs = """
        commands:
          mail: {to: [supervisor, manager], run: [mail], tries: 3, wait: 60 minutes}
          chat: {kinds: [nearing, overdue, escalated], run: [chat], tries: 2, wait: 30 minutes}
        """

    /// A rung that was climbed, or ought to be.
    struct Climb: Hashable, CustomStringConvertible {
        var id: CaseID
        /// The ladder's name and the mark, as the file has them.
        var rung: String
        var at: Instant
        var description: String { "\(id) \(rung) at \(at.milliseconds)" }
    }

    private enum Act {
        case log(String)
        case note(String)
        case take(String, [String: FieldValue])
        static let settle = Act.take("settle", ["reply": .text("已道歉")])
    }

    private static let (plain, threat) = ("送货很慢", "再不处理就找律师")
    /// Hours after the beginning, which is a Tuesday at 10.
    private static let outage = 312..<354
    private static let silence = 384..<432
    private static let step = Span.minutes(30)

    /// What happens to the first customers, by hours after the beginning.
    private static let script: [(hour: Int, customer: Int, act: Act)] = [
        // Reopened twice, and held until a note says why.
        (24, 0, .log(plain)), (26, 0, .settle), (48, 0, .log(plain)), (50, 0, .settle), (72, 0, .log(plain)),
        (74, 0, .note("已查明原因")), (76, 0, .settle),
        // The same matter again, each time too late to be reopened.
        (24, 1, .log(plain)), (26, 1, .settle), (120, 1, .log(plain)), (122, 1, .settle),
        (240, 1, .log(plain)),
        (242, 1, .settle),
        // Nobody takes up a VIP's matter; the word is said again when the desk has heard it.
        (25, 2, .log(threat)), (480, 2, .note(threat)),
        // Nor somebody else's, who says it later.
        (26, 3, .log(plain)), (200, 3, .note(threat)),
        // Half of its time is gone while the line is lost.
        (240, 4, .log(plain)),
        // Told while the programs fail.
        (386, 5, .log(threat)),
        // Its time stands still for a day.
        (27, 6, .log(plain)), (28, 6, .take("acknowledge", [:])),
        (29, 6, .take("wait-for-customer", ["waitingFor": .text("发票")])),
        (53, 6, .take("customer-answered", [:])),
    ]
    private static let scripted = 7
    /// Of the customers, those of the script first.
    private static let ranks = ["", "", "vip", "", "key", "", "vip", "", "vip", "key", "", "vip", ""]

    /// What somebody may do with a complaint at one look.
    private static let acts: [(step: String, given: [String: FieldValue])] = [
        ("acknowledge", [:]), ("assess", ["validity": .text("valid")]),
        ("wait-for-customer", ["waitingFor": .text("发票")]), ("customer-answered", [:]),
        ("investigate", [:]),
        ("respond", ["decision": .text("accepted"), "reply": .text("更换电机")]), ("communicate", [:]),
        ("accept", [:]),
    ]

    let desk: ServiceDesk
    let begin: Instant
    private(set) var now: Instant
    /// When the desk looked what was due.
    private(set) var looks: [Instant] = []
    /// The customer of each case, by its place among them.
    private(set) var cases: [CaseID: Int] = [:]
    /// What events ought to have climbed.
    private(set) var byEvents: [Climb] = []
    /// How often a program was started.
    private(set) var runs = 0

    private let test: TemporaryDesk
    private let folder: TemporaryFolder
    private let line: LosableDatabase
    private let (agent, supervisor): (Actor, Actor)
    private var customers: [CustomerID] = []
    private var latest: [Int: CaseID] = [:]
    private var reopened: [CaseID: Int] = [:]
    private var repeated: [Int: Int] = [:]
    private var heard: [CaseID: Int] = [:]
    private var chance: SeededGenerator

    init(seed: UInt64) throws {
        folder = try TemporaryFolder()
        try Data(Self.ladders.utf8).write(to: URL(filePath: folder.file("escalation.yaml")))
        try Data(Self.programs.utf8).write(to: URL(filePath: folder.file("notify.yaml")))
        try Self.writePromises(in: folder)
        test = try TemporaryDesk(rules: Rules(library: ResourceLibrary(override: folder.path)))
        // A practice desk sends nothing.
        try test.desk.database.write { try SettingsStore($0).set("practice", "false") }
        line = LosableDatabase(test.desk.database)
        desk = try ServiceDesk(database: line, rules: test.desk.rules)
        (agent, supervisor) = (try desk.actor(named: "li"), try desk.actor(named: "chen"))
        (begin, now) = (test.now, test.now)
        chance = SeededGenerator(seed: seed)
        customers = try desk.act(by: agent, at: now) { work in
            try Self.ranks.enumerated().map { index, rank in
                var customer = Samples.customer(name: "客户\(index)", phone: "+86138\(10_000_000 + index)")
                customer.rank = rank
                return try work.addCustomer(customer).id
            }
        }
    }

    /// The shipped promises, the same of every severity but the one that no rung raises to: so a clock's time stays what it was
    /// when its case is raised.
    private static func writePromises(in folder: TemporaryFolder) throws {
        var text = try ResourceLibrary().file("promises/complaint.yaml").text
        for severities in ["major", "urgent", "urgent, critical"] {
            text = text.replacing("severity: [\(severities)]", with: "severity: [critical]")
        }
        let promises = URL(filePath: folder.file("promises"), directoryHint: .isDirectory)
        try FileManager.default.createDirectory(at: promises, withIntermediateDirectories: true)
        try Data(text.utf8).write(to: promises.appending(path: "complaint.yaml"))
    }

    func isValued(_ id: CaseID) -> Bool { cases[id].map { Self.ranks[$0] == "vip" } ?? false }

    /// The first look that is not before some moment.
    func look(from moment: Instant) -> Instant? { looks.first { $0 >= moment } }

    /// The first look after the line was lost.
    var mended: Instant? { look(from: begin + .hours(Self.outage.lowerBound)) }

    // MARK: Living it

    /// At each look first the desk does what is due, then people act, then notices are sent.
    mutating func live(days: Int) throws {
        while now < begin + .days(days) {
            now = now + Self.step
            let minutes = (now - begin).minutes
            guard !Self.outage.contains(minutes / 60) else {
                try loseLine()
                continue
            }
            _ = try desk.sweep(at: now)
            looks.append(now)
            for entry in Self.script where entry.hour * 60 == minutes {
                try perform(entry.act, for: entry.customer)
            }
            try actByChance()
            try send(failing: Self.silence.contains(minutes / 60))
        }
    }

    private func loseLine() throws {
        line.lose()
        defer { line.mend() }
        #expect(throws: StorageFault.connectionLost) { _ = try desk.sweep(at: now) }
    }

    private mutating func perform(_ act: Act, for customer: Int) throws {
        switch act {
        case .log(let text): try log(text, for: customer)
        case .note(let text): try note(text, on: #require(latest[customer]))
        case .take(let step, let given): try take(step, given, on: #require(latest[customer]))
        }
    }

    private mutating func actByChance() throws {
        guard Int.random(in: 0..<6, using: &chance) == 0 else { return }
        let customer = Int.random(in: Self.scripted..<customers.count, using: &chance)
        let text = Int.random(in: 0..<6, using: &chance) == 0 ? Self.threat : Self.plain
        guard let id = latest[customer], try desk.read({ try $0.serviceCase(id).closedAt }) == nil else {
            return try log(text, for: customer)
        }
        let offers = try desk.read { try $0.offers(id, by: supervisor, at: now) }
            .filter { $0.refusal == nil }.map(\.name)
        let possible = Self.acts.filter { offers.contains($0.step) }
        guard Int.random(in: 0..<6, using: &chance) > 0, let act = possible.randomElement(using: &chance)
        else { return try note(text, on: id) }
        try take(act.step, act.given, on: id)
    }

    private func take(_ step: String, _ given: [String: FieldValue], on id: CaseID) throws {
        try desk.act(by: supervisor, at: now) { _ = try $0.take(step, on: id, given: given) }
    }

    private mutating func note(_ text: String, on id: CaseID) throws {
        try desk.act(by: supervisor, at: now) { _ = try $0.note(Subject(id), text) }
        hear(text, of: id)
    }

    private mutating func log(_ text: String, for customer: Int) throws {
        let draft = CaseDraft(kind: CaseKind("complaint"), customer: customers[customer], summary: text)
        let receipt = try desk.act(by: agent, at: now) { try $0.log(draft) }
        let id = receipt.serviceCase.id
        (latest[customer], cases[id]) = (id, customer)
        switch receipt.outcome {
        case .reopened:
            reopened[id, default: 0] += 1
            happened("reopened", reopened[id], to: id)
        case .logged where receipt.repeatOf != nil:
            repeated[customer, default: 0] += 1
            happened("repeated", repeated[customer], to: id)
        case .logged: break
        case .chased: Issue.record("\(id) was open")
        }
        hear(text, of: id)
    }

    private mutating func hear(_ text: String, of id: CaseID) {
        guard text == Self.threat else { return }
        heard[id, default: 0] += 1
        happened("words", heard[id], to: id)
    }

    /// Something happened to a case for so many times; only the first, and of some the second, has a rung.
    private mutating func happened(_ ladder: String, _ times: Int?, to id: CaseID) {
        guard let times, times <= (ladder == "words" ? 1 : 2) else { return }
        byEvents.append(Climb(id: id, rung: "\(ladder) \(times)", at: now))
    }

    // MARK: Sending

    /// Every third program that is started fails.
    private mutating func send(failing: Bool) throws {
        let moment = now
        var count = runs
        _ = try desk.sendNotices(clock: { moment }, say: { ["en": $0.key] }) { _ in
            count += 1
            return failing || count % 3 == 0
                ? CommandEnd(status: 75, error: "no route") : CommandEnd(status: 0)
        }
        runs = count
    }

    /// Half a day later a person has what failed tried again, and everything goes well.
    /// - Returns: what was tried again, and what came of all that waited.
    mutating func retry() throws -> (again: Int, receipt: SendingReceipt) {
        now = now + .hours(12)
        let moment = now
        let again = try desk.act(by: desk.actor(named: "admin"), at: now) { try $0.retrySending(of: nil) }
        let receipt = try desk.sendNotices(clock: { moment }, say: { ["en": $0.key] }) { _ in
            CommandEnd(status: 0)
        }
        return (again, receipt)
    }
}
