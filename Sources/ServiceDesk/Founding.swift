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
        return try found(
            in: DatabaseAddress(url).create(), admin: login, name: name, practice: practice, rules: rules,
            at: now)
    }

    /// A new desk in a database that has its tables and nothing in them.
    package static func found(
        in database: any Database, admin login: String, name: String = "", practice: Bool, rules: Rules,
        at now: Instant
    ) throws -> ServiceDesk {
        try database.write { db in
            try SettingsStore(db).set("practice", practice ? "true" : "false")
            try SettingsStore(db).set("founded", String(now.milliseconds))
            let work = Work(db: db, rules: rules, actor: .desk, now: now)
            _ = try work.addStaff(
                Staff(
                    id: StaffID(0), login: login, name: name.isEmpty ? login : name, roles: ["administrator"],
                    languages: []))
            try work.record(.desk, "desk.founded", ["admin": .text(login), "practice": .flag(practice)])
        }
        return try ServiceDesk(database: database, rules: rules)
    }

    /// Opens the desk at an address, in any form that `DatabaseAddress` takes.
    package static func open(_ url: String, rules: Rules) throws -> ServiceDesk {
        try ServiceDesk(database: DatabaseAddress(url).open(), rules: rules)
    }

    /// How people are told of an address: a server's without its password.
    package static func name(of url: String) throws -> String { try DatabaseAddress(url).description }

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
