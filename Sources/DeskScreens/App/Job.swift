import Model
import ServiceDesk
import Workflow

/// Work on the records that a screen asks for. It runs beside the keyboard; its answer is told to the screen that
/// asked, and dropped when that screen is gone or has asked anew under the same tag.
///
///     .job(.read("caller") { reading, context in try reading.caller(digits: digits, by: context.actor) } then: { (screen: inout LogScreen, sheet, context) in
///         screen.sheet = sheet
///         return []
///     })
package struct Job: Sendable {
    /// What the answer does to the screen.
    package typealias Reply = @Sendable (any Screen, DeskContext) -> (any Screen, [DeskStep])

    package enum Kind: Sendable {
        case read, write
    }

    /// How a record is read before anyone asks for it.
    struct Ahead: Sendable {
        /// By its id.
        let record: String
        /// Nil where it cannot be read.
        let run: @Sendable (ServiceDesk, DeskContext) -> Reply?
    }

    let tag: String
    let kind: Kind
    /// Set where it may be read ahead (`DeskStep.readAhead`).
    var ahead: Ahead?
    let run: @Sendable (ServiceDesk, DeskContext) -> Reply

    /// A look at the records.
    /// - Parameter record: the one record it is about, where its answer may be read ahead.
    static func read<S: Screen, T: Sendable>(
        _ tag: String, of record: String? = nil,
        _ body: @escaping @Sendable (Reading, DeskContext) throws -> T,
        then: @escaping @Sendable (inout S, T, DeskContext) -> [DeskStep],
        failed: @escaping @Sendable (inout S, any Error, DeskContext) -> [DeskStep] = Job.tellFault
    ) -> Job {
        var job = survey(
            tag, { desk, context in try desk.read { try body($0, context) } }, then: then, failed: failed)
        job.ahead = record.map { record in
            Ahead(record: record) { desk, context in
                let found = looked(desk, context) { desk, context in try desk.read { try body($0, context) } }
                return (try? found.get()).map { reply(.success($0), then, failed) }
            }
        }
        return job
    }

    /// A look at the desk itself (its store, its health), which may take long.
    static func survey<S: Screen, T: Sendable>(
        _ tag: String, _ body: @escaping @Sendable (ServiceDesk, DeskContext) throws -> T,
        then: @escaping @Sendable (inout S, T, DeskContext) -> [DeskStep],
        failed: @escaping @Sendable (inout S, any Error, DeskContext) -> [DeskStep] = Job.tellFault
    ) -> Job {
        Job(tag: tag, kind: .read) { desk, context in reply(looked(desk, context, body), then, failed) }
    }

    private static func looked<T>(
        _ desk: ServiceDesk, _ context: DeskContext, _ body: (ServiceDesk, DeskContext) throws -> T
    ) -> Result<T, any Error> {
        Result {
            try desk.require(.read, of: context.actor)
            return try body(desk, context)
        }
    }

    /// Use cases, in one transaction. While it runs, another of the same tag is not begun, so that a key pressed twice
    /// does nothing twice.
    static func act<S: Screen, T: Sendable>(
        _ tag: String, _ body: @escaping @Sendable (Work) throws -> T,
        then: @escaping @Sendable (inout S, T, DeskContext) -> [DeskStep],
        failed: @escaping @Sendable (inout S, any Error, DeskContext) -> [DeskStep] = Job.tellFault
    ) -> Job {
        write(tag, { try $0.act(by: $1.actor, at: $1.now, body) }, then, failed)
    }

    /// Takes the next piece of work from a line.
    static func claim<S: Screen, T: Sendable>(
        _ tag: String, _ body: @escaping @Sendable (Work) throws -> T,
        then: @escaping @Sendable (inout S, T, DeskContext) -> [DeskStep],
        failed: @escaping @Sendable (inout S, any Error, DeskContext) -> [DeskStep] = Job.tellFault
    ) -> Job {
        write(tag, { try $0.claim(by: $1.actor, at: $1.now, body) }, then, failed)
    }

    private static func write<S: Screen, T: Sendable>(
        _ tag: String, _ body: @escaping @Sendable (ServiceDesk, DeskContext) throws -> T,
        _ then: @escaping @Sendable (inout S, T, DeskContext) -> [DeskStep],
        _ failed: @escaping @Sendable (inout S, any Error, DeskContext) -> [DeskStep]
    ) -> Job {
        Job(tag: tag, kind: .write) { desk, context in
            reply(Result { try body(desk, context) }, then) { (screen: inout S, error, context) in
                // Said last, so that it is what stays on the message line.
                failed(&screen, error, context) + (NotDone(error).map { [.fail(context.say($0))] } ?? [])
            }
        }
    }

    private static func reply<S: Screen, T: Sendable>(
        _ result: Result<T, any Error>, _ then: @escaping @Sendable (inout S, T, DeskContext) -> [DeskStep],
        _ failed: @escaping @Sendable (inout S, any Error, DeskContext) -> [DeskStep]
    ) -> Reply {
        tell { screen, context in
            switch result {
            case .success(let value): then(&screen, value, context)
            case .failure(let error):
                quietly(context.isUnasked && error.mayPass, failed(&screen, error, context))
            }
        }
    }

    /// That the database does not answer is said by the frame, once for all.
    private static func quietly(_ isQuiet: Bool, _ steps: [DeskStep]) -> [DeskStep] {
        steps.filter { if case .message = $0 { !isQuiet } else { true } }
    }

    /// A reply for a screen of one type; any other is left alone.
    static func tell<S: Screen>(_ body: @escaping @Sendable (inout S, DeskContext) -> [DeskStep]) -> Reply {
        { screen, context in
            guard var own = screen as? S else { return (screen, []) }
            let steps = body(&own, context)
            return (own, steps)
        }
    }

    /// The plain answer to a failure: its sentence on the message line.
    static func tellFault<S: Screen>(_ screen: inout S, _ error: any Error, _ context: DeskContext)
        -> [DeskStep]
    {
        [.fail(context.say(error))]
    }

    /// The same for what cannot be shown at all: back one level, unless it was the line to the database that failed.
    static func leave<S: Screen>(_ screen: inout S, _ error: any Error, _ context: DeskContext) -> [DeskStep]
    {
        (error.mayPass ? [] : [.pop]) + tellFault(&screen, error, context)
    }
}

extension Error {
    /// Whether the same may well succeed in a moment: someone was faster, or the database could not be reached.
    var mayPass: Bool { (self as? any Fault)?.kind == .tryAgain }
}
