import DeskTesting
import Foundation
import Testing

/// Notices reach a program of one's own, from the command line, by rules of one's own.
@Suite("Notices by command for real")
struct NotifyJobTests {
    private let folder: TemporaryFolder
    private let own: TemporaryFolder

    init() throws {
        (folder, own) = (try TemporaryFolder(), try TemporaryFolder())
        let rules = """
            commands:
              chat:
                to: [supervisor]
                run: ["\(folder.file("tell us"))", "{role}{login}"]
                wait: 1 second
              lost:
                to: [administrator]
                run: [/no/such/program]
            """
        try Data(rules.utf8).write(to: URL(filePath: own.file("notify.yaml")))
    }

    private func script(_ text: String) throws {
        let path = folder.file("tell us")
        try Data("#!/bin/sh\n\(text)\n".utf8).write(to: URL(filePath: path))
        try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: path)
    }

    @discardableResult
    private func run(_ words: String...) throws -> [String: Any] {
        try Program.json(["--db", folder.file("desk.sqlite"), "--config", own.path, "--as", "admin"] + words)
    }

    /// An answer that is a list.
    private func list(_ words: String...) throws -> [[String: Any]] {
        let all =
            ["--db", folder.file("desk.sqlite"), "--config", own.path, "--as", "admin", "notify"] + words
        let result = try Program.run(all + ["--json"])
        #expect(result.status == 0, "\(result.error)")
        return try #require(
            JSONSerialization.jsonObject(with: Data(result.output.utf8)) as? [[String: Any]])
    }

    @Test("a notice that fails twice goes with the third try; each try is told, and tick says what it did")
    func thrice() throws {
        try script(
            """
            cd "$(dirname "$0")"; echo x >> tries
            if [ "$(wc -l < tries)" -lt 3 ]; then echo 'no route' >&2; exit 75; fi
            cat > said; printf '%s' "$1" >> said
            """)
        _ = try Program.json([
            "--db", folder.file("desk.sqlite"), "--config", own.path, "init", "--admin", "admin",
        ])
        try run("staff", "add", "chen", "--name", "陈静", "--role", "supervisor")
        try run("customer", "add", "王小明", "--phone", "138 0013 8000")
        try run("note", "K1", "@chen 请看")
        #expect(try list("list").map { $0["state"] as? String } == ["waiting"])
        let swept = try run("tick")
        #expect(swept["sent"] as? Int == 0 && swept["notSent"] as? Int == 1)
        let deadline = Date() + 60
        while try list("list", "--waiting").count == 1, Date() < deadline { try run("tick") }
        let sending = try #require(try list("list").first)
        #expect(sending["state"] as? String == "sent" && sending["command"] as? String == "chat")
        let tries = try #require(sending["tries"] as? [[String: Any]])
        #expect(tries.map { $0["status"] as? Int } == [75, 75, 0])
        #expect(tries.first?["error"] as? String == "no route")
        let said = try String(contentsOfFile: folder.file("said"), encoding: .utf8)
        #expect(said.contains(#""login":"chen""#) && said.contains("请看") && said.hasSuffix("}\nchen"))
        #expect(said.contains("A note names you: ") && said.contains("备注提到您："), "as the screens say it")
    }

    @Test("where notices cannot be handed over, the sweep is told all the same, and then why")
    func sweepIsTold() throws {
        let base = ["--db", folder.file("desk.sqlite"), "--config", own.path, "--lang", "en"]
        _ = try Program.json(base + ["init", "--admin", "admin"])
        let words = URL(filePath: own.file("locales/zh-Hans"))
        try FileManager.default.createDirectory(at: words, withIntermediateDirectories: true)
        try Data("no entry\n".utf8).write(to: words.appending(path: "lists.yaml"))
        let result = try Program.run(base + ["--as", "admin", "tick", "--json"])
        #expect(result.status != 0 && result.output.contains(#""transitions""#), "\(result.error)")
    }

    @Test("the rules are read and said, a program is tried by hand, and a wrong rule is told with its line")
    func byHand() throws {
        try script("cat > /dev/null; [ \"$1\" = li ] || { echo 'nobody there' >&2; exit 3; }")
        let base = ["--config", own.path, "--lang", "en"]
        #expect(try list("check").map { $0["found"] as? Bool } == [true, false])
        #expect(try Program.run(base + ["notify", "test", "chat", "--to", "li"]).status == 0)
        let failed = try Program.run(base + ["notify", "test", "chat"])
        #expect(failed.status == 75 && failed.error.contains("exit status 3: nobody there"))
        let lost = try Program.run(base + ["notify", "test", "lost"])
        #expect(lost.status == 75 && lost.error.contains("the program is not there"))
        #expect(try Program.run(base + ["notify", "test", "mail"]).status == 66)
        try script(#"cat > "$(dirname "$0")/said""#)
        #expect(try Program.run(base + ["notify", "test", "chat"]).status == 0)
        let said = try String(contentsOfFile: folder.file("said"), encoding: .utf8)
        #expect(said.contains("This is a test of notices") && said.contains("测试通知"))
        try Data("commands:\n  chat:\n    run: []\n".utf8).write(to: URL(filePath: own.file("notify.yaml")))
        let wrong = try Program.run(base + ["notify", "check"])
        #expect(wrong.status == 65 && wrong.error.contains("notify.yaml:3"))
    }
}
