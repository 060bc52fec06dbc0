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
    private var numbers = 0

    /// - Returns: the job's number; nil when the same write is under way.
    mutating func begin(_ key: Key, _ kind: Job.Kind, at now: Instant) -> Int? {
        if kind == .write, !writing.insert(key).inserted { return nil }
        numbers += 1
        latest[key] = numbers
        if since[key] == nil { since[key] = now }
        return numbers
    }

    /// - Returns: whether the answer is still wanted.
    mutating func end(_ key: Key, _ number: Int) -> Bool {
        guard latest[key] == number else { return false }
        writing.remove(key)
        latest[key] = nil
        since[key] = nil
        return true
    }

    /// Whether something has been under way long enough for a person to notice.
    func isSlow(at now: Instant) -> Bool {
        since.values.contains { (now - $0).milliseconds >= 150 }
    }
}

extension DeskApp {
    func start(_ job: Job) {
        guard let token = stack.last?.token else { return }
        start(job, for: token)
    }

    func start(_ job: Job, for token: Int) {
        let key = JobBook.Key(token: token, tag: job.tag)
        guard let number = jobs.begin(key, job.kind, at: clock()) else { return }
        runner.run { [desk, context] in
            job.run(desk, context)
        } then: { [weak self] reply in
            guard let self, jobs.end(key, number) else { return }
            tell(token, reply)
            show()
        }
    }
}
