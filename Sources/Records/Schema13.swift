/// Campaigns of follow-up calls, and their customers: one call each, whatever units they own. `due_from` and `due_by` are
/// settled when they are chosen; the calls are planned afterwards, some at a time, and whoever has none yet is found again.
enum Schema13 {
    static let statements = [
        """
        CREATE TABLE campaigns (
            id {id}, version BIGINT NOT NULL, name TEXT NOT NULL UNIQUE, reason TEXT NOT NULL, state TEXT NOT NULL,
            must_reach BIGINT NOT NULL, query TEXT NOT NULL, sample TEXT NOT NULL, seed BIGINT NOT NULL,
            per_day BIGINT, report TEXT NOT NULL, created_at BIGINT NOT NULL, created_by BIGINT REFERENCES staff,
            ended_at BIGINT, ended_by BIGINT REFERENCES staff, end_reason TEXT NOT NULL)
        """,
        """
        CREATE TABLE campaign_members (
            campaign BIGINT NOT NULL REFERENCES campaigns, customer BIGINT NOT NULL REFERENCES customers,
            unit BIGINT REFERENCES units, units TEXT NOT NULL, stratum TEXT NOT NULL, barrier TEXT,
            due_from BIGINT, due_by BIGINT, call BIGINT REFERENCES calls, account TEXT NOT NULL,
            accounted_by BIGINT REFERENCES staff, PRIMARY KEY (campaign, customer))
        """,
        "CREATE UNIQUE INDEX campaign_members_call ON campaign_members(call) WHERE call IS NOT NULL",
        "CREATE INDEX campaign_members_customer ON campaign_members(customer)",
        """
        CREATE INDEX campaign_members_waiting ON campaign_members(campaign, due_from, customer)
            WHERE call IS NULL AND due_from IS NOT NULL
        """,
    ]
}
