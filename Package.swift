// swift-tools-version:6.1
// The house of Aftercare: one target per room, arrows only downward (Sources/README.md is the map).

import PackageDescription

let settings: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("InternalImportsByDefault"),
]

// A `quick` room is small and does most of the work of the tests that draw every screen: it is optimised in debug too.
func room(_ name: String, _ dependencies: [Target.Dependency] = [], quick: Bool = false) -> Target {
    let optimised: [SwiftSetting] = quick ? [.unsafeFlags(["-O"], .when(configuration: .debug))] : []
    return .target(name: name, dependencies: dependencies, swiftSettings: settings + optimised)
}

func tests(_ name: String, _ dependencies: [Target.Dependency], exclude: [String] = []) -> Target {
    .testTarget(
        name: "\(name)Tests", dependencies: dependencies, exclude: exclude, swiftSettings: settings)
}

let package = Package(
    name: "aftercare",
    products: [.executable(name: "aftercare", targets: ["aftercare"])],
    dependencies: [
        // SQLite with WAL, prepared statements and online backup; saves us a C wrapper, used by thousands of apps.
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
        // The command line: parsing, help, shell completion; Apple's own.
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        // YAML with line marks, on libyaml; lets every rule file be refused with file:line.
        .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
        // SHA-256 for the journal's chain, PBKDF2 for passphrases; hashes are not a thing to write oneself.
        .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
    ],
    targets: [
        // Below every room.
        room("Model", quick: true),
        .target(
            name: "Resources",
            dependencies: ["Model", .product(name: "Yams", package: "Yams")],
            path: "Resources",
            resources: [
                .copy("workflows"), .copy("promises"), .copy("calendars"), .copy("warranty"),
                .copy("mappings"), .copy("knowledge"), .copy("locales"), .copy("demo"), .copy("roles.yaml"),
                .copy("queues.yaml"), .copy("desk.yaml"), .copy("products.yaml"), .copy("dispatching.yaml"),
                .copy("parts.yaml"), .copy("prices.yaml"), .copy("questionnaires"), .copy("campaigns.yaml"),
                .copy("escalation.yaml"), .copy("notify.yaml"), .copy("empowerment.yaml"), .copy("gaps.yaml"),
                .copy("assignment.yaml"), .copy("followups"), .copy("competitors.yaml"), .copy("standards"),
                .copy("scorecards.yaml"), .copy("strategy.yaml"), .copy("incentives.yaml"),
                .copy("audit.yaml"), .copy("needs.yaml"), .copy("organisation.yaml"),
            ],
            swiftSettings: settings),

        // The pure rooms.
        room("Statistics"),
        room("Workflow", ["Model", "Resources"]),
        room("ServiceTime", ["Model", "Resources"]),
        room("Entitlement", ["Model", "Resources"]),
        room("Dispatching", ["Model", "Resources", "Statistics"]),
        room("Quality", ["Model", "Resources", "Workflow", "Statistics"]),
        room("Staffing"),
        room("Simulation", ["Model", "Resources", "Workflow", "ServiceTime", "Statistics"], quick: true),

        // Storage and the use cases.
        // libpq, the PostgreSQL project's own client: sign-in, TLS, service files, several hosts.
        .systemLibrary(name: "CPostgres", pkgConfig: "libpq", providers: [.apt(["libpq-dev"])]),
        room(
            "Records",
            [
                "Model", "CPostgres", .product(name: "GRDB", package: "GRDB.swift"),
                .product(name: "GRDBSQLite", package: "GRDB.swift"),
                .product(name: "Crypto", package: "swift-crypto"),
                .product(name: "CryptoExtras", package: "swift-crypto"),
            ]),
        room(
            "ServiceDesk",
            [
                "Model", "Resources", "Workflow", "ServiceTime", "Entitlement", "Dispatching", "Statistics",
                "Quality", "Staffing", "Simulation", "Records",
            ]),

        // Words and screens.
        room("Wording", ["Model", "Resources"], quick: true),
        room("TerminalKit", quick: true),
        room(
            "DeskScreens",
            [
                "Model", "Resources", "TerminalKit", "Wording", "ServiceDesk", "Workflow", "ServiceTime",
                "Entitlement", "Dispatching", "Statistics", "Quality",
            ]),
        .target(
            name: "CNcurses",
            linkerSettings: [.linkedLibrary("ncursesw"), .linkedLibrary("tinfo")]),
        room("CursesTerminal", ["TerminalKit", "CNcurses"]),

        .executableTarget(
            name: "aftercare",
            dependencies: [
                "Model", "Resources", "Workflow", "ServiceTime", "Entitlement", "Dispatching", "Records",
                "Statistics", "Quality", "Staffing", "Simulation", "ServiceDesk", "Wording", "TerminalKit",
                "DeskScreens",
                "CursesTerminal",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ],
            swiftSettings: settings),

        // `make bench`: times the built rooms beside the bare library in the same run.
        .executableTarget(
            name: "DeskBench",
            dependencies: [
                "Model", "Resources", "ServiceTime", "Workflow", "Dispatching", "Statistics", "Quality",
                "Simulation", "Records", "ServiceDesk",
                .product(name: "GRDBSQLite", package: "GRDB.swift"),
            ],
            swiftSettings: settings),

        // For tests only.
        .executableTarget(
            name: "DeskWorker",
            dependencies: ["DeskTesting", "Model", "Resources", "Records", "ServiceDesk", "Workflow"],
            swiftSettings: settings),
        room("DeskTesting", ["Model", "Resources", "Statistics", "Workflow", "Records", "ServiceDesk"]),
        tests("House", ["Model"]),
        tests("Model", ["Model"]),
        tests("Resources", ["Model", "Resources"]),
        tests("Workflow", ["Model", "Resources", "Workflow"]),
        tests("ServiceTime", ["Model", "Resources", "ServiceTime", "DeskTesting"]),
        tests("Entitlement", ["Model", "Resources", "Entitlement"]),
        tests(
            "Dispatching", ["Model", "Resources", "Statistics", "Dispatching", "DeskTesting"],
            exclude: ["Learning/reference.json", "Learning/reference.py"]),
        tests("Statistics", ["Statistics"], exclude: ["reference.json", "reference.py"]),
        tests("Staffing", ["Staffing"], exclude: ["reference.json", "reference.py"]),
        tests(
            "Simulation",
            ["Model", "Resources", "Workflow", "ServiceTime", "Statistics", "Staffing", "Simulation"]),
        tests(
            "Quality", ["Model", "Resources", "Workflow", "Statistics", "Quality"],
            exclude: [
                "reference.json", "reference.py", "sheets.csv", "Needs/reference.json", "Needs/reference.py",
            ]),
        tests("Records", ["Model", "Records", "DeskTesting"]),
        tests(
            "ServiceDesk",
            [
                "Model", "Resources", "Workflow", "ServiceTime", "Entitlement", "Dispatching", "Quality",
                "Statistics", "Staffing", "Simulation", "Records", "ServiceDesk", "DeskTesting",
            ]),
        tests("Wording", ["Model", "Resources", "Wording"]),
        tests("TerminalKit", ["TerminalKit"]),
        tests(
            "DeskScreens",
            [
                "Model", "Resources", "TerminalKit", "Wording", "Workflow", "ServiceTime", "Records",
                "ServiceDesk", "DeskScreens", "DeskTesting", "Dispatching", "Quality",
            ],
            exclude: ["Golden"]),
        tests(
            "CommandLine",
            [
                "Model", "Wording", "Resources", "Records", "ServiceDesk", "TerminalKit", "DeskTesting",
                "DeskScreens", "Staffing", "Workflow", "aftercare",
            ]),
        tests(
            "EndToEnd",
            [
                "DeskWorker", "Model", "Records", "ServiceDesk", "Resources", "Wording", "TerminalKit",
                "DeskTesting", "aftercare",
            ]),
    ],
    swiftLanguageModes: [.v6]
)
