/// Whom calls of campaigns are planned for: agents share a day's calls, and each has their own first.
enum Schema31 {
    static let statements = [
        "ALTER TABLE calls ADD COLUMN meant_for BIGINT REFERENCES staff",
        "ALTER TABLE campaign_members ADD COLUMN agent BIGINT REFERENCES staff",
    ]
}
