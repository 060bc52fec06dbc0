import Model

/// The records of a file, the earliest first. A file that is in order already is read as it stands; else each record is
/// found again by its place.
struct RecordsInTimeOrder: Sequence, IteratorProtocol {
    private var reader: CSVReader
    private let places: [Place]?
    private var position = 0

    private struct Place {
        var opened: Int64
        var offset: Int
        var line: Int
    }

    init(_ rows: RowReader) {
        reader = rows.records
        var places: [Place] = []
        var isInOrder = true
        for record in rows.records {
            // A record whose time cannot be read comes first; it is refused when its turn comes.
            let opened = rows.opened(record)?.milliseconds ?? .min
            if let last = places.last, opened < last.opened { isInOrder = false }
            places.append(Place(opened: opened, offset: record.bytes.lowerBound, line: record.line))
        }
        if !isInOrder {
            places.sort { ($0.opened, $0.line) < ($1.opened, $1.line) }
        }
        self.places = isInOrder ? nil : places
    }

    mutating func next() -> CSVRecord? {
        guard let places else { return reader.next() }
        guard position < places.count else { return nil }
        let place = places[position]
        position += 1
        reader.seek(to: place.offset, line: place.line)
        return reader.next()
    }
}

extension RowReader {
    func inOrderOfTime() -> RecordsInTimeOrder { RecordsInTimeOrder(self) }
}
