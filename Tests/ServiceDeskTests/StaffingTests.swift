import DeskTesting
import Foundation
import Model
import Records
import ServiceTime
import Staffing
import Testing

@testable import ServiceDesk

@Suite("Staffing by a desk's own records", .onEachDatabase)
struct StaffingTests {
    let test: TemporaryDesk

    init() throws { test = try TemporaryDesk() }

    private func log(_ channel: Channel, at now: Instant) throws {
        test.now = now
        let customer = try test.as("li") { try $0.addCustomer(Samples.customer()) }
        try test.as("li") { work in
            var draft = CaseDraft(kind: CaseKind("inquiry"), customer: customer.id, summary: "咨询")
            draft.channel = channel
            _ = try work.log(draft)
        }
    }

    @Test("calls are the cases logged by phone, by half-hour of working days; other days are told apart")
    func phoned() throws {
        // Tuesday 10:00, 10:10 and 11:59, Wednesday 10:29; by e-mail; on Saturday.
        for (channel, minutes) in [
            (Channel.phone, 0), (.phone, 10), (.email, 20), (.phone, 119), (.phone, 24 * 60 + 29),
            (.phone, 4 * 24 * 60),
        ] { try log(channel, at: Samples.now + .minutes(minutes)) }
        let monday = test.desk.rules.localDay(Samples.now) - 1
        let phoned = try test.desk.read { try $0.phonedCases(on: monday...monday + 6, length: 30) }
        let works = test.desk.rules.deskCalendar.isWorkday(monday + 5)
        #expect(phoned.workdays == (works ? 6 : 5) && phoned.cases + phoned.onDaysOff == 5)
        #expect(phoned.onDaysOff == (works ? 0 : 1))
        #expect(phoned.counts[23] == 1 && phoned.counts[20] == (works ? 4 : 3))
        let stretches = phoned.stretches(handling: 180)
        #expect(stretches.map(\.start) == [600, 630, 660, 690])
        #expect(stretches[1].load.calls == 0 && stretches[3].load.calls == 1 / Double(phoned.workdays))
        let none = try test.desk.read { try $0.phonedCases(on: monday - 7...monday - 1, length: 30) }
        #expect(none.cases == 0 && none.stretches(handling: 180).isEmpty)
    }

    @Test("visits are counted by the day of the week, with the minutes they took")
    func visits() throws {
        let visit = try test.bookVisit(for: test.logRepair().id)
        try test.as("wang") { _ = try $0.take("dispatch", on: visit.id) }
        for (step, offset) in [("accept", -60), ("set-out", -30), ("arrive", 0)] {
            test.now = visit.planned.start + .minutes(offset)
            try test.as("t1") { _ = try $0.take(step, on: visit.id) }
        }
        test.now = visit.planned.start + .minutes(75)
        try test.as("t1") {
            _ = try $0.take(
                "finish", on: visit.id, given: ["result": .text("fixed"), "action": .text("更换电容")])
        }
        let day = test.desk.rules.localDay(visit.planned.start)
        let demand = try test.desk.read { try $0.visitDemand(on: day - 13...day) }
        #expect(demand.visits == 1 && demand.weekdays.map(\.number) == Array(1...7))
        #expect(demand.weekdays.allSatisfy { $0.days == 2 })
        let mine = demand.weekdays[day.weekday - 1]
        #expect(mine.visits == 1 && mine.most == 1 && mine.mean == 0.5)
        #expect(demand.onSite?.mean == 75 && demand.onSite?.count == 1)
        #expect(demand.travel?.mean == 30)
        #expect(try #require(demand.shift) > 300)
    }
}

@Suite("A day's calls from a file")
struct CallTableTests {
    private func read(_ lines: String..., interval: Double = 1800, handling: Double? = 180) throws
        -> [DayOfCalls
        .Stretch]
    {
        let folder = try TemporaryFolder()
        let path = folder.file("calls.csv")
        try Data(lines.joined(separator: "\n").utf8).write(to: URL(filePath: path))
        return try CallTable.read(path, interval: interval, handling: handling)
    }

    @Test("a row is a stretch; what a call takes is its own where the row says it")
    func rows() throws {
        let stretches = try read("Start,note,calls,aht", "8:30,x,20,", "09:00,,100.5,240")
        #expect(stretches.map(\.start) == [510, 540])
        #expect(stretches.map(\.load.calls) == [20, 100.5])
        #expect(stretches.map(\.load.handling) == [180, 240])
        #expect(stretches[0].load.interval == 1800)
    }

    @Test(
        "what is wrong is said with its line",
        arguments: [
            (["start,calls", "25:00,3"], 2), (["start,calls", "08:00,three"], 2),
            (["start,calls", "08:00,-1"], 2), (["start,calls", "08:00,3", "08:20,3"], 3),
            (["start,calls", "08:30,3", "08:00,3"], 3), (["start,calls", "08:00"], 2),
            (["start,calls,aht", "08:00,3,0"], 2), (["start,calls", "08:00,nan"], 2),
        ])
    func faults(lines: [String], line: Int) throws {
        let folder = try TemporaryFolder()
        let path = folder.file("calls.csv")
        try Data(lines.joined(separator: "\n").utf8).write(to: URL(filePath: path))
        let fault = try #require(
            #expect(throws: CallTableFault.self) {
                try CallTable.read(path, interval: 1800, handling: 180)
            })
        guard case .line(let file, let found, _) = fault else {
            Issue.record("\(fault)")
            return
        }
        #expect(file == path && found == line)
    }

    @Test("what is too much is told from what is no number, before agents are sought for hours")
    func tooMuch() throws {
        func problem(_ lines: String...) throws -> RowFault? {
            let folder = try TemporaryFolder()
            let path = folder.file("calls.csv")
            try Data(lines.joined(separator: "\n").utf8).write(to: URL(filePath: path))
            let fault = #expect(throws: CallTableFault.self) {
                try CallTable.read(path, interval: 1800, handling: 180)
            }
            guard case .line(_, _, let problem) = fault else { return nil }
            return problem
        }
        #expect(
            try problem("start,calls", "08:00,1000001")
                == .tooLarge(field: "calls", value: "1000001", most: 1_000_000))
        #expect(
            try problem("start,calls,aht", "08:00,3,86401")
                == .tooLarge(field: "aht", value: "86401", most: 86_400))
        #expect(try problem("start,calls,aht", "08:00,100001,1800") == .tooManyBusy(most: 100_000))
        #expect(try problem("start,calls", "08:00,inf") == .notNumber(field: "calls", value: "inf"))
    }

    @Test("columns that are missing, and files that are empty or not there, are named")
    func files() {
        #expect(throws: CallTableFault.self) { try read("start,count", "08:00,3") }
        #expect(throws: CallTableFault.self) { try read("start,calls", "08:00,3", handling: nil) }
        #expect(throws: ImportFault.self) { try read("start,calls") }
        #expect(throws: ImportFault.self) { try read("start,calls,Calls", "08:00,3,3") }
        #expect(throws: ImportFault.noFile("/nowhere.csv")) {
            try CallTable.read("/nowhere.csv", interval: 1800, handling: 180)
        }
    }
}
