import CNcurses
import Glibc

/// The character encoding of the terminal, which must be UTF-8.
enum TerminalLocale {
    /// Sets the process's locale, and C.UTF-8 for characters when the user's is missing or plain ASCII.
    static func choose() throws(TerminalFault) {
        if let named = namedCodeset, !isUTF8(named) { throw .notUTF8(codeset: named) }
        guard let chosen = cn_choose_locale().map({ String(cString: $0) }) else { throw .noUTF8Locale }
        guard isUTF8(chosen) else { throw .notUTF8(codeset: chosen) }
    }

    /// What the user's variables name (`zh_CN.GBK` gives GBK), installed or not: it tells how the terminal is
    /// set.
    private static var namedCodeset: String? {
        let name = ["LC_ALL", "LC_CTYPE", "LANG"].lazy.compactMap(environment).first ?? ""
        guard let dot = name.firstIndex(of: ".") else { return nil }
        return String(name[name.index(after: dot)...].prefix { $0 != "@" })
    }

    private static func isUTF8(_ codeset: String) -> Bool {
        ["utf-8", "utf8"].contains(codeset.lowercased())
    }
}

/// An environment variable, nil when unset or empty.
func environment(_ name: String) -> String? {
    guard let value = getenv(name).map({ String(cString: $0) }), !value.isEmpty else { return nil }
    return value
}
