import Foundation
import Model

/// JSON as this program writes it: sorted keys, slashes as they are, and nothing in it that would act on a terminal.
enum JSONText {
    /// - Parameter pretty: over several lines, for one answer; rows of a list stand on a line each.
    static func of(_ value: some Encodable, pretty: Bool = false) throws -> String {
        escaped(String(decoding: try (pretty ? wide : narrow).encode(value), as: UTF8.self))
    }

    /// The encoder escapes the first 32 controls; the others stand within strings only, where an escape says the same.
    private static func escaped(_ text: String) -> String {
        guard text.unicodeScalars.contains(where: { $0.value > 0x20 && $0.acts }) else { return text }
        var safe = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            if scalar.value > 0x20, scalar.acts {
                let digits = String(scalar.value, radix: 16)
                safe.append(
                    contentsOf: ("\\u" + String(repeating: "0", count: 4 - digits.count) + digits)
                        .unicodeScalars)
            } else {
                safe.append(scalar)
            }
        }
        return String(safe)
    }

    private static let narrow = encoder([.sortedKeys, .withoutEscapingSlashes])
    private static let wide = encoder([.sortedKeys, .withoutEscapingSlashes, .prettyPrinted])

    private static func encoder(_ formatting: JSONEncoder.OutputFormatting) -> JSONEncoder {
        let encoder = JSONEncoder()
        encoder.outputFormatting = formatting
        return encoder
    }
}
