import Model

enum PartCode {
    /// Lower-case letters, digits and single hyphens, beginning with a letter.
    static func isCode(_ text: String) -> Bool {
        text.first.map { ("a"..."z").contains($0) } ?? false && !text.hasSuffix("-") && !text.contains("--")
            && text.allSatisfy { ("a"..."z").contains($0) || ("0"..."9").contains($0) || $0 == "-" }
    }
}

/// Parts as technicians write them: `ac-capacitor; AC-REFRIGERANT x2、2个滤芯; 铜管 1 米`. What is no part stays as it was written.
package struct PartList: Sendable, Hashable {
    /// How many of each code.
    package private(set) var counts: [String: Int] = [:]
    /// What only people read.
    package private(set) var text: [String] = []
    /// Codes and words in the order in which they were written.
    private var order: [Item] = []

    private enum Item: Sendable, Hashable { case part(String), words(String) }

    /// - Parameter product: what the parts are for: a name that is not written whole means one of its parts.
    /// - Throws: `PartFault.ambiguousPart` for a name of several; `PartFault.unknownPart` for what has the shape of a code, or a
    ///   number of pieces, and is none; `PartFault.badQuantity`, `PartFault.notWhole`.
    package init(_ written: String, _ book: PartBook, product: String? = nil) throws {
        for item in Self.items(written) {
            guard let (code, count) = try Self.read(item, book, product) else {
                add(item)
                continue
            }
            // No sum of what is checked one by one comes near overflowing.
            try PartFault.check((counts[code] ?? 0) + count)
            add(code, count)
        }
    }

    /// A list that was checked when it was written. Each item that is no part any more, or means several by now, is words;
    /// the others stay parts.
    package init(kept written: String, _ book: PartBook, product: String? = nil) {
        for item in Self.items(written) {
            if let (code, count) = try? Self.read(item, book, product) { add(code, count) } else { add(item) }
        }
    }

    private static func items(_ written: String) -> [String] {
        written.split { ";；,，、\n".contains($0) }.map { String($0).trimmed }.filter { !$0.isEmpty }
    }

    private mutating func add(_ words: String) {
        text.append(words)
        order.append(.words(words))
    }

    private mutating func add(_ code: String, _ count: Int) {
        if counts[code] == nil { order.append(.part(code)) }
        counts[code, default: 0] += count
    }

    /// The same in codes, which mean one thing for good.
    package var written: String {
        order.map { item in
            switch item {
            case .words(let words): words
            case .part(let code): counts[code] == 1 ? code : "\(code) x\(counts[code] ?? 0)"
            }
        }.joined(separator: "; ")
    }

    private static func read(_ item: String, _ book: PartBook, _ product: String?) throws -> (String, Int)? {
        let plain = PartNames.plain(item)
        let readings = PartCounting.readings(of: plain, units: book.units)
        // A code as it stands before all that is only like one: `fuse-1=2` are two of fuse-1, and no fuse-12.
        if let part = book[plain] { return (part.code, 1) }
        if let reading = readings.first(where: { book[$0.word] != nil }) {
            return (reading.word, try count(reading))
        }
        var several: (word: String, parts: [Part])?
        var unknown: (word: String, near: [Part])?
        switch book.find(plain, product: product) {
        case .part(let part): return (part.code, 1)
        case .several(let parts): several = (item, parts)
        case .none(let near):
            if PartCode.isCode(plain), plain.contains("-") { unknown = (item, near) }
        }
        for reading in readings {
            switch book.find(reading.word, product: product) {
            case .part(let part): return (part.code, try count(reading))
            case .several(let parts): several = several ?? (reading.word, parts)
            case .none(let near):
                let isCode = PartCode.isCode(reading.word) && (reading.isSigned || !near.isEmpty)
                if isCode { unknown = (reading.word, near) }
            }
        }
        if let several { throw PartFault.ambiguousPart(several.word, several.parts.map(\.candidate)) }
        if let unknown { throw PartFault.unknownPart(unknown.word, near: unknown.near.map(\.candidate)) }
        return nil
    }

    private static func count(_ reading: PartCounting) throws -> Int {
        guard reading.count.allSatisfy({ $0.isNumber || $0 == "-" }) else {
            throw PartFault.notWhole(reading.count)
        }
        // A number too long to read is too many.
        let count = Int(reading.count) ?? (reading.count.hasPrefix("-") ? .min : .max)
        try PartFault.check(count)
        return count
    }
}

extension Part {
    /// Told to somebody who is to choose.
    var candidate: PartCandidate { PartCandidate(code: code, label: label) }
}
