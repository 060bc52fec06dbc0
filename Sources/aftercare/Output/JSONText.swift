import Foundation

/// JSON as this program writes it: sorted keys, slashes as they are.
enum JSONText {
    /// - Parameter pretty: over several lines, for one answer; rows of a list stand on a line each.
    static func of(_ value: some Encodable, pretty: Bool = false) throws -> String {
        String(decoding: try (pretty ? wide : narrow).encode(value), as: UTF8.self)
    }

    private static let narrow = encoder([.sortedKeys, .withoutEscapingSlashes])
    private static let wide = encoder([.sortedKeys, .withoutEscapingSlashes, .prettyPrinted])

    private static func encoder(_ formatting: JSONEncoder.OutputFormatting) -> JSONEncoder {
        let encoder = JSONEncoder()
        encoder.outputFormatting = formatting
        return encoder
    }
}
