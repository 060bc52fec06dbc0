import DeskTesting
import Foundation
import Testing

@Suite("Signing in")
struct SignInTests {
    @Test(
        "a password in --db is refused, and never repeated",
        arguments: [
            ["--db", "postgres://li:geheim@localhost/desk", "case", "list"],
            ["--db", "host=localhost password=geheim", "case", "list"],
            ["init", "postgres://li:geheim@localhost/desk"],
        ])
    func passwordInArgument(arguments: [String]) throws {
        for form in [[], ["--json"]] {
            let result = try Program.run(form + arguments)
            #expect(result.status == 64, "\(result.error)")
            #expect(!(result.output + result.error).contains("geheim"))
        }
    }

    @Test("an address nobody answers at is told, without the password the environment gave")
    func nobodyAnswers() throws {
        let result = try Program.run(
            ["case", "list"], environment: ["AFTERCARE_DB": "postgres://li:geheim@127.0.0.1:1/desk"])
        #expect(result.status == 75)
        #expect(!result.error.contains("geheim"))
    }
}

/// On PostgreSQL the database says who acts.
@Suite("Signing in by the database's user", .serialized)
struct DatabaseSignInTests {
    private let server: FailingServers

    init() throws {
        server = try FailingServers()
        for name in ["li", "chen", "stranger"] { try server.sql("one", "CREATE ROLE \(name) LOGIN") }
        try run("desk", "init", "--admin", "desk")
        try run("desk", "staff", "add", "li", "--name", "李娜", "--role", "agent")
        try run("desk", "staff", "add", "chen", "--name", "陈静", "--role", "supervisor")
        try run("li", "customer", "add", "王芳", "--phone", "13800138000")
    }

    @Test("whoever signed in acts; another's name needs the right to, and the journal has both")
    func acting() throws {
        try run("li", "case", "log", "repair", "--customer", "K1", "--summary", "不制冷")
        #expect(try history().contains("li"))
        #expect(try status("li", "--as", "chen", "case", "list") == 77)
        try run("chen", "--as", "li", "case", "note", "C1", "客户又来电")
        let journal = try server.sql(
            "one", "SELECT by_login, facts FROM aftercare.journal WHERE facts LIKE '%signedIn%'", in: "desk")
        #expect(journal.hasPrefix("li|"))
        #expect(journal.contains("chen"))
    }

    @Test("who is not let in is refused, and who left is let in no more")
    func strangers() throws {
        #expect(try status("stranger", "case", "list") == 77)
        try run("desk", "staff", "edit", "li", "--no-active")
        #expect(try status("li", "case", "list") == 77)
        #expect(throws: (any Error).self) { try asRole("li", "SELECT count(*) FROM aftercare.cases") }
        try run("desk", "staff", "edit", "li", "--active")
        try run("li", "case", "list")
    }

    @Test("an agent's database user can work, and neither rewrite the journal nor let anyone in")
    func leastRights() throws {
        try asRole("li", "SELECT count(*) FROM aftercare.customers")
        for refused in [
            "UPDATE aftercare.journal SET by_login = 'x'", "DELETE FROM aftercare.journal",
            "DELETE FROM aftercare.seals", "UPDATE aftercare.staff SET roles = ',administrator,'",
            "UPDATE aftercare.settings SET value = 'true'", "DROP TABLE aftercare.cases",
            "SELECT aftercare.admit('stranger', true)",
        ] {
            #expect(throws: (any Error).self, "\(refused)") { try asRole("li", refused) }
        }
        #expect(try status("li", "staff", "add", "stranger", "--name", "x", "--role", "agent") == 77)
    }

    @Test(
        "a server that asks for a password: the right one opens, a wrong or missing one is told and never shown"
    )
    func password() throws {
        try server.sql("one", "ALTER ROLE li PASSWORD 'geheim'")
        try server.askForPassword(of: "li")
        func list(_ password: String?) throws -> Program.Result {
            try Program.run(
                ["--db", server.address(of: "li"), "case", "list"],
                environment: password.map { ["PGPASSWORD": $0] } ?? ["PGPASSFILE": "/nonexistent"])
        }
        let right = try list("geheim")
        #expect(right.status == 0, "\(right.error)")
        for wrong in ["falsch-und-lang", nil] {
            let result = try list(wrong)
            #expect(result.status == 77, "\(result.error)")
            #expect(!result.error.contains("falsch-und-lang"))
            #expect(!result.error.isEmpty)
        }
    }

    private func history() throws -> String { try run("li", "case", "history", "C1").output }

    @discardableResult
    private func run(_ user: String, _ words: String...) throws -> Program.Result {
        let result = try Program.run(["--db", server.address(of: user)] + words)
        guard result.status == 0 else { throw Program.Failure(arguments: [user] + words, result: result) }
        return result
    }

    private func status(_ user: String, _ words: String...) throws -> Int32 {
        try Program.run(["--db", server.address(of: user)] + words).status
    }

    @discardableResult
    private func asRole(_ role: String, _ text: String) throws -> String {
        try server.sql("one", text, in: "desk", by: role)
    }
}
