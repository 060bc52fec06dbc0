import Crypto
import Foundation

/// A code that follows from a text and a secret (HMAC-SHA256, RFC 2104): without the secret nobody finds it.
package enum KeyedCode {
    /// The first bytes of it, in hexadecimal digits.
    package static func of(_ text: String, secret: String, bytes: Int) -> String {
        let code = HMAC<SHA256>.authenticationCode(
            for: Data(text.utf8), using: SymmetricKey(data: Data(secret.utf8)))
        return code.prefix(bytes).map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }
}
