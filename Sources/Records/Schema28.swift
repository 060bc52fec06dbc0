/// The minute a call was promised for, and when it was taken in hand.
enum Schema28 {
    static let statements = [
        "ALTER TABLE calls ADD COLUMN promised_at BIGINT",
        "ALTER TABLE calls ADD COLUMN begun_at BIGINT",
        // Call-backs that people arranged before were promised by the end of their time.
        "UPDATE calls SET promised_at = due_by WHERE is_open = 1 AND reason = 'call back' AND plan = '' AND attempts = 0",
        """
        CREATE INDEX calls_promised ON calls(promised_at, id)
            WHERE is_open = 1 AND claimed_by IS NULL AND promised_at IS NOT NULL
        """,
        "CREATE INDEX clocks_callback ON clocks(started_at) WHERE metric = 'callback'",
    ]
}
