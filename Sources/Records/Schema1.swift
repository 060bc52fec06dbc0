/// The first schema. Instants are UTC milliseconds, days count from 1970-01-01, flags are 0 or 1, closed sets are the
/// words of Model's enums.
enum Schema1 {
    static let statements = people + work + time + papers

    private static let people = [
        "CREATE TABLE settings (key TEXT PRIMARY KEY, value TEXT NOT NULL)",
        """
        CREATE TABLE staff (
            id {id}, version BIGINT NOT NULL, login TEXT NOT NULL UNIQUE, name TEXT NOT NULL, roles TEXT NOT NULL,
            team TEXT NOT NULL, skills TEXT NOT NULL, languages TEXT NOT NULL, zones TEXT NOT NULL,
            latitude DOUBLE PRECISION, longitude DOUBLE PRECISION, shift TEXT NOT NULL, active BIGINT NOT NULL,
            external_key TEXT UNIQUE)
        """,
        """
        CREATE TABLE customers (
            id {id}, version BIGINT NOT NULL, kind TEXT NOT NULL, dealer_type TEXT, name TEXT NOT NULL,
            language TEXT NOT NULL, remarks TEXT NOT NULL, may_call BIGINT NOT NULL, external_key TEXT UNIQUE,
            merged_into BIGINT REFERENCES customers, created_at BIGINT NOT NULL)
        """,
        """
        CREATE TABLE contacts (
            id {id}, customer BIGINT NOT NULL REFERENCES customers, position BIGINT NOT NULL, name TEXT NOT NULL,
            role TEXT NOT NULL, email TEXT NOT NULL)
        """,
        "CREATE INDEX contacts_customer ON contacts(customer, position)",
        """
        CREATE TABLE phones (
            id {id}, contact BIGINT NOT NULL REFERENCES contacts, customer BIGINT NOT NULL REFERENCES customers,
            position BIGINT NOT NULL, typed TEXT NOT NULL, normalised TEXT NOT NULL, extension TEXT NOT NULL,
            national TEXT NOT NULL, reversed TEXT NOT NULL)
        """,
        "CREATE INDEX phones_contact ON phones(contact, position)",
        "CREATE INDEX phones_national ON phones(national, customer)",
        "CREATE INDEX phones_reversed ON phones(reversed, customer)",
        """
        CREATE TABLE addresses (
            id {id}, customer BIGINT NOT NULL REFERENCES customers, position BIGINT NOT NULL,
            province TEXT NOT NULL, city TEXT NOT NULL, district TEXT NOT NULL, street TEXT NOT NULL,
            zone TEXT NOT NULL, latitude DOUBLE PRECISION, longitude DOUBLE PRECISION)
        """,
        "CREATE INDEX addresses_customer ON addresses(customer, position)",
        """
        CREATE TABLE units (
            id {id}, version BIGINT NOT NULL, customer BIGINT NOT NULL REFERENCES customers, product TEXT NOT NULL,
            model TEXT NOT NULL, serial TEXT NOT NULL, bought_on BIGINT, delivered_on BIGINT, installed_on BIGINT,
            price BIGINT, currency TEXT, has_invoice BIGINT NOT NULL, sold_remotely BIGINT NOT NULL,
            dealer BIGINT REFERENCES customers, address BIGINT REFERENCES addresses, external_key TEXT UNIQUE,
            created_at BIGINT NOT NULL)
        """,
        "CREATE INDEX units_customer ON units(customer, id)",
        "CREATE INDEX units_serial ON units(serial)",
    ]

    private static let work = [
        """
        CREATE TABLE cases (
            id {id}, version BIGINT NOT NULL, kind TEXT NOT NULL, workflow_version BIGINT NOT NULL,
            state TEXT NOT NULL, category TEXT NOT NULL, customer BIGINT NOT NULL REFERENCES customers,
            unit BIGINT REFERENCES units, queue TEXT NOT NULL, owner BIGINT REFERENCES staff,
            severity TEXT NOT NULL, channel TEXT NOT NULL, summary TEXT NOT NULL, fault TEXT NOT NULL,
            product TEXT NOT NULL, address BIGINT REFERENCES addresses, chasers BIGINT NOT NULL,
            reopened BIGINT NOT NULL, opened_at BIGINT NOT NULL, closed_at BIGINT, state_since BIGINT NOT NULL,
            repeat_of BIGINT REFERENCES cases, merged_into BIGINT REFERENCES cases,
            split_from BIGINT REFERENCES cases, external_key TEXT UNIQUE, fields TEXT NOT NULL,
            urgency BIGINT NOT NULL)
        """,
        // What is on the customer's file, newest first.
        "CREATE INDEX cases_customer ON cases(customer, id)",
        "CREATE INDEX cases_unit ON cases(unit, id) WHERE unit IS NOT NULL",
        // Open work in the order of `urgency`: the earliest due of its running clocks, a sort key kept by
        // ClockStore, never itself a due date.
        "CREATE INDEX cases_queue ON cases(queue, urgency, id) WHERE closed_at IS NULL",
        "CREATE INDEX cases_owner ON cases(owner, urgency, id) WHERE closed_at IS NULL",
        "CREATE INDEX cases_open ON cases(urgency, id) WHERE closed_at IS NULL",
        """
        CREATE TABLE case_links (
            from_case BIGINT NOT NULL REFERENCES cases, to_case BIGINT NOT NULL REFERENCES cases,
            kind TEXT NOT NULL, at BIGINT NOT NULL, PRIMARY KEY (from_case, to_case, kind))
        """,
        """
        CREATE TABLE visits (
            id {id}, version BIGINT NOT NULL, case_id BIGINT NOT NULL REFERENCES cases,
            workflow_version BIGINT NOT NULL, state TEXT NOT NULL, category TEXT NOT NULL,
            technician BIGINT REFERENCES staff, promised_start BIGINT NOT NULL, promised_end BIGINT NOT NULL,
            planned_start BIGINT NOT NULL, planned_end BIGINT NOT NULL, arrived_at BIGINT, finished_at BIGINT,
            skill TEXT NOT NULL, address BIGINT REFERENCES addresses, latitude DOUBLE PRECISION,
            longitude DOUBLE PRECISION, parent BIGINT REFERENCES visits, fields TEXT NOT NULL,
            created_at BIGINT NOT NULL, state_since BIGINT NOT NULL, is_open BIGINT NOT NULL)
        """,
        "CREATE INDEX visits_case ON visits(case_id, id)",
        "CREATE INDEX visits_technician ON visits(technician, planned_start)",
        "CREATE INDEX visits_open ON visits(planned_start, id) WHERE is_open = 1",
        """
        CREATE TABLE calls (
            id {id}, version BIGINT NOT NULL, workflow_version BIGINT NOT NULL, state TEXT NOT NULL,
            category TEXT NOT NULL, customer BIGINT NOT NULL REFERENCES customers,
            case_id BIGINT REFERENCES cases, visit BIGINT REFERENCES visits, reason TEXT NOT NULL,
            due_from BIGINT NOT NULL, due_by BIGINT NOT NULL, claimed_by BIGINT REFERENCES staff,
            barred TEXT NOT NULL, attempts BIGINT NOT NULL, outcome TEXT NOT NULL, fields TEXT NOT NULL,
            created_at BIGINT NOT NULL, state_since BIGINT NOT NULL, is_open BIGINT NOT NULL)
        """,
        "CREATE INDEX calls_due ON calls(due_by, id) WHERE is_open = 1",
        "CREATE INDEX calls_in_hand ON calls(claimed_by) WHERE is_open = 1 AND claimed_by IS NOT NULL",
        "CREATE INDEX calls_case ON calls(case_id, id)",
        "CREATE INDEX calls_customer ON calls(customer, id)",
    ]

    private static let time = [
        """
        CREATE TABLE clocks (
            id {id}, subject_kind TEXT NOT NULL, subject BIGINT NOT NULL, promise TEXT NOT NULL,
            metric TEXT NOT NULL, state TEXT NOT NULL, started_at BIGINT NOT NULL, target TEXT NOT NULL,
            internal_target TEXT NOT NULL, calendar TEXT NOT NULL, due BIGINT NOT NULL,
            internal_due BIGINT NOT NULL, provisional BIGINT NOT NULL, stopped_at BIGINT, breached_at BIGINT,
            internal_breached_at BIGINT)
        """,
        "CREATE INDEX clocks_subject ON clocks(subject_kind, subject)",
        // What the sweep looks for: running clocks whose next line (internal first, then published) is crossed.
        """
        CREATE INDEX clocks_internal ON clocks(internal_due)
            WHERE state = 'running' AND internal_breached_at IS NULL
        """,
        "CREATE INDEX clocks_due ON clocks(due) WHERE state = 'running' AND breached_at IS NULL",
        "CREATE INDEX clocks_started ON clocks(started_at)",
        """
        CREATE TABLE clock_events (
            id {id}, clock BIGINT NOT NULL {ledger}, at BIGINT NOT NULL, kind TEXT NOT NULL,
            reason TEXT NOT NULL, by_staff BIGINT REFERENCES staff)
        """,
        "CREATE INDEX clock_events_clock ON clock_events(clock, id)",
        """
        CREATE TABLE timers (
            id {id}, subject_kind TEXT NOT NULL, subject BIGINT NOT NULL, transition TEXT NOT NULL,
            state TEXT NOT NULL, due BIGINT NOT NULL, fired_at BIGINT)
        """,
        "CREATE INDEX timers_due ON timers(due) WHERE fired_at IS NULL",
        "CREATE INDEX timers_subject ON timers(subject_kind, subject) WHERE fired_at IS NULL",
    ]

    private static let papers = [
        """
        CREATE TABLE approvals (
            id {id}, version BIGINT NOT NULL, subject_kind TEXT NOT NULL, subject BIGINT NOT NULL,
            decision TEXT NOT NULL, amount BIGINT, currency TEXT, reason TEXT NOT NULL, state TEXT NOT NULL,
            asked_by BIGINT REFERENCES staff, asked_at BIGINT NOT NULL, decided_by BIGINT REFERENCES staff,
            decided_at BIGINT, answer TEXT NOT NULL)
        """,
        "CREATE INDEX approvals_subject ON approvals(subject_kind, subject)",
        "CREATE INDEX approvals_open ON approvals(asked_at) WHERE state = 'asked'",
        """
        CREATE TABLE notes (
            id {id}, subject_kind TEXT NOT NULL, subject BIGINT NOT NULL, at BIGINT NOT NULL,
            by_staff BIGINT REFERENCES staff, text TEXT NOT NULL, told_customer BIGINT NOT NULL)
        """,
        "CREATE INDEX notes_subject ON notes(subject_kind, subject, id)",
        """
        CREATE TABLE attachments (
            id {id}, subject_kind TEXT NOT NULL, subject BIGINT NOT NULL, at BIGINT NOT NULL,
            by_staff BIGINT REFERENCES staff, reference TEXT NOT NULL, title TEXT NOT NULL)
        """,
        "CREATE INDEX attachments_subject ON attachments(subject_kind, subject, id)",
        """
        CREATE TABLE notices (
            id {id}, at BIGINT NOT NULL, role TEXT NOT NULL, staff BIGINT REFERENCES staff,
            subject_kind TEXT NOT NULL, subject BIGINT NOT NULL, message TEXT NOT NULL, seen_at BIGINT)
        """,
        "CREATE INDEX notices_role ON notices(role, id) WHERE seen_at IS NULL",
        """
        CREATE TABLE drafts (
            id {id}, staff BIGINT NOT NULL REFERENCES staff, form TEXT NOT NULL, content TEXT NOT NULL,
            saved_at BIGINT NOT NULL)
        """,
        "CREATE INDEX drafts_staff ON drafts(staff, form)",
        """
        CREATE TABLE merges (
            id {id}, kind TEXT NOT NULL, from_subject BIGINT NOT NULL, into_subject BIGINT NOT NULL,
            at BIGINT NOT NULL, by_staff BIGINT REFERENCES staff, moved TEXT NOT NULL, undone_at BIGINT)
        """,
        "CREATE INDEX merges_from ON merges(kind, from_subject)",
        """
        CREATE TABLE journal (
            id {id}, at BIGINT NOT NULL, subject_kind TEXT NOT NULL, subject BIGINT NOT NULL,
            sequence BIGINT NOT NULL, event TEXT NOT NULL, by_login TEXT NOT NULL, facts TEXT NOT NULL,
            hash {blob} NOT NULL)
        """,
        "CREATE UNIQUE INDEX journal_subject ON journal(subject_kind, subject, sequence)",
        """
        CREATE TABLE seals (
            id {id}, at BIGINT NOT NULL, upto BIGINT NOT NULL, hash {blob} NOT NULL)
        """,
        "{search}",
    ]
}
