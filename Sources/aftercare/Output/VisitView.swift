import Dispatching
import Model
import Wording

/// A stretch of time in JSON.
struct WindowView: Encodable {
    var start: String
    var end: String

    init(_ w: Window, _ output: Output) {
        start = output.iso(w.start)
        end = output.iso(w.end)
    }
}

struct VisitView: Listable {
    var id: String
    var `case`: String
    var state: String
    var category: StateCategory
    @OrNull var technician: String?
    /// The arrival window the customer was promised.
    var promised: WindowView
    /// When we plan to arrive and to leave.
    var planned: WindowView
    @OrNull var arrived: String?
    @OrNull var finished: String?
    var skill: String
    @OrNull var parent: String?
    /// Who comes along, where two are needed.
    @OrNull var helper: String?
    var locked: Bool
    var fields: [String: JSONValue]
    let shown: Shown
    struct Shown {
        var state: String
        var promised: Window
        var planned: Window
        var arrived: Instant?
        var finished: Instant?
    }

    private enum CodingKeys: String, CodingKey {
        case id, `case`, state, category, technician, promised, planned, arrived, finished, skill, parent,
            helper, locked, fields
    }

    init(_ v: Visit, _ viewer: Viewer) throws {
        id = v.id.description
        `case` = v.caseID.description
        state = v.state
        category = v.category
        _technician = OrNull(try viewer.login(v.technician))
        promised = WindowView(v.promised, viewer.output)
        planned = WindowView(v.planned, viewer.output)
        _arrived = OrNull(viewer.output.iso(v.arrivedAt))
        _finished = OrNull(viewer.output.iso(v.finishedAt))
        skill = v.skill
        _parent = OrNull(v.parent?.description)
        _helper = OrNull(try viewer.login(v.helper))
        locked = v.isLocked
        fields = viewer.json(v.fields)
        shown = Shown(
            state: viewer.stateLabel("visit", v.workflowVersion, v.state), promised: v.promised,
            planned: v.planned,
            arrived: v.arrivedAt, finished: v.finishedAt)
    }

    static let titles = [
        "cli.title.visit", "cli.title.case", "cli.title.state", "cli.title.technician", "cli.title.promised",
        "cli.title.planned", "cli.title.arrived", "cli.title.finished",
    ]

    func cells(_ output: Output) -> [TextCell] {
        [
            TextCell(id, .strong), TextCell(`case`), TextCell(shown.state, category.isOpen ? .plain : .faint),
            TextCell(technician ?? ""), TextCell(output.wording.window(shown.promised)),
            TextCell(output.wording.window(shown.planned)), TextCell(output.moment(shown.arrived)),
            TextCell(output.moment(shown.finished)),
        ]
    }
}

extension VisitView: Showable {
    func lines(_ output: Output) -> [String] {
        output.facts([
            ("cli.title.visit", id), ("cli.title.case", `case`), ("cli.title.state", shown.state),
            ("cli.title.technician", technician ?? ""),
            ("cli.title.promised", output.wording.window(shown.promised)),
            ("cli.title.planned", output.wording.window(shown.planned)),
            ("cli.title.arrived", output.moment(shown.arrived)),
            ("cli.title.finished", output.moment(shown.finished)), ("cli.title.helper", helper ?? ""),
            ("cli.title.locked", locked ? output.yes(true) : ""),
        ])
    }
}
