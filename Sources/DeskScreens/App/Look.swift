import ServiceDesk

extension SearchingScreen {
    /// Whether something is read now that nobody has ended.
    var isReading: Bool { search?.course.isOver == false }

    /// Reads what may take seconds, in place of whatever is read; the person may end it, and it ends with the screen.
    /// - Parameters:
    ///   - read: tells how far it is (0 to 1), which throws once it is to end.
    ///   - then: is told what was read; not when it was ended.
    mutating func look<Found: Sendable>(
        _ tag: String, _ read: @escaping @Sendable (Reading, (Double) throws -> Void) throws -> Found,
        then: @escaping @Sendable (inout Self, Found, DeskContext) -> [DeskStep]
    ) -> DeskStep {
        let search = Search()
        self.search = search
        let course = search.course
        return .job(
            .read(tag) { reading, _ in
                try read(reading) { part in
                    if course.isOver { throw CancellationError() }
                    course.reach(part)
                }
            } then: { (screen: inout Self, found, context) in
                guard screen.search?.course === course else { return [] }
                screen.search = nil
                return then(&screen, found, context)
            } failed: { (screen: inout Self, error, context) in
                guard screen.search?.course === course else { return [] }
                screen.search = nil
                guard error is CancellationError else { return Job.tellFault(&screen, error, context) }
                return [.warn(context.lookEnded(on: screen.id))]
            })
    }
}

extension DeskContext {
    /// That what takes long was not read to its end, and the key that reads it again.
    func lookEnded(on screen: String) -> String {
        say("look.ended", ["key": key(Everywhere.reload, on: screen)])
    }
}
