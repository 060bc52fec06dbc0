import Model
import ServiceDesk
import Wording

/// Technicians by skills: in the table each skill is a letter, told below it.
struct SkillMatrixView: Showable {
    let day: String
    let technicians: [PersonView]
    let skills: [SkillView]
    let certificates: [CertificateView]
    private let matrix: SkillMatrix

    private enum CodingKeys: String, CodingKey { case day, technicians, skills, certificates }

    struct PersonView: Encodable {
        let login: String
        let name: String
        let team: String
        /// By skill, 1 (can do it) to 5 (teaches it).
        let skills: [String: Int]
        let certificates: [PaperView]
    }

    struct PaperView: Encodable {
        let name: String
        /// The last valid day.
        let until: String
        /// `valid`, `soon` (ends within 60 days) or `expired`.
        let standing: String
    }

    init(_ matrix: SkillMatrix, _ v: Viewer) {
        self.matrix = matrix
        day = matrix.day.description
        technicians = matrix.people.map { person in
            PersonView(
                login: person.staff.login, name: person.staff.name, team: person.staff.team,
                skills: person.levels,
                certificates: person.papers.map {
                    PaperView(
                        name: $0.name, until: $0.until.description, standing: $0.standing.rawValue)
                })
        }
        skills = matrix.skills.enumerated().map { SkillView($1, letter: SkillMatrix.letter($0), v) }
        certificates = matrix.certificates.map(CertificateView.init)
    }

    func lines(_ output: Output) -> [String] {
        guard !technicians.isEmpty else { return [output.words("skill.nobody")] }
        var table = TextTable(
            titles: [output.words("skill.title.person"), output.words("skill.title.name")]
                + skills.map(\.letter)
                + [output.words("skill.title.team"), output.words("skill.title.papers")],
            colours: output.colours, columns: StandardStream.out.columns)
        let rows = table.lines(matrix.people.map { row($0, output) })
        let papers = certificates.isEmpty ? [output.words("skill.noPapers")] : output.table(certificates)
        return rows + [""] + output.table(skills) + [""] + papers + ["", output.words("skill.levels")]
    }

    private func row(_ person: SkillMatrix.Person, _ output: Output) -> [TextCell] {
        let levels = matrix.skills.map { skill in
            person.levels[skill.name].map { TextCell(String($0), $0 >= 3 ? .good : .plain) }
                ?? TextCell("·", .faint)
        }
        let worst = person.papers.contains { $0.standing == .expired }
        let papers = person.papers.map { paper in
            let said = "\(paper.name) \(output.wording.day(paper.until))"
            switch paper.standing {
            case .valid: return said
            case .soon: return said + " ~"
            case .expired: return said + " !"
            }
        }
        return [TextCell(person.staff.login, .strong), TextCell(person.staff.name)] + levels
            + [
                TextCell(person.staff.team),
                TextCell(papers.joined(separator: output.words("list.separator")), worst ? .alarm : .plain),
            ]
    }
}

struct SkillView: Listable {
    let skill: String
    /// Products that ask for it.
    let products: [String]
    let people: Int
    /// Those at level 3 or above.
    let skilled: Int
    let best: Int
    let letter: String
    private let labels: [String]

    private enum CodingKeys: String, CodingKey { case skill, products, people, skilled, best }

    init(_ skill: SkillMatrix.Skill, letter: String, _ v: Viewer) {
        (self.skill, products, people) = (skill.name, skill.products, skill.people)
        (skilled, best, self.letter) = (skill.skilled, skill.best, letter)
        labels = skill.products.map { v.productName($0) }
    }

    static let titles = [
        "skill.title.letter", "skill.title.skill", "skill.title.people", "skill.title.skilled",
        "skill.title.products",
    ]

    func cells(_ output: Output) -> [TextCell] {
        let few = people == 0 || people == 1
        let note = people == 0 ? " !" : people == 1 ? " ~" : ""
        return [
            TextCell(letter, .faint), TextCell(skill, .strong),
            TextCell(output.wording.number(people) + note, few && !products.isEmpty ? .alarm : .plain),
            TextCell(output.wording.number(skilled)), TextCell(output.wording.list(labels), .faint),
        ]
    }
}

struct CertificateView: Listable {
    let certificate: String
    /// Whether some visit asks for it.
    let needed: Bool
    let valid: Int
    let soon: Int
    let expired: Int

    init(_ certificate: SkillMatrix.Certificate) {
        (self.certificate, needed, valid) = (certificate.name, certificate.isNeeded, certificate.valid)
        (soon, expired) = (certificate.soon, certificate.expired)
    }

    static let titles = [
        "skill.title.certificate", "skill.title.needed", "skill.title.valid", "skill.title.soon",
        "skill.title.expired",
    ]

    func cells(_ output: Output) -> [TextCell] {
        let lacks = needed && valid + soon == 0
        return [
            TextCell(certificate, .strong), TextCell(output.yes(needed)),
            TextCell(output.wording.number(valid) + (lacks ? " !" : ""), lacks ? .alarm : .plain),
            TextCell(output.wording.number(soon)),
            TextCell(output.wording.number(expired), expired > 0 ? .alarm : .plain),
        ]
    }
}
