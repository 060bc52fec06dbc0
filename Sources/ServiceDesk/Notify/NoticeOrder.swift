import Foundation
package import Model

/// A command to start: everything it needs, and nothing of the records.
package struct NoticeOrder: Sendable {
    package var program: String
    package var arguments: [String]
    package var environment: [String]
    /// JSON, for its standard input.
    package var input: String
    package var within: Span

    package init(program: String, arguments: [String], environment: [String], input: String, within: Span) {
        (self.program, self.arguments, self.environment) = (program, arguments, environment)
        (self.input, self.within) = (input, within)
    }
}

extension NoticeProgram {
    /// Longer texts are cut: no notice is, and a chat takes no more.
    private static let longestMessage = 4000

    /// - Parameters:
    ///   - person: whom the notice is for; nil for one to a role.
    ///   - number: which try this is; 0 for one that nobody wrote down.
    ///   - message: the sentence it is told in, by language.
    ///   - report: what it is about, where it is a report that was made.
    func order(
        _ notice: Notice, for person: (login: String, name: String)?, try number: Int,
        saying message: [String: String], report: ToldReport? = nil
    ) throws -> NoticeOrder {
        let subject = notice.subject == .desk ? "" : notice.subject.description
        let facts = [
            "notice": String(notice.id), "kind": notice.kind.rawValue, "role": notice.role,
            "login": person?.login ?? "", "subject": subject,
        ]
        let told = ToldNotice(
            notice: notice.id,
            at: Date(timeIntervalSince1970: Double(notice.at.milliseconds) / 1000).formatted(.iso8601),
            kind: notice.kind.rawValue, role: notice.role, login: person?.login ?? "",
            name: person?.name ?? "", subject: subject,
            message: message.mapValues(Self.plain), try: number, report: report)
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return NoticeOrder(
            program: program, arguments: arguments.map { $0.filled(unknown: "") { facts[$0] } },
            environment: environment, input: String(decoding: try encoder.encode(told), as: UTF8.self) + "\n",
            within: within)
    }

    /// What it would be started with for a notice that nobody was told, to see whether it works.
    /// - Parameters:
    ///   - login: empty for the first role it is for.
    ///   - known: all roles there are, in their order.
    package func trial(
        to login: String, of known: [String], saying message: [String: String], at now: Instant
    ) throws -> NoticeOrder {
        let role = known.first { roles.isEmpty || roles.contains($0) } ?? ""
        return try order(
            Notice(
                .word, role: login.isEmpty ? role : "", subject: .desk, message: Label(message), at: now),
            for: login.isEmpty ? nil : (login, ""), try: 0, saying: message)
    }

    /// Without what would move a terminal or a mail's heading, should the program print it as it stands.
    private static func plain(_ text: String) -> String {
        var kept = String.UnicodeScalarView()
        kept.append(
            contentsOf: text.unicodeScalars.lazy.filter {
                $0 == "\n" || $0 == "\t" || $0.properties.generalCategory != .control
            }.prefix(longestMessage))
        return String(kept)
    }
}

/// What a command is told on its standard input.
private struct ToldNotice: Encodable {
    /// The same whenever it is tried again: who must not tell twice goes by it.
    var notice: Int64
    /// In UTC, ISO 8601.
    var at: String
    var kind: String
    /// Of a role or of a person, the other is empty.
    var role: String
    var login: String
    var name: String
    /// Such as `C12`; empty for what is about the whole desk.
    var subject: String
    /// The sentence that the screens show, by language.
    var message: [String: String]
    /// 1 for the first.
    var `try`: Int
    /// Only where it is one that was scheduled.
    var report: ToldReport?
}

/// A report as a command is told it.
struct ToldReport: Encodable {
    /// As a file of it is called. The same whenever it is tried again: who must not tell twice goes by it.
    var name: String
    var text: String
}
