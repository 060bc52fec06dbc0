import Model

enum PartCode {
    /// Lower-case letters, digits and single hyphens, beginning with a letter.
    static func isCode(_ text: String) -> Bool {
        text.first.map { ("a"..."z").contains($0) } ?? false && !text.hasSuffix("-") && !text.contains("--")
            && text.allSatisfy { ("a"..."z").contains($0) || ("0"..."9").contains($0) || $0 == "-" }
    }
}

/// Parts as technicians write them: `ac-capacitor; ac-refrigerant x2; 铜管 1 米`. What is no code stays as it was written.
package struct PartList: Sendable, Hashable {
    /// How many of each code.
    package var counts: [String: Int] = [:]
    /// What only people read.
    package var text: [String] = []

    /// - Throws: `PartFault.unknownPart` for what has the shape of a code (a hyphen, or a number behind it) and is none.
    package init(_ written: String, _ book: PartBook) throws {
        for item in written.split(whereSeparator: { ";；,，、\n".contains($0) }) {
            let item = String(item).trimmed
            guard !item.isEmpty else { continue }
            let (word, count) = try Self.apart(item)
            if book[word] != nil {
                counts[word, default: 0] += count ?? 1
            } else if PartCode.isCode(word), word.contains("-") || count != nil {
                throw PartFault.unknownPart(word, known: book.parts.map(\.code))
            } else {
                text.append(item)
            }
        }
        for count in counts.values { try PartFault.check(count) }
    }

    /// `ac-refrigerant x2`, `ac-refrigerant×2`, `ac-refrigerant*2`, `ac-refrigerant=2`: the code and the number.
    private static func apart(_ item: String) throws -> (String, Int?) {
        guard let sign = item.lastIndex(where: { "xX×*=".contains($0) }) else { return (item, nil) }
        let (word, digits) = (String(item[..<sign]).trimmed, String(item[item.index(after: sign)...]).trimmed)
        guard !word.isEmpty, !digits.isEmpty, digits.allSatisfy({ $0.isASCII && $0.isNumber }) else {
            return (item, nil)
        }
        // A number too long to read is too many.
        return (word, Int(digits) ?? .max)
    }
}
