/// Reports of a month read indexes alone, and views of few cases among very many find these without looking at the others.
enum Schema41 {
    static let statements = [
        "DROP INDEX cases_arrivals",
        """
        CREATE INDEX cases_arrivals ON cases(opened_at, queue, owner, category, kind, severity, channel, reopened,
            closed_at, merged_into, split_from, customer, unit{matter})
        """,
        "DROP INDEX cases_closings",
        """
        CREATE INDEX cases_closings ON cases(closed_at, queue, owner, category, kind, severity, channel, reopened,
            merged_into{matter}) WHERE closed_at IS NOT NULL
        """,
        """
        CREATE INDEX cases_matter ON cases(customer, kind, opened_at, unit, category, merged_into, split_from{matter})
        """,
        "DROP INDEX clocks_ended",
        """
        CREATE INDEX clocks_ended ON clocks(subject_kind, stopped_at, subject, metric, promise, started_at, calendar)
            WHERE state IN ('met', 'missed')
        """,
        "DROP INDEX clocks_fell_due",
        """
        CREATE INDEX clocks_fell_due ON clocks(due, subject_kind, subject, metric, promise, state, breached_at, stopped_at)
            WHERE state IN ('met', 'missed', 'running')
        """,
        "CREATE INDEX clock_events_stood ON clock_events(clock, id) WHERE kind IN ('pause', 'resume')",
        "CREATE INDEX cases_state ON cases(state, urgency, id) WHERE closed_at IS NULL",
        "CREATE INDEX cases_category ON cases(category, urgency, id) WHERE closed_at IS NULL",
        "CREATE INDEX cases_chased ON cases(urgency, id) WHERE closed_at IS NULL AND chasers > 0",
        "CREATE INDEX cases_reopened ON cases(urgency, id) WHERE closed_at IS NULL AND reopened > 0",
        "CREATE INDEX cases_open_customer ON cases(customer, urgency, id) WHERE closed_at IS NULL",
        "CREATE INDEX campaigns_recall ON campaigns(id) WHERE must_reach = 1 AND ended_at IS NULL",
        "CREATE INDEX customers_trade ON customers(kind, id) WHERE kind <> 'consumer'",
    ]
}
