/// What a terminal sends after an Esc, byte by byte, up to its end: a key, a report, or something nobody asked for. Told
/// from typing by its form alone (ECMA-48), so that half of one, or an unknown one, never reads as keys.
struct ControlSequence: Hashable, Sendable {
    enum Outcome: Hashable, Sendable {
        case unfinished
        /// All of it; `text` says what.
        case done
        /// This byte, or the one before, began something else: what was read is dropped, the byte is the keyboard's.
        case brokenOff
        /// Only a key with Alt; the byte is the keyboard's.
        case altKey
    }

    private enum Form: Hashable, Sendable {
        /// `[` parameters, one final byte.
        case control
        /// `O` and one byte, digits before it on some terminals.
        case shifted
        /// `]` or `P`, and text up to a BEL or Esc `\`.
        case string
        /// `[M` and three bytes of any value: a click as it was told before there were SGR reports.
        case oldMouse
    }

    /// Kept of a sequence; the rest is read and forgotten.
    private static let longest = 80

    /// Without the Esc.
    private(set) var text: String
    /// The bytes of an old click.
    private(set) var bytes: [UInt8] = []
    private var form: Form
    private var sawEscape = false

    /// - Returns: nil for a byte that begins none.
    init?(after byte: UInt8) {
        switch byte {
        case UInt8(ascii: "["): form = .control
        case UInt8(ascii: "O"): form = .shifted
        case UInt8(ascii: "]"), UInt8(ascii: "P"): form = .string
        default: return nil
        }
        text = String(Unicode.Scalar(byte))
    }

    /// One whose beginning was recognised already.
    init(_ report: ReportReader.Kind) {
        text = report.beginning
        form = report == .mouse ? .control : report == .oldMouse ? .oldMouse : .string
    }

    /// Whether it may still be a key with Alt.
    var isBare: Bool { text.utf8.count == 1 }

    mutating func feed(_ byte: UInt8) -> Outcome {
        switch form {
        case .control: control(byte)
        case .shifted: shifted(byte)
        case .string: string(byte)
        case .oldMouse: click(byte)
        }
    }

    private mutating func control(_ byte: UInt8) -> Outcome {
        switch byte {
        case 0x20...0x3F:
            add(byte)
            return .unfinished
        // The Linux console's F1 to F5: `[[A`.
        case UInt8(ascii: "[") where isBare:
            add(byte)
            return .unfinished
        case UInt8(ascii: "M") where isBare:
            add(byte)
            form = .oldMouse
            return .unfinished
        case 0x40...0x7E:
            add(byte)
            return .done
        default: return .brokenOff
        }
    }

    private mutating func shifted(_ byte: UInt8) -> Outcome {
        switch byte {
        case 0x30...0x39, UInt8(ascii: ";"):
            add(byte)
            return .unfinished
        case 0x40...0x7E:
            add(byte)
            return .done
        default: return isBare ? .altKey : .brokenOff
        }
    }

    /// What a terminal answers begins with a figure or a sign; a letter after Alt-P or Alt-] is typed.
    private mutating func string(_ byte: UInt8) -> Outcome {
        if sawEscape { return byte == UInt8(ascii: "\\") ? .done : .brokenOff }
        if isBare, !(0x21...0x3F).contains(byte), byte != UInt8(ascii: "|") { return .altKey }
        switch byte {
        case 0x07: return .done
        case 0x1B: sawEscape = true
        case 0x00..<0x20: return .brokenOff
        default: add(byte)
        }
        return .unfinished
    }

    private mutating func click(_ byte: UInt8) -> Outcome {
        bytes.append(byte)
        return bytes.count == 3 ? .done : .unfinished
    }

    private mutating func add(_ byte: UInt8) {
        if text.utf8.count < Self.longest { text.unicodeScalars.append(Unicode.Scalar(byte)) }
    }
}
