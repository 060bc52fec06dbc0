import DeskScreens
import Model
import ServiceDesk
import Wording

/// What is open, by age and group; beside it what came and went.
struct BacklogView: Paged {
    let from: String
    let until: String
    let by: String
    /// All together first.
    let groups: [BacklogLineView]
    private let days: ClosedRange<Day>
    /// Whether text says how each figure is counted.
    private let explains: Bool

    private enum CodingKeys: String, CodingKey { case from, until, by, groups }

    init(_ backlog: Backlog, explains: Bool, _ v: Viewer) throws {
        (days, self.explains) = (backlog.days, explains)
        (from, until) = (days.lowerBound.description, days.upperBound.description)
        by = backlog.field.rawValue
        let names = try v.reading.names()
        groups = try backlog.lines.map { line in
            guard let group = line.group else {
                return BacklogLineView(line, key: nil, title: v.output.words("boards.all"))
            }
            let isPerson = backlog.field == .agent && !group.isEmpty
            let key = try isPerson ? v.login(Int64(group).map { StaffID($0) }) : group
            let title = v.output.name(try v.reading.groupName(group, of: backlog.field, names))
            return BacklogLineView(line, key: key, title: title)
        }
    }

    func lines(_ output: Output) -> [String] {
        let plots = ReportPlots.atTerminal
        func bars(_ numbers: [(label: String, number: Int)]) -> [ReportPlots.Bar] {
            numbers.map { ($0.label, Double($0.number), output.wording.number($0.number)) }
        }
        return [head(output), ""] + output.table(groups)
            + plots.titled(output.words("boards.byAge"), bars(byAge(output)))
            + plots.titled(output.words("boards.label.open"), bars(byGroup))
            + (explains ? [""] + output.explained(Self.definitions) : [])
    }

    var csv: [[String]] {
        [["group"] + Backlog.Figure.allCases.map(\.name) + ["label", "cameBefore", "wentBefore"]]
            + groups.map(\.csv)
    }

    func page(_ output: Output) -> TablesPage {
        TablesPage(
            title: head(output),
            parts: [
                .table(groups, output), .heading(output.words("boards.byAge")),
                .bars(of: byAge(output), output), .heading(output.words("boards.label.open")),
                .bars(of: byGroup, output),
            ] + output.explained(Self.definitions).map { .note($0) }, language: output.wording.language)
    }

    private func head(_ output: Output) -> String {
        output.words("boards.flow", ["from": .day(days.lowerBound), "until": .day(days.upperBound)])
    }

    private func byAge(_ output: Output) -> [(label: String, number: Int)] {
        guard let all = groups.first, all.open > 0 else { return [] }
        return Backlog.Figure.ages.enumerated().map { place, figure in
            (output.words("boards.band.\(place)"), all.ages[figure.name] ?? 0)
        }
    }

    /// Those with most.
    private var byGroup: [(label: String, number: Int)] {
        groups.dropFirst().filter { $0.open > 0 }.prefix(12).map { ($0.label, $0.open) }
    }

    private static let definitions = Backlog.Figure.allCases.map { ($0.label, $0.definition) }
}

/// All of it, or one group.
struct BacklogLineView: Listable {
    /// Nil for all together.
    @OrNull var group: String?
    let label: String
    let open: Int
    let late: Int
    /// How many are open, by days since they were opened.
    let ages: [String: Int]
    let came: Int
    let went: Int
    /// In as many days before.
    let cameBefore: Int
    let wentBefore: Int
    private let line: Backlog.Line

    private enum CodingKeys: String, CodingKey {
        case group, label, open, late, ages, came, went, cameBefore, wentBefore
    }

    init(_ line: Backlog.Line, key: String?, title: String) {
        (self.line, label) = (line, title)
        (open, late, came, went) = (line.open, line.late, line.came, line.went)
        (cameBefore, wentBefore) = (line.cameBefore, line.wentBefore)
        ages = Dictionary(
            Backlog.Figure.ages.map { ($0.name, line[$0]) }, uniquingKeysWith: { first, _ in first })
        _group = OrNull(key)
    }

    static let titles =
        ["boards.title.name", "boards.short.open", "boards.short.late"]
        + Backlog.Figure.ages.indices.map { "boards.band.\($0)" }
        + ["boards.short.came", "figures.title.before", "boards.short.went", "figures.title.before"]

    func cells(_ output: Output) -> [TextCell] {
        let isAll = line.group == nil
        func cell(_ count: Int, _ tone: Tone = .plain) -> TextCell {
            TextCell(count == 0 ? "-" : output.wording.number(count), count == 0 ? .faint : tone)
        }
        return [TextCell(label, isAll ? .strong : .plain), cell(open, .strong), cell(late, .alarm)]
            + line.ages.map { cell($0) }
            + [cell(came), cell(cameBefore, .faint), cell(went), cell(wentBefore, .faint)]
    }

    var csv: [String] {
        [group ?? ""] + Backlog.Figure.allCases.map { String(line[$0]) }
            + [label, String(cameBefore), String(wentBefore)]
    }
}
