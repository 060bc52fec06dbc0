import DeskTesting
import Foundation
import Testing

/// Planning a day from the command line, and what only a whole program shows of it.
@Suite("A day planned from the command line")
struct DispatchJobTests {
    let folder: TemporaryFolder
    private var desk: String { folder.file("desk.sqlite") }

    /// Two technicians far apart, each with a visit beside the other's home.
    init() throws {
        folder = try TemporaryFolder()
        _ = try aftercare("init", "--practice")
        for (login, longitude) in [("t1", "121.40"), ("t2", "121.70")] {
            _ = try aftercare(
                "staff", "add", login, "--name", login, "--role", "technician", "--skill", "air-conditioner",
                "--home", "31.2,\(longitude)")
        }
        for (phone, longitude, technician) in [("1", "121.41", "t2"), ("2", "121.69", "t1")] {
            let customer = try aftercare(
                "customer", "add", "王小明", "--phone", "138 0013 800\(phone)", "--district", "浦东新区",
                "--at", "31.2,\(longitude)")
            let logged = try aftercare(
                "case", "log", "repair", "--customer", customer["id"] as? String ?? "", "--product",
                "air-conditioner", "--summary", "空调不制冷")
            _ = try aftercare(
                "visit", "book", logged["id"] as? String ?? "", "--technician", technician, "--from",
                "2026-11-25T00:00")
        }
    }

    private func aftercare(_ arguments: String...) throws -> [String: Any] {
        try Program.json(["--db", desk, "--as", "admin", "--now", "2026-11-24T10:00"] + arguments)
    }

    private func technicians() throws -> [String?] {
        try ["V1", "V2"].map { try aftercare("visit", "show", $0)["technician"] as? String }
    }

    @Test("a plan is shown with what it saves, and touches nothing; applied, it is what the desk has")
    func planned() throws {
        #expect(try technicians() == ["t2", "t1"])
        let plan = ["dispatch", "plan", "--date", "2026-11-25", "--iterations", "500", "--threads", "1"]
        let shown = try Program.json(["--db", desk, "--as", "admin", "--now", "2026-11-24T10:00"] + plan)
        #expect(
            Set(shown.keys) == [
                "date", "applied", "before", "after", "effect", "kept", "wrong", "changes", "iterations",
            ])
        #expect(shown["applied"] as? Bool == false)
        let effect = try #require(shown["effect"] as? [String: Any])
        #expect((effect["travel"] as? Int ?? 0) < 0)
        #expect(
            Set(effect.keys) == [
                "travel", "kilometres", "overtime", "brokenWindows", "missedPromises", "unassigned", "cost",
            ])
        let changes = try #require(shown["changes"] as? [[String: Any]])
        #expect(Set(changes.map { $0["technician"] as? String }) == ["t1", "t2"])
        #expect(try technicians() == ["t2", "t1"])

        let applied = try Program.json(
            ["--db", desk, "--as", "admin", "--now", "2026-11-24T10:00"] + plan + ["--apply"])
        #expect(applied["applied"] as? Bool == true)
        #expect(try technicians() == ["t1", "t2"])
        let again = try Program.json(["--db", desk, "--as", "admin", "--now", "2026-11-24T10:00"] + plan)
        #expect((again["changes"] as? [Any])?.isEmpty == true)
    }

    @Test("several days are planned one after the other, and carried out together")
    func severalDays() throws {
        let plan = ["dispatch", "plan", "--date", "2026-11-25", "--days", "2", "--iterations", "300"]
        let said = try Program.run(
            ["--db", desk, "--as", "admin", "--lang", "en", "--now", "2026-11-24T10:00"] + plan + ["--apply"])
        #expect(said.status == 0 && said.output.contains("2 visits were planned anew"), "\(said.error)")
        // The second day has nothing to be planned.
        #expect(said.output.contains("nothing better was found"))
        #expect(try technicians() == ["t1", "t2"])
    }

    @Test("a technician falls out: shown first, then carried out with the calls it takes")
    func disrupted() throws {
        func disrupt(_ more: String...) throws -> [String: Any] {
            try Program.json(
                ["--db", desk, "--as", "admin", "--now", "2026-11-24T10:00", "dispatch", "disrupt"] + [
                    "--technician", "t1", "--from", "2026-11-25T00:00", "--iterations", "300",
                ] + more)
        }
        let shown = try disrupt()
        #expect(Set(shown.keys) == ["applied", "fallen", "changes", "left", "toTell", "calls"])
        #expect(shown["fallen"] as? [String] == ["V2"] && shown["applied"] as? Bool == false)
        #expect(try technicians() == ["t2", "t1"])
        let done = try disrupt("--reason", "病假", "--apply")
        #expect(try done["applied"] as? Bool == true && technicians() == ["t2", "t2"])
        #expect((done["calls"] as? [String])?.count == (done["toTell"] as? [String])?.count)
        let person = try aftercare("staff", "show", "t1")
        #expect((person["absences"] as? [Any])?.count == 1)
    }

    @Test(
        "a technician runs late, an emergency comes in, and a visit must be made again: each is shown, then carried out"
    )
    func theDayItself() throws {
        func at(_ time: String, _ words: String...) throws -> [String: Any] {
            try Program.json(["--db", desk, "--as", "admin", "--now", "2026-11-25T\(time)"] + words)
        }
        let planned = try #require(try aftercare("visit", "show", "V2")["planned"] as? [String: Any])
        let start = try #require(planned["start"] as? String).dropFirst(11).prefix(5)
        _ = try at(String(start), "visit", "do", "V2", "arrive")
        let late = try at(
            String(start), "dispatch", "disrupt", "--technician", "t1", "--late", "60", "--iterations", "100",
            "--apply")
        #expect(late["applied"] as? Bool == true && (late["fallen"] as? [String])?.isEmpty == true)
        let after = try #require(try aftercare("visit", "show", "V2")["planned"] as? [String: Any])
        #expect(after["end"] as? String != planned["end"] as? String)

        let shown = try at(
            String(start), "dispatch", "emergency", "C1", "--within", "240", "--iterations", "100")
        #expect(
            shown["applied"] as? Bool == false && shown["technician"] is String && shown["price"] is String)
        #expect(
            Set(shown.keys) == [
                "applied", "visit", "technician", "planned", "promised", "price", "currency", "changes",
                "toTell", "calls", "lacking",
            ])
        #expect((shown["lacking"] as? [String])?.isEmpty == true)
        let booked = try at(
            String(start), "dispatch", "emergency", "C1", "--within", "240", "--iterations", "100", "--apply")
        let visit = try #require(booked["visit"] as? String)
        #expect(
            try aftercare("visit", "show", visit)["technician"] as? String == booked["technician"] as? String)

        _ = try at(String(start), "visit", "do", "V2", "no-access", "noAccessCause=us")
        let next = try at(String(start), "visit", "next", "V2", "--book")
        #expect(next["parent"] as? String == "V2")
        let twice = try Program.run([
            "--db", desk, "--as", "admin", "--now", "2026-11-25T\(start)", "visit", "next", "V2",
        ])
        #expect(twice.status == 66 || twice.status == 69, "\(twice.status) \(twice.error)")
    }

    @Test(
        "what is frozen stays; a day with nothing on it has nothing to plan; text says the same in both languages"
    )
    func leftAlone() throws {
        let frozen = try aftercare(
            "dispatch", "plan", "--date", "2026-11-25", "--iterations", "100", "--freeze-until",
            "2026-11-26T00:00")
        #expect((frozen["changes"] as? [Any])?.isEmpty == true)
        for (language, words) in [("en", "nothing better was found"), ("zh-Hans", "未找到更好的安排")] {
            let said = try Program.run([
                "--db", desk, "--as", "admin", "--lang", language, "--now", "2026-11-24T10:00", "dispatch",
                "plan", "--date", "2026-11-28", "--iterations", "10",
            ])
            #expect(said.status == 0 && said.output.contains(words), "\(said.output) \(said.error)")
        }
    }

    @Test("a day that is left as booked says what is wrong on it")
    func leftAsBooked() throws {
        for login in ["t1", "t2"] { _ = try aftercare("customer", "refuse", "K1", login) }
        let shown = try aftercare(
            "dispatch", "plan", "--date", "2026-11-25", "--iterations", "500", "--threads", "1")
        #expect(shown["kept"] as? [String] == ["t2"])
        let wrong = try #require(shown["wrong"] as? [String])
        #expect(wrong.count == 1 && wrong[0].hasPrefix("V1"))
        let file = try aftercare("customer", "show", "K1")
        #expect(file["refuses"] as? [String] == ["t1", "t2"])
    }

    @Test("nobody falls out who makes no visits")
    func noTechnician() throws {
        let said = try Program.run(
            ["--db", desk, "--as", "admin", "dispatch", "disrupt", "--technician", "admin"])
        #expect(said.status == 65 && said.error.contains("admin"))
    }

    @Test(
        "mistaken options are told",
        arguments: [
            ["plan", "--days", "0"], ["plan", "--seconds", "0"], ["plan", "--threads", "0"],
            ["emergency", "C1", "--within", "1"], ["disrupt", "--technician", "t1", "--late", "0"],
            ["disrupt", "--technician", "t1", "--late", "5", "--from", "2026-11-25T00:00"],
        ])
    func mistaken(options: [String]) throws {
        let said = try Program.run(["--db", desk, "--as", "admin", "dispatch"] + options)
        #expect(said.status == 64 && options.contains { $0.hasPrefix("--") && said.error.contains($0) })
        let day = try Program.run([
            "--db", desk, "--as", "admin", "dispatch", "plan", "--date", "yesterday-ish",
        ])
        #expect(day.status != 0 && day.error.contains("yesterday-ish"))
    }
}
