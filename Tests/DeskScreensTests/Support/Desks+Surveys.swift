import DeskTesting
import Foundation
import Model
import Quality
import Records
import ServiceDesk
import Testing
import Workflow

@testable import DeskScreens

extension Desks {
    /// Sheets of three months on paper, and one by phone about C1 that says another fee than was recorded; Q1 is that one.
    static func withSurveys() throws -> TemporaryDesk {
        try TemporaryDesk.copied("withSurveys") {
            let place = try TemporaryDesk()
            let repair = try place.finishedRepair(given: [
                "charge": .number(8550), "quoted": .number(8550), "doorRating": .text("satisfied"),
            ])
            var draft = SurveyDraft(
                "after-repair",
                [
                    "fixed": .chosen(["fully"]), "worry": .chosen(["no"]), "feeCharged": .chosen(["yes"]),
                    "feePaid": .number(200), "signedYourself": .chosen(["yes"]), "attitude": .number(6),
                    "skill": .number(5), "speed": .number(3), "overall": .number(6), "recommend": .number(9),
                    "suggestion": .text("收费要开发票"),
                ], source: .call)
            draft.visit = try place.desk.read { try $0.visits.of(repair.id).last?.id }
            let kept = draft
            try place.as("zhao") { _ = try $0.enter(kept) }
            try takeIn(
                "after-repair",
                [
                    "day,product,region,fixed,worry,feeCharged,signedYourself,overall,attitude,recommend,suggestion",
                    "2026-09-02,refrigerator,杭州,fully,no,no,yes,6,7,9,希望师傅早点来",
                    "2026-09-13,refrigerator,杭州,fully,no,no,yes,7,7,10,",
                    "2026-10-01,,宁波,partly,no,no,yes,4,5,,",
                    "2026-10-09,air-conditioner,宁波,fully,no,no,yes,5,6,8,Please ring before you come",
                    "2026-11-05,air-conditioner,,not at all,no,no,yes,1,4,0,来得太晚",
                ], place)
            return place
        }
    }

    /// Eight people's expectations and perceptions.
    static func withServqual() throws -> TemporaryDesk {
        try TemporaryDesk.copied("withServqual") {
            let place = try TemporaryDesk()
            let questionnaire = try place.desk.rules.questionnaire("servqual")
            for person in 0..<8 {
                let customer = try place.as("li") {
                    try $0.addCustomer(
                        Samples.customer(name: "客户\(person)", phone: "+86138001380\(10 + person)"))
                }
                var answers: [String: Answer] = ["hadFailure": .chosen(["no"])]
                let dimensions = questionnaire.battery?.weighted ?? []
                for (place, dimension) in dimensions.enumerated() {
                    for item in dimension.items {
                        answers[Battery.question(item, .expectation)] = .number(Double(7 - place % 3))
                        answers[Battery.question(item, .perception)] = .number(
                            Double(2 + (place * 2 + person) % 5))
                    }
                }
                for name in questionnaire.battery?.weights ?? [] { answers[name] = .number(20) }
                var draft = SurveyDraft("servqual", answers, source: .paper)
                draft.customer = customer.id
                let kept = draft
                try place.as("sun") { _ = try $0.enter(kept) }
            }
            return place
        }
    }

    /// Sheets on paper, as history.
    static func takeIn(_ name: String, _ lines: [String], _ place: TemporaryDesk) throws {
        let path = place.folder.file("sheets.csv")
        try Data(lines.joined(separator: "\n").utf8).write(to: URL(filePath: path))
        let sample = SurveySample(
            questionnaire: name, source: .paper, note: "秋季抽样", invited: 20, at: place.now)
        let receipt = try place.desk.importSurveys(
            path, name, sample: sample, setsOff: false, by: place.desk.actor(named: "sun"), at: place.now,
            say: { $0.key })
        #expect(receipt.rejected == 0)
    }
}
