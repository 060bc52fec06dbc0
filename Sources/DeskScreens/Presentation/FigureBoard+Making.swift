import Dispatching
import Model
import ServiceDesk
import TerminalKit

/// Boards of what the reports count.
extension FigureBoard {
    // MARK: What is open

    /// Ageing and workload: what is open by how long it has been, how much of it is late, what came and went.
    init(_ backlog: Backlog, _ reading: Reading) throws {
        let names = try reading.names()
        heads = Backlog.Figure.allCases.map { figure in
            let short: Phrase =
                if case .age(let place) = figure { Phrase("boards.band.\(place)") } else {
                    Phrase("boards.short.\(figure.name)")
                }
            return Head(short: short, label: figure.label, definition: figure.definition)
        }
        rows = try backlog.lines.map { line in
            let name: BoardName =
                try line.group.map { BoardName.group(try reading.groupName($0, of: backlog.field, names)) }
                ?? .all
            func behind(_ figure: Backlog.Figure) -> RowsBehind {
                if let flow = figure.flow {
                    return RowsBehind(
                        flow, backlog.days, by: backlog.field, group: line.group, name: name, at: backlog.at)
                }
                let band: Int? = if case .age(let place) = figure { place } else { nil }
                var behind = RowsBehind(figure.label, group: name, isBad: { $0 > 0 }) { reading, _, limit in
                    try reading.waitingRows(
                        by: backlog.field, group: line.group, band: band, isLate: figure == .late,
                        at: backlog.at, limit: limit)
                }
                (behind.adds, behind.isYesOrNo) = (Phrase("boards.short.late"), true)
                return behind
            }
            let cells = Backlog.Figure.allCases.map { figure in
                let count = line[figure]
                return Cell(
                    amount: .count(count), before: line.before(figure).map { .count($0) },
                    role: count == 0 ? .muted : figure == .late ? .missed : .text,
                    behind: count == 0 ? nil : behind(figure))
            }
            return Row(id: line.group.map { "=" + $0 } ?? "", name: name, cells: cells)
        }
    }

    // MARK: Score cards

    /// The figures of the service reports that can be told apart by a field, by its groups.
    init(_ report: ServiceReport, by field: ReportField, _ reading: Reading) throws {
        let figures = ServiceFigure.allCases.filter { figure in
            report.lines.contains { $0.figure == figure } && figure.fields(reading.rules).contains(field)
        }
        heads = figures.map {
            Head(
                short: Phrase("boards.figure.\($0.rawValue)"), label: $0.label,
                definition: $0.definition(reading.rules), moreIsBetter: $0.moreIsBetter)
        }
        let names = try reading.names()
        let found = Dictionary(report.lines.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        var sizes: [String: Int] = [:]
        for line in report.lines {
            if let group = line.group { sizes[group, default: 0] += line.now.count }
        }
        let groups = sizes.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map(\.key)
        rows = try ([nil] + groups.map(Optional.some)).map { group in
            let name: BoardName =
                try group.map { BoardName.group(try reading.groupName($0, of: field, names)) } ?? .all
            let cells = figures.map { figure in
                let key = figure.rawValue + "/" + (group.map { $0 + "/" } ?? "")
                return Self.cell(figure, found[key], group, name, report)
            }
            return Row(id: group.map { "=" + $0 } ?? "", name: name, cells: cells)
        }
        lack = report.lack
    }

    private static func cell(
        _ figure: ServiceFigure, _ line: ServiceReport.Line?, _ group: String?, _ name: BoardName,
        _ report: ServiceReport
    ) -> Cell {
        func amount(_ value: FigureValue?) -> Amount {
            switch figure.unit {
            case .count: .count(value?.count ?? 0)
            case .share, .score: .part(value?.value)
            case .duration: .minutes(value?.value)
            }
        }
        let now = line?.now
        let count = now?.count ?? 0
        let behind = RowsBehind(
            figure, report.days, by: group == nil ? nil : report.field, group: group, name: name,
            at: report.at)
        return Cell(
            amount: amount(now), low: now?.low, high: now?.high, ninth: now?.ninth,
            count: figure.unit == .count ? nil : count, before: amount(line?.before),
            role: count == 0 ? .muted : .text, behind: count == 0 ? nil : behind)
    }

    // MARK: Technicians

    /// What is told of each: the figures of a table of technicians.
    private static let told: [(DispatchReport.Figure, moreIsBetter: Bool?)] = [
        (.firstTimeFix, true), (.windowsKept, true), (.promisesKept, true), (.noAccess, nil),
        (.travelShare, nil), (.utilisation, nil), (.visitsPerDay, nil), (.minutesOnSite, nil),
    ]

    /// How dispatching went, technician by technician.
    init(
        _ report: DispatchReport, before: DispatchReport, _ days: ClosedRange<Day>, at now: Instant,
        _ reading: Reading
    ) throws {
        heads =
            [
                Head(
                    short: Phrase("report.title.visits"), label: Phrase("boards.label.visits"),
                    definition: Phrase("boards.define.visits"))
            ]
            + Self.told.map { figure, moreIsBetter in
                Head(
                    short: Phrase("report.short.\(figure.rawValue)"),
                    label: Phrase("report.figure.\(figure.rawValue)"),
                    definition: Phrase("report.explain.\(figure.rawValue)"), moreIsBetter: moreIsBetter)
            }
        let names = try reading.names()
        rows = ([report.desk] + report.rows).map { row in
            let old: DispatchReport.Row? =
                row.technician == nil
                ? before.desk : before.rows.first { $0.technician == row.technician }
            let name: BoardName = row.technician.map { BoardName.text(names[$0] ?? $0.description) } ?? .all
            let behind = RowsBehind(Phrase("boards.label.visits"), group: name, tellsAmounts: false) {
                reading, _, limit in
                try reading.plannedVisits(of: row.technician, days, limit: limit)
            }
            let visits = Cell(
                amount: .count(row.visits), before: .count(old?.visits ?? 0),
                role: row.visits == 0 ? .muted : .text, behind: row.visits == 0 ? nil : behind)
            return Row(
                id: row.technician?.description ?? "", name: name,
                cells: [visits]
                    + Self.told.map { figure, _ in
                        Self.cell(figure, row[figure], old?[figure], row.technician, name, days, at: now)
                    })
        }
    }

    private static func cell(
        _ figure: DispatchReport.Figure, _ value: DispatchReport.Value, _ old: DispatchReport.Value?,
        _ technician: StaffID?, _ name: BoardName, _ days: ClosedRange<Day>, at now: Instant
    ) -> Cell {
        func amount(_ value: DispatchReport.Value?) -> Amount {
            switch figure {
            case .visitsPerJob, .visitsPerDay: .plain(value?.value, decimals: 2)
            case .minutesOnSite: .plain(value?.value, decimals: 0)
            default: .part(value?.value)
            }
        }
        let behind = RowsBehind(
            Phrase("report.figure.\(figure.rawValue)"), group: name,
            isBad: { figure.isShare && ($0 > 0) == (figure == .noAccess) }
        ) { reading, _, limit in
            try reading.dispatchRows(figure, of: technician, days, at: now, limit: limit)
        }
        return Cell(
            amount: amount(value), low: value.low, high: value.high,
            count: figure.isShare ? value.count : nil, before: amount(old),
            role: value.count == 0 ? .muted : .text, behind: value.behind.isEmpty ? nil : behind)
    }

    // MARK: Faults

    /// Faults of products, the most frequent first, beside the days before.
    init(faults report: FaultReport, before: FaultReport) {
        heads = FaultReport.Figure.ofFaults.map {
            Head(short: $0.short, label: $0.label, definition: $0.definition)
        }
        let old = Dictionary(before.lines.map { ($0.key, $0) }, uniquingKeysWith: { first, _ in first })
        let days = report.days
        rows = report.lines.map { line in
            let name = BoardName.fault(line.fault, product: line.product)
            let behind = RowsBehind(Phrase("faults.title.cases"), group: name, tellsAmounts: false) {
                reading, _, limit in
                try reading.faultRows(of: line.product, naming: line.fault, days, limit: limit)
            }
            let past = old[line.key]
            return Row(
                id: line.key, name: name,
                cells: [
                    Cell(
                        amount: .count(line.cases), before: .count(past?.cases ?? 0), behind: behind),
                    Cell(amount: .part(line.upToHere), behind: behind),
                    Cell(amount: .count(line.units), role: .muted, behind: behind),
                    Cell(
                        amount: .plain(line.rate.map { $0 * 1000 }, decimals: 1),
                        before: .plain(past?.rate.map { $0 * 1000 }, decimals: 1), behind: behind),
                ])
        }
    }

    /// Batches with a fault beside the other units of their product, the least likely by chance first.
    init(batches report: FaultReport) {
        heads = FaultReport.Figure.ofBatches.map {
            Head(short: $0.short, label: $0.label, definition: $0.definition)
        }
        let days = report.days
        rows = report.batches.map { batch in
            let name = BoardName.batch(batch.name, product: batch.product)
            let behind = RowsBehind(Phrase("faults.title.faulty"), group: name, tellsAmounts: false) {
                reading, _, limit in
                try reading.faultyUnits(of: batch.product, batch: batch.name, days, limit: limit)
            }
            let role = batch.isOutOfLine ? TerminalKit.Role.missed : .text
            let amounts: [Amount] = [
                .count(batch.faulty), .count(batch.units), .part(batch.rate), .part(batch.othersRate),
                .plain(batch.probability, decimals: 4), .plain(batch.adjusted, decimals: 4),
            ]
            return Row(
                id: batch.key, name: name,
                cells: amounts.map { Cell(amount: $0, role: role, behind: behind) })
        }
        let worst = report.batches.filter(\.isOutOfLine)
        let tested: [String: PhraseFact] = [
            "letters": .count(FaultReport.letters), "count": .count(report.tests),
            "least": .count(FaultReport.leastUnits),
        ]
        notes = [
            worst.isEmpty
                ? Phrase("faults.noneOut")
                : Phrase("faults.out", ["batches": .list(worst.map { .text($0.name) })]),
            Phrase("faults.tested", tested),
        ]
    }
}
