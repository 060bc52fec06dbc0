/// Letting a database's user in to the desk: two functions in the desk's schema, which work with the rights of the role
/// that made it. So whoever keeps the staff can let others in without owning anything.
struct PostgresAdmission {
    let login: String
    var keepsStaff = false
    var isDismissal = false

    /// - Returns: `.left` when the database knows no such user, or this one may not let others in.
    func carryOut(in database: PostgresDatabase) throws -> Admission {
        try database.write(.alone) { db in
            let (isKnown, mayGrant) =
                try db.first(
                    """
                    SELECT (SELECT count(*) FROM pg_roles WHERE rolname = $1),
                        has_function_privilege('\(PostgresLink.schema).dismiss(text)', 'EXECUTE')::int::bigint
                    """, .text(login)
                ) { ($0.flag(0), $0.flag(1)) } ?? (false, false)
            // Nothing to take away from nobody.
            if isDismissal, !isKnown { return .done }
            guard isKnown, mayGrant else { return .left(sql: (isKnown ? [] : [creation]) + [call]) }
            if isDismissal {
                _ = try db.query("SELECT \(PostgresLink.schema).dismiss($1)", .text(login)) { _ in }
            } else {
                _ = try db.query(
                    "SELECT \(PostgresLink.schema).admit($1, $2 <> 0)", .text(login),
                    .int(keepsStaff ? 1 : 0)
                ) { _ in }
            }
            return .done
        }
    }

    private var creation: String {
        "CREATE ROLE \"\(login.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\""))\" LOGIN;"
    }

    private var call: String {
        let name = login.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "''")
        return isDismissal
            ? "SELECT \(PostgresLink.schema).dismiss('\(name)');"
            : "SELECT \(PostgresLink.schema).admit('\(name)', \(keepsStaff));"
    }

    /// The journal and its seals are only ever added to; the schema's number is the owner's; who
    /// works here is written by those who may. The owner has everything by owning, which neither function touches.
    static let functions = [
        """
        CREATE FUNCTION dismiss(login TEXT) RETURNS void LANGUAGE plpgsql SECURITY DEFINER
        SET search_path = \(PostgresLink.schema), pg_temp AS '
        BEGIN
            IF login = current_user THEN RETURN; END IF;
            EXECUTE format(''REVOKE ALL ON ALL TABLES IN SCHEMA \(PostgresLink.schema) FROM %I'', login);
            EXECUTE format(''ALTER DEFAULT PRIVILEGES IN SCHEMA \(PostgresLink.schema) REVOKE ALL ON TABLES FROM %I'', login);
            EXECUTE format(''REVOKE ALL ON ALL FUNCTIONS IN SCHEMA \(PostgresLink.schema) FROM %I'', login);
            EXECUTE format(''REVOKE ALL ON SCHEMA \(PostgresLink.schema) FROM %I'', login);
        END'
        """,
        """
        CREATE FUNCTION admit(login TEXT, keeps_staff BOOLEAN) RETURNS void LANGUAGE plpgsql SECURITY DEFINER
        SET search_path = \(PostgresLink.schema), pg_temp AS '
        BEGIN
            IF login = current_user THEN RETURN; END IF;
            PERFORM dismiss(login);
            EXECUTE format(''GRANT USAGE ON SCHEMA \(PostgresLink.schema) TO %I'', login);
            EXECUTE format(''GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA \(PostgresLink.schema) TO %I'', login);
            EXECUTE format(''ALTER DEFAULT PRIVILEGES IN SCHEMA \(PostgresLink.schema)
                GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO %I'', login);
            EXECUTE format(''REVOKE UPDATE, DELETE ON journal, seals FROM %I'', login);
            EXECUTE format(''REVOKE INSERT, UPDATE, DELETE ON schema_version, settings FROM %I'', login);
            IF keeps_staff THEN
                EXECUTE format(''GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA \(PostgresLink.schema) TO %I'', login);
            ELSE
                EXECUTE format(''REVOKE INSERT, UPDATE, DELETE ON staff FROM %I'', login);
            END IF;
        END'
        """,
        "REVOKE ALL ON ALL FUNCTIONS IN SCHEMA \(PostgresLink.schema) FROM PUBLIC",
    ]
}
