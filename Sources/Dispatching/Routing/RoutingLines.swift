/// The lines of a routing file with something on them, numbered from 1, and what is asked of them.
struct RoutingLines {
    /// The longest time and way of a file, in its own unit: four of them, in tenths, have room in 32 bits.
    static let longest = 50_000_000

    struct Line {
        var file: String
        var number: Int
        var words: [Substring]

        func fault(_ problem: RoutingFault.Problem) -> RoutingFault {
            .line(file: file, line: number, problem)
        }

        /// A whole number, in any way it can be written (`12`, `12.0`, `1.2e1`).
        func integer(_ i: Int) throws(RoutingFault) -> Int {
            let value = try double(i)
            guard value == value.rounded(), abs(value) < 1e9 else {
                throw fault(
                    value == value.rounded() ? .tooLarge(String(words[i])) : .notANumber(String(words[i])))
            }
            return Int(value)
        }

        func double(_ i: Int) throws(RoutingFault) -> Double {
            guard let value = Double(words[i]), value.isFinite else {
                throw fault(.notANumber(String(words[i])))
            }
            return value
        }

        /// A place on the map. Ways between such places, in thousandths, fit the search's numbers.
        func coordinate(_ i: Int) throws(RoutingFault) -> Double {
            let value = try double(i)
            guard abs(value) <= 100_000 else { throw fault(.tooLarge(String(words[i]))) }
            return value
        }

        /// All words, which must be so many.
        func integers(_ count: Int) throws(RoutingFault) -> [Int] {
            guard words.count == count else { throw fault(.numbers(expected: count)) }
            var values: [Int] = []
            for i in 0..<count { values.append(try integer(i)) }
            return values
        }
    }

    let file: String
    private(set) var lines: [Line]
    private var position = 0

    init(file: String, text: String) throws(RoutingFault) {
        self.file = file
        lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).enumerated()
            .map { Line(file: file, number: $0 + 1, words: $1.split(whereSeparator: \.isWhitespace)) }
            .filter { !$0.words.isEmpty }
        if lines.isEmpty { throw .file(file, .empty) }
    }

    var peek: Line? { position < lines.count ? lines[position] : nil }

    mutating func next() -> Line? {
        defer { position += 1 }
        return peek
    }

    /// The next line, which must be there.
    mutating func next(_ what: String) throws(RoutingFault) -> Line {
        guard let line = next() else { throw .file(file, .missing(what)) }
        return line
    }
}
