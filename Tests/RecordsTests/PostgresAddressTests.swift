import Records
import Testing

@Suite("Addresses of PostgreSQL desks")
struct PostgresAddressTests {
    @Test(
        "every form libpq takes is read, and told without its password",
        arguments: [
            (
                "postgres://li:geheim@db.example:5433/desk?sslmode=require",
                "postgres: dbname=desk host=db.example port=5433 sslmode=require user=li"
            ),
            (
                "host=/run/postgresql dbname=desk password=geheim",
                "postgres: dbname=desk host=/run/postgresql"
            ),
            ("password='geheim' dbname=desk", "postgres: dbname=desk"),
            ("postgresql:///desk?service=north", "postgres: dbname=desk service=north"),
            (
                "postgres://a,b:5433/desk?target_session_attrs=read-write",
                "postgres: dbname=desk host=a,b port=,5433 target_session_attrs=read-write"
            ),
        ])
    func forms(text: String, told: String) throws {
        let address = try DatabaseAddress(text)
        #expect(address.description == told)
        #expect(address.holdsPassword == text.contains("geheim"))
    }

    @Test(
        "an address that cannot be read is not repeated",
        arguments: [
            "postgres://li:geheim@db:x:y/desk?nothing=1", "postgres://li:ge@heim@db/desk",
            "pg://li:geheim@db/d",
        ])
    func unreadable(text: String) {
        do {
            let address = try DatabaseAddress(text)
            Issue.record("read as \(address)")
        } catch { #expect(!"\(error)".contains("heim")) }
    }
}
