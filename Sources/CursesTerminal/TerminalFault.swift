/// Why the desk cannot be opened on this terminal; facts only, the sentence is made outside.
package enum TerminalFault: Error, Hashable, Sendable {
    /// Standard input or output is a file or a pipe.
    case notATerminal
    /// The locale says that the terminal speaks another encoding (GBK, Big5…), in which nothing would be
    /// readable.
    case notUTF8(codeset: String)
    /// Neither the user's locale nor C.UTF-8 is installed.
    case noUTF8Locale
    /// Neither the type in TERM nor any fallback is known to terminfo.
    case unknownType(String)
    /// The terminal cannot place the cursor (`TERM=dumb`).
    case cannotPlaceCursor(String)
}

/// What the user should be told about the terminal, though it works.
package enum TerminalNotice: Hashable, Sendable {
    /// terminfo does not know `asked`; the terminal is treated as `used`.
    case unknownType(asked: String, used: String)
}
