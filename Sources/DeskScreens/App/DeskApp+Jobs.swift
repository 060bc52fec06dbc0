import Model
import ServiceDesk

/// Which jobs run, so that stale answers are dropped and nothing is written twice.
struct JobBook {
    struct Key: Hashable {
        var token: Int
        var tag: String
    }

    private var latest: [Key: Int] = [:]
    private var since: [Key: Instant] = [:]
    private var writing: Set<Key> = []
    /// Those begun by the desk itself, with no question of the person's under way before them.
    private var unasked: Set<Key> = []
    private var numbers = 0

    /// - Returns: the job's number; nil when the same write is under way.
    mutating func begin(_ key: Key, _ kind: Job.Kind, unasked isUnasked: Bool, at now: Instant) -> Int? {
        if isUnasked, latest[key] == nil { unasked.insert(key) } else if !isUnasked { unasked.remove(key) }
        if kind == .write, !writing.insert(key).inserted { return nil }
        numbers += 1
        latest[key] = numbers
        if since[key] == nil { since[key] = now }
        return numbers
    }

    func isUnasked(_ key: Key) -> Bool { unasked.contains(key) }

    /// - Returns: whether the answer is still wanted.
    mutating func end(_ key: Key, _ number: Int) -> Bool {
        guard latest[key] == number else { return false }
        writing.remove(key)
        latest[key] = nil
        since[key] = nil
        unasked.remove(key)
        return true
    }

    /// What is under way is not wanted any more.
    mutating func forget(_ key: Key) {
        if let number = latest[key] { _ = end(key, number) }
    }

    /// Whether something has been under way long enough for a person to notice.
    func isSlow(at now: Instant) -> Bool {
        since.values.contains { (now - $0).milliseconds >= 150 }
    }
}

extension DeskApp {
    func start(_ job: Job) {
        guard let token = top?.token else { return }
        start(job, for: token)
    }

    /// - Parameter unasked: the desk's own wish, not the person's: its answer must not disturb them.
    func start(_ job: Job, for token: Int, unasked: Bool = false) {
        if !unasked, tellAhead(job, to: token) { return }
        let key = JobBook.Key(token: token, tag: job.tag)
        guard let number = jobs.begin(key, job.kind, unasked: unasked, at: clock()) else { return }
        runner.run { [desk, context] in
            job.run(desk, context)
        } then: { [weak self] reply in
            guard let self else { return }
            if job.kind == .write {
                changes += 1
                readAhead.drop()
            }
            let isUnasked = jobs.isUnasked(key)
            guard jobs.end(key, number) else { return }
            if isUnasked { tellUnasked(token, reply) } else { tell(token, reply) }
            pressAhead()
            show()
        }
    }

    /// Tells a screen what nobody asked for, and minds what becomes of the keys under the person's hand.
    private func tellUnasked(_ token: Int, _ reply: Job.Reply) {
        let (seen, said) = (sight, notice.line)
        tell(token, reply, unasked: true)
        guard let seen, let now = sight else { return }
        hand.note(seen, became: now, at: clock())
        // A screen that knows more of it has said so.
        let isTold = notice.line != said
        if seen.token == now.token, seen.aim != nil, seen.aim != now.aim, !isTold { tellGone() }
    }
}
