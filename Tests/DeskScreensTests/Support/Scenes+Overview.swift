import DeskTesting
import Model
import Records
import ServiceDesk
import TerminalKit
import Testing

@testable import DeskScreens

extension Scenes {
    static let overview = [
        Scene("S190", sizes: Scene.upToThreePanes) { try open($0, Desks.busy()).press("Down", "Down") },
        Scene("S190.people") { try open($0, Desks.busy()).press("End", "Up") },
        Scene("V163") { stage in
            let place = try Desks.busy()
            let visit = try place.bookVisit(for: CaseID(5))
            place.now = visit.planned.start
            return try open(stage, place).press("Down", "Down", "Down", "Down", "Down", "Down", "Down").press(
                "Enter")
        },
        Scene("S191") { stage in
            let driver = try open(stage, Desks.busy())
            // Of the team whose case came today.
            for _ in 1...2 {
                driver.press("Down")
                for _ in 0..<40 where !driver.selectedLine.hasPrefix("一组") { driver.press("Down") }
            }
            return driver.press("Right", "Right", "Right", "Right", "Right", "Right", "Enter")
        },
        Scene("S190.empty") { try open($0, TemporaryDesk()) },
        Scene("S195", sizes: Scene.upToThreePanes) { try open($0, Desks.busy()).press("w") },
    ]

    @MainActor
    private static func open(_ stage: Stage, _ place: TemporaryDesk) throws -> Driver {
        try stage.driver(place, as: "chen").press("Alt-e")
    }
}

extension Desks {
    /// Repairs waiting, some of them long; two settled this morning; two teams, some of them at their desks.
    static func busy() throws -> TemporaryDesk {
        try TemporaryDesk.copied("busy") {
            let place = try waiting(repairs: 14)
            let end = place.now
            try place.as("admin") { work in
                for (login, team) in [("li", "一组"), ("chen", "一组"), ("zhao", "回访组")] {
                    var person = try #require(try work.reading.staff.find(login: login))
                    person.team = team
                    try work.editStaff(person)
                }
            }
            let customer = try place.customer().id
            for days in [16, 5, 2] {
                place.now = end - .days(days)
                try place.as("li") { work in
                    var draft = CaseDraft(
                        kind: CaseKind("complaint"), customer: customer, summary: "等了很久没有回音")
                    draft.onRepeat = .logAnyway
                    _ = try work.log(draft)
                }
            }
            for (id, minutes) in [(1, 50), (2, 8)] {
                place.now = end - .minutes(minutes)
                try place.as("li") { work in
                    _ = try work.take("settle", on: CaseID(Int64(id)), given: ["remedy": .text("电话指导解决")])
                }
            }
            place.now = end
            _ = try place.as("li") { try $0.claimCase(CaseID(3)) }
            let desk = place.desk
            try desk.tell(
                .present, of: desk.actor(named: "li"), on: Subject(CaseID(3)), touched: end, at: end)
            try desk.tell(
                .present, of: desk.actor(named: "zhao"), on: nil, touched: end - .minutes(12), at: end)
            return place
        }
    }
}
