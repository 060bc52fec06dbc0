package import Model

/// Ways that are known from a map service or a file, between places that are known to it.
///
/// As a file: CSV with the columns `fromLatitude, fromLongitude, toLatitude, toLongitude, minutes, kilometres`; empty minutes
/// say that no road leads there, empty kilometres are reckoned. What the file does not name goes by the great circle.
package struct KnownWays: Sendable, Hashable {
    enum Entry: Sendable, Hashable {
        case way(minutes: Int, kilometres: Double?)
        case noRoad
    }

    private var rows: [Cell: Int32] = [:]
    private var entries: [Int64: Entry] = [:]

    /// A place to about ten metres: nearer ones are one. The number stands in files.
    package struct Cell: RawRepresentable, Hashable, Comparable, Sendable {
        package let rawValue: Int64
        package init(rawValue: Int64) { self.rawValue = rawValue }

        /// Bands of latitude from the south, along each from the west.
        package init(_ place: Place) {
            let latitude = Int64((place.latitude * 10_000).rounded()) + 900_000
            let longitude = Int64((place.longitude * 10_000).rounded()) + 1_800_000
            rawValue = latitude << 32 | longitude
        }

        package static func < (a: Cell, b: Cell) -> Bool { a.rawValue < b.rawValue }
    }

    package init() {}

    /// - Parameter minutes: nil when no road leads there.
    package mutating func add(from a: Place, to b: Place, minutes: Int?, kilometres: Double? = nil) {
        add(from: Cell(a), to: Cell(b), minutes: minutes, kilometres: kilometres)
    }

    /// What is there already is replaced.
    package mutating func add(from a: Cell, to b: Cell, minutes: Int?, kilometres: Double? = nil) {
        let key = Int64(add(a)) << 32 | Int64(add(b))
        entries[key] = minutes.map { .way(minutes: $0, kilometres: kilometres) } ?? .noRoad
    }

    private mutating func add(_ cell: Cell) -> Int32 {
        if let row = rows[cell] { return row }
        rows[cell] = Int32(rows.count)
        return Int32(rows.count - 1)
    }

    package func knows(_ a: Cell, _ b: Cell) -> Bool {
        guard let from = rows[a], let to = rows[b] else { return false }
        return entry(from, to) != nil
    }

    func row(of place: Place) -> Int32 { rows[Cell(place)] ?? -1 }
    func entry(_ a: Int32, _ b: Int32) -> Entry? { entries[Int64(a) << 32 | Int64(b)] }
}

extension KnownWays {
    /// What is wrong in a table's file, and where.
    package struct Problem: Error, Hashable {
        /// 1-based.
        package var line: Int
        package var text: String
    }

    private static let header = "fromLatitude,fromLongitude,toLatitude,toLongitude,minutes,kilometres"

    /// Reads the file's text.
    /// - Throws: `Problem` with the line and what stands there.
    package init(csv text: String) throws {
        let lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
        guard lines.first.map(String.init)?.filter({ $0 != " " && $0 != "\u{FEFF}" }) == Self.header else {
            throw Problem(line: 1, text: lines.first.map(String.init) ?? "")
        }
        for (index, line) in lines.enumerated().dropFirst() where !line.allSatisfy(\.isWhitespace) {
            let cells = line.split(separator: ",", omittingEmptySubsequences: false).map { cell in
                cell.filter { !$0.isWhitespace }
            }
            let problem = Problem(line: index + 1, text: String(line))
            guard cells.count == 6 else { throw problem }
            let corners = cells.prefix(4).compactMap { Double($0) }
            guard corners.count == 4, [0, 2].allSatisfy({ abs(corners[$0]) <= 90 }),
                [1, 3].allSatisfy({ abs(corners[$0]) <= 180 })
            else { throw problem }
            let minutes = Int(cells[4])
            let kilometres = Double(cells[5])
            guard cells[4].isEmpty || (0...10_000).contains(minutes ?? -1),
                cells[5].isEmpty || (0...20_000).contains(kilometres ?? -1)
            else {
                throw problem
            }
            add(
                from: Place(latitude: corners[0], longitude: corners[1]),
                to: Place(latitude: corners[2], longitude: corners[3]), minutes: minutes,
                kilometres: kilometres)
        }
    }
}
