/// Remarks on single items of a score card; what waits to be scored or settled.
enum Schema29 {
    static let statements = [
        "ALTER TABLE review_answers ADD COLUMN note TEXT NOT NULL DEFAULT ''",
        "CREATE INDEX reviews_waiting ON reviews(state, card, id) WHERE state <> 'finished'",
    ]
}
