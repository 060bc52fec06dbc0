import ServiceDesk
import TerminalKit

/// A screen of what may take seconds to read, beside the keyboard: the person may end it, and it ends with the screen.
protocol LookingScreen: SearchingScreen {
    var reading: LongReading { get set }
    /// What ends the reading.
    static var stop: ActionID { get }
}

extension LookingScreen {
    /// Whether something is read now that nobody has ended.
    var isReading: Bool { search?.course.isOver == false }

    /// Reads what may take seconds, in place of whatever is read.
    /// - Parameters:
    ///   - read: tells how far it is (0 to 1), which throws once it is to end.
    ///   - then: is told what was read; not when it was ended.
    mutating func look<Found: Sendable>(
        _ tag: String, _ read: @escaping @Sendable (Reading, (Double) throws -> Void) throws -> Found,
        then: @escaping @Sendable (inout Self, Found, DeskContext) -> [DeskStep]
    ) -> DeskStep {
        begin(tag, { desk, reach in try desk.read { try read($0, reach) } }, then: then)
    }

    /// Reckons what may take seconds, of what is read before: the records are not held meanwhile.
    /// - Parameter reckon: likewise tells how far it is.
    mutating func reckon<Ground: Sendable, Found: Sendable>(
        _ tag: String, of read: @escaping @Sendable (Reading) throws -> Ground,
        _ reckon: @escaping @Sendable (Ground, (Double) throws -> Void) throws -> Found,
        then: @escaping @Sendable (inout Self, Found, DeskContext) -> [DeskStep]
    ) -> DeskStep {
        begin(tag, { desk, reach in try reckon(try desk.read { try read($0) }, reach) }, then: then)
    }

    private mutating func begin<Found: Sendable>(
        _ tag: String, _ find: @escaping @Sendable (ServiceDesk, (Double) throws -> Void) throws -> Found,
        then: @escaping @Sendable (inout Self, Found, DeskContext) -> [DeskStep]
    ) -> DeskStep {
        let search = Search()
        self.search = search
        let course = search.course
        return .job(
            .survey(tag) { desk, _ in
                try find(desk) { part in
                    if course.isOver { throw CancellationError() }
                    course.reach(part)
                }
            } then: { (screen: inout Self, found, context) in
                guard screen.search?.course === course else { return [] }
                screen.search = nil
                screen.reading.end()
                return then(&screen, found, context)
            } failed: { (screen: inout Self, error, context) in
                guard screen.search?.course === course else { return [] }
                screen.search = nil
                screen.reading.end()
                guard error is CancellationError else { return Job.tellFault(&screen, error, context) }
                return [.warn(context.lookEnded(on: screen.id))]
            })
    }

    mutating func stopReading() {
        search?.course.end()
        reading.stop()
    }

    static func stopping(_ context: DeskContext) -> DeskAction {
        context.action(stop, [.escape, .f(12)])
    }

    /// The action that ends the reading, while something is read.
    func stops(_ context: DeskContext) -> [DeskAction] { isReading ? [Self.stopping(context)] : [] }

    /// How far the reading is; a rule once nothing is read.
    func drawCourse(in line: Rect, on canvas: inout Canvas, _ context: DeskContext) {
        if let search {
            context.progress(of: search).draw(in: line, on: &canvas)
        } else {
            canvas.rule(line)
        }
    }

    /// Why nothing is shown: it is read yet, or was ended.
    func unread(_ context: DeskContext) -> String {
        isReading ? context.say("figures.counting") : context.lookEnded(on: id)
    }
}

extension DeskContext {
    /// That what takes long was not read to its end, and the key that reads it again.
    func lookEnded(on screen: String) -> String {
        say("look.ended", ["key": key(Everywhere.reload, on: screen)])
    }
}
