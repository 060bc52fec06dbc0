import CPostgres
import Foundation
import Model

/// Where a PostgreSQL desk is, in any form libpq takes: `postgres://host/desk`, `postgres:///desk?service=north`,
/// `host=/run/postgresql dbname=desk`, several hosts with `target_session_attrs=read-write`.
package struct PostgresAddress: Sendable {
    /// libpq's options by their names.
    let options: [String: String]
    /// For people: without the password.
    package let description: String

    /// - Returns: nil when `text` is not an address of this kind at all.
    /// - Throws: `StorageFault.badAddress` when it is one, but libpq cannot read it.
    package init?(_ text: String) throws {
        let isURL = text.hasPrefix("postgres://") || text.hasPrefix("postgresql://")
        guard isURL || PostgresAddress.isOptionList(text) else { return nil }
        // What libpq says of a text it cannot read may quote a password, so only that it cannot is passed on.
        var complaint: UnsafeMutablePointer<CChar>?
        guard let parsed = PQconninfoParse(text, &complaint) else {
            PQfreemem(complaint)
            throw StorageFault.badAddress
        }
        defer { PQconninfoFree(parsed) }
        var options: [String: String] = [:]
        var next = parsed
        while let keyword = next.pointee.keyword {
            if let value = next.pointee.val { options[String(cString: keyword)] = String(cString: value) }
            next += 1
        }
        // A password with an @ in it that is not written %40: its end would pass for the host, and be shown.
        guard options["host"]?.contains("@") != true else { throw StorageFault.badAddress }
        self.options = options
        description =
            "postgres:"
            + options.filter { !PostgresAddress.secrets.contains($0.key) }.sorted { $0.key < $1.key }
            .map { " \($0.key)=\($0.value)" }.joined()
    }

    /// Whether a password stands in the address itself.
    package var holdsPassword: Bool { PostgresAddress.secrets.contains { options[$0] != nil } }

    private static let secrets: Set<String> = ["password", "sslpassword"]

    /// `key=value …` with a key that libpq knows; a file of such a name is not likely.
    private static func isOptionList(_ text: String) -> Bool {
        guard let equals = text.firstIndex(of: "=") else { return false }
        return keys.contains(text[..<equals].trimmingCharacters(in: .whitespaces))
    }

    /// Every option of the libpq at hand.
    private static let keys: Set<String> = {
        guard let known = PQconndefaults() else { return [] }
        defer { PQconninfoFree(known) }
        var keys: Set<String> = []
        var next = known
        while let keyword = next.pointee.keyword {
            keys.insert(String(cString: keyword))
            next += 1
        }
        return keys
    }()
}
