import Model
import TerminalKit

/// A recording of a terminal, as asciinema and its players read it (asciicast, version 2): a header, then an event a line.
struct Asciicast {
    enum Event: Equatable {
        /// What the terminal is sent.
        case output(String)
        /// A chapter begins.
        case marker(String)
    }

    let size: Size
    let title: String
    /// When it was filmed, by the desk's own clock.
    let at: Instant
    private(set) var events: [(milliseconds: Int64, event: Event)] = []

    init(size: Size, title: String, at: Instant) {
        (self.size, self.title, self.at) = (size, title, at)
    }

    /// - Parameter milliseconds: since the beginning; not before the last event.
    mutating func add(_ event: Event, at milliseconds: Int64) { events.append((milliseconds, event)) }

    /// How long it plays.
    var length: Model.Span { Model.Span(milliseconds: events.last?.milliseconds ?? 0) }

    /// The file's text.
    func text() throws -> String {
        let header = Header(
            width: size.columns, height: size.rows, timestamp: at.milliseconds / 1000, title: title)
        let lines =
            try [JSONText.of(header)] + events.map { try JSONText.of($0.event.json(at: $0.milliseconds)) }
        return lines.joined(separator: "\n") + "\n"
    }

    private struct Header: Encodable {
        let version = 2
        let width: Int
        let height: Int
        /// Seconds since 1970.
        let timestamp: Int64
        let title: String
        let env = ["TERM": "xterm-256color"]
    }
}

extension Asciicast.Event {
    fileprivate func json(at milliseconds: Int64) -> JSONValue {
        let seconds = JSONValue.real(Double(milliseconds) / 1000)
        return switch self {
        case .output(let bytes): .list([seconds, .text("o"), .text(bytes)])
        case .marker(let label): .list([seconds, .text("m"), .text(label)])
        }
    }
}
