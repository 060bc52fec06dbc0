/// Puts UTF-8 bytes together, one at a time. Bytes that cannot be part of a scalar (a GBK paste, line noise)
/// are dropped and counted, and never hold up what follows.
package struct UTF8Assembler: Hashable, Sendable {
    /// Bytes dropped so far.
    package private(set) var dropped = 0
    private var pending: [UInt8] = []

    package init() {}

    /// Whether the beginning of a scalar waits for its rest.
    package var isIncomplete: Bool { !pending.isEmpty }

    /// - Returns: the scalar that `byte` completes, if any.
    package mutating func feed(_ byte: UInt8) -> Unicode.Scalar? {
        if byte < 0x80 {
            discard()
            return Unicode.Scalar(byte)
        }
        if byte & 0xC0 == 0x80, !pending.isEmpty {
            pending.append(byte)
            return complete()
        }
        discard()
        if (0xC2...0xF4).contains(byte) {
            pending = [byte]
        } else {
            dropped += 1
        }
        return nil
    }

    /// Gives up on an unfinished scalar.
    package mutating func discard() {
        dropped += pending.count
        pending.removeAll()
    }

    private mutating func complete() -> Unicode.Scalar? {
        let lead = pending[0]
        let length = lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4
        guard pending.count == length else { return nil }
        // The standard library rejects overlong forms and surrogates, which the lead byte alone does not
        // show.
        guard let text = String(validating: pending, as: UTF8.self), let scalar = text.unicodeScalars.first
        else {
            discard()
            return nil
        }
        pending.removeAll()
        return scalar
    }
}
