package import Model

extension Backlog {
    /// A number that every line of it has.
    package enum Figure: Sendable, Hashable, CaseIterable {
        case open, late
        /// What is open for so long: a place of `Line.ages`.
        case age(Int)
        case came, went

        package static var allCases: [Figure] { [.open, .late] + ages + [.came, .went] }
        package static var ages: [Figure] { (0...Backlog.ages.count).map { .age($0) } }

        /// `open`, `under7`, `over30` (days), `came`
        package var name: String {
            switch self {
            case .open: "open"
            case .late: "late"
            case .age(let place) where place < Backlog.ages.count:
                "under\(Backlog.ages[place].minutes / 1440)"
            case .age: "over\((Backlog.ages.last ?? .zero).minutes / 1440)"
            case .came: "came"
            case .went: "went"
            }
        }

        package var label: Phrase {
            if case .age(let place) = self { return Phrase("boards.bandOf.\(place)") }
            return Phrase("boards.label.\(name)")
        }

        /// How it is counted.
        package var definition: Phrase {
            if case .age = self { return Phrase("boards.define.band") }
            return Phrase("boards.define.\(name)")
        }

        /// The same in the service report; nil for what is counted as of now.
        package var flow: ServiceFigure? {
            switch self {
            case .came: .opened
            case .went: .closed
            case .open, .late, .age: nil
            }
        }
    }
}

extension Backlog.Line {
    package subscript(figure: Backlog.Figure) -> Int {
        switch figure {
        case .open: open
        case .late: late
        case .age(let place): ages[place]
        case .came: came
        case .went: went
        }
    }

    /// In as many days before; nil for what is counted as of now.
    package func before(_ figure: Backlog.Figure) -> Int? {
        switch figure {
        case .came: cameBefore
        case .went: wentBefore
        case .open, .late, .age: nil
        }
    }
}

extension Reading {
    /// The very cases behind a number of a backlog, as many as it says.
    /// - Parameter group: nil for all.
    package func backlogRows(
        _ figure: Backlog.Figure, by field: ReportField, group: String?, _ days: ClosedRange<Day>,
        at now: Instant
    ) throws -> [ReportRow] {
        if let flow = figure.flow {
            return try figureRows(flow, in: rules.span(days), by: field, group: group, at: now)
        }
        let band: Int? = if case .age(let place) = figure { place } else { nil }
        return try waitingRows(by: field, group: group, band: band, isLate: figure == .late, at: now).map {
            row in
            var row = row
            row.amount = 1
            return row
        }
    }
}
