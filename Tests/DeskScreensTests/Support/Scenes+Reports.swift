import DeskTesting
import Model
import ServiceDesk
import TerminalKit
import Testing

@testable import DeskScreens

extension Scenes {
    static let reports = [
        Scene("R210", sizes: Scene.upToThreePanes) { try open($0).press("Down", "Down", "Down") },
        Scene("R210.groups", sizes: Scene.upToThreePanes) {
            try open($0).press("g").type("kind").press("Enter").press("Down", "Down")
        },
        Scene("R210.define") { try open($0).press("End", "Up", "d") },
        Scene("R210.hours", sizes: Scene.upToThreePanes) { try open($0).press("h") },
        Scene("R210.days") { try open($0).press("f") },
        Scene("R210.empty") { try $0.driver(TemporaryDesk(), as: "chen").press("Alt-o") },
        Scene("R211") { try open($0).press("Down", "Enter") },
        // Which promise each row is of.
        Scene("R211.promises") { try open($0).press("End", "Up", "Enter") },
        Scene("R212", sizes: Scene.upToThreePanes) { try open($0).press("b", "Down", "Right") },
        Scene("R212.scores", sizes: Scene.upToThreePanes) { try open($0).press("b", "2", "Right", "Right") },
        Scene("R212.batches") { try open($0).press("b", "5") },
        Scene("R212.calls", sizes: Scene.upToThreePanes) { try open($0).press("b", "6", "Right") },
        Scene("R212.lack") { try $0.driver(Desks.served(), as: "li").press("Alt-o", "b", "2", "Down") },
    ]

    @MainActor
    private static func open(_ stage: Stage) throws -> Driver {
        try stage.driver(Desks.served(), as: "chen").press("Alt-o")
    }
}

extension Desks {
    /// Six weeks of repairs and complaints, most of the repairs settled, one of them by a visit; a call due.
    static func served() throws -> TemporaryDesk {
        try TemporaryDesk.copied("served") {
            let place = try TemporaryDesk()
            let end = place.now
            place.now = end - .days(62)
            let customers = try [("王小明", CustomerKind.consumer), ("Oakwood Trading Ltd", .dealer)]
                .enumerated()
                .map {
                    number, who in
                    try place.as("li") {
                        try $0.addCustomer(
                            Samples.customer(name: who.0, phone: "+861380014000\(number)", kind: who.1)
                        ).id
                    }
                }
            for n in 0..<14 {
                let days = 2 + n * 4
                place.now = end - .days(days)
                let c = try place.as("li") { work in
                    var draft = CaseDraft(
                        kind: CaseKind(n % 4 == 3 ? "complaint" : "repair"), customer: customers[n % 2],
                        summary: "洗衣机漏水 \(n)")
                    (draft.product, draft.fault, draft.onRepeat) = ("washing-machine", "leak", .logAnyway)
                    return try work.log(draft).serviceCase
                }
                guard c.kind == CaseKind("repair"), n % 5 != 0 else { continue }
                place.now = place.now + .minutes(20 + n * 90)
                _ = try place.as("li") { try $0.take("settle", on: c.id, given: ["remedy": .text("电话指导解决")]) }
            }
            place.now = end - .days(3)
            _ = try place.finishedRepair()
            place.now = end
            return place
        }
    }
}
