import Foundation

/// How a file writes its text.
enum TextEncoding: String, Sendable, CaseIterable {
    case utf8 = "utf-8"
    case utf16LittleEndian = "utf-16le"
    case utf16BigEndian = "utf-16be"
    /// The Chinese standard; GBK and GB 2312 are parts of it.
    case gb18030
}

/// A text file as UTF-8 bytes, mapped into memory: pages come as they are read and may go again, so a file of any size
/// costs little. What is not UTF-8 is first written as UTF-8 to a temporary file.
///
///     let file = try TextFile.open("cases.csv")
///     file.encoding  // .gb18030
struct TextFile: Sendable {
    /// Without a byte order mark.
    let bytes: Data
    /// What it was before.
    let encoding: TextEncoding

    /// - Parameter named: what the map says it is; nil detects. A byte order mark wins over both.
    /// - Throws: `ImportFault.noFile`, `.empty`.
    static func open(_ path: String, named: TextEncoding? = nil) throws -> TextFile {
        let url = URL(fileURLWithPath: path)
        guard let bytes = try? Data(contentsOf: url, options: .alwaysMapped) else {
            throw ImportFault.noFile(path)
        }
        let (marked, length) = byteOrderMark(bytes)
        let text = length == 0 ? bytes : bytes.dropFirst(length)
        guard !text.isEmpty else { throw ImportFault.empty(path) }
        let encoding = marked ?? named ?? detect(text)
        guard encoding != .utf8 else { return TextFile(bytes: Data(text), encoding: .utf8) }
        return TextFile(bytes: try Transcoding.toUTF8(text, from: encoding), encoding: encoding)
    }

    /// Whether a stretch holds what its encoding could not say: invalid bytes, or the marks left for them by
    /// transcoding.
    func isDamaged(_ range: Range<Int>) -> Bool {
        bytes.withUnsafeBytes { buffer in
            let part = UnsafeRawBufferPointer(rebasing: buffer[range])
            if encoding == .utf8 { return !UTF8Check.isValid(part) }
            return part.indices.contains { i in
                i + 2 < part.count && part[i] == 0xEF && part[i + 1] == 0xBF && part[i + 2] == 0xBD
            }
        }
    }

    private static func byteOrderMark(_ bytes: Data) -> (TextEncoding?, length: Int) {
        let head = Array(bytes.prefix(3))
        if head == [0xEF, 0xBB, 0xBF] { return (.utf8, 3) }
        if head.starts(with: [0xFF, 0xFE]) { return (.utf16LittleEndian, 2) }
        if head.starts(with: [0xFE, 0xFF]) { return (.utf16BigEndian, 2) }
        return (nil, 0)
    }

    /// UTF-8 when valid. Else by the lines that are not plain ASCII: a Chinese line in GB18030 is as good as never
    /// valid UTF-8, so when most are, the file is UTF-8 with some damaged lines, which are refused one by one.
    private static func detect(_ text: Data) -> TextEncoding {
        text.withUnsafeBytes { buffer in
            if UTF8Check.isValid(buffer) { return .utf8 }
            var (valid, invalid) = (0, 0)
            var rest = buffer[...]
            while let first = rest.first {
                let end = rest.firstIndex(of: 0x0A) ?? rest.endIndex
                let line = UnsafeRawBufferPointer(rebasing: rest[rest.startIndex..<end])
                if first >= 0x80 || line.contains(where: { $0 >= 0x80 }) {
                    if UTF8Check.isValid(line) { valid += 1 } else { invalid += 1 }
                }
                rest = rest[min(end + 1, rest.endIndex)...]
            }
            return valid > invalid ? .utf8 : .gb18030
        }
    }
}

/// Whether bytes are UTF-8, strictly: no overlong forms, no surrogates, nothing above U+10FFFF.
enum UTF8Check {
    static func isValid(_ bytes: UnsafeRawBufferPointer) -> Bool {
        var i = 0
        let n = bytes.count
        while i < n {
            // Eight plain ASCII bytes at a time: most of most files.
            if i + 8 <= n,
                bytes.loadUnaligned(fromByteOffset: i, as: UInt64.self) & 0x8080_8080_8080_8080 == 0
            {
                i += 8
                continue
            }
            let length = sequence(bytes, i)
            if length == 0 { return false }
            i += length
        }
        return true
    }

    /// The length of the well-formed sequence that begins here; 0 when none does.
    private static func sequence(_ b: UnsafeRawBufferPointer, _ i: Int) -> Int {
        let lead = b[i]
        let (length, second): (Int, ClosedRange<UInt8>)
        switch lead {
        case 0..<0x80: return 1
        case 0xC2...0xDF: (length, second) = (2, 0x80...0xBF)
        case 0xE0: (length, second) = (3, 0xA0...0xBF)
        case 0xED: (length, second) = (3, 0x80...0x9F)
        case 0xE1...0xEF: (length, second) = (3, 0x80...0xBF)
        case 0xF0: (length, second) = (4, 0x90...0xBF)
        case 0xF1...0xF3: (length, second) = (4, 0x80...0xBF)
        case 0xF4: (length, second) = (4, 0x80...0x8F)
        default: return 0
        }
        guard i + length <= b.count, second.contains(b[i + 1]) else { return 0 }
        for j in 2..<max(2, length) where b[i + j] & 0xC0 != 0x80 { return 0 }
        return length
    }
}
