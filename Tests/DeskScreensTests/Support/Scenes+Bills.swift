import DeskTesting
import Model
import Records
import ServiceDesk
import TerminalKit
import Testing

@testable import DeskScreens

extension Scenes {
    /// Estimates, bills, and what they are less by.
    static let bills = [
        Scene("V164", sizes: Scene.upToThreePanes) { try open($0) },
        Scene("V164.case") {
            try $0.driver(Desks.withBills(), as: "chen").press(":").type("c3").press("Enter", "f")
        },
        Scene("V164.empty") {
            try $0.driver(Desks.filled(), as: "chen").press(":").type("k1").press("Enter", "f")
        },
        Scene("V164.paper") { try open($0).press("End", "Enter") },
        Scene("V164.text") { try open($0).press("End", "t") },
        Scene("V164.write") { try open($0).press("Down", "w") },
        Scene("V164.credit") { try open($0).press("End", "c") },
        Scene("V164.void") { try open($0).press("End", "v") },
    ]

    @MainActor
    private static func open(_ stage: Stage) throws -> Driver {
        try stage.driver(Desks.withBills(), as: "chen").press(":").type("k2").press("Enter", "f")
    }
}

extension Desks {
    /// Three visits to one customer: one billed and credited in part, one over and not billed, one to come. Each costs the way,
    /// 30.00, and an hour, 120.00.
    static func withBills() throws -> TemporaryDesk {
        try TemporaryDesk.copied("withBills") {
            let place = try filled()
            let cases = try place.as("li") { work in
                try (0..<3).map { _ in
                    var draft = CaseDraft(
                        kind: CaseKind("repair"), customer: CustomerID(2), summary: "空调不制冷")
                    (draft.product, draft.fault) = ("air-conditioner", "not-cooling")
                    draft.onRepeat = .logAnyway
                    return try work.log(draft).serviceCase.id
                }
            }
            let visits = try cases.map { id in
                try place.as("wang") { work in
                    let t1 = try #require(try work.reading.staff.find(login: "t1")).id
                    var wish = VisitWish(caseID: id)
                    (wish.technician, wish.days) = (t1, 2)
                    let slot = try #require(try work.reading.slots(wish, at: work.now).first)
                    return try work.book(wish, slot: slot).id
                }
            }
            for visit in visits.prefix(2) {
                try place.as("t1") { work in
                    for step in ["dispatch", "accept", "set-out", "arrive"] { try work.take(step, on: visit) }
                }
                place.now = place.now + .minutes(46)
                _ = try place.as("t1") { work in
                    try work.take(
                        "finish", on: visit,
                        given: ["result": .text("fixed"), "action": .text("清洗"), "quoted": .number(150_00)])
                }
            }
            _ = try place.as("t1") { try $0.writeBill(visits[0]) }
            try place.as("chen") { work in
                var wish = CreditWish(reason: "多收一刻钟")
                wish.lines[1] = 30_00
                _ = try work.creditBill(visits[0], wish)
            }
            return place
        }
    }
}
