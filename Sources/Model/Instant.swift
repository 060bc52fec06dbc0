/// A moment in time, in UTC milliseconds since 1970. Local time exists only at the edges (ServiceTime, Wording).
///
///     let later = now + .hours(2)
package struct Instant: Hashable, Comparable, Sendable, Codable {
    package var milliseconds: Int64

    package init(milliseconds: Int64) { self.milliseconds = milliseconds }

    package static func < (a: Instant, b: Instant) -> Bool { a.milliseconds < b.milliseconds }
    package static func + (a: Instant, b: Span) -> Instant {
        Instant(milliseconds: a.milliseconds + b.milliseconds)
    }
    package static func - (a: Instant, b: Span) -> Instant {
        Instant(milliseconds: a.milliseconds - b.milliseconds)
    }
    package static func - (a: Instant, b: Instant) -> Span {
        Span(milliseconds: a.milliseconds - b.milliseconds)
    }

    package init(from decoder: any Decoder) throws {
        milliseconds = try decoder.singleValueContainer().decode(Int64.self)
    }
    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(milliseconds)
    }
}

/// A length of elapsed (not working) time, in milliseconds; may be negative.
package struct Span: Hashable, Comparable, Sendable, Codable {
    package var milliseconds: Int64

    package init(milliseconds: Int64) { self.milliseconds = milliseconds }

    package static let zero = Span(milliseconds: 0)
    package static func seconds(_ n: Int) -> Span { Span(milliseconds: Int64(n) * 1000) }
    package static func minutes(_ n: Int) -> Span { .seconds(n * 60) }
    package static func hours(_ n: Int) -> Span { .minutes(n * 60) }
    package static func days(_ n: Int) -> Span { .hours(n * 24) }

    /// Whole minutes, rounded toward zero.
    package var minutes: Int { Int(milliseconds / 60_000) }

    package static func < (a: Span, b: Span) -> Bool { a.milliseconds < b.milliseconds }
    package static func + (a: Span, b: Span) -> Span { Span(milliseconds: a.milliseconds + b.milliseconds) }
    package static func - (a: Span, b: Span) -> Span { Span(milliseconds: a.milliseconds - b.milliseconds) }
}
