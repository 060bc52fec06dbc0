import Foundation
import Model

/// What the program takes from the system it runs on: the only place that asks for it.
enum Surroundings {
    static var environment: [String: String] { ProcessInfo.processInfo.environment }

    static var now: Instant { Instant(milliseconds: Int64(Date().timeIntervalSince1970 * 1000)) }

    /// How many threads can run side by side.
    static var processors: Int { ProcessInfo.processInfo.activeProcessorCount }

    /// What the terminal is called (TERM); empty where nothing says.
    static var terminalType: String { environment["TERM"] ?? "" }

    /// The name of whoever runs the program, from the system's accounts; nil when there is none.
    static var userName: String? {
        if let account = getpwuid(getuid()), let name = account.pointee.pw_name {
            return String(cString: name)
        }
        return environment["LOGNAME"] ?? environment["USER"]
    }

    /// Where a desk lies when nothing else is said, by the XDG Base Directory Specification.
    static var defaultDatabase: String {
        let home = environment["HOME"] ?? NSHomeDirectory()
        let data =
            environment["XDG_DATA_HOME"].flatMap { $0.hasPrefix("/") ? $0 : nil } ?? home + "/.local/share"
        return data + "/aftercare/desk.sqlite"
    }

    /// What is remembered between sessions, by the XDG Base Directory Specification.
    static var stateFolder: URL {
        let home = environment["HOME"] ?? NSHomeDirectory()
        let state =
            environment["XDG_STATE_HOME"].flatMap { $0.hasPrefix("/") ? $0 : nil } ?? home + "/.local/state"
        return URL(fileURLWithPath: state + "/aftercare", isDirectory: true)
    }

    /// What a person chose, by the XDG Base Directory Specification.
    static var configFolder: URL {
        let home = environment["HOME"] ?? NSHomeDirectory()
        let config =
            environment["XDG_CONFIG_HOME"].flatMap { $0.hasPrefix("/") ? $0 : nil } ?? home + "/.config"
        return URL(fileURLWithPath: config + "/aftercare", isDirectory: true)
    }
}
