import ServiceDesk

/// Records beside the one in view, read while nobody waits for them, so that the next key finds its whole picture at once.
/// They are dropped as soon as anything may have changed, so none is older than what is on the screen.
struct ReadAhead {
    struct Key: Hashable {
        var token: Int
        var tag: String
        /// By its id.
        var record: String
    }

    /// What is still to be read.
    typealias Read = (key: Key, run: @Sendable (ServiceDesk, DeskContext) -> Job.Reply?)

    private var replies: [Key: Job.Reply] = [:]
    /// What is here, on its way or to be read.
    private var wanted: Set<Key> = []
    private var waiting: [Read] = []
    /// What a screen asked for last.
    private var inView: Key?
    /// How often all was dropped: what was begun before is out of date when it comes.
    private(set) var turn = 0

    /// A screen asks for it now.
    /// - Returns: nil where it is to be read first.
    mutating func reply(for key: Key) -> Job.Reply? {
        inView = key
        return replies[key]
    }

    /// From here on these alone are kept, and what is in view where that was read ahead: it is beside what comes next.
    mutating func want(_ reads: [Read]) {
        waiting = reads.filter { read in !wanted.contains(read.key) || waiting.contains { $0.key == read.key }
        }
        wanted = Set(reads.map(\.key))
        if let inView, replies[inView] != nil { wanted.insert(inView) }
        replies = replies.filter { wanted.contains($0.key) }
    }

    /// What is to be read now; given once.
    mutating func next() -> [Read] {
        defer { waiting = [] }
        return waiting
    }

    /// - Parameter turn: when it was begun.
    mutating func keep(_ reply: @escaping Job.Reply, for key: Key, of turn: Int) {
        if turn == self.turn, wanted.contains(key) { replies[key] = reply }
    }

    mutating func drop() {
        (replies, wanted, waiting, inView) = ([:], [], [], nil)
        turn += 1
    }
}

extension DeskApp {
    /// Tells a screen at once what it asks for, where that was read ahead; what was asked before under the same tag is not
    /// wanted any more.
    /// - Returns: false where it is to be read.
    func tellAhead(_ job: Job, to token: Int) -> Bool {
        guard let ahead = job.ahead, let reply = readAhead.reply(for: job.key(ahead, token)) else {
            return false
        }
        jobs.forget(JobBook.Key(token: token, tag: job.tag))
        tell(token, reply)
        return true
    }

    func want(ahead jobs: [Job], for token: Int) {
        readAhead.want(jobs.compactMap { job in job.ahead.map { (job.key($0, token), $0.run) } })
    }

    /// Reads what the next keys will probably ask for, once the picture of this one is made. None changes by it.
    func beginReadAhead() {
        let next = readAhead.next()
        guard !next.isEmpty else { return }
        // One after the other: at once, each would take a connection of its own.
        runner.run { [desk, context] in
            next.map { (key: $0.key, reply: $0.run(desk, context)) }
        } then: { [weak self, turn = readAhead.turn] found in
            for (key, reply) in found {
                if let reply { self?.readAhead.keep(reply, for: key, of: turn) }
            }
        }
    }
}

extension Job {
    fileprivate func key(_ ahead: Ahead, _ token: Int) -> ReadAhead.Key {
        ReadAhead.Key(token: token, tag: tag, record: ahead.record)
    }
}
