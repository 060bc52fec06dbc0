import DeskTesting
import Foundation
import Testing

/// Parts from the first estimate to the bill, as the people at a desk do it.
@Suite("The job of a part", .serialized)
struct PartJobTests {
    /// A desk with one technician, and one case of an air conditioner that does not cool.
    private struct Job {
        let place: TemporaryPlace
        let language: String
        var now = "2026-11-24T10:00"

        init(_ backend: Backend, _ language: String) throws {
            place = try TemporaryPlace(backend)
            self.language = language
            try say("init", "--practice")
            try say(
                "staff", "add", "t1", "--name", "周师傅", "--role", "technician", "--skill", "air-conditioner",
                "--home", "31.2,121.4")
            try say(
                "customer", "add", "王小明", "--phone", "138 0013 8000", "--district", "浦东新区", "--at",
                "31.2,121.41")
            try say(
                "case", "log", "repair", "--customer", "K1", "--product", "air-conditioner", "--fault",
                "not-cooling",
                "--summary", "空调不制冷")
        }

        private var head: [String] { ["--db", place.url, "--as", "admin", "--now", now, "--lang", language] }

        @discardableResult
        func say(_ words: String...) throws -> String {
            let result = try Program.run(head + words)
            #expect(result.status == 0, "\(words): \(result.error)")
            return result.output
        }

        func refused(_ words: String..., status: Int32 = 65) throws -> String {
            let result = try Program.run(head + words)
            #expect(result.status == status, "\(words): \(result.output)")
            return result.error
        }

        func json(_ words: String...) throws -> [String: Any] { try Program.json(head + words) }

        func rows(_ words: String...) throws -> [[String: Any]] {
            let result = try Program.run(head + words + ["--json"])
            return try JSONSerialization.jsonObject(with: Data(result.output.utf8)) as? [[String: Any]] ?? []
        }

        func stock(_ place: String) throws -> [Int] {
            let row = try rows("part", "stock", "--at", place).first {
                $0["part"] as? String == "ac-capacitor"
            }
            return ["onHand", "reserved"].map { row?[$0] as? Int ?? 0 }
        }
    }

    @Test(
        "estimate, quotation, reservation, fetching, use, bringing back, consent and bill, which stays",
        arguments: Backend.allCases, ["en", "zh-Hans"])
    func whole(_ backend: Backend, _ language: String) throws {
        var job = try Job(backend, language)
        let isChinese = language == "zh-Hans"
        try job.say("part", "receive", "ac-capacitor", "4", "--at", "main")
        let estimate = try job.json("visit", "estimate", "C1", "--part", "启动电容*2")
        #expect(estimate["total"] as? String == "300.00")

        try job.say(
            "visit", "book", "C1", "--technician", "t1", "--from", "2026-11-25T00:00", "--part",
            "ac-capacitor=2")
        #expect(try job.stock("main") == [4, 2])
        #expect(try job.json("visit", "estimate", "V1", "--quote")["quoted"] as? String == "300.00")
        let sheet = try job.say("visit", "sheet", "--technician", "t1", "--date", "2026-11-25")
        #expect(sheet.contains(isChinese ? "启动电容 2 件（到总仓领取）" : "2 x Run capacitor (fetch at Main depot)"))

        job.now = "2026-11-25T09:00"
        for step in ["dispatch", "accept", "set-out", "arrive"] { try job.say("visit", "do", "V1", step) }
        #expect(try job.stock("t1") == [2, 2])
        job.now = "2026-11-25T12:00"
        let near = try job.refused(
            "visit", "do", "V1", "finish", "result=fixed", "action=x", "parts=capacitr x2", status: 66)
        #expect(near.contains("ac-capacitor") && !near.contains("washer"))
        try job.say("visit", "do", "V1", "finish", "result=fixed", "action=x", "parts=AC-Capacitor ×2；铜管 1 米")
        #expect(try job.stock("t1") == [0, 0])
        let visit = try job.json("visit", "show", "V1")
        #expect((visit["fields"] as? [String: Any])?["parts"] as? String == "ac-capacitor x2; 铜管 1 米")
        try job.say("visit", "part", "return", "V1", "ac-capacitor", "--to", "t1")
        #expect(try job.stock("t1") == [1, 0])

        // 30.00 the way, 360.00 three hours, 45.00 the part.
        let draft = try job.say("visit", "bill", "V1")
        #expect(draft.contains("435.00") && draft.contains(isChinese ? "账单草稿" : "Draft of a bill"))
        let asked = try job.refused("visit", "bill", "V1", "--issue")
        #expect(asked.contains("435.00") && asked.contains("300.00") && asked.contains("--consent"))
        let bill = try job.json("visit", "bill", "V1", "--issue", "--consent", "电话确认")
        #expect(bill["number"] as? String == "B000001" && bill["consent"] as? String == "电话确认")
        let pays = try #require(bill["customerPays"] as? [String: String])
        #expect(pays == ["net": "384.95", "tax": "50.05", "total": "435.00"])
        let billed = try job.refused("visit", "part", "return", "V1", "ac-capacitor", "--to", "t1")
        #expect(billed.contains("B000001"))

        let text = try job.say("visit", "bill", "V1")
        let page = try job.say("visit", "bill", "V1", "--html")
        for word in [
            "B000001", "王小明", "电话确认", isChinese ? "启动电容 (ac-capacitor)" : "Run capacitor (ac-capacitor)",
            "435.00",
        ] {
            #expect(text.contains(word) && page.contains(word), "\(word)")
        }
        let charge = try job.json("visit", "show", "V1")["fields"] as? [String: Any]
        #expect(charge?["voucher"] as? String == "B000001")
        #expect(try Program.run(["--db", job.place.url, "--now", job.now, "doctor"]).status == 0)

        // Other prices, another catalogue, other warranty rules: the bill says the same, in both languages.
        let config = try TemporaryFolder()
        for (file, from, to) in [
            ("prices.yaml", "hour: 120.00", "hour: 999.00"), ("parts.yaml", "ac-capacitor:", "ac-starter:"),
        ] {
            let shipped = try String(contentsOfFile: "Resources/\(file)", encoding: .utf8)
            try Data(shipped.replacing(from, with: to).utf8).write(
                to: URL(fileURLWithPath: config.file(file)))
        }
        #expect(try job.say("visit", "bill", "V1", "--config", config.file("")) == text)
        #expect(try job.say("visit", "bill", "V1", "--html", "--config", config.file("")) == page)

        let empty = try job.refused(
            "visit", "credit", "V1", "--reason", "多收", "--line", "3=", "--issue", status: 64)
        #expect(empty.contains("--line"))
        // Too much was charged for the part; then the whole bill is void.
        let note = try job.json("visit", "credit", "V1", "--reason", "多收", "--line", "3=10.01", "--issue")
        #expect(note["number"] as? String == "G000001" && note["total"] as? String == "10.01")
        let less = try job.say("visit", "credit", "V1", "--number", "G000001", "--html")
        #expect(less.contains("B000001") && less.contains("8.86") && less.contains("多收"))
        #expect(try job.json("visit", "bill", "V1")["customerOwes"] as? String == "424.99")
        try job.say("visit", "credit", "V1", "--reason", "开错", "--void", "--issue")
        #expect(try job.json("visit", "bill", "V1", "--number", "B000001")["void"] as? Bool == true)
        let third = try job.json(
            "visit", "bill", "V1", "--issue", "--consent", "电话确认", "--discount", "35.00")
        #expect(third["number"] as? String == "B000001-2" && third["customerOwes"] as? String == "400.00")

        // What the customer was let off is not credited.
        let back = try job.json("visit", "credit", "V1", "--reason", "多收", "--line", "3", "--issue")
        #expect(back["discount"] as? String == "3.62" && back["customerCredited"] as? String == "41.38")
        #expect(try job.json("visit", "bill", "V1")["customerOwes"] as? String == "358.62")
        let notes = [
            try job.say("visit", "credit", "V1", "--number", "G000003"),
            try job.say("visit", "credit", "V1", "--number", "G000003", "--html"),
        ]
        let bills = [try job.say("visit", "bill", "V1"), try job.say("visit", "bill", "V1", "--html")]
        for (note, bill) in zip(notes, bills) {
            #expect(note.contains("-¥3.62") && note.contains("41.38"))
            #expect(bill.contains("-¥35.00") && bill.contains("-¥41.38") && bill.contains("358.62"))
        }
    }

    @Test(
        "an order is put off: windows move with it, and the visit that waited is named",
        arguments: Backend.allCases)
    func late(_ backend: Backend) throws {
        let job = try Job(backend, "en")
        try job.say("part", "order", "ac-capacitor", "2", "--at", "main", "--expected", "2026-11-25")
        func first() throws -> String? {
            let slots = try job.rows(
                "visit", "slots", "C1", "--part", "ac-capacitor", "--days", "14", "--limit", "500")
            let starts = slots.compactMap { ($0["planned"] as? [String: String])?["start"] }
            return starts.min().map { String($0.prefix(10)) }
        }
        #expect(try first() == "2026-11-26")
        try job.say("visit", "book", "C1", "--part", "ac-capacitor", "--days", "14")
        #expect(try job.refused("part", "postpone", "1", "--to", "2026-11-24").contains("later day"))
        let change = try job.json("part", "postpone", "1", "--to", "2026-11-30")
        #expect(change["visits"] as? [String] == ["V1"])
        #expect((change["order"] as? [String: Any])?["expected"] as? String == "2026-11-30")
        #expect(try first() ?? "" > "2026-11-30")
        let gone = try job.say("part", "cancel", "1", "--reason", "no longer made")
        #expect(gone.contains("V1"))
        #expect(try job.rows("part", "orders").isEmpty)
    }
}
