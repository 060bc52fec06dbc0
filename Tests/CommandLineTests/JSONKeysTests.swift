import DeskTesting
import Dispatching
import Foundation
import Model
import Records
import Resources
import ServiceDesk
import Testing
import Wording
import Workflow

@testable import aftercare

/// The keys are a promise to scripts: a key here may be added, never renamed or left out.
struct JSONKeysTests {
    private let test: TemporaryDesk
    private let output: Output
    private let logged: ServiceCase

    init() throws {
        test = try TemporaryDesk()
        var options = GlobalOptions()
        options.json = true
        options.lang = Language(argument: "en")
        output = try Output(options, zone: TemporaryDesk.rules.zone, library: ResourceLibrary())
        logged = try test.as("li") { work in
            let customer = try work.addCustomer(Samples.customer())
            var draft = CaseDraft(kind: CaseKind("repair"), customer: customer.id, summary: "空调不制冷")
            draft.product = "air-conditioner"
            return try work.log(draft).serviceCase
        }
    }

    private func object(_ view: some Encodable) throws -> [String: Any] {
        let data = Data(try JSONText.of(view).utf8)
        return try #require(JSONSerialization.jsonObject(with: data) as? [String: Any])
    }

    private func view<View>(_ make: (Viewer) throws -> View) throws -> View {
        try test.desk.read { try make(Viewer($0, output, at: test.now)) }
    }

    private static let caseKeys: Set<String> = [
        "id", "kind", "state", "category", "customer", "unit", "queue", "owner", "severity", "channel",
        "opened",
        "closed", "since", "summary", "product", "fault", "chasers", "reopened", "repeatOf", "mergedInto",
        "splitFrom", "externalKey", "version", "fields", "clocks",
    ]

    @Test("a case has every key, null where there is nothing, and instants with their offset")
    func caseKeys() throws {
        let json = try object(view { try CaseView(logged, $0) })
        #expect(Set(json.keys) == Self.caseKeys)
        #expect(json["id"] as? String == "C1")
        #expect(json["closed"] is NSNull)
        #expect(json["owner"] as? String == "li")
        #expect(json["opened"] as? String == "2026-11-24T10:00:00+08:00")
    }

    @Test(
        "a score tells its place, which says whether another scores it as well, only of what is no more open")
    func scorePlace() throws {
        let score = ReviewScore(
            review: ReviewID(1), place: 2, rater: StaffID(1), share: 0.676, isPassed: false)
        let open = try view { try ScoreView(score, rater: nil, isWhole: false, $0) }
        #expect(try object(open)["place"] is NSNull)
        #expect(open.line(output) == "Your score: 67.6%, not passed.")
        let whole = try view { try ScoreView(score, rater: nil, isWhole: true, $0) }
        #expect(try object(whole)["place"] as? Int == 2)
        #expect(whole.line(output) == "Score 2 by —: 67.6%, not passed.")
    }

    @Test("what is open has every key, by age as well; who owns it is told by sign-in name")
    func backlogKeys() throws {
        let today = test.desk.rules.localDay(test.now)
        let json = try object(
            view {
                try BacklogView(
                    $0.reading.backlog(by: .agent, today...today, at: test.now), explains: false, $0)
            })
        #expect(Set(json.keys) == Set(["from", "until", "by", "groups"]))
        let groups = try #require(json["groups"] as? [[String: Any]])
        #expect(groups.count == 2)
        #expect(groups[0]["group"] is NSNull && groups[1]["group"] as? String == "li")
        #expect(
            Set(groups[1].keys) == [
                "group", "label", "open", "late", "ages", "came", "went", "cameBefore", "wentBefore",
            ])
        let ages = ["under1": 1, "under3": 0, "under7": 0, "under30": 0, "over30": 0]
        #expect(groups[1]["ages"] as? [String: Int] == ages)
    }

    @Test("each price is told with what it is for, and each severity with what it weighs")
    func priceKeys() throws {
        let list = try PriceListView(test.desk.rules.dispatching(), output)
        let json = try object(list)
        #expect(Set(json.keys) == ["currency", "prices", "priorities"])
        let prices = try #require(json["prices"] as? [[String: Any]])
        let names = prices.compactMap { $0["name"] as? String }
        #expect(names == Prices.Item.allCases.map(\.rawValue))
        #expect(prices.allSatisfy { Set($0.keys) == ["name", "price", "what"] })
        #expect(prices.first?["price"] as? String == "48.00")
        let priorities = try #require(json["priorities"] as? [[String: Any]])
        #expect(priorities.map { $0["percent"] as? Int } == [100, 150, 200, 400])
        #expect(list.lines(output).last?.contains("400%") == true)
    }

    @Test("follow-up calls and faults have every key, with what they were before")
    func reportKeys() throws {
        let days = test.desk.rules.localDay(test.now) - 29...test.desk.rules.localDay(test.now)
        let calls = try object(
            view { v in
                let told = try v.reading.followUps(
                    due: v.reading.rules.span(days), by: .plan, at: test.now)
                return try FollowUpReportView(told, before: told, .plan, days, explains: false, v)
            })
        #expect(Set(calls.keys) == ["from", "until", "by", "rows", "all", "promised"])
        let all = try #require(calls["all"] as? [String: Any])
        #expect(
            Set(all.keys) == [
                "key", "due", "inTime", "late", "unreachable", "cancelled", "skipped", "open", "overdue",
                "stranded", "shareInTime", "low", "high", "shareReached", "dueBefore", "shareInTimeBefore",
                "shareReachedBefore",
            ])
        let faults = try object(
            view { v in
                let told = try v.reading.faultReport(days)
                return FaultReportView(told, before: told, letters: 6, explains: false, v)
            })
        #expect(
            Set(faults.keys) == [
                "from", "until", "cases", "casesBefore", "faults", "letters", "tests", "batches",
            ])
    }

    @Test("a needs table, a need with its evidence and a note have every key")
    func needKeys() throws {
        let note = try test.as("sun") {
            try $0.noteNeed(NeedDraft("visit", customer: logged.customer, wanted: "12", words: "当天来"))
        }
        let days = note.day - 9...note.day
        let table = try object(view { try NeedsTableView($0.reading.needs(.customers, on: days), $0.output) })
        #expect(
            Set(table.keys) == [
                "audience", "from", "until", "segment", "region", "cases", "answers", "cut", "needs",
            ])
        let line = try #require(
            (table["needs"] as? [[String: Any]])?.first { $0["need"] as? String == "visit" })
        #expect(
            Set(line.keys) == [
                "need", "label", "line", "level", "unit", "better", "importance", "scale", "kano", "wanted",
                "mentions", "mentioned", "notes", "promise", "promised", "value", "fulfils",
            ])
        #expect(line["kano"] is NSNull && line["notes"] as? Int == 1)
        #expect((line["fulfils"] as? [String: Any])?["value"] as? Double == 0)
        let need = try test.desk.rules.need("visit")
        let evidence = try object(
            view { try NeedEvidenceView($0.reading.needEvidence(need, on: days, limit: 5), $0) })
        #expect(
            Set(evidence.keys) == [
                "from", "until", "need", "cases", "answers", "cut", "texts", "notes", "sheets", "answered",
            ])
        let said = try #require((evidence["notes"] as? [[String: Any]])?.first)
        #expect(
            Set(said.keys) == [
                "note", "need", "audience", "day", "customer", "group", "wanted", "words", "source", "by",
                "withdrawn",
            ])
    }

    @Test("a clock has every key")
    func clockKeys() throws {
        let json = try object(view { try CaseView(logged, $0) })
        let clocks = try #require(json["clocks"] as? [[String: Any]])
        let clock = try #require(clocks.first)
        #expect(
            Set(clock.keys) == [
                "id", "promise", "metric", "state", "started", "target", "internalTarget", "calendar", "due",
                "internalDue", "stopped", "breached", "provisional",
            ])
    }

    @Test("a receipt is the case with its outcome; a file the case with all that belongs to it")
    func receiptAndFile() throws {
        let chased = try test.as("li") { try $0.chase(logged.id, saying: "还没来") }
        let receipt = try object(view { try CaseReceiptView(chased, $0) })
        #expect(Set(receipt.keys) == Self.caseKeys.union(["outcome"]))
        #expect(receipt["outcome"] as? String == "chased")
        let file = try object(view { try CaseFileView($0.reading.serviceCase(logged.id), $0) })
        #expect(Set(file.keys) == Self.caseKeys.union(["visits", "calls", "notes", "approvals", "links"]))
    }

    @Test("visits and calls have every key, promised and planned apart")
    func visitAndCall() throws {
        let visit = try test.as("wang") { work in
            let wish = VisitWish(caseID: logged.id)
            let slot = try #require(try work.reading.slots(wish, at: work.now).first)
            return try work.book(wish, slot: slot)
        }
        let json = try object(view { try VisitView(visit, $0) })
        #expect(
            Set(json.keys) == [
                "id", "case", "state", "category", "technician", "promised", "planned", "arrived", "finished",
                "skill",
                "parent", "fields", "helper", "locked",
            ])
        #expect(Set((json["promised"] as? [String: Any] ?? [:]).keys) == ["start", "end"])
        let call = try test.as("zhao") {
            try $0.schedule(
                CallWish(
                    customer: logged.customer, reason: "call back", from: test.now, by: test.now + .hours(2)))
        }
        #expect(
            Set(try object(view { try CallView(call, $0) }).keys) == [
                "id", "customer", "case", "visit", "unit", "state", "category", "reason", "dueFrom", "dueBy",
                "promisedFor", "attempts",
                "outcome", "claimedBy", "meantFor", "stranded", "barred", "lacksNumber", "fields",
            ])
    }

    @Test("an error has code, exit and message, with its facts beside them")
    func errors() throws {
        let json = try object(ErrorView(DeskFault.unknown("C99"), output))
        #expect(Set(json.keys) == ["code", "exit", "message", "id"])
        #expect(json["code"] as? String == "desk.unknown")
        #expect(json["exit"] as? Int == 66)
        #expect(json["message"] as? String == "There is no C99. Check the number.")
    }

    @Test("fields typed on the line become values of the workflow's types")
    func fields() throws {
        let definition = try TemporaryDesk.rules.workflow(named: "call")
        let reader = FieldReader(
            definition: definition, instants: InstantReader(now: test.now, zone: output.wording.zone))
        let read = try reader.read([
            "fixed=fully", "feePaid=12.50", "callAgainAt=2026-11-25T10:00", "remark=a=b",
        ])
        #expect(
            read == [
                "fixed": .text("fully"), "feePaid": .number(1250),
                "callAgainAt": .instant(test.now + .days(1)),
                "remark": .text("a=b"),
            ])
        #expect(throws: UsageFault.notAField("remark")) { try reader.read(["remark"]) }
        #expect(throws: UsageFault.notAnInstant("soon")) { try reader.read(["callAgainAt=soon"]) }
    }

    @Test("what became of many cases has every key, null where there was no problem")
    func bulkKeys() throws {
        let (chen, change) = (try test.desk.actor(named: "chen"), BulkChange.severity(.urgent))
        let receipt = try test.desk.rehearse(change, on: [logged.id, CaseID(99)], by: chen, at: test.now)
        let json = try object(view { BulkView(receipt, isRehearsal: true, $0) })
        #expect(Set(json.keys) == ["dryRun", "done", "refused", "results", "overload"])
        let results = try #require(json["results"] as? [[String: Any]])
        #expect(results.map { Set($0.keys) } == [["id", "done", "problem"], ["id", "done", "problem"]])
        #expect(results[0]["problem"] is NSNull && results[1]["problem"] is String)
    }

    @Test("the overview has every key, in each of its tables, and says which numbers are only a least")
    func overviewKeys() throws {
        let json = try object(view { try OverviewView($0.reading.overview(at: test.now), $0) })
        #expect(
            Set(json.keys) == [
                "at", "outlook", "verdict", "hoursAhead", "rateHours", "hours", "queues", "all", "visits",
                "calls", "teams", "people",
            ])
        func keys(_ name: String) throws -> Set<String> {
            let rows = try json[name] as? [[String: Any]] ?? [#require(json[name] as? [String: Any])]
            return Set(try #require(rows.first).keys)
        }
        let queue: Set = [
            "queue", "label", "waiting", "oldest", "free", "missed", "atRisk", "dueByHour", "rate",
            "willMiss",
            "willMissLow", "willMissHigh", "ages", "arrivals", "closings", "atLeast",
        ]
        #expect(try keys("queues") == queue && keys("all") == queue)
        #expect(try keys("visits") == ["planned", "onSite", "late", "unplaced", "byState"])
        #expect(try keys("calls") == ["overdue", "dueNow", "laterToday", "inHand", "atLeast"])
        #expect(
            try keys("teams") == [
                "team", "people", "states", "cases", "missed", "atRisk", "oldest", "ages", "arrivals",
                "closings", "calls", "atLeast",
            ])
        #expect(
            try keys("people") == [
                "login", "name", "team", "state", "since", "open", "cases", "calls", "atLeast",
            ])
    }

    @Test("numbers that were counted only so far are written so, of calls, teams and people as well")
    func atLeast() throws {
        var overview = try test.desk.read { try $0.overview(at: test.now) }
        overview.calls.later = CappedCount(5000, isCapped: true)
        overview.people[0].hands.cases = CappedCount(500, isCapped: true)
        let said = try view { OverviewView(overview, $0).lines(output).joined(separator: "\n") }
        #expect(said.contains("5,000+") && said.contains(" 500+") && said.contains(" 501+"), "\(said)")
    }

    @Test("a role has every key, and the steps of the workflows that begin today alone")
    func roleKeys() throws {
        let folder = try TemporaryFolder()
        let flows = URL(filePath: folder.path).appending(path: "workflows")
        try FileManager.default.createDirectory(at: flows, withIntermediateDirectories: true)
        let newer = try ResourceLibrary().file("workflows/visit.yaml").text
            .replacing("\nversion: 1\n", with: "\nversion: 2\n")
        try Data(newer.utf8).write(to: flows.appending(path: "visit-2.yaml"))
        let rules = try Rules(library: ResourceLibrary(override: folder.path))
        #expect(rules.workflows.all.count { $0.name == "visit" } == 2)
        let role = try #require(rules.roles["supervisor"])
        let json = try object(RoleView(role, rules, output))
        #expect(Set(json.keys) == ["name", "label", "limit", "limits", "rights", "reaches", "steps"])
        let steps = try #require(json["steps"] as? [[String: Any]])
        #expect(Set(steps.flatMap(\.keys)) == ["workflow", "workflowLabel", "step", "label"])
        let named = steps.map { "\($0["workflow"] ?? "") \($0["step"] ?? "")" }
        #expect(Set(named).count == named.count, "\(named)")
    }

    @Test("a campaign, its sample and its list of customers not reached have every key")
    func campaignKeys() throws {
        let rules = test.desk.rules
        let query = try CampaignQuery("K1", rules: rules, today: rules.localDay(test.now))
        let draft = CampaignDraft(name: "A", reason: CampaignDraft.tracking, query: query)
        let sample = try object(
            view { try CampaignSampleView(draft, $0.reading.sample(draft, at: test.now), $0) })
        #expect(
            Set(sample.keys) == ["reason", "questionnaire", "seed", "report", "days", "customers"])
        let campaign = try test.desk.begin(draft, by: test.desk.actor(named: "chen"), at: test.now)
        let json = try object(view { try CampaignView(campaign.id, at: test.now, $0) })
        #expect(
            Set(json.keys) == [
                "id", "name", "reason", "state", "mustReach", "query", "sample", "seed", "perDay",
                "questionnaire", "report", "began", "beganBy", "ended", "endedBy", "endReason", "customers",
                "toCome", "made", "reached", "refused", "unreachable", "cancelled", "anotherWay",
                "accounted", "expectedEnd", "days", "agents",
            ])
        let days = try #require(json["days"] as? [[String: Any]])
        #expect(days.first?["day"] as? String == "2026-11-24" && days.first?["planned"] as? Int == 1)
        let left = try object(
            view { v in UnreachedView(try #require(v.reading.unreached(in: campaign.id).first), v) })
        #expect(
            Set(left.keys) == [
                "customer", "name", "phone", "units", "call", "standing", "attempts", "outcome", "why",
            ])
        #expect(left["standing"] as? String == "planned")
    }

    @Test("a line of bills has every key, and no number before it is written")
    func billLineKeys() throws {
        _ = try test.bookVisit(for: logged.id)
        let json = try object(
            view { v in
                ListedBillView(
                    try #require(v.reading.listedBills(of: logged.id, by: .desk, at: test.now).first))
            })
        #expect(
            Set(json.keys) == [
                "visit", "case", "number", "standing", "quoted", "due", "left", "currency",
            ])
        #expect(json["standing"] as? String == "estimate" && json["number"] is NSNull)
        #expect(json["case"] as? String == "C1" && json["left"] is NSNull)
    }

    @Test("conclusions of an audit have every key, and so has what the figures carry")
    func conclusionKeys() throws {
        let today = test.desk.rules.localDay(test.now)
        let draft = AuditDraft(
            name: "2026", purpose: "x", days: DaySpan(today, today), groups: ["consumers"])
        let id = try test.as("sun") { try $0.beginAudit(draft).id }
        let carried = try test.desk.read { try $0.carriedClaims(of: id, at: test.now) }
        let claim = try #require(carried.first)
        _ = try test.as("sun") { try $0.take(claim, for: id) }
        let json = try object(view { try ConclusionsView(of: id, only: nil, $0, at: test.now) })
        #expect(Set(json.keys) == ["audit", "closed", "conclusions", "generated"])
        let made = try #require((json["conclusions"] as? [[String: Any]])?.first)
        #expect(
            Set(made.keys) == [
                "conclusion", "place", "section", "state", "origin", "text", "texts", "evidence", "reason",
                "by", "at", "version", "generated", "carried",
            ])
        #expect(made["carried"] as? Bool == true && made["by"] as? String == "sun")
        let open = try #require((json["generated"] as? [[String: Any]])?.first)
        #expect(
            Set(open.keys) == ["claim", "section", "text", "evidence", "from", "until", "at"])
    }
}
