/// Promises proposed beside those in force, those approved since, and the strategy they are part of.
enum Schema30 {
    static let statements = [
        """
        CREATE TABLE promise_drafts (
            id {id}, version BIGINT NOT NULL, name TEXT NOT NULL, basis TEXT NOT NULL, text TEXT NOT NULL,
            state TEXT NOT NULL, by_staff BIGINT REFERENCES staff, at BIGINT NOT NULL, forecast TEXT NOT NULL,
            approved_by BIGINT REFERENCES staff, approved_at BIGINT, since BIGINT, remark TEXT NOT NULL)
        """,
        """
        CREATE TABLE strategy_texts (
            id {id}, step TEXT NOT NULL, text TEXT NOT NULL, by_staff BIGINT REFERENCES staff, at BIGINT NOT NULL)
        """,
    ]
}
