/// Notices on their way to commands (mail, chat), and each try.
enum Schema22 {
    static let statements = [
        """
        CREATE TABLE notice_sendings (
            id {id}, notice BIGINT NOT NULL REFERENCES notices, command TEXT NOT NULL, state TEXT NOT NULL,
            tries BIGINT NOT NULL, next_at BIGINT, held_until BIGINT)
        """,
        "CREATE UNIQUE INDEX notice_sendings_of ON notice_sendings(notice, command)",
        "CREATE INDEX notice_sendings_due ON notice_sendings(next_at, id) WHERE state = 'waiting'",
        "CREATE INDEX notice_sendings_state ON notice_sendings(state, id)",
        """
        CREATE TABLE notice_tries (
            sending BIGINT NOT NULL REFERENCES notice_sendings, number BIGINT NOT NULL, at BIGINT NOT NULL,
            ended_at BIGINT, status BIGINT, too_long BIGINT, error TEXT, PRIMARY KEY (sending, number))
        """,
    ]
}
