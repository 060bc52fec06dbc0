import Model
import Records

/// An answer about someone, and what the database's administrator has still to run before the database does as it says;
/// in JSON under `databaseSQL`.
struct AdmissionView<Answer: Showable>: Showable {
    private let answer: Answer
    private let person: Staff
    private let sql: [String]

    init(_ answer: Answer, _ person: Staff, _ admission: Admission) {
        (self.answer, self.person) = (answer, person)
        if case .left(let sql) = admission { self.sql = sql } else { sql = [] }
    }

    private enum Key: String, CodingKey { case databaseSQL }

    func encode(to encoder: any Encoder) throws {
        try answer.encode(to: encoder)
        guard !sql.isEmpty else { return }
        var container = encoder.container(keyedBy: Key.self)
        try container.encode(sql, forKey: .databaseSQL)
    }

    func lines(_ output: Output) -> [String] {
        let lines = answer.lines(output)
        guard !sql.isEmpty else { return lines }
        let said =
            person.active
            ? output.words("cli.letIn", ["login": .text(person.login), "count": .count(sql.count)])
            : output.words("cli.keptIn", ["login": .text(person.login)])
        return lines + [said] + sql.map { "  " + $0 }
    }
}
