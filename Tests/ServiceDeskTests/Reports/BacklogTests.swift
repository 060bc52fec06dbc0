import DeskTesting
import Model
import ServiceDesk
import Testing

@Suite("What is open, by age and group", .onEachDatabase)
struct BacklogTests {
    @Test("open cases are parted by how long they have been, each is named; beside them what came and went")
    func ages() throws {
        let test = try TemporaryDesk()
        let now = test.now
        test.now = now - .days(50)
        let customer = try test.customer().id
        func log(_ ago: Span) throws -> ServiceCase {
            test.now = now - ago
            return try test.as("li") { work in
                var draft = CaseDraft(kind: CaseKind("repair"), customer: customer, summary: "空调不制冷")
                (draft.product, draft.onRepeat) = ("air-conditioner", .logAnyway)
                return try work.log(draft).serviceCase
            }
        }
        _ = try log(.days(40))
        let waits = try log(.days(10))
        let settled = try log(.days(2))
        test.now = now - .days(2) + .minutes(20)
        _ = try test.as("li") { try $0.take("settle", on: settled.id, given: ["remedy": .text("电话指导解决")]) }
        _ = try log(.hours(1))
        test.now = now
        let today = test.desk.rules.localDay(now)
        let backlog = try test.desk.read { try $0.backlog(by: .kind, today - 6...today, at: now) }
        let all = try #require(backlog.lines.first)
        let ages = [1, 0, 0, 1, 1]
        #expect(all.group == nil && all.ages == ages && all.open == 3)
        #expect(all.came == 2 && all.went == 1 && all.late >= 2)
        #expect(all.cameBefore == 1 && all.wentBefore == 0, "in the seven days before")
        let group = try #require(backlog.lines.last)
        #expect(group.group == "repair" && group.ages == all.ages && group.late == all.late)
        for (band, count) in all.ages.enumerated() {
            let rows = try test.desk.read {
                try $0.waitingRows(by: .kind, group: "repair", band: band, at: now)
            }
            #expect(rows.count == count)
            if band == 3 { #expect(rows.first?.caseID == waits.id) }
        }
        for line in backlog.lines {
            for figure in Backlog.Figure.allCases {
                let rows = try test.desk.read {
                    try $0.backlogRows(figure, by: .kind, group: line.group, backlog.days, at: now)
                }
                #expect(rows.count == line[figure] && rows.allSatisfy { $0.amount == 1 }, "\(figure.name)")
            }
        }
        let late = try test.desk.read { try $0.waitingRows(by: .kind, group: nil, isLate: true, at: now) }
        #expect(late.count == all.late && late.allSatisfy { $0.amount == 1 })
        let first = try test.desk.read {
            try $0.waitingRows(by: .kind, group: "repair", isLate: true, at: now, limit: 1)
        }
        #expect(first == Array(late.prefix(1)))
    }

    @Test("a group that had cases in the days before alone is no line, and is in the sum")
    func before() throws {
        let test = try TemporaryDesk()
        let now = test.now
        test.now = now - .days(10)
        let customer = try test.customer().id
        let id = try test.as("li") { work in
            let draft = CaseDraft(kind: CaseKind("repair"), customer: customer, summary: "空调不制冷")
            return try work.log(draft).serviceCase.id
        }
        test.now = test.now + .minutes(20)
        _ = try test.as("li") { try $0.take("settle", on: id, given: ["remedy": .text("电话指导解决")]) }
        test.now = now
        let today = test.desk.rules.localDay(now)
        let backlog = try test.desk.read { try $0.backlog(by: .kind, today - 6...today, at: now) }
        #expect(backlog.lines.count == 1)
        #expect(backlog.lines[0].cameBefore == 1 && backlog.lines[0].wentBefore == 1)
        #expect(backlog.lines[0].came == 0 && backlog.lines[0].went == 0)
    }
}
