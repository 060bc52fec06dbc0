import Foundation

/// A part of the bench.
enum Part: String, CaseIterable {
    case writes, server, calendar, lists, slots, disrupt, surveys, calls, queues, overview, report, bulk,
        simulation,
        start, keys

    /// With what its desk is filled; parts of the same filling may share a desk. Nil where it is filled in no time.
    var filling: String? {
        switch self {
        case .lists, .start, .keys: "lists"
        case .queues, .overview, .report, .bulk: "crowd"
        case .surveys, .calls: rawValue
        case .writes, .server, .calendar, .slots, .disrupt, .simulation: nil
        }
    }
}

/// A database to measure on.
struct Stand {
    let name: String
    let address: String
    /// What a server's own upkeep does some minutes after so much was written; a file's is done by `ServiceDesk.tidy`.
    var settle: () throws -> Void = {}
}

/// What a run is asked for on its command line.
///
/// To fill a desk with a million of anything takes much longer than to measure it. A desk that is named is kept: it is filled
/// when it is not there, and another run adds only what is missing. Where only a file or only a database is named, the other
/// is not measured on.
struct Run {
    static let usage = """
        DeskBench [--quick] [--only PART,…] [--cases N] [--desk FILE] [--database NAME]

          PART             \(Part.allCases.map(\.rawValue).joined(separator: ", "))
          --cases N        so many cases, calls or answers instead of a million
          --desk FILE      keeps the desk in a file, for the next run
          --database NAME  the same on the server that AFTERCARE_TEST_POSTGRES names

        One desk can be kept of lists, start and keys; one of queues, overview, report and bulk; one of surveys; one of calls.
        """

    struct Misuse: Error {}

    let isQuick: Bool
    let cases: Int?
    /// The file of a kept desk.
    let file: String?
    /// The URL of a server whose role may make databases; nil where none is to be measured on.
    let server: String?
    private let database: String?
    private let parts: Set<Part>
    private let folder: String

    /// - Parameter folder: for desks that go with the run.
    /// - Throws: `Misuse`.
    init(_ arguments: [String], server: String?, folder: String) throws {
        var values: [String: String] = [:]
        var words = arguments[...]
        while let word = words.popFirst() {
            switch word {
            case "--quick": values[word] = ""
            case "--only", "--cases", "--desk", "--database":
                guard let value = words.popFirst() else { throw Misuse() }
                values[word] = value
            default: throw Misuse()
            }
        }
        let named = try values["--only"]?.split(separator: ",").map { name in
            guard let part = Part(rawValue: String(name)) else { throw Misuse() }
            return part
        }
        parts = Set(named ?? Part.allCases)
        cases = try values["--cases"].map { text in
            guard let number = Int(text), number > 0 else { throw Misuse() }
            return number
        }
        (file, database) = (values["--desk"], values["--database"])
        isQuick = values["--quick"] != nil
        self.server = server
        self.folder = folder
        let isKept = file != nil || database != nil
        guard !isKept || Set(parts.map(\.filling)).count == 1, database == nil || server != nil else {
            throw Misuse()
        }
    }

    func wants(_ part: Part) -> Bool { parts.contains(part) }

    /// How many of what a desk is filled with.
    func count(quick: Int, whole: Int = 1_000_000) -> Int { cases ?? (isQuick ? quick : whole) }

    /// Measures on SQLite, and on PostgreSQL where there is a server.
    /// - Parameter name: of the desk, where it is not kept.
    func onEach(_ name: String, _ body: (Stand) throws -> Void) throws {
        if file != nil || database == nil {
            try body(Stand(name: "SQLite", address: file ?? folder + "/\(name).sqlite"))
        }
        guard let server, database != nil || file == nil else { return }
        let (address, drop) = try ServerTool.database(server, kept: database)
        defer { drop() }
        try body(
            Stand(name: "PostgreSQL", address: address) {
                try ServerTool.psql(address, "SET client_min_messages = error; ANALYZE")
            })
    }
}
