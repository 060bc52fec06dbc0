import Foundation

/// Other encodings to UTF-8, piece by piece, so that memory stays small.
enum Transcoding {
    private static let pieceSize = 1 << 20

    /// The text as UTF-8, in a temporary file that is gone from the folder already and from the disk with the last use.
    /// Lines that cannot be read carry U+FFFD where they break off.
    static func toUTF8(_ text: Data, from encoding: TextEncoding) throws -> Data {
        let url = FileManager.default.temporaryDirectory.appendingPathComponent(
            "aftercare-\(UUID().uuidString).csv")
        guard
            FileManager.default.createFile(
                atPath: url.path, contents: nil, attributes: [.posixPermissions: 0o600])
        else { throw ImportFault.cannotWrite(url.path) }
        defer { try? FileManager.default.removeItem(at: url) }
        do {
            let out = try FileHandle(forWritingTo: url)
            var start = text.startIndex
            while start < text.endIndex {
                let end = cut(text, from: start, encoding)
                try out.write(contentsOf: Data(decode(text[start..<end], encoding).utf8))
                start = end
            }
            try out.close()
            return try Data(contentsOf: url, options: .alwaysMapped)
        } catch {
            throw ImportFault.cannotWrite(url.path)
        }
    }

    /// Where a piece may end: after a line break. No character of GB18030 holds a line break's byte.
    private static func cut(_ text: Data, from start: Int, _ encoding: TextEncoding) -> Int {
        let goal = start + pieceSize
        guard goal < text.endIndex else { return text.endIndex }
        switch encoding {
        case .utf8, .gb18030:
            return text[goal...].firstIndex(of: 0x0A).map { $0 + 1 } ?? text.endIndex
        case .utf16LittleEndian, .utf16BigEndian:
            let high = encoding == .utf16LittleEndian ? 1 : 0
            var i = goal
            while i + 1 < text.endIndex {
                if text[i + high] == 0, text[i + 1 - high] == 0x0A { return i + 2 }
                i += 2
            }
            return text.endIndex
        }
    }

    private static func decode(_ piece: Data, _ encoding: TextEncoding) -> String {
        switch encoding {
        case .utf8: return String(decoding: piece, as: UTF8.self)
        case .utf16LittleEndian, .utf16BigEndian:
            // Unpaired surrogates become U+FFFD by themselves.
            let low = encoding == .utf16LittleEndian ? 0 : 1
            let bytes = Array(piece)
            let units = stride(from: 0, to: bytes.count - 1, by: 2).map {
                UInt16(bytes[$0 + low]) | UInt16(bytes[$0 + 1 - low]) << 8
            }
            return String(decoding: units, as: UTF16.self)
        case .gb18030:
            if let whole = String(data: piece, encoding: .gb18030) { return whole }
            return piece.split(separator: 0x0A, omittingEmptySubsequences: false)
                .map { String(data: $0, encoding: .gb18030) ?? readable($0) }
                .joined(separator: "\n")
        }
    }

    /// The beginning of a line as far as it can be read.
    private static func readable(_ line: Data) -> String {
        for end in line.indices.reversed() {
            if let text = String(data: line[..<end], encoding: .gb18030) { return text + "\u{FFFD}" }
        }
        return "\u{FFFD}"
    }
}

extension String.Encoding {
    /// `kCFStringEncodingGB_18030_2000`, which Foundation does not name on Linux.
    fileprivate static let gb18030 = String.Encoding(rawValue: 0x8000_0632)
}
