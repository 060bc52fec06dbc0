import DeskTesting
import Dispatching
import Model
import ServiceDesk
import TerminalKit
import Testing

@testable import DeskScreens

extension Scenes {
    /// The dispatch board, and what is gone to from it.
    static let board = [
        Scene("V160", sizes: Scene.upToThreePanes) { try open($0) },
        Scene("V160.moving") { try open($0).press("m", "Down") },
        Scene("V160.empty") { try $0.driver(TemporaryDesk(), as: "admin").press("F8") },
        Scene("V160.late") { try open($0).press("d") },
        Scene("V160.away") { try open($0).press("s").type("3") },
        Scene("V160.emergency") { try open($0).press("End", "e") },
        Scene("V160.callOff") { try open($0).press("c") },
        Scene("V160.split") { try open($0).press("p") },
        Scene("V161", sizes: Scene.upToThreePanes) { try open($0).press("g", "Down") },
        Scene("V161.full") { try open($0, Desks.withAWeek()).press("g", "Right", "End") },
        Scene("V162", sizes: Scene.upToThreePanes) { try open($0, Desks.withATown()).press("v") },
        Scene("V162.stop") { try open($0, Desks.withATown()).press("v", "Right", "Right") },
        Scene("V162.empty") { try $0.driver(TemporaryDesk(), as: "admin").press("F8", "v") },
        Scene("V165.away") { try open($0, Desks.withASpare()).press("s", "Enter", "Enter") },
        Scene("V165.late") { try open($0, Desks.withASpare()).press("d").type("0").press("Enter", "Enter") },
        Scene("V165.partly") {
            try open($0, Desks.withASpare()).press("d", "Backspace", "Backspace").type("150").press(
                "Enter", "Enter")
        },
        Scene("V165.nothing") { try open($0).press("d", "Enter", "Enter") },
        Scene("V165.emergency") {
            try open($0, Desks.withASpare()).press("e").type("c2").press("Ctrl-S")
        },
        Scene("V165.searching") { stage in
            let runner = HeldRunner()
            let driver = try Driver(
                Desks.withASpare(), as: "admin", wordings: stage.wordings, size: stage.size, runner: runner)
            runner.release()
            driver.press("F8")
            runner.release()
            driver.press("s", "Enter", "Enter")
            runner.releaseFirst()
            return driver
        },
    ]

    @MainActor
    private static func open(_ stage: Stage, _ place: TemporaryDesk? = nil) throws -> Driver {
        try stage.driver(place ?? Desks.withADay(), as: "admin").press("F8")
    }
}

extension Desks {
    /// The same day, and a third technician who has nothing to do yet.
    static func withASpare() throws -> TemporaryDesk {
        try TemporaryDesk.copied("withASpare") {
            let place = try withADay()
            try place.as("admin") { _ = try $0.addTechnician("t3", "孙师傅") }
            return place
        }
    }

    /// The same week; in it somebody on leave for two days, somebody away for a morning, and a visit that comes late.
    static func withAWeek() throws -> TemporaryDesk {
        try TemporaryDesk.copied("withAWeek") {
            let place = try withASpare()
            try place.as("admin") { work in
                let people = try work.reading.people()
                for (login, from, hours) in [("t2", 14, 48), ("t3", 46, 5)] {
                    let who = try #require(people.first { $0.login == login }).id
                    let start = work.now + .hours(from)
                    _ = try work.addAbsence(
                        Absence(
                            staff: who, window: Window(start: start, end: start + .hours(hours)), reason: ""))
                }
            }
            return place
        }
    }

    /// Visits in two zones of a city, a home in it and one 400 km away, a visit in another city, and one whose place is not
    /// known.
    static func withATown() throws -> TemporaryDesk {
        try TemporaryDesk.copied("withATown") {
            let place = try withASpare()
            try place.as("admin") { work in
                try work.addTechnician("t4", "李师傅")
                try work.move("t1", to: Model.Place(latitude: 31.23, longitude: 121.47))
                try work.move("t4", to: Model.Place(latitude: 30.27, longitude: 120.16))
            }
            let places: [(String, Model.Place?)] = [
                ("西湖", Model.Place(latitude: 30.25, longitude: 120.13)),
                ("静安", Model.Place(latitude: 31.24, longitude: 121.44)),
                ("静安", Model.Place(latitude: 31.27, longitude: 121.45)),
                ("浦东", Model.Place(latitude: 31.17, longitude: 121.52)),
                ("", nil),
            ]
            for (number, (zone, at)) in places.enumerated() {
                let id = try place.as("li") { work in
                    var customer = Samples.customer(
                        name: ["钱塘", "周敏", "郑强", "赵阳", "孙何"][number], phone: "+861380013900\(number)")
                    (customer.addresses[0].zone, customer.addresses[0].place) = (zone, at)
                    var draft = CaseDraft(
                        kind: CaseKind("repair"), customer: try work.addCustomer(customer).id,
                        summary: "空调不制冷")
                    (draft.product, draft.fault) = ("air-conditioner", "not-cooling")
                    return try work.log(draft).serviceCase.id
                }
                try place.as("wang") { work in
                    var wish = VisitWish(caseID: id)
                    (wish.days, wish.minutes) = (1, 45)
                    let slot = try #require(try work.reading.slots(wish, at: work.now).first)
                    _ = try work.book(wish, slot: slot)
                }
            }
            try place.as("admin") { try $0.move("t3", to: Model.Place(latitude: 34.26, longitude: 117.2)) }
            return place
        }
    }
}

extension Work {
    /// Somebody who can do what t1 can.
    @discardableResult
    fileprivate func addTechnician(_ login: String, _ name: String) throws -> Staff {
        var person = try #require(try reading.people().first { $0.login == "t1" })
        (person.id, person.login, person.name) = (StaffID(0), login, name)
        return try addStaff(person)
    }

    fileprivate func move(_ login: String, to home: Model.Place) throws {
        var person = try #require(try reading.people().first { $0.login == login })
        person.home = home
        _ = try editStaff(person)
    }
}
