/// What came, went and was kept lately is counted from indexes alone, by team as well.
enum Schema37 {
    static let statements = [
        "DROP INDEX cases_arrivals",
        "CREATE INDEX cases_arrivals ON cases(opened_at, queue, owner)",
        "DROP INDEX cases_closings",
        "CREATE INDEX cases_closings ON cases(closed_at, queue, owner) WHERE closed_at IS NOT NULL",
        "DROP INDEX clocks_ended",
        "CREATE INDEX clocks_ended ON clocks(stopped_at, subject_kind, subject) WHERE state IN ('met', 'missed')",
    ]
}
