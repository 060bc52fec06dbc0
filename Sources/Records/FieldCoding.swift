import Foundation
package import Model

/// Fields and facts as one canonical text: JSON with sorted keys, so that equal fields give equal bytes (the journal
/// hashes them).
package enum FieldCoding {
    package static func encode(_ fields: [String: FieldValue]) -> String {
        if fields.isEmpty { return "{}" }
        var out = "{"
        for key in fields.keys.sorted() {
            if out.utf8.count > 1 { out += "," }
            quote(key, into: &out)
            out += ":"
            switch fields[key] {
            case .text(let s): quote(s, into: &out)
            case .number(let n): out += String(n)
            case .flag(let b): out += b ? "true" : "false"
            case .instant(let i): out += "{\"instant\":\(i.milliseconds)}"
            case nil: out += "null"
            }
        }
        return out + "}"
    }

    package static func decode(_ text: String) throws -> [String: FieldValue] {
        if text == "{}" { return [:] }
        do { return try JSONDecoder().decode([String: FieldValue].self, from: Data(text.utf8)) } catch {
            throw StorageFault.damaged(detail: "fields: \(text.prefix(60))")
        }
    }

    /// Words as one column: nothing we list holds a comma.
    package static func list(_ words: [String]) -> String { words.joined(separator: ",") }
    package static func unlist(_ text: String) -> [String] { text.split(separator: ",").map(String.init) }

    package static func quote(_ text: String, into out: inout String) {
        // Most texts hold nothing to escape.
        if text.utf8.allSatisfy({ $0 >= 0x20 && $0 != UInt8(ascii: "\"") && $0 != UInt8(ascii: "\\") }) {
            out += "\""
            out += text
            out += "\""
            return
        }
        out += "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": out += "\\\""
            case "\\": out += "\\\\"
            case "\n": out += "\\n"
            case "\r": out += "\\r"
            case "\t": out += "\\t"
            case _ where scalar.value < 0x20:
                let hex = String(scalar.value, radix: 16)
                out += "\\u" + String(repeating: "0", count: 4 - hex.count) + hex
            default: out.unicodeScalars.append(scalar)
            }
        }
        out += "\""
    }
}
