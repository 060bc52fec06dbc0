/// What dispatching asks of technicians: their terms (levels, certificates, breaks, overtime, pace) in their record, when
/// they are away, what their vehicle carries, whom a customer refuses; and of visits: who comes along, and whether the
/// planned time is fixed. All visits of some days are found by their planned start.
enum Schema6 {
    static let statements = [
        "ALTER TABLE staff ADD COLUMN terms TEXT NOT NULL DEFAULT ''",
        "ALTER TABLE visits ADD COLUMN helper BIGINT REFERENCES staff",
        "ALTER TABLE visits ADD COLUMN is_locked BIGINT NOT NULL DEFAULT 0",
        "CREATE INDEX visits_planned ON visits(planned_start, id)",
        "CREATE INDEX visits_helper ON visits(helper, planned_start) WHERE helper IS NOT NULL",
        """
        CREATE TABLE absences (
            id {id}, staff BIGINT NOT NULL REFERENCES staff, starts BIGINT NOT NULL, ends BIGINT NOT NULL,
            reason TEXT NOT NULL)
        """,
        "CREATE INDEX absences_staff ON absences(staff, starts)",
        """
        CREATE TABLE vehicle_stock (
            staff BIGINT NOT NULL REFERENCES staff, part TEXT NOT NULL, quantity BIGINT NOT NULL,
            PRIMARY KEY (staff, part))
        """,
        """
        CREATE TABLE refusals (
            customer BIGINT NOT NULL REFERENCES customers, staff BIGINT NOT NULL REFERENCES staff,
            since BIGINT NOT NULL, reason TEXT NOT NULL, PRIMARY KEY (customer, staff))
        """,
    ]
}
