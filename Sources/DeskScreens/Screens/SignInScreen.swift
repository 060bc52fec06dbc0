import Model
import ServiceDesk
import TerminalKit
import Wording
import Workflow

/// A100: who am I. Type a few letters of the name or the sign-in name; who was here last is already chosen.
/// Where the database vouches for someone, others' names are offered only to whoever may act for others.
struct SignInScreen: Screen {
    let id = "A100"
    let isTyping = true
    private let suggested: String
    private var people: [Staff] = []
    private var signedIn: Staff?
    private var picker = Picker<StaffID>([])

    init(suggested: String) { self.suggested = suggested }

    func title(_ context: DeskContext) -> String { context.say("signIn.title") }

    mutating func refresh(_ context: DeskContext) -> [DeskStep] {
        [
            .job(
                Job(tag: "people", kind: .read) { desk, _ in
                    // Nobody is signed in yet, so no right is asked for.
                    let found: Result<([Staff], Staff?), any Error> = Result {
                        let signedIn = try desk.signedIn()
                        if let signedIn, !desk.mayActForOthers(signedIn) { return ([signedIn], signedIn) }
                        return (try desk.read { try $0.people() }, signedIn)
                    }
                    return Job.tell { (screen: inout SignInScreen, context) in
                        switch found {
                        case .success(let (people, signedIn)):
                            screen.signedIn = signedIn
                            screen.show(people, context)
                            return []
                        case .failure(let error): return Job.tellFault(&screen, error, context)
                        }
                    }
                })
        ]
    }

    private mutating func show(_ people: [Staff], _ context: DeskContext) {
        self.people = people.sorted { a, b in
            (a.login == suggested ? 0 : 1, a.id) < (b.login == suggested ? 0 : 1, b.id)
        }
        languageChanged(context)
    }

    mutating func languageChanged(_ context: DeskContext) {
        picker.title = context.say("signIn.pick")
        picker.emptyText = context.say("signIn.empty")
        picker.setItems(
            people.map { person in
                let roles = person.roles.compactMap { context.rules.roles[$0] }
                return PickerItem(
                    id: person.id, label: "\(person.name)  \(person.login)",
                    detail: context.wording.list(roles.map { context.wording.text($0.label) }),
                    keywords: [person.login] + Pinyin.keys(of: person.name, isName: true))
            })
    }

    func actions(_ context: DeskContext) -> [DeskAction] { [context.action(SheetActions.take, [.enter])] }

    mutating func perform(_ action: ActionID, _ context: DeskContext) -> [DeskStep] {
        handle(.key(.enter), context) ?? []
    }

    mutating func handle(_ event: InputEvent, _ context: DeskContext) -> [DeskStep]? {
        if event.key == .escape { return nil }
        switch picker.handle(event) {
        case .picked(let id): return people.first { $0.id == id }.map { [signIn(actor($0))] }
        case .refused(let why): return [.warn(why)]
        case .typed: return [.warn(context.say("signIn.empty"))]
        case .changed: return []
        case .cancelled, .ignored: return nil
        }
    }

    /// At once, or once they proved who they are.
    private func signIn(_ actor: Actor) -> DeskStep {
        .job(
            Job(tag: "asks", kind: .read) { desk, _ in
                let asks = Result { try desk.asksPassphrase(of: actor) }
                return Job.tell { (screen: inout SignInScreen, context) in
                    switch asks {
                    case .success(true): return [.push(PassphraseSheet(actor))]
                    case .success(false): return [.signIn(actor)]
                    case .failure(let error): return Job.tellFault(&screen, error, context)
                    }
                }
            })
    }

    private func actor(_ person: Staff) -> Actor {
        guard let signedIn, signedIn.id != person.id else { return .staff(person) }
        return .staff(person, signedIn: signedIn.login)
    }

    func draw(in area: Rect, on canvas: inout Canvas, _ context: DeskContext) {
        let parts = area.split(rows: [.fixed(3), .share(1)])
        canvas.paragraph(context.say("signIn.welcome"), in: parts[0].inset(columns: 2, rows: 1), .muted)
        picker.draw(
            in: parts[1].centred(width: min(72, area.width - 4), height: parts[1].height), on: &canvas)
    }
}
