/// Queues can be read by age: what waits longest in each is found without counting the others.
enum Schema3 {
    static let statements = [
        "CREATE INDEX cases_queue_age ON cases(queue, opened_at, id) WHERE closed_at IS NULL"
    ]
}
