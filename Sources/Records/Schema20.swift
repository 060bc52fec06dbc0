/// Limits of what people may grant: exceptions for one person, deputies, and a row for each sum granted, by which days and months
/// are counted; and what a request for a decision is told, changed and signed by more than one.
enum Schema20 {
    static let statements = [
        """
        CREATE TABLE limit_exceptions (
            id {id}, staff BIGINT NOT NULL REFERENCES staff, decision TEXT NOT NULL, per_case BIGINT,
            per_day BIGINT, per_month BIGINT, first_day BIGINT NOT NULL, last_day BIGINT NOT NULL,
            reason TEXT NOT NULL, by_staff BIGINT REFERENCES staff, at BIGINT NOT NULL, ended_at BIGINT)
        """,
        "CREATE INDEX limit_exceptions_staff ON limit_exceptions(staff, decision)",
        """
        CREATE TABLE deputies (
            id {id}, staff BIGINT NOT NULL REFERENCES staff, deputy BIGINT NOT NULL REFERENCES staff,
            first_day BIGINT NOT NULL, last_day BIGINT NOT NULL, reason TEXT NOT NULL, at BIGINT NOT NULL,
            ended_at BIGINT)
        """,
        "CREATE INDEX deputies_deputy ON deputies(deputy, last_day)",
        "CREATE INDEX deputies_staff ON deputies(staff, last_day)",
        """
        CREATE TABLE grants (
            id {id}, at BIGINT NOT NULL, staff BIGINT NOT NULL REFERENCES staff,
            by_staff BIGINT NOT NULL REFERENCES staff, decision TEXT NOT NULL, subject_kind TEXT NOT NULL,
            subject BIGINT NOT NULL, amount BIGINT NOT NULL, approval BIGINT REFERENCES approvals)
        """,
        "CREATE INDEX grants_staff ON grants(staff, decision, at)",
        "CREATE INDEX grants_subject ON grants(subject_kind, subject)",
        "CREATE INDEX grants_approval ON grants(approval) WHERE approval IS NOT NULL",
        "ALTER TABLE approvals ADD COLUMN proposal TEXT NOT NULL DEFAULT ''",
        "ALTER TABLE approvals ADD COLUMN wish_decision TEXT",
        "ALTER TABLE approvals ADD COLUMN wish_amount BIGINT",
        "ALTER TABLE approvals ADD COLUMN amount_field TEXT",
        "ALTER TABLE approvals ADD COLUMN first_by BIGINT REFERENCES staff",
        "ALTER TABLE approvals ADD COLUMN first_for BIGINT REFERENCES staff",
        "ALTER TABLE approvals ADD COLUMN first_at BIGINT",
        "ALTER TABLE approvals ADD COLUMN question_by BIGINT REFERENCES staff",
        "ALTER TABLE approvals ADD COLUMN decided_for BIGINT REFERENCES staff",
        "CREATE INDEX approvals_asked_by ON approvals(asked_by, id)",
        "CREATE INDEX approvals_asked_back ON approvals(asked_at) WHERE state = 'asked back'",
        // What waits at this moment: whose sum goes where, and when those who decide are told that it waits.
        """
        UPDATE approvals SET amount_field = CASE decision WHEN 'goodwill' THEN 'goodwill' ELSE 'amount' END
        WHERE state = 'asked' AND subject_kind = 'case' AND amount IS NOT NULL
            AND decision IN ('goodwill', 'return', 'exchange')
        """,
        """
        INSERT INTO timers (subject_kind, subject, transition, state, due)
        SELECT 'approval', id, 'approval.waiting', 'asked', asked_at + 14400000 FROM approvals
        WHERE state = 'asked'
        """,
    ]
}
