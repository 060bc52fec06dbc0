import Foundation
import Model

/// Writes calendars as RFC 5545 has them: content lines ended by CRLF and folded at 75 octets, texts escaped, moments in
/// UTC, so that no time zone need be described.
struct ICalendar {
    private var lines: [String] = []

    /// - Parameters:
    ///   - name: what calendar programs call it; RFC 7986, and the older way that phones read.
    ///   - refresh: how often whoever subscribes is to ask again.
    init(name: String, refreshMinutes: Int) {
        add("BEGIN:VCALENDAR")
        add("VERSION:2.0")
        add("PRODID:-//Aftercare//Service desk//EN")
        add("CALSCALE:GREGORIAN")
        add(text: "NAME", name)
        add(text: "X-WR-CALNAME", name)
        add("REFRESH-INTERVAL;VALUE=DURATION:PT\(refreshMinutes)M")
        add("X-PUBLISHED-TTL:PT\(refreshMinutes)M")
    }

    enum Status: String {
        case tentative = "TENTATIVE"
        case confirmed = "CONFIRMED"
        case cancelled = "CANCELLED"
    }

    struct Event {
        /// The same as long as it is the same matter.
        var uid: String
        /// Rises with each change.
        var sequence: Int
        /// When it was last changed.
        var revised: Instant
        var window: Window
        var status: Status
        var summary: String
        var location = ""
        var place: Place?
        var description = ""
    }

    mutating func add(_ event: Event) {
        add("BEGIN:VEVENT")
        add(text: "UID", event.uid)
        add("SEQUENCE:\(event.sequence)")
        // Without a METHOD, DTSTAMP and LAST-MODIFIED are the same (RFC 5545, 3.8.7.2).
        add("DTSTAMP:\(Self.moment(event.revised))")
        add("LAST-MODIFIED:\(Self.moment(event.revised))")
        add("DTSTART:\(Self.moment(event.window.start))")
        add("DTEND:\(Self.moment(max(event.window.end, event.window.start + .minutes(1))))")
        add("STATUS:\(event.status.rawValue)")
        add("TRANSP:\(event.status == .cancelled ? "TRANSPARENT" : "OPAQUE")")
        add(text: "SUMMARY", event.summary)
        if !event.location.isEmpty { add(text: "LOCATION", event.location) }
        if let place = event.place {
            add("GEO:\(Self.degrees(place.latitude));\(Self.degrees(place.longitude))")
        }
        if !event.description.isEmpty { add(text: "DESCRIPTION", event.description) }
        add("END:VEVENT")
    }

    var text: String { (lines + ["END:VCALENDAR"]).map { $0 + "\r\n" }.joined() }

    private mutating func add(text name: String, _ value: String) { add("\(name):\(Self.escaped(value))") }

    private mutating func add(_ line: String) { lines.append(Self.folded(line)) }

    /// Backslash, semicolon, comma and line break have a backslash before them; other controls have no place in it.
    static func escaped(_ text: String) -> String {
        var escaped = ""
        for scalar in text.replacingOccurrences(of: "\r\n", with: "\n").unicodeScalars {
            switch scalar {
            case "\\", ";", ",":
                escaped += "\\"
                escaped.unicodeScalars.append(scalar)
            case "\n", "\r": escaped += "\\n"
            case "\t": escaped += " "
            case _ where scalar.properties.generalCategory == .control: break
            default: escaped.unicodeScalars.append(scalar)
            }
        }
        return escaped
    }

    /// At most 75 octets a line, the line break not counted; what goes on begins with a space. No character is torn.
    static func folded(_ line: String) -> String {
        var (folded, octets) = ("", 0)
        for scalar in line.unicodeScalars {
            let size = UTF8.width(scalar)
            if octets + size > 75 {
                folded += "\r\n "
                octets = 1
            }
            folded.unicodeScalars.append(scalar)
            octets += size
        }
        return folded
    }

    /// `20261124T020000Z`
    static func moment(_ instant: Instant) -> String {
        let seconds = instant.milliseconds / 1000 - (instant.milliseconds % 1000 < 0 ? 1 : 0)
        let number = Int(seconds >= 0 ? seconds / 86_400 : (seconds - 86_399) / 86_400)
        let (year, month, day) = Day(number: number).civil
        let rest = Int(seconds) - number * 86_400
        return padded(year, 4) + padded(month) + padded(day) + "T" + padded(rest / 3600)
            + padded(rest / 60 % 60) + padded(rest % 60) + "Z"
    }

    private static func padded(_ n: Int, _ width: Int = 2) -> String {
        String(repeating: "0", count: max(0, width - String(n).count)) + String(n)
    }

    /// Six decimals, some ten centimetres.
    private static func degrees(_ value: Double) -> String {
        let millionths = Int((value * 1_000_000).rounded())
        return
            "\(millionths < 0 ? "-" : "")\(abs(millionths) / 1_000_000).\(padded(abs(millionths) % 1_000_000, 6))"
    }
}
