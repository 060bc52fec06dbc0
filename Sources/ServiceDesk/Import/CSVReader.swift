import Foundation

/// One record of a CSV file: where it stands, and its fields.
struct CSVRecord: Sendable {
    /// Of its first line in the file, from 1.
    var line: Int
    /// Of the whole record, without the line break.
    var bytes: Range<Int>
    var fields: [Field]
    /// What is wrong with its form; its fields are then not to be used.
    var flaw: Flaw?

    struct Field: Sendable {
        var bytes: Range<Int>
        /// Holds doubled quotes.
        var isEscaped = false
    }

    enum Flaw: Sendable, Hashable {
        case quoteNeverClosed
        case textAfterQuote
    }
}

/// Reads RFC 4180: quoted fields with line breaks and doubled quotes in them, CRLF or LF, blank lines passed over. One
/// record at a time; nothing is kept. A quote that is never closed costs its line only: reading goes on with the next.
///
///     var reader = CSVReader(file)
///     while let record = reader.next() { reader.text(record, 0) }
struct CSVReader: Sequence, IteratorProtocol, Sendable {
    private let bytes: Data
    private let delimiter: UInt8
    private var position: Int
    private var line: Int

    /// No field is longer, so that a stray quote cannot swallow the rest of the file.
    static let longestField = 1 << 20

    init(_ file: TextFile, delimiter: Character = ",") {
        bytes = file.bytes
        self.delimiter = delimiter.asciiValue ?? 0x2C
        (position, line) = (0, 1)
    }

    /// Starts at a record found before.
    mutating func seek(to position: Int, line: Int) { (self.position, self.line) = (position, line) }

    mutating func next() -> CSVRecord? {
        bytes.withUnsafeBytes { buffer in
            while position < buffer.count {
                var scan = Scan(buffer: buffer, delimiter: delimiter, position: position)
                let record = scan.record(line: line)
                position = scan.position
                line += scan.lineBreaks
                // A lone empty field is a blank line.
                if record.fields.count > 1 || !record.bytes.isEmpty { return record }
            }
            return nil
        }
    }

    /// A field's text, its quotes and what `SafeCell` guards undone.
    func text(_ record: CSVRecord, _ column: Int) -> String {
        let field = record.fields[column]
        return bytes.withUnsafeBytes { buffer in
            let text = String(decoding: UnsafeRawBufferPointer(rebasing: buffer[field.bytes]), as: UTF8.self)
            return SafeCell.restored(field.isEscaped ? text.replacing("\"\"", with: "\"") : text)
        }
    }

    /// The record as it stands in the file.
    func raw(_ record: CSVRecord) -> Data { bytes.subdata(in: record.bytes) }
}

/// The reading of one record.
private struct Scan {
    let buffer: UnsafeRawBufferPointer
    let delimiter: UInt8
    var position: Int
    var lineBreaks = 0

    private static let (quote, lineFeed, carriageReturn): (UInt8, UInt8, UInt8) = (0x22, 0x0A, 0x0D)

    init(buffer: UnsafeRawBufferPointer, delimiter: UInt8, position: Int) {
        (self.buffer, self.delimiter, self.position) = (buffer, delimiter, position)
    }

    mutating func record(line: Int) -> CSVRecord {
        let start = position
        var fields: [CSVRecord.Field] = []
        fields.reserveCapacity(32)
        while true {
            let isQuoted = position < buffer.count && buffer[position] == Self.quote
            guard let field = isQuoted ? quoted() : plain() else {
                return flawed(.quoteNeverClosed, from: start, line)
            }
            fields.append(field)
            let end = position
            switch separator() {
            case .delimiter: continue
            case .lineBreak, .end:
                return CSVRecord(line: line, bytes: start..<end, fields: fields)
            case .text: return flawed(.textAfterQuote, from: start, line)
            }
        }
    }

    private enum Separator { case delimiter, lineBreak, end, text }

    private mutating func separator() -> Separator {
        guard position < buffer.count else { return .end }
        switch buffer[position] {
        case delimiter:
            position += 1
            return .delimiter
        case Self.lineFeed:
            position += 1
            lineBreaks += 1
            return .lineBreak
        case Self.carriageReturn where position + 1 == buffer.count || buffer[position + 1] == Self.lineFeed:
            position = min(position + 2, buffer.count)
            lineBreaks += 1
            return .lineBreak
        default: return .text
        }
    }

    /// Up to the next separator; a quote within is a character like any other.
    private mutating func plain() -> CSVRecord.Field? {
        let start = position
        while position < buffer.count {
            let byte = buffer[position]
            if byte == delimiter || byte == Self.lineFeed { break }
            if byte == Self.carriageReturn,
                position + 1 == buffer.count || buffer[position + 1] == Self.lineFeed
            {
                break
            }
            position += 1
        }
        return CSVRecord.Field(bytes: start..<position)
    }

    private mutating func quoted() -> CSVRecord.Field? {
        position += 1
        var field = CSVRecord.Field(bytes: position..<position)
        let limit = min(buffer.count, position + CSVReader.longestField)
        while position < limit {
            switch buffer[position] {
            case Self.quote:
                guard position + 1 < buffer.count, buffer[position + 1] == Self.quote else {
                    field.bytes = field.bytes.lowerBound..<position
                    position += 1
                    return field
                }
                field.isEscaped = true
                position += 2
            case Self.lineFeed:
                lineBreaks += 1
                position += 1
            default: position += 1
            }
        }
        return nil
    }

    /// Gives up on the record's first line and goes on after it.
    private mutating func flawed(_ flaw: CSVRecord.Flaw, from start: Int, _ line: Int) -> CSVRecord {
        let end = buffer[start...].firstIndex(of: Self.lineFeed) ?? buffer.count
        position = min(end + 1, buffer.count)
        lineBreaks = 1
        let trimmed = end > start && buffer[end - 1] == Self.carriageReturn ? end - 1 : end
        return CSVRecord(line: line, bytes: start..<trimmed, fields: [], flaw: flaw)
    }
}
