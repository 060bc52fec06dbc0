import DeskTesting
import Foundation
import Model
import Records
import Resources
import ServiceTime
import Testing

@testable import ServiceDesk

@Suite("Reports made again and again", .onEachDatabase)
struct ScheduledReportTests {
    private let test: TemporaryDesk
    /// The same, no longer for practice.
    private let desk: ServiceDesk

    init() throws {
        let folder = try TemporaryFolder()
        try Data("commands:\n  mail:\n    notices: no\n    run: [tell]\n".utf8).write(
            to: URL(filePath: folder.file("notify.yaml")))
        test = try TemporaryDesk(rules: Rules(library: ResourceLibrary(override: folder.path)))
        try test.desk.database.write { try SettingsStore($0).set("practice", "false") }
        desk = try ServiceDesk(database: test.desk.database, rules: test.desk.rules)
    }

    private var today: Day { desk.rules.localDay(test.now) }

    private func schedule(
        _ login: String = "chen", to target: ScheduledReport.Target = .folder("/reports"),
        in language: String = "en", command: [String] = ["report", "service", "--by", "team"]
    ) throws -> ScheduledReport {
        let last = ReportRhythm.day.last(before: today)
        var report = ScheduledReport(
            owner: StaffID(0), command: command, rhythm: .day, form: .csv, target: target, language: language,
            madeUntil: last.upperBound, due: test.now, createdAt: test.now)
        report.due = desk.rules.due(report)
        let wish = report
        return try desk.act(by: desk.actor(named: login), at: test.now) { try $0.schedule(wish) }
    }

    /// Makes what is due; gives the names of what was made.
    @discardableResult
    private func make(_ body: (ReportOrder) throws -> Void = { _ in }) throws -> (
        receipt: ReportsReceipt, names: [String]
    ) {
        var names: [String] = []
        let receipt = try desk.makeReports(
            clock: { test.now }, say: { phrase in ["en": phrase.key, "zh-Hans": phrase.key] }
        ) { order in
            try body(order)
            names.append(order.report.fileName(of: order.days))
        }
        return (receipt, names)
    }

    private func kept() throws -> ScheduledReport? {
        let chen = try desk.actor(named: "chen")
        return try desk.read { try $0.scheduledReports(for: chen) }.first
    }

    @Test("each period is made once as soon as it is over, and what was missed is made up for")
    func once() throws {
        let report = try schedule()
        #expect(try schedule().id == report.id, "asked for twice, it is kept once")
        #expect(try make().names == [])
        let first = today
        test.now = desk.rules.deskCalendar.instant(first + 1, minute: 0)
        #expect(try make().names == ["service-by-team-\(first).csv"])
        #expect(try make().names == [])
        test.now = test.now + .days(3)
        let missed = (1...3).map { "service-by-team-\(first + $0).csv" }
        #expect(try make().names == missed)
        #expect(try kept()?.madeUntil == first + 3)
        let exports = try desk.read { try $0.journal.latest(200) }.filter { $0.event == "desk.exported" }
        #expect(exports.count == 4, "each leaves the desk by the right of whoever asked for it")
    }

    @Test("of two who make at once one makes it; what is in hand is nobody else's")
    func claimed() throws {
        _ = try schedule()
        test.now = test.now + .days(1)
        let other = try ServiceDesk(database: test.desk.database, rules: test.desk.rules)
        var others = 0
        let made = try make { _ in
            _ = try other.makeReports(clock: { test.now }, say: { _ in [:] }) { _ in others += 1 }
        }
        #expect(made.receipt.made == 1 && others == 0)
    }

    @Test("files of the same names in two languages do not go into one folder")
    func languages() throws {
        let report = try schedule()
        #expect(throws: ScheduledReportFault.sameFiles(report.id)) { try schedule(in: "zh-Hans") }
        let other = try schedule(to: .folder("/others"), in: "zh-Hans")
        #expect(other.id != report.id)
    }

    @Test("any report is kept by its command's words, and its files are named by them")
    func commands() throws {
        _ = try schedule()
        let gaps = try schedule(command: ["gap", "show", "--segment", "end user"])
        #expect(throws: ScheduledReportFault.sameFiles(gaps.id)) {
            try schedule(command: ["gap", "show", "--segment", "end-user"])
        }
        let chen = try desk.actor(named: "chen")
        let kept = try desk.read { try $0.scheduledReports(for: chen) }
        #expect(
            kept.map(\.command) == [
                ["report", "service", "--by", "team"], ["gap", "show", "--segment", "end user"],
            ])
        test.now = test.now + .days(1)
        #expect(try make().names.contains("gap-show-segment-end-user-\(today - 1).csv"))
    }

    @Test("however long it takes to make up for many periods, nobody else makes any of them")
    func long() throws {
        _ = try schedule()
        test.now = test.now + .days(4)
        let other = try ServiceDesk(database: test.desk.database, rules: test.desk.rules)
        var others = 0
        let made = try make { _ in
            test.now = test.now + .minutes(50)
            _ = try other.makeReports(clock: { test.now }, say: { _ in [:] }) { _ in others += 1 }
        }
        #expect(others == 0 && made.names.count >= 4 && Set(made.names).count == made.names.count)
    }

    @Test("a desk that closes makes no further period, and the next one that looks goes on from there")
    func closing() throws {
        _ = try schedule()
        test.now = test.now + .days(3)
        var made = 0
        _ = try desk.makeReports(clock: { test.now }, goesOn: { made < 1 }, say: { _ in [:] }) { _ in
            made += 1
        }
        #expect(made == 1)
        #expect(try make().receipt.made == 2)
    }

    @Test("what fails is told to whoever asked for it, once, and tried again later")
    func failed() throws {
        _ = try schedule()
        test.now = test.now + .days(1)
        struct Full: Error {}
        #expect(try make { _ in throw Full() }.receipt.failed == 1)
        #expect(try make().names == [], "not before a quarter of an hour")
        test.now = test.now + .minutes(16)
        #expect(try make { _ in throw Full() }.receipt.failed == 1)
        let chen = try desk.actor(named: "chen")
        let told = try desk.read { try $0.notices(for: chen, limit: 20) }.filter {
            $0.message.text(in: "en") == "report.failed"
        }
        #expect(told.count == 1)
        let waiting = try #require(try kept())
        #expect(waiting.failures == 2 && waiting.error == "report.fault")
        test.now = test.now + .hours(1)
        #expect(try make().receipt.made == 1)
        #expect(try kept()?.failures == 0 && kept()?.error == "")
    }

    @Test("to a program it goes outside of practice; one that is not there, or no right, is refused")
    func programs() throws {
        #expect(throws: ScheduledReportFault.noProgram("chat", known: ["mail"])) {
            try schedule(to: .program("chat"))
        }
        #expect(throws: DeskFault.self) { try schedule("li") }
        _ = try schedule(to: .program("mail"))
        test.now = test.now + .days(1)
        let practice = try test.desk.makeReports(clock: { test.now }, say: { _ in [:] }) { _ in }
        #expect(practice.made == 0)
        let program = try #require(desk.rules.notices["mail"])
        var input = ""
        try make { input = try program.order($0, text: "a,b", saying: ["en": "Ready"], at: test.now).input }
        #expect(input.contains("\"text\":\"a,b\"") && input.contains("\"login\":\"chen\""))
    }

    @Test("withdrawn by whoever asked for it, or who configures the desk, it is made no more")
    func withdrawn() throws {
        let report = try schedule()
        #expect(throws: DeskFault.self) {
            try desk.act(by: desk.actor(named: "li"), at: test.now) { try $0.withdrawReport(report.id) }
        }
        let chen = try desk.actor(named: "chen")
        _ = try desk.act(by: chen, at: test.now) { try $0.withdrawReport(report.id) }
        test.now = test.now + .days(2)
        #expect(try make().names == [])
        #expect(try kept() == nil)
        #expect(throws: ScheduledReportFault.unknown(report.id)) {
            try desk.act(by: chen, at: test.now) { try $0.withdrawReport(report.id) }
        }
    }

    @Test("withdrawn while several periods are being made, no further one is")
    func withdrawnMeanwhile() throws {
        let report = try schedule()
        test.now = test.now + .days(3)
        let chen = try desk.actor(named: "chen")
        let made = try make { _ in
            _ = try desk.act(by: chen, at: test.now) { try $0.withdrawReport(report.id) }
        }
        #expect(made.names.count == 1)
        #expect(try kept() == nil)
    }
}
