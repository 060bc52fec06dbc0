import Model
import TerminalKit

/// "Go to": every action of the screen below and of the desk, and records by their number.
struct PaletteSheet: ActionsSheet {
    let id = ""
    let isSheet = true
    let isTyping = true
    private var picker: Picker<ActionID>

    init(_ items: [PickerItem<ActionID>], _ context: DeskContext) {
        picker = Picker(
            items.filter { $0.id != Everywhere.palette }.map { $0.byPinyin() },
            title: context.say("palette.title"),
            placeholder: context.say("palette.placeholder"), emptyText: context.say("palette.empty"))
    }

    mutating func reword(_ actions: DeskActions, _ context: DeskContext) {
        picker.reword(as: PaletteSheet(actions.palette, context).picker)
    }

    func title(_ context: DeskContext) -> String { picker.title }

    func actions(_ context: DeskContext) -> [DeskAction] { SheetActions.list(context) }

    mutating func handle(_ event: InputEvent, _ context: DeskContext) -> [DeskStep]? {
        // A record's number goes first: `case 12` also fits the letters of some action.
        if event.key == .enter, let place = GoTo(picker.query.text) { return [.pop] + place.steps }
        if event.key == .enter, let scope = context.scope(named: picker.query.text) {
            return [.pop, .push(QueueScreen(scope))]
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

    func draw(in area: Rect, on canvas: inout Canvas, _ context: DeskContext) {
        picker.draw(
            in: area.sheet(width: 70, height: min(area.height, 16)), on: &canvas)
    }
}

/// A place named in the palette: `case 10234`, `服务单 10234`, `C10234`, `F77`, `customer 5`, `U12`.
enum GoTo: Hashable {
    case serviceCase(CaseID)
    case customer(CustomerID)
    case call(CallID)
    case unit(UnitID)

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
            default: return nil
            }
            return
        }
        guard let letter = last.first, letter.isLetter else { return nil }
        switch letter {
        case "c": guard let id = CaseID(last) else { return nil }; self = .serviceCase(id)
        case "f": guard let id = CallID(last) else { return nil }; self = .call(id)
        case "u": guard let id = UnitID(last) else { return nil }; self = .unit(id)
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
        }
    }
}
