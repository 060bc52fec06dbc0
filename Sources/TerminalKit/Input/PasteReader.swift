/// Reads a bracketed paste up to its end mark: everything is text, line breaks as `\n`, other controls removed.
struct PasteReader: Hashable, Sendable {
    private static let endMark = Array("\u{1B}[201~".utf8)

    private(set) var text = ""
    /// Bytes that were too many.
    private(set) var dropped = 0
    /// Nothing came for a while before the end mark did.
    var hasStalled = false
    private var scalars = UTF8Assembler()
    private var endedInReturn = false
    /// How much of an end mark that the terminal library did not recognise has come (it came in two pieces).
    private var marked = 0

    /// Whether half an end mark has come, and this is what it goes on with.
    func goesOnEnding(with unit: InputUnit) -> Bool { marked > 0 && unit == .byte(Self.endMark[marked]) }
    /// Bytes that made no text.
    var droppedBytes: Int { dropped + scalars.dropped }

    /// - Returns: whether the byte ends the paste.
    mutating func feed(_ byte: UInt8) -> Bool {
        if byte == Self.endMark[marked] {
            marked += 1
            return marked == Self.endMark.count
        }
        // It was none: the text after its Esc is part of the paste.
        for byte in Self.endMark[..<marked].dropFirst() { take(byte) }
        marked = byte == Self.endMark[0] ? 1 : 0
        if marked == 0 { take(byte) }
        return false
    }

    mutating func add(_ text: String) {
        for byte in text.utf8 { take(byte) }
    }

    /// What came so far; more may follow.
    mutating func takeText() -> String {
        scalars.discard()
        defer { text = "" }
        return text
    }

    private mutating func take(_ byte: UInt8) {
        guard let scalar = scalars.feed(byte) else { return }
        let followsReturn = endedInReturn
        endedInReturn = scalar == "\r"
        guard text.utf8.count < InputDecoder.pasteLimit else {
            dropped += 1
            return
        }
        switch scalar.value {
        case 0x0D: text.append("\n")
        case 0x0A: if !followsReturn { text.append("\n") }
        case 0x09: text.append("\t")
        case 0x00..<0x20, 0x7F..<0xA0: break
        default: text.unicodeScalars.append(scalar)
        }
    }
}
