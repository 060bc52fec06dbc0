import DeskTesting
import Foundation
import Testing

/// A campaign from the command line: looked at first, begun, watched, stopped.
@Suite("The job of a campaign", .serialized)
struct CampaignJobTests {
    @Test(
        "preview plans nothing; new plans the same customers; list, show and unreached tell; stop cancels",
        arguments: Backend.allCases)
    func whole(_ backend: Backend) throws {
        let place = try TemporaryPlace(backend)
        func run(_ words: [String], status: Int32 = 0) throws -> Program.Result {
            let result = try Program.run(
                ["--db", place.url, "--as", "admin", "--now", "2026-11-24T10:00", "--lang", "en"] + words)
            #expect(result.status == status, "\(words): \(result.error)")
            return result
        }
        func refused(_ words: String...) throws {
            let result = try Program.run(["--db", place.url, "--as", "li", "--lang", "en"] + words)
            #expect(result.status == 77 && result.output.isEmpty, "\(words): \(result.error)")
        }
        func json(_ words: String...) throws -> [String: Any] {
            let data = Data(try run(words + ["--json"]).output.utf8)
            return try #require(JSONSerialization.jsonObject(with: data) as? [String: Any])
        }
        _ = try run(["init", "--practice"])
        for n in 1...6 {
            let barred = n == 6 ? ["--no-may-call"] : []
            _ = try run(["customer", "add", "客户\(n)", "--phone", "138 0013 800\(n)"] + barred)
            _ = try run([
                "unit", "add", "K\(n)", "--product", "air-conditioner", "--serial", "SN0\(n)", "--bought",
                "2025-0\(n)-01",
            ])
        }
        let query = ["batch:SN01..SN06", "--sample", "3", "--per-day", "2", "--seed", "7"]
        let text = try run(["campaign", "preview"] + query).output
        #expect(text.contains("6 customers found, 3 drawn.") && text.contains("Nothing is planned yet"))
        let preview = try run(["campaign", "preview"] + query + ["--csv"]).output
        let chosen = preview.split(whereSeparator: \.isNewline).dropFirst().compactMap {
            $0.split(separator: ",").first
        }
        #expect(chosen.count == 3)
        #expect(try !run(["campaign", "list"]).output.contains("G1"))
        _ = try run(["campaign", "new", "Round 1"] + query)
        // Whoever only reads sees it, and takes nothing away.
        _ = try run(["staff", "add", "li", "--name", "李娜", "--role", "agent"])
        try refused("campaign", "unreached", "G1", "--json")
        try refused("campaign", "unreached", "G1", "--csv")
        let unreached = try run(["campaign", "unreached", "G1", "--csv"]).output
        let called = unreached.split(whereSeparator: \.isNewline).dropFirst().compactMap {
            $0.split(separator: ",").first
        }
        #expect(called == chosen)
        let shown = try json("campaign", "show", "G1")
        #expect(shown["customers"] as? Int == 3 && shown["toCome"] as? Int == 3 && shown["seed"] as? Int == 7)
        #expect(shown["expectedEnd"] as? String == "2026-11-25")
        _ = try run(["campaign", "new", "Round 1"] + query, status: 65)
        _ = try run(["campaign", "new", "Round 2", "boat:1"], status: 64)
        let both = ["--per-day", "2", "--agents", "li"]
        _ = try run(["campaign", "new", "Round 2", "batch:SN99"] + both, status: 64)
        _ = try run(
            ["campaign", "preview", "batch:SN99", "--per-day", "9000000000000000000"], status: 64)
        _ = try run(["campaign", "new", "Round 2", "batch:SN99"], status: 66)
        _ = try run(["campaign", "stop", "G1", "--reason", "wrong batch"])
        let stopped = try json("campaign", "show", "G1")
        #expect(stopped["state"] as? String == "stopped" && stopped["cancelled"] as? Int == 3)
        #expect(stopped["endReason"] as? String == "wrong batch")
        // A recall has those on its list whom nobody may call.
        _ = try run(["campaign", "new", "Recall", "batch:SN06", "--must-reach"])
        #expect(try run(["campaign", "unreached", "G2"]).output.contains("wants no calls"))
        _ = try run(["campaign", "account", "G2", "K6", "--reason", "registered letter"])
        #expect(try json("campaign", "show", "G2")["state"] as? String == "finished")
    }
}
