/// Remarks on single items of a score card.
enum Schema29 {
    static let statements = [
        "ALTER TABLE review_answers ADD COLUMN note TEXT NOT NULL DEFAULT ''"
    ]
}
