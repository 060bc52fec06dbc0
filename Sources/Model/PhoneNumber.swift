/// A phone number: what was typed, kept as it was, and one form to compare by.
package struct PhoneNumber: Hashable, Sendable, Codable {
    package var typed: String
    /// E.164 (`+8613800138000`) where the number is one; else the bare digits (`95533`, a foreign fragment).
    package var normalised: String
    /// The extension dialled after the connection (`801` of `021-68888888转801`).
    package var extensionDigits: String

    package init(typed: String, normalised: String, extensionDigits: String = "") {
        self.typed = typed
        self.normalised = normalised
        self.extensionDigits = extensionDigits
    }
}
