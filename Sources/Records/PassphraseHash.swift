import Crypto
import CryptoExtras
import Foundation

/// A passphrase as it is kept: salted, and hashed slowly, so that whoever reads it cannot try many.
///
/// PBKDF2 with SHA-256 and the rounds OWASP's Password Storage Cheat Sheet asks for. scrypt would cost each desk
/// 128 MB while it works, on a server where hundreds sign in at nine o'clock.
///
///     pbkdf2-sha256$600000$<salt>$<key>          salt and key in base64
package struct PassphraseHash: Sendable, Hashable {
    /// More are asked of each attacker as machines grow faster; what was made with fewer stays valid. Tests of what
    /// screens show take one, since they make hundreds.
    @TaskLocal package static var rounds = 600_000
    private static let scheme = "pbkdf2-sha256"

    private let rounds: Int
    private let salt: Data
    private let key: Data

    /// Takes a good part of a second, on purpose.
    package init(_ passphrase: String) throws {
        rounds = Self.rounds
        salt = SymmetricKey(size: .bits128).withUnsafeBytes { Data($0) }
        key = try Self.derive(passphrase, salt, rounds).withUnsafeBytes { Data($0) }
    }

    /// Takes as long. The comparison takes the same time however much of the key agrees.
    package func fits(_ passphrase: String) throws -> Bool {
        try Self.derive(passphrase, salt, rounds) == SymmetricKey(data: key)
    }

    /// Composed and decomposed letters, full-width and plain digits are the same to whoever types them.
    private static func derive(_ passphrase: String, _ salt: Data, _ rounds: Int) throws -> SymmetricKey {
        try KDF.Insecure.PBKDF2.deriveKey(
            from: Data(passphrase.precomposedStringWithCompatibilityMapping.utf8), salt: salt, using: .sha256,
            outputByteCount: 32, unsafeUncheckedRounds: rounds)
    }

    // MARK: As stored

    var stored: String {
        [Self.scheme, String(rounds), salt.base64EncodedString(), key.base64EncodedString()].joined(
            separator: "$")
    }

    /// Nil for what this program cannot have written.
    init?(stored: String) {
        let parts = stored.split(separator: "$").map(String.init)
        guard parts.count == 4, parts[0] == Self.scheme, let rounds = Int(parts[1]), rounds > 0,
            let salt = Data(base64Encoded: parts[2]), let key = Data(base64Encoded: parts[3])
        else { return nil }
        (self.rounds, self.salt, self.key) = (rounds, salt, key)
    }
}
