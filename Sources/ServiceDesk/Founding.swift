import Foundation
package import Model
package import Records

/// Making and opening desks.
extension ServiceDesk {
    /// A new, empty desk at an address, with its first administrator.
    package static func found(
        _ url: String, admin login: String, name: String = "", practice: Bool, rules: Rules, at now: Instant
    ) throws -> ServiceDesk {
        // Asked before there is anything.
        guard !login.trimmed.isEmpty else { throw DeskFault.missing(field: "admin") }
        let address = try DatabaseAddress(url)
        // Tables, settings and administrator come together or not at all.
        try address.createFilled { db in
            try fill(db, admin: login, name: name, practice: practice, rules: rules, at: now)
        }
        return try ServiceDesk(database: address.open(), rules: rules)
    }

    /// A new desk in a database that has its tables and nothing in them.
    package static func found(
        in database: any Database, admin login: String, name: String = "", practice: Bool, rules: Rules,
        at now: Instant
    ) throws -> ServiceDesk {
        try database.write {
            try fill($0, admin: login, name: name, practice: practice, rules: rules, at: now)
        }
        return try ServiceDesk(database: database, rules: rules)
    }

    private static func fill(
        _ db: any Connection, admin login: String, name: String, practice: Bool, rules: Rules, at now: Instant
    ) throws {
        try SettingsStore(db).set("practice", practice ? "true" : "false")
        try SettingsStore(db).set("founded", String(now.milliseconds))
        let work = Work(db: db, rules: rules, actor: .desk, now: now)
        _ = try work.addStaff(
            Staff(
                id: StaffID(0), login: login, name: name.isEmpty ? login : name, roles: ["administrator"],
                languages: []))
        try work.record(.desk, "desk.founded", ["admin": .text(login), "practice": .flag(practice)])
    }

    /// Opens the desk at an address, in any form that `DatabaseAddress` takes.
    package static func open(_ url: String, rules: Rules) throws -> ServiceDesk {
        try ServiceDesk(database: DatabaseAddress(url).open(), rules: rules)
    }

    /// How people are told of an address: a server's without its password.
    package static func name(of url: String) throws -> String { try DatabaseAddress(url).description }

    /// Whether a password stands in an address.
    package static func holdsPassword(_ url: String) throws -> Bool { try DatabaseAddress(url).holdsPassword }

    /// Whom the database at an address takes us for; nil for a file.
    package static func databaseUser(at url: String) throws -> String? {
        guard case .server(let address) = try DatabaseAddress(url) else { return nil }
        return try PostgresDatabase.user(at: address)
    }

    /// Whether there is a desk at an address already.
    package static func exists(_ url: String) throws -> Bool {
        switch try DatabaseAddress(url) {
        case .file(let path): return FileManager.default.fileExists(atPath: path)
        case .server(let address):
            do { _ = try PostgresDatabase.open(address) } catch StorageFault.notADesk { return false }
            return true
        }
    }
}
