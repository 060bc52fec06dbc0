/// Audits of the service as projects: whom they ask, what they give by when, and what was said in interviews.
enum Schema26 {
    static let statements = [
        """
        CREATE TABLE audits (
            id {id}, version BIGINT NOT NULL, name TEXT NOT NULL UNIQUE, purpose TEXT NOT NULL,
            from_day BIGINT NOT NULL, until_day BIGINT NOT NULL, created_at BIGINT NOT NULL,
            created_by BIGINT REFERENCES staff)
        """,
        """
        CREATE TABLE audit_groups (
            audit BIGINT NOT NULL REFERENCES audits, name TEXT NOT NULL, method TEXT NOT NULL,
            wanted BIGINT NOT NULL, version BIGINT NOT NULL, PRIMARY KEY (audit, name, method))
        """,
        """
        CREATE TABLE audit_milestones (
            audit BIGINT NOT NULL REFERENCES audits, name TEXT NOT NULL, owner BIGINT REFERENCES staff,
            due BIGINT NOT NULL, state TEXT NOT NULL, done_on BIGINT, note TEXT NOT NULL, version BIGINT NOT NULL,
            PRIMARY KEY (audit, name))
        """,
        """
        CREATE TABLE audit_interviews (
            id {id}, audit BIGINT NOT NULL REFERENCES audits, asked TEXT NOT NULL, person TEXT NOT NULL,
            held_on BIGINT NOT NULL, interviewer BIGINT REFERENCES staff, answers TEXT NOT NULL, note TEXT NOT NULL,
            by_staff BIGINT REFERENCES staff, at BIGINT NOT NULL, withdrawn_at BIGINT)
        """,
        "CREATE INDEX audit_interviews_of ON audit_interviews(audit, id)",
    ]
}
