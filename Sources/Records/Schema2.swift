/// Work that is claimed: approvals are held for a while by whoever reads them, and what nobody has in hand is found
/// without passing by all that somebody has. An entry of the journal knows which version of its subject it made, so that
/// whoever read an earlier one can be told what happened since.
enum Schema2 {
    static let statements = [
        "ALTER TABLE approvals ADD COLUMN claimed_by BIGINT REFERENCES staff",
        "ALTER TABLE approvals ADD COLUMN claimed_until BIGINT",
        "CREATE INDEX cases_free ON cases(urgency, id) WHERE closed_at IS NULL AND owner IS NULL",
        "CREATE INDEX cases_free_queue ON cases(queue, urgency, id) WHERE closed_at IS NULL AND owner IS NULL",
        "CREATE INDEX calls_free ON calls(due_by, id) WHERE is_open = 1 AND claimed_by IS NULL",
        "ALTER TABLE journal ADD COLUMN version BIGINT",
    ]
}
