package import Model
import Records

/// Making and opening desks.
extension ServiceDesk {
    /// A new, empty desk in a file, with its first administrator.
    package static func found(
        path: String, admin login: String, name: String = "", practice: Bool, rules: Rules, at now: Instant
    ) throws -> ServiceDesk {
        guard !login.trimmed.isEmpty else { throw DeskFault.missing(field: "admin") }
        let database = try SQLiteDatabase.create(path: path)
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

    /// Opens the desk at a URL or path: `desk.sqlite`, `/path/desk.sqlite`, `sqlite:/path/desk.sqlite`.
    package static func open(_ url: String, rules: Rules) throws -> ServiceDesk {
        try ServiceDesk(database: SQLiteDatabase.open(path: try path(of: url)), rules: rules)
    }

    /// The file a desk's URL names.
    package static func path(of url: String) throws -> String {
        if url.hasPrefix("sqlite:") {
            var rest = url.dropFirst("sqlite:".count)
            if rest.hasPrefix("///") { rest = rest.dropFirst(2) }
            return String(rest)
        }
        guard !url.contains("://") else { throw StorageFault.unknownScheme(url) }
        return url
    }
}
