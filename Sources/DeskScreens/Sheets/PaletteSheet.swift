import Model
import ServiceDesk
import TerminalKit

/// "Go to": every action of the screen below and of the desk, and records by their number.
struct PaletteSheet: ActionsSheet {
    let id = ""
    let isSheet = true
    let isTyping = true
    private var picker: Picker<ActionID>
    /// The way to each screen, by the id in its corner.
    private let screens: [String: ActionID]

    init(_ items: [PickerItem<ActionID>], _ context: DeskContext) {
        screens = Self.screens(context)
        let named = items.filter { $0.id != Everywhere.palette }.map { [screens] item in
            var item = item.byPinyin()
            item.keywords += screens.filter { $0.value == item.id }.map(\.key)
            return item
        }
        // What cannot be done now is there to be found, below what can.
        picker = Picker(
            named.filter { $0.whyDisabled == nil } + named.filter { $0.whyDisabled != nil },
            title: context.say("palette.title"),
            placeholder: context.say("palette.placeholder"), emptyText: context.say("palette.empty"))
    }

    /// Ids that are a record's number as well mean the record.
    private static func screens(_ context: DeskContext) -> [String: ActionID] {
        let places = Places.all.map { ($0.make(context).id.lowercased(), $0.action) }
        return Dictionary(
            (places + [(WorkScreen().id.lowercased(), Everywhere.work)])
                .filter { id, _ in GoTo.isScreensFirst(id) },
            uniquingKeysWith: { first, _ in first })
    }

    mutating func reword(_ actions: DeskActions, _ context: DeskContext) {
        picker.reword(as: PaletteSheet(actions.palette, context).picker)
    }

    func title(_ context: DeskContext) -> String { picker.title }

    func actions(_ context: DeskContext) -> [DeskAction] { SheetActions.list(context) }

    mutating func handle(_ event: InputEvent, _ context: DeskContext) -> [DeskStep]? {
        // A record's number goes first: `case 12` also fits the letters of some action.
        if event.key == .enter, let screen = screens[picker.query.text.trimmed.lowercased()] {
            return [.pop, .run(screen)]
        }
        if event.key == .enter, let place = GoTo(picker.query.text) {
            if case .visit(let id) = place { return [.job(Self.open(id))] }
            return [.pop] + place.steps
        }
        if event.key == .enter, let scope = context.scope(named: picker.query.text) {
            return [.pop] + context.opening(scope)
        }
        switch picker.handle(event) {
        case .picked(let id): return [.pop, .run(id)]
        case .refused(let why): return [.warn(why)]
        case .typed(let text):
            return [.pop, .push(FindScreen(context, text: text))]
        case .cancelled: return [.pop]
        case .changed: return []
        case .ignored: return nil
        }
    }

    /// A visit is read on its case.
    private static func open(_ id: VisitID) -> Job {
        .read("visit") { reading, _ in
            try reading.visit(id).caseID
        } then: { (_: inout PaletteSheet, id, _) in
            [.pop, .push(CaseScreen(id))]
        }
    }

    func draw(in area: Rect, on canvas: inout Canvas, _ context: DeskContext) {
        picker.draw(
            in: area.sheet(width: 70, height: min(area.height, 16)), on: &canvas)
    }
}

/// A place named in the palette: `case 10234`, `服务单 10234`, `C10234`, `F77`, `customer 5`, `U12`, `visit 88`, `V88`, `G3`.
enum GoTo: Hashable {
    case serviceCase(CaseID)
    case customer(CustomerID)
    case call(CallID)
    case unit(UnitID)
    case visit(VisitID)
    case campaign(CampaignID)
    case audit(AuditID)

    /// Whether an id in a screen's corner (`V160`) means the screen. Of visits those few numbers are said in words:
    /// `visit 160`.
    static func isScreensFirst(_ id: String) -> Bool { id.hasPrefix("v") || GoTo(id) == nil }

    init?(_ text: String) {
        let words = text.lowercased().split(separator: " ").map(String.init)
        guard let last = words.last, let first = words.first, words.count <= 2 else { return nil }
        if words.count == 2 {
            guard let number = Int64(last.drop(while: \.isLetter)), number > 0 else { return nil }
            switch first {
            case "case", "服务单", "c": self = .serviceCase(CaseID(number))
            case "customer", "客户", "k": self = .customer(CustomerID(number))
            case "call", "回访", "f": self = .call(CallID(number))
            case "unit", "机件", "u": self = .unit(UnitID(number))
            case "visit", "上门单", "v": self = .visit(VisitID(number))
            case "campaign", "回访活动", "g": self = .campaign(CampaignID(number))
            case "audit", "审计": self = .audit(AuditID(number))
            default: return nil
            }
            return
        }
        guard let letter = last.first, letter.isLetter else { return nil }
        switch letter {
        case "c": guard let id = CaseID(last) else { return nil }; self = .serviceCase(id)
        case "f": guard let id = CallID(last) else { return nil }; self = .call(id)
        case "u": guard let id = UnitID(last) else { return nil }; self = .unit(id)
        case "v": guard let id = VisitID(last) else { return nil }; self = .visit(id)
        case "g": guard let id = CampaignID(last) else { return nil }; self = .campaign(id)
        default:
            guard let id = CustomerID(last) else { return nil }
            self = .customer(id)
        }
    }

    var steps: [DeskStep] {
        switch self {
        case .serviceCase(let id): [.push(CaseScreen(id))]
        case .customer(let id): [.push(CustomerScreen(id))]
        case .call(let id): [.push(CallScreen(id))]
        case .unit(let id): [.push(CustomerScreen(unit: id))]
        case .campaign(let id): [.push(UnreachedScreen(id))]
        case .audit(let id): [.push(AuditScreen(id))]
        case .visit: []
        }
    }
}
