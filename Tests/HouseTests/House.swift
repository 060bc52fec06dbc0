import Foundation

/// The house as it is planned: which room may use which. Whoever adds a room or an arrow changes this table, and says
/// so in `Sources/README.md`.
enum House {
    /// What each room may import, besides the standard library.
    static let allowed: [String: Set<String>] = [
        "Model": ["Foundation"],
        "Resources": ["Foundation", "Model", "Yams"],
        "Workflow": ["Foundation", "Model", "Resources"],
        // Synchronization guards a calendar's table of sums, made when first asked for: a memo, not a state.
        "ServiceTime": ["Foundation", "Synchronization", "Model", "Resources"],
        "Entitlement": ["Foundation", "Model", "Resources"],
        // Dispatch runs searches side by side and waits for them: threads within one call, no state that outlives it.
        "Dispatching": ["Foundation", "Dispatch", "Model", "Resources", "Statistics"],
        "Statistics": ["Foundation"],
        // Branches of questionnaires are conditions, in the one language for them.
        "Quality": ["Foundation", "Model", "Resources", "Statistics", "Workflow"],
        "Staffing": ["Foundation"],
        "Simulation": ["Foundation", "Model", "ServiceTime", "Statistics", "Workflow"],
        "Wording": ["Foundation", "Model", "Resources"],
        "TerminalKit": [],
        "CPostgres": [],
        "Records": [
            "Foundation", "Synchronization", "Model", "CPostgres", "GRDB", "GRDBSQLite", "Crypto",
            "CryptoExtras",
        ],
        "ServiceDesk": rules.union(["Foundation", "Synchronization", "Model", "Resources", "Records"]),
        // Synchronization guards what a search beside the keyboard tells of its course.
        "DeskScreens": rules.union([
            "Foundation", "Synchronization", "Model", "Resources", "Wording", "TerminalKit", "ServiceDesk",
        ]),
        "CNcurses": [],
        "CursesTerminal": ["Dispatch", "Glibc", "Synchronization", "TerminalKit", "CNcurses"],
        "aftercare": rules.union([
            "Foundation", "Glibc", "Dispatch", "Synchronization", "ArgumentParser", "Model", "Resources",
            "Wording",
            "TerminalKit", "Records", "ServiceDesk", "DeskScreens", "CursesTerminal",
        ]),
        "DeskTesting": rules.union([
            "Synchronization",
            "Foundation", "Model", "Resources", "Wording", "TerminalKit", "Records", "ServiceDesk",
        ]),
        "DeskWorker": rules.union([
            "DeskTesting", "Foundation", "Model", "Resources", "Records", "ServiceDesk",
        ]),
        "DeskBench": rules.union(["Foundation", "GRDBSQLite", "Model", "Resources", "Records", "ServiceDesk"]
        ),
    ]

    /// The rule rooms below ServiceDesk, whose types its answers show.
    static let rules: Set<String> = [
        "Workflow", "ServiceTime", "Entitlement", "Dispatching", "Statistics", "Quality", "Staffing",
        "Simulation",
    ]

    /// Rooms without I/O, global state or a clock of their own.
    static let pure = [
        "Model", "Statistics", "Workflow", "ServiceTime", "Entitlement", "Dispatching", "Quality", "Staffing",
        "Simulation",
        "Wording", "TerminalKit",
    ]

    /// Libraries with one door each; tests of that room may use it too.
    static let doors = [
        "GRDB": "Records", "Crypto": "Records", "CryptoExtras": "Records", "Yams": "Resources",
        "CNcurses": "CursesTerminal",
        "CPostgres": "Records",
    ]

    static let root = URL(fileURLWithPath: #filePath).resolvingSymlinksInPath()
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
}
