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

    private enum CodingKeys: String, CodingKey { case from, until, by, groups }

    init(_ backlog: Backlog, _ v: Viewer) throws {
        days = backlog.days
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

    private func head(_ output: Output) -> String {
        output.words("boards.flow", ["from": .day(days.lowerBound), "until": .day(days.upperBound)])
    }

    func lines(_ output: Output) -> [String] { [head(output), ""] + output.table(groups) }

    func page(_ output: Output) -> TablesPage {
        TablesPage(
            title: head(output),
            parts: [
                .table(groups, output), .heading(output.words("boards.short.open")),
                .bars(of: groups.dropFirst().map { ($0.label, $0.open) }, output),
            ], language: output.wording.language)
    }

    var csv: [[String]] {
        [["group", "open", "late"] + BacklogLineView.bands + ["came", "went", "label"]] + groups.map(\.csv)
    }
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
    private let line: Backlog.Line

    private enum CodingKeys: String, CodingKey { case group, label, open, late, ages, came, went }

    /// `under1`, `under3`, `under7`, `under30` and `over30`: days, each from where the one before ends.
    static let bands =
        Backlog.ages.map { "under\($0.minutes / 1440)" }
        + ["over\((Backlog.ages.last ?? .zero).minutes / 1440)"]

    init(_ line: Backlog.Line, key: String?, title: String) {
        (self.line, label) = (line, title)
        (open, late, came, went) = (line.open, line.late, line.came, line.went)
        ages = Dictionary(zip(Self.bands, line.ages), uniquingKeysWith: { first, _ in first })
        _group = OrNull(key)
    }

    static let titles =
        ["boards.title.name", "boards.short.open", "boards.short.late"]
        + bands.indices.map { "boards.band.\($0)" } + ["boards.short.came", "boards.short.went"]

    func cells(_ output: Output) -> [TextCell] {
        let isAll = line.group == nil
        func cell(_ count: Int, _ tone: Tone = .plain) -> TextCell {
            TextCell(count == 0 ? "-" : output.wording.number(count), count == 0 ? .faint : tone)
        }
        return [TextCell(label, isAll ? .strong : .plain), cell(open, .strong), cell(late, .alarm)]
            + line.ages.map { cell($0) } + [cell(came), cell(went)]
    }

    var csv: [String] {
        [group ?? "", String(open), String(late)] + line.ages.map { String($0) }
            + [String(came), String(went), label]
    }
}
