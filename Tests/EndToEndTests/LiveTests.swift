import DeskTesting
import Foundation
import Testing

/// Two people at two terminals, on one desk.
@Suite("Side by side", .serialized)
struct LiveTests {
    @Test(
        "what one writes shows on the other's screen without a key pressed there, and says who wrote it",
        arguments: Backend.allCases)
    func note(backend: Backend) throws {
        let place = try TemporaryPlace(backend)
        let desk = ["--db", place.url]
        func run(_ words: String...) throws {
            let result = try Program.run(desk + words)
            guard result.status == 0 else { throw Program.Failure(arguments: words, result: result) }
        }
        try run("init", "--practice", "--admin", "admin")
        for login in ["one", "two"] {
            try run("--as", "admin", "staff", "add", login, "--name", "Agent \(login)", "--role", "agent")
        }
        try run("--as", "one", "customer", "add", "客户", "--phone", "13800138001")
        try run("--as", "one", "case", "log", "repair", "--customer", "K1", "--summary", "不制冷")

        let screens = try ["one", "two"].map {
            try Terminal(desk + ["--as", $0, "--lang", "en"], columns: 120, rows: 36)
        }
        for screen in screens {
            try screen.wait(for: "W110")
            try screen.type(":c1")
            try screen.press("Enter")
            try screen.wait(for: "C130")
            try screen.wait(for: "不制冷")
        }
        var took: [Double] = []
        for round in 1...10 {
            try screens[0].press("n")
            try screens[0].wait(for: "┌")
            try screens[0].type("news-\(round)")
            try screens[0].wait(for: "news-\(round)")
            let start = Date()
            try screens[0].press("C-s")
            try screens[1].wait(for: "news-\(round)")
            took.append(Date().timeIntervalSince(start))
        }
        try screens[1].wait(for: "Agent one: C1 Note")
        // How long it takes depends on what else the machine does; it is for people to read, not for the test to judge.
        let median = String(format: "%.2f", took.sorted()[5])
        print("\(backend): shown on the other screen after \(median) s, the median of ten")
    }
}
