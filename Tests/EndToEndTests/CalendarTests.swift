import DeskTesting
import Foundation
import Testing

/// Calendars are read by two parsers that are not ours, Debian's python3-icalendar and python3-vobject (`.ci/setup`
/// installs both). Where they are missing the tests fail: a check that is left out says nothing.
@Suite("Sheets and calendars for technicians")
struct CalendarTests {
    let folder: TemporaryFolder
    private var desk: String { folder.file("desk.sqlite") }

    init() throws {
        folder = try TemporaryFolder()
        _ = try aftercare("init", "--practice")
        _ = try aftercare("staff", "add", "li", "--name", "李娜", "--role", "agent")
        _ = try aftercare(
            "staff", "add", "t1", "--name", "周师傅", "--role", "technician", "--skill", "air-conditioner")
        _ = try aftercare("staff", "add", "t2", "--name", "吴师傅", "--role", "technician", "--skill", "gas")
    }

    private func aftercare(_ arguments: String..., by: String = "admin", at: String = "2026-11-24T10:00")
        throws -> [String: Any]
    {
        try Program.json(["--db", desk, "--as", by, "--now", at] + arguments)
    }

    private func say(_ arguments: [String], lang: String = "zh-Hans", at: String = "2026-11-24T10:00") throws
        -> Program.Result
    {
        try Program.run(["--db", desk, "--as", "admin", "--now", at, "--lang", lang] + arguments)
    }

    /// A customer whose name and matter hold what must be escaped, a visit booked.
    private func booked() throws -> String {
        let customer = try aftercare(
            "customer", "add", "王; 小明, <b>\"明\"</b>\\", "--phone", "138 0013 8000", "--district", "浦东新区",
            by: "li")
        let logged = try aftercare(
            "case", "log", "repair", "--customer", #require(customer["id"] as? String), "--product",
            "air-conditioner", "--fault", "not-cooling", "--summary",
            String(repeating: "空调不制冷，室外机结霜；", count: 12) + "\\n <script>alert(1)</script>", by: "li")
        let visit = try aftercare("visit", "book", #require(logged["id"] as? String), by: "li")
        return try #require(visit["id"] as? String)
    }

    /// What the foreign parsers read in a calendar file.
    private func read(_ path: String) throws -> [[String: String]] {
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/python3")
        process.arguments = ["-c", Self.reader, path]
        let (output, complaint) = (Pipe(), Pipe())
        (process.standardOutput, process.standardError) = (output, complaint)
        try process.run()
        let data = output.fileHandleForReading.readDataToEndOfFile()
        let error = String(decoding: complaint.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        guard process.terminationStatus == 0 else { throw Unread(what: error) }
        return try #require(JSONSerialization.jsonObject(with: data) as? [[String: String]])
    }

    private struct Unread: Error, CustomStringConvertible {
        let what: String
        var description: String { "python3-icalendar or python3-vobject: \(what)" }
    }

    private static let reader = """
        import sys, json, icalendar, vobject
        raw = open(sys.argv[1], 'rb').read()
        assert raw.endswith(b'END:VCALENDAR\\r\\n') and b'\\n' not in raw.replace(b'\\r\\n', b'')
        for line in raw.split(b'\\r\\n'):
            assert len(line) <= 75, line
            line.decode('utf-8')
        calendar = icalendar.Calendar.from_ical(raw)
        assert not calendar.errors and str(calendar['VERSION']) == '2.0' and calendar['PRODID']
        events = []
        for event in calendar.walk('VEVENT'):
            assert not event.errors, event.errors
            assert event['DTSTAMP'].dt.utcoffset().total_seconds() == 0
            geo = event.get('GEO')
            events.append({
                'uid': str(event['UID']), 'sequence': str(event['SEQUENCE']), 'status': str(event['STATUS']),
                'start': event['DTSTART'].dt.isoformat(), 'end': event['DTEND'].dt.isoformat(),
                'stamp': event['DTSTAMP'].dt.isoformat(), 'summary': str(event['SUMMARY']),
                'location': str(event.get('LOCATION', '')),
                'geo': geo.to_ical() if geo else ''})
        other = vobject.readOne(raw.decode('utf-8'))
        other.validate(raiseException=True)
        twins = other.contents.get('vevent', [])
        assert [t.uid.value for t in twins] == [e['uid'] for e in events]
        assert [t.summary.value for t in twins] == [e['summary'] for e in events]
        assert [t.dtstart.value.isoformat() for t in twins] == [e['start'] for e in events]
        # Of icalendar 4 a backslash before an n comes back as a line break, so the notes are taken from the other.
        for event, twin in zip(events, twins): event['description'] = twin.description.value
        print(json.dumps(events))
        """

    @Test(
        "a calendar has each visit at its time and place, its number rising with each change, until it is cancelled"
    )
    func calendar() throws {
        let v = try booked()
        let file = folder.file("t1.ics")
        #expect(try say(["visit", "calendar", "--technician", "t1", "--out", file]).status == 0)
        let first = try #require(try read(file).first)
        #expect(first["summary"] == "\(v) 王; 小明, <b>\"明\"</b>\\ 空调")
        #expect(first["location"]?.contains("浦东新区") == true)
        #expect(first["description"]?.contains("\\n <script>") == true)
        #expect(first["description"]?.contains("138 0013 8000") == true)
        #expect(first["status"] == "TENTATIVE" && first["stamp"] == "2026-11-24T02:00:00+00:00")
        let visit = try aftercare("visit", "show", v)
        let planned = try #require((visit["planned"] as? [String: String])?["start"])
        let formatter = ISO8601DateFormatter()
        #expect(formatter.date(from: planned) == formatter.date(from: try #require(first["start"])))

        _ = try aftercare("visit", "do", v, "dispatch", at: "2026-11-24T10:05")
        _ = try say(["visit", "calendar", "--technician", "t1", "--out", file], at: "2026-11-24T10:06")
        let second = try #require(try read(file).first)
        #expect(second["uid"] == first["uid"] && second["status"] == "CONFIRMED")
        #expect(try #require(Int(second["sequence"]!)) > #require(Int(first["sequence"]!)))
        #expect(second["stamp"] == "2026-11-24T02:05:00+00:00")

        _ = try aftercare("visit", "do", v, "cancel", "cancelReason=customer", at: "2026-11-24T10:10")
        _ = try say(["visit", "calendar", "--technician", "t1", "--out", file], at: "2026-11-24T10:11")
        let third = try #require(try read(file).first)
        #expect(third["uid"] == first["uid"] && third["status"] == "CANCELLED")
        #expect(try #require(Int(third["sequence"]!)) > #require(Int(second["sequence"]!)))
    }

    @Test(
        "a feed has a file a technician under names not to be guessed, leaves alone what is the same, and forgets who left"
    )
    func feed() throws {
        _ = try booked()
        let feed = folder.file("feed")
        #expect(try say(["visit", "calendar", "--feed", feed]).status == 66)
        try FileManager.default.createDirectory(atPath: feed, withIntermediateDirectories: false)
        func files() throws -> [String] { try FileManager.default.contentsOfDirectory(atPath: feed).sorted() }
        #expect(try say(["visit", "calendar", "--feed", feed]).status == 0)
        let names = try files()
        #expect(names.count == 2 && names[0].hasPrefix("t1-") && names[1].hasPrefix("t2-"))
        #expect(try read(feed + "/" + names[0]).count == 1 && read(feed + "/" + names[1]).isEmpty)
        let inode =
            try FileManager.default.attributesOfItem(atPath: feed + "/" + names[0])[.systemFileNumber] as? Int
        #expect(try say(["visit", "calendar", "--feed", feed], at: "2026-11-24T11:00").status == 0)
        let same =
            try FileManager.default.attributesOfItem(atPath: feed + "/" + names[0])[.systemFileNumber] as? Int
        #expect(inode == same)
        #expect(try files() == names)
        _ = try aftercare("staff", "edit", "t2", "--no-active")
        #expect(try say(["visit", "calendar", "--feed", feed, "--renew"]).status == 0)
        let renewed = try files()
        #expect(renewed.count == 1 && renewed[0].hasPrefix("t1-") && renewed[0] != names[0])
        let rights = try FileManager.default.attributesOfItem(atPath: feed + "/" + renewed[0])[
            .posixPermissions]
        #expect((rights as? Int).map { $0 & 0o007 } == 0)
    }

    @Test(
        "the sheet is text, JSON, and a page that holds what people wrote as text and asks for nothing from elsewhere",
        arguments: ["en", "zh-Hans"])
    func sheet(language: String) throws {
        let v = try booked()
        let text = try say(["visit", "sheet", "--technician", "t1"], lang: language)
        #expect(text.status == 0 && text.output.contains(v) && text.output.contains("138 0013 8000"))
        let json = try aftercare("visit", "sheet", "--technician", "t1")
        #expect(
            Set(json.keys) == [
                "technician", "name", "date", "shifts", "absences", "depot", "stops", "parts", "onSite",
                "travel", "homeward", "done",
            ])
        let stop = try #require((json["stops"] as? [[String: Any]])?.first)
        #expect(
            Set(stop.keys) == [
                "visit", "case", "state", "category", "promised", "planned", "travel", "customer", "address",
                "zone", "latitude", "longitude", "unit", "product", "model", "serial", "rights", "summary",
                "fault", "with", "parts", "before", "notes", "fields",
            ])
        let page = folder.file("day.html")
        #expect(
            try say(["visit", "sheet", "--technician", "t1", "--html", "--out", page], lang: language).status
                == 0)
        let html = try String(contentsOfFile: page, encoding: .utf8)
        #expect(html.contains("&lt;script&gt;alert(1)&lt;/script&gt;") && !html.contains("<script"))
        for word in ["://", "url(", "@import", "href=", "src="] { #expect(!html.contains(word), "\(word)") }
        #expect(html.contains("lang=\"\(language)\"") && html.contains("@page { size: A4"))
        let empty = try say(["visit", "sheet", "--technician", "t1", "--date", "2026-12-01"], lang: language)
        #expect(empty.status == 0 && !empty.output.contains(v))
        #expect(try say(["visit", "sheet", "--technician", "nobody"], lang: language).status == 66)
        #expect(try say(["visit", "sheet", "--technician", "li"], lang: language).status == 65)
        #expect(
            try say(
                ["visit", "sheet", "--technician", "t1", "--html", "--out", "/nowhere/x.html"], lang: language
            )
            .status == 66)
    }
}
