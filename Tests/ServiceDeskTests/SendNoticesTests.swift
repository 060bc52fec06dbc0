import DeskTesting
import Foundation
import Model
import Records
import Resources
import Synchronization
import Testing

@testable import ServiceDesk

@Suite("Notices handed to commands", .onEachDatabase)
struct SendNoticesTests {
    private static let rules = """
        commands:
          chat:
            kinds: [word, granted]
            to: [supervisor]
            run: [tell, --to, "{role}{login}", --about, "{subject}"]
            tries: 3
            wait: 1 minute
          all:
            run: [log]
            tries: 2
        """
    let test: TemporaryDesk
    /// The same, no longer for practice.
    let desk: ServiceDesk

    init() throws {
        test = try Self.desk(Self.rules)
        try test.desk.database.write { try SettingsStore($0).set("practice", "false") }
        desk = try ServiceDesk(database: test.desk.database, rules: test.desk.rules)
    }

    private static func desk(_ text: String) throws -> TemporaryDesk {
        let folder = try TemporaryFolder()
        try Data(text.utf8).write(to: URL(filePath: folder.file("notify.yaml")))
        return try TemporaryDesk(rules: Rules(library: ResourceLibrary(override: folder.path)))
    }

    private func tell(_ kind: NoticeKind = .word, role: String = "supervisor") throws {
        try desk.act(by: .desk, at: test.now) { work in
            try work.tell(role: role, kind, .desk, Label(en: "Hello", zh: "你好"))
        }
    }

    /// As people's languages would, in short.
    private static func say(_ phrase: Phrase) -> [String: String] {
        guard case .label(let message)? = phrase.facts["message"] else { return [:] }
        return ["en", "zh-Hans"].reduce(into: [:]) { $0[$1] = "\(phrase.key): \(message.text(in: $1))" }
    }

    /// Sends what is due, each command ending as told.
    @discardableResult
    private func send(_ end: @escaping (NoticeOrder) -> CommandEnd = { _ in CommandEnd(status: 0) }) throws
        -> (receipt: SendingReceipt, orders: [NoticeOrder])
    {
        var orders: [NoticeOrder] = []
        let receipt = try desk.sendNotices(clock: { test.now }, say: Self.say) {
            orders.append($0)
            return end($0)
        }
        return (receipt, orders)
    }

    private func sendings() throws -> [SendingItem] {
        try desk.read { try $0.sendings(NoticeSending.State.allCases, limit: 100) }
    }

    @Test("a notice goes once to each command that is for its kind and role, with its facts and its sentence")
    func once() throws {
        try tell()
        let (receipt, orders) = try send()
        #expect(receipt.sent == 2 && orders.map(\.program) == ["tell", "log"])
        #expect(orders[0].arguments == ["--to", "supervisor", "--about", ""])
        let told = try #require(
            JSONSerialization.jsonObject(with: Data(orders[0].input.utf8)) as? [String: Any])
        #expect(told["kind"] as? String == "word" && told["try"] as? Int == 1)
        let said = ["en": "notice.says.word: Hello", "zh-Hans": "notice.says.word: 你好"]
        #expect(told["message"] as? [String: String] == said)
        #expect(try send().orders.isEmpty)
        try tell(.breach)
        try tell(role: "agent")
        #expect(try send().orders.map(\.program) == ["log", "log"])
        #expect(try desk.sendingProblems(at: test.now) == [])
    }

    @Test("one to a person goes by the roles that person has")
    func person() throws {
        let chen = try #require(try test.desk.actor(named: "chen").staffID)
        try desk.act(by: .desk, at: test.now) { work in
            try work.tell(chen, .granted, Subject(CaseID(7)), Label(en: "x", zh: "x"))
        }
        let order = try #require(try send().orders.first)
        #expect(order.arguments == ["--to", "chen", "--about", "C7"])
    }

    @Test(
        "what fails is tried again after twice as long each time, then given up; the doctor says so, and a person has it tried again"
    )
    func fails() throws {
        try tell(.granted)
        let bad = CommandEnd(status: 75, error: "no route")
        #expect(try send { $0.program == "tell" ? bad : CommandEnd(status: 0) }.receipt.failed == 1)
        #expect(try send().orders.isEmpty, "not before a minute")
        test.now = test.now + .minutes(1)
        #expect(try send { _ in bad }.orders.count == 1)
        test.now = test.now + .seconds(119)
        #expect(try send().orders.isEmpty)
        test.now = test.now + .seconds(1)
        #expect(try send { _ in bad }.receipt.givenUp == 1)
        test.now = test.now + .days(2)
        #expect(try send().orders.isEmpty)
        let item = try #require(try sendings().first { $0.sending.state == .failed })
        #expect(item.tries.map(\.number) == [1, 2, 3] && item.tries.allSatisfy { $0.end == bad })
        #expect(try desk.sendingProblems(at: test.now).map(\.key) == ["doctor.notices.failed"])
        let facts = try desk.sendingProblems(at: test.now).first?.facts
        #expect(facts?["error"] == .phrase(bad.told) && facts?["command"] == .text("chat"))

        #expect(throws: DeskFault.self) { try test.as("li") { _ = try $0.retrySending(of: nil) } }
        let admin = try test.desk.actor(named: "admin")
        #expect(throws: DeskFault.unknown("notice 99")) {
            try desk.act(by: admin, at: test.now) { _ = try $0.retrySending(of: 99) }
        }
        #expect(
            try desk.act(by: admin, at: test.now) { try $0.retrySending(of: item.notice.id) } == 1)
        #expect(try send().receipt.sent == 1)
        #expect(try desk.sendingProblems(at: test.now) == [])
    }

    @Test(
        "a desk that is ended in the middle leaves the try without an end; it is made again once nobody can be at it"
    )
    func killed() throws {
        try tell(.granted)
        // As far as the records go, a desk that is ended while the command runs has taken it and nothing more.
        let taken = try desk.act(by: .desk, at: test.now) { work in
            try NoticeSendingStore(work.db)
                .take(for: ["chat"], at: test.now, until: test.now + .minutes(10))
        }
        #expect(taken?.command == "chat")
        #expect(try send().orders.map(\.program) == ["log"], "it is somebody's")
        test.now = test.now + .minutes(9)
        #expect(try send().orders.isEmpty)
        test.now = test.now + .minutes(2)
        let order = try #require(try send().orders.first)
        #expect(order.program == "tell" && order.input.contains(#""try":2"#))
        let item = try #require(try sendings().first { $0.sending.command == "chat" })
        #expect(item.sending.state == .sent && item.tries.map { $0.end?.status } == [nil, 0])
        // The one that was taken for gone comes to its end after all: what became of it stands.
        try desk.act(by: .desk, at: test.now) { work in
            try NoticeSendingStore(work.db).end(
                try #require(taken), CommandEnd(status: 1), .failed, next: nil, at: test.now)
        }
        #expect(try sendings().first { $0.sending.command == "chat" }?.sending.state == .sent)
    }

    @Test("of two desks that send at once each notice is one's alone")
    func together() throws {
        for _ in 0..<20 { try tell(.breach, role: "agent") }
        let orders = Mutex<[String]>([])
        let now = test.now
        let desks = [desk, try ServiceDesk.open(test.url, rules: desk.rules)]
        DispatchQueue.concurrentPerform(iterations: 2) { index in
            for _ in 0..<20 {
                // Somebody else may have been faster with the database itself.
                _ = try? desks[index].sendNotices(clock: { now }, say: Self.say) { order in
                    orders.withLock { $0.append(order.input) }
                    return CommandEnd(status: 0)
                }
            }
        }
        let sent = orders.withLock { $0 }
        #expect(sent.count == 20 && Set(sent).count == 20)
        #expect(try sendings().allSatisfy { $0.sending.state == .sent && $0.tries.count == 1 })
    }

    @Test("a practice desk queues nothing and starts nothing, and one that closes begins no other")
    func quiet() throws {
        try test.desk.act(by: .desk, at: test.now) { work in
            try work.tell(role: "supervisor", .word, .desk, Label(en: "Hello", zh: "你好"))
            try work.asDesk().tell(role: "supervisor", .word, .desk, Label(en: "Hello", zh: "你好"))
        }
        #expect(try sendings().isEmpty)
        try tell()
        let practice = try test.desk.sendNotices(clock: { test.now }, say: Self.say) { _ in
            Issue.record("a practice desk started a command")
            return CommandEnd(status: 0)
        }
        var begun = 0
        let closing = try desk.sendNotices(
            clock: { test.now }, goesOn: { begun == 0 }, say: Self.say
        ) { _ in
            begun += 1
            return CommandEnd(.interrupted)
        }
        #expect(practice == SendingReceipt() && begun == 1 && closing.failed == 1)
        #expect(try sendings().map(\.sending.state) == [.waiting, .waiting])
    }

    @Test("a command that hangs keeps the others waiting once in a round")
    func hanging() throws {
        for _ in 0..<3 { try tell() }
        let (receipt, orders) = try send {
            CommandEnd(status: $0.program == "tell" ? 143 : 0, tookTooLong: $0.program == "tell")
        }
        #expect(orders.map(\.program) == ["tell", "log", "log", "log"])
        #expect(receipt.failed == 1 && receipt.sent == 3)
    }

    @Test("a desk that goes by other rules leaves alone what it cannot send, unless nobody took it for a day")
    func others() throws {
        try tell(.breach)
        let plain = try ServiceDesk(database: desk.database, rules: TemporaryDesk.rules)
        func send() throws -> SendingReceipt {
            try plain.sendNotices(clock: { test.now }, say: Self.say) { _ in CommandEnd(status: 0) }
        }
        #expect(try send() == SendingReceipt())
        #expect(try sendings().map(\.sending.state) == [.waiting])
        test.now = test.now + .hours(2)
        #expect(try desk.sendingProblems(at: test.now).map(\.key) == ["doctor.notices.waiting"])
        test.now = test.now + .hours(23)
        _ = try send()
        #expect(try sendings().map(\.sending.state) == [.failed])
        #expect(try sendings().first?.tries.last?.end?.obstacle == .gone)
    }

    @Test("a notice that is a day old before its turn is not sent")
    func outdated() throws {
        try tell(.breach)
        test.now = test.now + .hours(25)
        #expect(try send().orders.isEmpty)
        #expect(try sendings().map(\.sending.state) == [.outdated])
        #expect(try sendings().first?.tries.map(\.end) == [nil])
    }

    @Test("a command that ends its desk each time is given up as well")
    func interrupted() throws {
        try tell(.breach, role: "agent")
        for _ in 1...2 {
            let taken = try desk.act(by: .desk, at: test.now) { work in
                try NoticeSendingStore(work.db)
                    .take(for: ["all"], at: test.now, until: test.now + .minutes(10))
            }
            #expect(taken != nil)
            test.now = test.now + .minutes(11)
        }
        #expect(try send().orders.isEmpty)
        let item = try #require(try sendings().first)
        #expect(item.sending.state == .failed && item.tries.last?.end?.obstacle == .interrupted)
    }

    @Test(
        "what people wrote reaches the program on its standard input, on one line and without control characters"
    )
    func words() throws {
        try desk.act(by: .desk, at: test.now) { work in
            let text = "a\u{1b}[31m\"b\"\nBcc: x\u{0}" + String(repeating: "长", count: 5000)
            try work.tell(role: "agent", .mention, .desk, Label(en: text, zh: text))
        }
        let order = try #require(try send().orders.first)
        #expect(order.input.filter(\.isNewline).count == 1 && order.arguments == [])
        let told = try #require(
            JSONSerialization.jsonObject(with: Data(order.input.utf8)) as? [String: Any])
        let message = try #require((told["message"] as? [String: String])?["en"])
        #expect(message.hasPrefix("notice.says.mention: a[31m\"b\"\nBcc: x长") && message.count == 4000)
    }

    @Test("how it ended is told in words")
    func told() {
        let ends = [
            CommandEnd(.missing), CommandEnd(.gone), CommandEnd(.interrupted),
            CommandEnd(status: -1, error: "x"),
            CommandEnd(status: 143, tookTooLong: true), CommandEnd(status: 2),
            CommandEnd(status: 2, error: "missing"),
        ]
        #expect(
            ends.map { String($0.told.key.split(separator: ".").last ?? "") } == [
                "missing", "gone", "interrupted", "notStarted", "tookTooLong", "status", "said",
            ])
    }

    @Test("as shipped nothing is handed to anybody")
    func shipped() { #expect(TemporaryDesk.rules.notices.all.isEmpty) }

    @Test("waiting doubles and ends at six hours")
    func waits() throws {
        var program = try #require(desk.rules.notices["chat"])
        #expect([1, 2, 3, 5].map { program.wait(after: $0) } == [1, 2, 4, 16].map { .minutes($0) })
        #expect(program.wait(after: 20) == .hours(6))
        let ends = [(0, 3), (1, 2), (1, 3)].map { program.next(after: CommandEnd(status: $0), try: $1) }
        #expect(ends.map(\.state) == [.sent, .waiting, .failed])
        #expect(ends.map(\.wait) == [nil, .minutes(2), nil])
        let late = CommandEnd(status: 0, tookTooLong: true)
        #expect(program.next(after: late, try: 1).state == .waiting)
        program.wait = .seconds(7)
        #expect(program.wait(after: 2) == .seconds(14))
    }

    @Test(
        "what is wrong in the file is said with its line",
        arguments: [
            ("run: [log]", "run: []", "notify.notRun"), ("run: [log]", "run: log {login}", "notify.notRun"),
            ("run: [log]", #"run: ["{login}"]"#, "notify.notRun"),
            ("\"{subject}\"", "\"{message}\"", "notify.notMark"), ("tries: 3", "tries: 0", "notify.notTries"),
            ("wait: 1 minute", "wait: soon", "desk.notSpan"),
            ("wait: 1 minute", "wait: 0 seconds", "desk.notSpan"),
            ("wait: 1 minute", "wait: 7 hours", "notify.tooLong"),
            ("tries: 2", "tries: 2\n    shell: yes", "rule.unknownKey"),
            ("run: [log]", #"run: [log, "a\nb"]"#, "notify.notRun"),
            ("all:", "chat:", "rule.notYAML"), ("commands:", "commands: [chat]\nmore:", "rule.unknownKey"),
            (SendNoticesTests.rules, "commands: [chat]", "rule.notMapping"),
            ("kinds: [word,", "kinds: [words,", "rule.notOneOf"),
            ("to: [supervisor]", "to: [nobody]", "rule.notOneOf"),
            ("tries: 3", "within: 6 minutes", "notify.tooLong"),
        ])
    func wrong(_ old: String, _ new: String, _ key: String) throws {
        do {
            _ = try Self.desk(Self.rules.replacing(old, with: new))
            Issue.record("\(new) was read")
        } catch let fault as RuleFault {
            #expect(fault.problem.key == key && fault.line > 0)
        }
    }
}
