import ArgumentParser
import Model
import Records
import ServiceDesk
import Wording

struct ShowStaff: DeskCommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "Someone's record: skills, terms, what the vehicle carries, absences.")

    @OptionGroup(title: "Global options") var globals: GlobalOptions
    @Argument(help: "Who, by sign-in name.") var login: String

    func run(in session: Session) throws {
        try session.output.show(
            session.read { v in
                try TechnicianView(v.reading.staff(named: login), v, now: session.now)
            })
    }
}

struct AddAbsence: DeskCommand {
    static let configuration = CommandConfiguration(
        commandName: "away",
        abstract: "Say that a technician is not there for a while; names the visits that lie in it.")

    @OptionGroup(title: "Global options") var globals: GlobalOptions
    @Argument(help: "Who, by sign-in name.") var login: String
    @Option(help: ArgumentHelp("Since when; without it, now.", valueName: "instant")) var from: String?
    @Option(help: ArgumentHelp("Until when.", valueName: "instant")) var to: String
    @Option(help: "Why: ill, on leave, in training.") var reason = ""

    func run(in session: Session) throws {
        let instants = session.place.instants
        let window = Window(
            start: try from.map(instants.instant) ?? session.now, end: try instants.instant(to))
        let view = try session.act { work in
            let person = try work.reading.staff(named: login)
            return (
                person,
                try work.addAbsence(Absence(staff: person.id, window: window, reason: reason)).visits
            )
        } thenShow: { done, v in
            (try TechnicianView(done.0, v, now: session.now), done.1)
        }
        try session.output.show(view.0)
        if !view.1.isEmpty {
            session.output.remark(
                "cli.absenceHits",
                [
                    "count": .count(view.1.count),
                    "visits": .list(view.1.map { .text($0.id.description) }),
                ])
        }
    }
}

struct RemoveAbsence: DeskCommand {
    static let configuration = CommandConfiguration(
        commandName: "back", abstract: "Take an absence back, by its number as `staff show` tells it.")

    @OptionGroup(title: "Global options") var globals: GlobalOptions
    @Argument(help: "Who, by sign-in name.") var login: String
    @Argument(help: "The absence's number.") var number: Int64

    func run(in session: Session) throws {
        let view = try session.act { work in
            let person = try work.reading.staff(named: login)
            try work.removeAbsence(number, of: person.id)
            return person
        } thenShow: {
            try TechnicianView($0, $1, now: session.now)
        }
        try session.output.show(view)
    }
}

struct SetStock: DeskCommand {
    static let configuration = CommandConfiguration(
        commandName: "stock", abstract: "Say how many of a part a technician's vehicle carries.")

    @OptionGroup(title: "Global options") var globals: GlobalOptions
    @Argument(help: "Who, by sign-in name.") var login: String
    @Argument(help: "The part, as parts.yaml names it.") var part: String
    @Argument(help: "How many.") var quantity: Int

    func run(in session: Session) throws {
        let view = try session.act { work in
            let person = try work.reading.staff(named: login)
            try work.setStock(person.id, part: part, quantity: quantity)
            return person
        } thenShow: {
            try TechnicianView($0, $1, now: session.now)
        }
        try session.output.show(view)
    }
}

struct RefuseTechnician: DeskCommand {
    static let configuration = CommandConfiguration(
        commandName: "refuse", abstract: "Never send a technician to this customer again.")

    @OptionGroup(title: "Global options") var globals: GlobalOptions
    @Argument(help: "The customer, such as K7.") var id: CustomerID
    @Argument(help: "The technician, by sign-in name.") var technician: String
    @Option(help: "Why.") var reason = ""

    func run(in session: Session) throws {
        let view = try session.act { work in
            try work.refuse(work.reading.staff(named: technician).id, by: id, true, reason: reason)
        } thenShow: { _, v in
            try RefusalsView(id, v)
        }
        try session.output.show(view)
    }
}

struct AcceptTechnician: DeskCommand {
    static let configuration = CommandConfiguration(
        commandName: "accept", abstract: "Send a technician to this customer again.")

    @OptionGroup(title: "Global options") var globals: GlobalOptions
    @Argument(help: "The customer, such as K7.") var id: CustomerID
    @Argument(help: "The technician, by sign-in name.") var technician: String

    func run(in session: Session) throws {
        let view = try session.act { work in
            try work.refuse(work.reading.staff(named: technician).id, by: id, false)
        } thenShow: { _, v in
            try RefusalsView(id, v)
        }
        try session.output.show(view)
    }
}

/// Whom a customer refuses.
struct RefusalsView: Showable {
    var customer: String
    var refuses: [String]
    let names: [String]

    private enum CodingKeys: String, CodingKey { case customer, refuses }

    init(_ id: CustomerID, _ v: Viewer) throws {
        let current = try v.reading.current(id).id
        let staff = try v.reading.dispatch.refused(by: current).compactMap {
            try v.reading.staff.find($0)
        }
        customer = current.description
        (refuses, names) = (staff.map(\.login), staff.map(\.name))
    }

    func lines(_ output: Output) -> [String] {
        [
            names.isEmpty
                ? output.words("cli.refusesNobody", ["customer": .text(customer)])
                : output.words(
                    "cli.refuses", ["customer": .text(customer), "names": .list(names.map { .text($0) })])
        ]
    }
}
