import DeskTesting
import Foundation
import Testing

/// A program rings the number up, from the desk in a real terminal.
@Suite("Dialling for real")
struct DialJobTests {
    @Test(
        "the program is started with the number as it stands, has nothing of the terminal, and the desk goes on"
    )
    func dials() throws {
        let folder = try TemporaryFolder()
        let (desk, said, program) = (folder.file("desk.sqlite"), folder.file("said"), folder.file("ring up"))
        let script = """
            #!/bin/sh
            printf '%s|' "$#" "$@" > '\(said).part'; [ -t 0 ] || [ -t 1 ] || printf 'alone' >> '\(said).part'
            echo noise; echo noise >&2; mv '\(said).part' '\(said)'
            """
        try Data(script.utf8).write(to: URL(filePath: program))
        try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: program)
        let own = try TemporaryFolder()
        try own.writeDeskRules(adding: "dial: [\"\(program)\", \"tel:{number}\"]")
        let rules = own.path
        func run(_ words: String...) throws {
            _ = try Program.json(["--db", desk, "--config", rules, "--as", "admin"] + words)
        }
        _ = try Program.json(["--db", desk, "init", "--practice"])
        try run("staff", "add", "zhao", "--name", "赵敏", "--role", "follow-up clerk")
        try run("customer", "add", "王小明", "--phone", "138 0013 8000")
        try run(
            "call", "schedule", "K1", "--reason", "call back", "--from", "2026-11-24T10:00", "--by",
            "2026-11-24T18:00", "--now", "2026-11-24T09:30")
        let terminal = try Terminal(
            ["--db", desk, "--config", rules, "--as", "zhao", "--lang", "en", "--now", "2026-11-24T10:30"],
            columns: 100, rows: 30)
        try terminal.wait(for: "W110")
        try terminal.press("F9")
        try terminal.wait(for: "F170")
        try terminal.wait(for: "王小明")
        try terminal.press("M-d")
        try terminal.wait(for: "Ringing up")
        try terminal.waitUntil { FileManager.default.fileExists(atPath: said) }
        #expect(try String(contentsOfFile: said, encoding: .utf8) == "1|tel:+8613800138000|alone")
        #expect(try !terminal.text().contains("noise"))
    }
}
