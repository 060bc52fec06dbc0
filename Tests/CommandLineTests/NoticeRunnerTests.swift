import DeskTesting
import Foundation
import Model
import ServiceDesk
import Testing

@testable import aftercare

@Suite("Commands that notices are handed to", .serialized)
struct NoticeRunnerTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private func script(_ text: String) throws -> String {
        let path = folder.file("tell")
        try Data(("#!/bin/sh\n" + text).utf8).write(to: URL(filePath: path))
        try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: path)
        return path
    }

    private func run(
        _ text: String, _ arguments: [String] = [], within: Model.Span = .seconds(20),
        environment: [String] = []
    ) throws -> CommandEnd {
        NoticeRunner.run(
            NoticeOrder(
                program: try script(text), arguments: arguments, environment: environment,
                input: #"{"notice":7}"# + "\n", within: within))
    }

    private func said() throws -> String { try String(contentsOfFile: folder.file("out"), encoding: .utf8) }

    @Test("arguments arrive as they are, the facts on standard input; a shell sees none of them")
    func facts() throws {
        let end = try run(
            #"cat > "$(dirname "$0")/out"; printf '%s|' "$@" >> "$(dirname "$0")/out""#,
            ["a b", "$(id)", "-x; ls"])
        #expect(end == CommandEnd(status: 0) && end.isGood)
        #expect(try said() == "{\"notice\":7}\na b|$(id)|-x; ls|")
    }

    @Test("how it ended is told, with the first line it said of what went wrong")
    func fails() throws {
        #expect(
            try run("echo ' no route' >&2; echo more >&2; exit 3")
                == CommandEnd(status: 3, error: "no route"))
        #expect(try run("kill -9 $$").status == 137)
        #expect(try run("printf 'a\\033[31mb' >&2; exit 1").error == "a[31mb")
        let missing = NoticeRunner.run(
            NoticeOrder(
                program: "no-such-program", arguments: [], environment: [], input: "", within: .seconds(1)))
        #expect(missing == CommandEnd(.missing))
        let folderItself = NoticeRunner.run(
            NoticeOrder(
                program: folder.path, arguments: [], environment: [], input: "", within: .seconds(1)))
        #expect(folderItself.status == -1 && folderItself.obstacle == nil && !folderItself.error.isEmpty)
        // One that reads nothing, and one that says much.
        #expect(try run("exec 0<&-; exit 0").isGood)
        #expect(try run("head -c 1000000 /dev/zero | tr '\\0' x >&2; exit 2").error.count == 200)
    }

    @Test("more than a pipe holds is handed over whole, and to one that reads none of it does no harm")
    func much() throws {
        let input = String(repeating: "x", count: 300_000)
        func run(_ text: String) throws -> CommandEnd {
            NoticeRunner.run(
                NoticeOrder(
                    program: try script(text), arguments: [], environment: [], input: input,
                    within: .seconds(20)))
        }
        #expect(try run(#"wc -c > "$(dirname "$0")/out""#).isGood)
        #expect(try said().trimmingCharacters(in: .whitespacesAndNewlines) == "300000")
        #expect(try run("exec 0<&-; exit 0").isGood)
    }

    @Test("one that is no longer wanted is ended, and told to have been interrupted")
    func unwanted() throws {
        let order = NoticeOrder(
            program: try script("sleep 60"), arguments: [], environment: [], input: "", within: .seconds(50))
        let begun = ContinuousClock.now
        #expect(NoticeRunner.run(order) { false } == CommandEnd(.interrupted))
        #expect(ContinuousClock.now - begun < .seconds(30))
    }

    @Test("one that is no longer wanted, yet ends well when it is asked to end, has done its work")
    func endsWell() throws {
        let order = NoticeOrder(
            program: try script("trap 'exit 0' TERM; : > \"$(dirname \"$0\")/out\"; sleep 60 & wait"),
            arguments: [], environment: [], input: "", within: .seconds(50))
        let ready = folder.file("out")
        #expect(NoticeRunner.run(order) { !FileManager.default.fileExists(atPath: ready) }.isGood)
    }

    /// Who of a process group still runs; those that only wait to be counted by their parents do not.
    private func living(in group: pid_t) throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: "/proc").filter { name in
            guard pid_t(name) != nil,
                let text = try? String(contentsOfFile: "/proc/\(name)/stat", encoding: .utf8),
                let end = text.lastIndex(of: ")")
            else { return false }
            let fields = text[end...].split(separator: " ")
            return fields[1] != "Z" && fields[1] != "X" && pid_t(fields[3]) == group
        }
    }

    @Test("one that takes too long is ended with all it started")
    func hangs() throws {
        let begun = Date()
        let end = try run(
            "echo $$ > \"$(dirname \"$0\")/out\"; trap '' TERM; sleep 60 & sleep 60; sleep 60",
            within: .seconds(1))
        #expect(end.tookTooLong && !end.isGood && Date().timeIntervalSince(begun) < 15)
        let group = try #require(pid_t(said().trimmingCharacters(in: .whitespacesAndNewlines)))
        let deadline = ContinuousClock.now + .seconds(10)
        while try !living(in: group).isEmpty, ContinuousClock.now < deadline { usleep(10_000) }
        #expect(try living(in: group) == [])
    }

    @Test(
        "it has what it needs of our surroundings and what the rules name, and no more; what is named is not in the log"
    )
    func surroundings() throws {
        setenv("AFTERCARE_TEST_TOKEN", "s3cret", 1)
        setenv("AFTERCARE_TEST_OTHER", "hidden", 1)
        defer {
            unsetenv("AFTERCARE_TEST_TOKEN")
            unsetenv("AFTERCARE_TEST_OTHER")
        }
        let end = try run(
            #"env > "$(dirname "$0")/out"; echo "bad token $AFTERCARE_TEST_TOKEN" >&2; exit 1"#,
            environment: ["AFTERCARE_TEST_TOKEN"])
        #expect(end.error == "bad token ***")
        #expect(
            try said().contains("AFTERCARE_TEST_TOKEN=s3cret") && !said().contains("AFTERCARE_TEST_OTHER"))
    }
}
