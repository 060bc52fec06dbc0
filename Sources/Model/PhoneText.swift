/// What was typed for a phone number, taken apart: digits in groups, a plus, an extension. Full-width forms count as
/// their plain ones; brackets, spaces and words are passed over.
struct PhoneText {
    /// Runs of digits between hyphens.
    private(set) var groups: [String] = []
    private(set) var isInternational = false
    /// After `转`, `分机`, `ext`, `x` or `#`.
    private(set) var extensionDigits = ""

    var digits: String { groups.joined() }

    init(_ typed: String) {
        var text = String(String.UnicodeScalarView(typed.unicodeScalars.map(Self.plain))).lowercased()
        if let (number, rest) = Self.split(text) {
            extensionDigits = rest.filter(Self.isDigit)
            text = number
        }
        if text.drop(while: { !Self.isDigit($0) && $0 != "+" }).hasPrefix("+") {
            isInternational = true
            // +44 (0)20…: the 0 is dialled within the country only.
            if let zero = text.firstRange(of: "(0)") { text.removeSubrange(zero) }
        }
        groups = text.split { Self.hyphens.contains($0) }.map { $0.filter(Self.isDigit) }.filter {
            !$0.isEmpty
        }
    }

    /// Reads the `00` that is dialled for a plus.
    mutating func dropInternationalPrefix() {
        guard !isInternational, digits.hasPrefix("00") else { return }
        groups = [String(digits.dropFirst(2))]
        isInternational = true
    }

    private static let hyphens: Set<Character> = ["-", "‐", "–", "—", "―", "−", "~"]
    private static let markers = ["转", "轉", "分机", "內線", "内线", "ext", "x", "#"]

    /// The number and what follows the first marker of an extension.
    private static func split(_ text: String) -> (number: String, rest: String)? {
        let found = markers.compactMap { text.firstRange(of: $0) }.filter {
            text[..<$0.lowerBound].contains(where: isDigit)
        }
        guard let marker = found.min(by: { $0.lowerBound < $1.lowerBound }) else { return nil }
        return (String(text[..<marker.lowerBound]), String(text[marker.upperBound...]))
    }

    private static func isDigit(_ c: Character) -> Bool { ("0"..."9").contains(c) }

    /// Full-width `０` … `～` to `0` … `~`.
    private static func plain(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
        guard (0xFF01...0xFF5E).contains(scalar.value) else { return scalar }
        return Unicode.Scalar(scalar.value - 0xFEE0) ?? scalar
    }
}
