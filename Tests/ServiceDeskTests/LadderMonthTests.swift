import DeskTesting
import Model
import Records
import Testing
import Workflow

@testable import ServiceDesk

/// What a month's ladders did is compared with what ought to have come of it: by the minutes in which clocks ran, counted one by
/// one, and by what was said and done.
@Suite("A month of every ladder", .onEachDatabase)
struct LadderMonthTests {
    private static let (half, late, valued) = ("time 50 %", "time 150 %", "valued 75 %")
    /// All rungs of the month's file.
    private static let rungs: Set<String> = [
        half, late, valued, "reopened 1", "reopened 2", "repeated 1", "repeated 2", "words 1",
    ]
    private static let raising: Set<String> = [late, "reopened 2", "repeated 2"]
    private static let asking: Set<String> = [late, "reopened 2"]
    /// How often each program is tried, and how many minutes after the first failure again.
    private static let tries = ["mail": (most: 3, wait: 60), "chat": (most: 2, wait: 30)]

    @Test(
        "with pauses and an outage each rung is climbed once, when its time or event has come; whoever it names is told, and what it says happens to the case",
        arguments: [7, 11])
    func month(_ seed: UInt64) throws {
        var month = try LadderMonth(seed: seed)
        try month.live(days: 30)
        let expected = try expected(month)
        try climbed(month, expected)
        try told(month, expected)
        for id in month.cases.keys.sorted() {
            try changed(id, expected.filter { $0.id == id }.map(\.rung), month)
        }
        try sent(&month)
        #expect(try month.desk.examine(at: month.now).flatMap(\.problems) == [])
    }

    // MARK: What is climbed

    private func expected(_ month: LadderMonth) throws -> [LadderMonth.Climb] {
        let oracle = try ShareOracle(from: month.begin, days: 90, rules: month.desk.rules, looks: month.looks)
        var (climbs, pauses) = (month.byEvents, 0)
        for id in month.cases.keys {
            let clocks = try month.desk.read { reading in
                try reading.clocks.of(Subject(id)).filter { $0.metric == "respond" }
                    .map { ($0, try reading.clocks.ledger($0.id)) }
            }
            for (clock, ledger) in clocks {
                pauses += ledger.count { $0.kind == .pause }
                for (rung, share) in [(Self.half, 50), (Self.late, 150), (Self.valued, 75)]
                where rung != Self.valued || month.isValued(id) {
                    guard let at = oracle.reached(share, clock, ledger) else { continue }
                    climbs.append(LadderMonth.Climb(id: id, rung: rung, at: at))
                }
            }
        }
        #expect(pauses > 0, "no clock stood still")
        return climbs
    }

    private func climbed(_ month: LadderMonth, _ expected: [LadderMonth.Climb]) throws {
        let found = try month.cases.keys.flatMap { id in
            try month.desk.read { try $0.escalation(of: id, at: month.now) }.climbed.map {
                LadderMonth.Climb(id: id, rung: "\($0.ladder) \($0.mark?.description ?? "")", at: $0.at)
            }
        }
        #expect(Set(found).subtracting(expected) == [], "climbed, and ought not")
        #expect(Set(expected).subtracting(found) == [], "ought to be climbed, and was not")
        #expect(Set(found).count == found.count, "climbed twice")
        #expect(Set(found.map(\.rung)) == Self.rungs)
        let mended = try #require(month.mended)
        #expect(
            found.contains { $0.rung == Self.half && $0.at == mended },
            "what came meanwhile comes after the outage")
    }

    // MARK: Who is told

    /// `nearing C7 li 1795485600000`
    private func told(_ month: LadderMonth, _ expected: [LadderMonth.Climb]) throws {
        let late = expected.filter { $0.rung == Self.late }
        let handed = Dictionary(late.map { ($0.id, $0.at) }, uniquingKeysWith: min)
        var lines: [String] = []
        for climb in expected {
            func tell(_ kind: NoticeKind, _ who: String) {
                lines.append("\(kind.rawValue) \(climb.id) \(who) \(climb.at.milliseconds)")
            }
            // Whoever logs a case has it, until it is given to the supervisor.
            let isHanded = handed[climb.id].map { $0 < climb.at } ?? false
            switch climb.rung {
            case Self.half: tell(.nearing, isHanded ? "chen" : "li")
            case Self.valued: tell(.nearing, "supervisor")
            case Self.late:
                tell(.overdue, "manager")
                if !isHanded { tell(.escalated, "chen") }
            case "reopened 1": tell(.escalated, isHanded ? "chen" : "li")
            case "repeated 1", "words 1": tell(.escalated, "supervisor")
            default: break
            }
        }
        let (logins, items) = try month.desk.read { reading in
            (
                Dictionary(uniqueKeysWithValues: try reading.staff.all().map { ($0.id, $0.login) }),
                try reading.sendings(NoticeSending.State.allCases, limit: 100_000)
            )
        }
        let found = items.filter { $0.sending.command == "chat" }.map(\.notice).map { notice in
            let who = notice.staff.flatMap { logins[$0] } ?? notice.role
            return "\(notice.kind.rawValue) \(CaseID(notice.subject.number)) \(who) \(notice.at.milliseconds)"
        }
        #expect(found.sorted() == lines.sorted())
    }

    // MARK: What happens to the case

    private func changed(_ id: CaseID, _ climbed: [String], _ month: LadderMonth) throws {
        let (c, logins) = try month.desk.read { reading in
            (try reading.serviceCase(id), try reading.staff.all().map { ($0.id, $0.login) })
        }
        let raises = climbed.count { Self.raising.contains($0) }
        #expect(c.severity == Severity.allCases[min(raises, 2)], "\(id): critical is for danger alone")
        let owner = logins.first { $0.0 == c.owner }?.1
        #expect(owner == (climbed.contains(Self.late) ? "chen" : "li"), "\(id)")

        // Whoever takes it further has said why first.
        let entries = try month.desk.read { try $0.journal.of(Subject(id)) }
        var (isHeld, asked, answers, freed) = (false, 0, 0, 0)
        for entry in entries {
            switch entry.event {
            case "case.edited":
                guard case .flag(let wanted)? = entry.facts["noteWanted"] else { break }
                isHeld = wanted
                if !wanted { freed += 1 }
            case "case.escalated":
                let rung = "\(entry.facts["ladder"]?.plain ?? "") \(entry.facts["rung"]?.plain ?? "")"
                guard Self.asking.contains(rung) else { break }
                asked += 1
                #expect(isHeld, "\(id): \(rung) asks for no note")
            case "note.added": if isHeld { answers += 1 }
            case "case.did":
                #expect(!isHeld || entry.by == Actor.desk.login, "\(id) went on before a note")
                if ["closed", "cancelled"].contains(entry.facts["to"]?.plain) { isHeld = false }
            default: break
            }
        }
        #expect(asked == climbed.count { Self.asking.contains($0) })
        #expect(freed == answers, "\(id): each note frees it")
        let standing = try month.desk.read { try $0.escalation(of: id, at: month.now) }
        #expect(standing.wantsNote == isHeld)
    }

    // MARK: What programs are handed

    private func sent(_ month: inout LadderMonth) throws {
        let items = try month.desk.read { try $0.sendings(NoticeSending.State.allCases, limit: 100_000) }
        #expect(items.map(\.tries.count).reduce(0, +) == month.runs, "the log has every start, and no other")
        for item in items { try tried(item, month) }
        #expect(items.contains { $0.sending.state == .sent && $0.tries.count > 1 })
        let (failed, waiting) = (
            items.count { $0.sending.state == .failed }, items.count { $0.sending.state == .waiting }
        )
        #expect(failed > 0)

        let (again, receipt) = try month.retry()
        #expect(again == failed && receipt.sent == failed + waiting && receipt.failed == 0)
        let after = try month.desk.read { try $0.sendings(NoticeSending.State.allCases, limit: 100_000) }
        #expect(after.count == items.count)
        #expect(
            after.allSatisfy { item in
                item.sending.state == .sent && item.tries.count { $0.end?.status == 0 } == 1
            }, "each went once to each program")
    }

    private func tried(_ item: SendingItem, _ month: LadderMonth) throws {
        let (most, wait) = try #require(Self.tries[item.sending.command])
        #expect(item.tries.map(\.number) == Array(1..<item.tries.count + 1))
        var due = item.notice.at
        for made in item.tries {
            #expect(made.at == month.look(from: due), "\(item.sending)")
            due = made.at + .minutes(wait << (made.number - 1))
        }
        let ends = item.tries.map { $0.end?.status == 0 }
        #expect(!ends.dropLast().contains(true), "sent twice")
        switch item.sending.state {
        case .sent: #expect(ends.last == true)
        case .failed: #expect(ends.last == false && ends.count == most)
        case .waiting: #expect(ends.last == false && ends.count < most)
        case .outdated: Issue.record("\(item.sending) waited for its first try")
        }
    }
}
