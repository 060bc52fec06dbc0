import DeskTesting
import Model
import Records
import ServiceDesk
import TerminalKit
import Testing

@testable import DeskScreens

extension Scenes {
    /// A technician's day, on a phone too.
    static let day = [
        Scene("V170", sizes: onThePhoneToo) { try $0.driver(Desks.ofTechnician(), as: "t1") },
        Scene("V170.empty", sizes: onThePhoneToo) {
            try $0.driver(Desks.ofTechnician(), as: "t1").press("-")
        },
        Scene("V170.nobody") { try $0.driver(Desks.filled()).press("Alt-m") },
        Scene("V170.finish", sizes: onThePhoneToo) {
            try $0.driver(Desks.ofTechnician(), as: "t1").press("o", "r", "f")
        },
        Scene("V170.parts", sizes: onThePhoneToo) {
            try $0.driver(Desks.ofTechnician(), as: "t1").press("o", "r", "f", "Tab", "Tab", "Tab")
                .type("2x ac-capacitor").press("F4")
        },
        Scene("V175", sizes: onThePhoneToo) {
            try $0.driver(Desks.ofTechnician(), as: "t1").press("Enter")
        },
        Scene("A100.phone", sizes: [Scene.phone]) { try $0.driver(TemporaryDesk(), as: nil) },
    ]

    private static let onThePhoneToo = [Scene.phone] + Scene.usual
}

extension Scene {
    static let phone = Size(columns: 40, rows: 24)
}

extension Desks {
    /// Three visits of t1 today: one done, one dispatched that needs a part, one only planned.
    static func ofTechnician() throws -> TemporaryDesk {
        try TemporaryDesk.copied("ofTechnician") {
            let place = try filled()
            let wang = try place.desk.read { try $0.serviceCase(CaseID(1)).customer }
            let unit = try place.desk.read { try $0.serviceCase(CaseID(1)).unit }
            let cases = try place.as("li") { work in
                try [("空调不制冷，室内机滴水", "not-cooling"), ("空调漏水", "leaking")].map { summary, fault in
                    var draft = CaseDraft(kind: CaseKind("repair"), customer: wang, summary: summary)
                    (draft.unit, draft.product, draft.fault) = (unit, "air-conditioner", fault)
                    draft.onRepeat = .logAnyway
                    return try work.log(draft).serviceCase.id
                }
            }
            try place.as("li") {
                _ = try $0.note(Subject(cases[1]), "客户下午两点后在家，小区需登记", toldCustomer: false)
            }
            let visits = try (cases + [CaseID(2)]).map { id in
                try place.as("wang") { work in
                    let t1 = try #require(try work.reading.staff.find(login: "t1")).id
                    var wish = VisitWish(caseID: id)
                    (wish.technician, wish.days) = (t1, 1)
                    let slot = try #require(try work.reading.slots(wish, at: work.now).first)
                    return try work.book(wish, slot: slot).id
                }
            }
            try place.as("wang") { work in
                try work.receive("ac-capacitor", 1, at: .depot("main"))
                try work.reserve(["ac-capacitor": 1, "ac-fan-motor": 1], for: visits[1], mayWait: true)
            }
            try place.as("t1") { work in
                for step in ["dispatch", "accept", "set-out", "arrive"] { try work.take(step, on: visits[0]) }
                try work.take(
                    "finish", on: visits[0],
                    given: [
                        "result": .text("fixed"), "action": .text("更换电容，加注冷媒"),
                        "measured": .text("低压 0.42 MPa; 电流 6.1 A"), "signature": .text("王小明"),
                    ])
                try work.take("dispatch", on: visits[1])
            }
            return place
        }
    }
}
