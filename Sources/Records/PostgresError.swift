import CPostgres
import Model

/// What a PostgreSQL server, or the line to it, complains of.
struct PostgresError: Error {
    /// The five characters of the SQL standard; empty when the line itself broke.
    var state: String
    var message: String

    /// The line broke, or the server goes away, or became a replica: another connection may do better.
    static func lost(_ message: String) -> PostgresError { PostgresError(state: "", message: message) }

    init(state: String, message: String) {
        self.state = state
        self.message = message
    }

    init(_ result: OpaquePointer?) {
        func field(_ code: Character) -> String? {
            PQresultErrorField(result, Int32(code.asciiValue ?? 0)).map { String(cString: $0) }
        }
        // PG_DIAG_SQLSTATE and PG_DIAG_MESSAGE_PRIMARY: macros of character constants, which Swift does not import.
        state = field("C") ?? ""
        message = field("M") ?? String(cString: PQresultErrorMessage(result))
    }

    var isLost: Bool {
        // Class 08: connection; 57P01 to 57P05: shutting down, crashed, starting, dropped, idle too long;
        // 25006: the server was made a replica meanwhile.
        state.isEmpty || state.hasPrefix("08") || state.hasPrefix("57P") || state == "25006"
    }

    /// Others stood in the way; the same again may well succeed. 40: serialisation failure and deadlock; 55P03: a lock not
    /// to be had; 23505: two wrote the same number of a sequence, which the second then sees.
    var isWorthRepeating: Bool { state.hasPrefix("40") || state == "55P03" || state == "23505" }

    /// What a first connection that failed says about the address. libpq tells no code, so `PostgresLink` names one.
    func faultWhenConnecting(to address: PostgresAddress) -> StorageFault {
        switch state {
        case "28000": .notLetIn(address: address.description, detail: sentence)
        case "28P01": .noPassword(address: address.description)
        case "3D000": .noSuchDatabase(address: address.description)
        case _ where isLost: .cannotReach(address: address.description, detail: sentence)
        default: fault(at: address)
        }
    }

    /// One sentence of libpq's lines: it has a line for each host it tried, and hints indented below.
    private var sentence: String {
        var lines = message.split(separator: "\n").filter { !$0.hasPrefix("\t") && !$0.hasPrefix(" ") }
        // Over TLS and without: the same said twice.
        if let last = lines.last { lines = lines.dropLast().filter { $0 != last } + [last] }
        return lines.joined(separator: "; ")
    }

    func fault(at address: PostgresAddress) -> StorageFault {
        switch state {
        case _ where isLost: .connectionLost
        case "42501", "28000", "28P01": .refused(detail: message)
        case "53100": .full(path: address.description)
        case "3F000", "42P01": .notADesk(path: address.description)
        case _ where state.hasPrefix("40") || state == "55P03": .busy
        default: .damaged(detail: "\(message) [\(state)]")
        }
    }
}
