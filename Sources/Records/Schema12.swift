/// Calls that plans make out: what they are about, which come first, when and in which language the customer wishes to be
/// rung up; and each reason they serve, as it was planned (`call_matters`). How far plans that recur have got stands in
/// `plan_marks`: the last day that is done with, or the unit reached on the day after it.
enum Schema12 {
    static let statements = [
        "ALTER TABLE calls ADD COLUMN unit BIGINT REFERENCES units",
        "ALTER TABLE calls ADD COLUMN plan TEXT NOT NULL DEFAULT ''",
        "ALTER TABLE calls ADD COLUMN priority BIGINT NOT NULL DEFAULT 1",
        "ALTER TABLE calls ADD COLUMN language TEXT NOT NULL DEFAULT ''",
        "ALTER TABLE calls ADD COLUMN hours_from BIGINT",
        "ALTER TABLE calls ADD COLUMN hours_to BIGINT",
        "ALTER TABLE calls ADD COLUMN taken_at BIGINT",
        "DROP INDEX calls_free",
        """
        CREATE INDEX calls_free ON calls(priority, due_by, id, due_from) WHERE is_open = 1 AND claimed_by IS NULL
        """,
        "ALTER TABLE customers ADD COLUMN call_hours TEXT NOT NULL DEFAULT ''",
        "ALTER TABLE customers ADD COLUMN may_offer BIGINT NOT NULL DEFAULT 0",
        """
        CREATE TABLE call_matters (
            id {id}, call BIGINT REFERENCES calls, plan TEXT NOT NULL, priority BIGINT NOT NULL, reason TEXT NOT NULL,
            customer BIGINT NOT NULL REFERENCES customers, case_id BIGINT REFERENCES cases,
            visit BIGINT REFERENCES visits, unit BIGINT REFERENCES units, due_from BIGINT NOT NULL,
            due_by BIGINT NOT NULL, planned_at BIGINT NOT NULL, skipped TEXT)
        """,
        """
        INSERT INTO call_matters (call, plan, priority, reason, customer, case_id, visit, due_from, due_by, planned_at)
        SELECT id, '', 1, reason, customer, case_id, visit, due_from, due_by, created_at FROM calls ORDER BY id
        """,
        "CREATE INDEX call_matters_call ON call_matters(call)",
        "CREATE INDEX call_matters_due ON call_matters(due_by, id)",
        "CREATE INDEX call_matters_case ON call_matters(case_id) WHERE case_id IS NOT NULL",
        "CREATE INDEX call_matters_customer ON call_matters(customer)",
        "CREATE INDEX call_matters_unit ON call_matters(unit, plan) WHERE unit IS NOT NULL",
        """
        CREATE TABLE plan_marks (plan TEXT PRIMARY KEY, through BIGINT NOT NULL, unit BIGINT NOT NULL)
        """,
        """
        CREATE INDEX units_since ON units(COALESCE(installed_on, delivered_on, bought_on), id)
        """,
        "CREATE INDEX units_bought ON units(COALESCE(bought_on, delivered_on), id)",
    ]
}
