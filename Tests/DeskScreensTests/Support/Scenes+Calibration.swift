import DeskTesting
import Model
import Quality
import ServiceDesk
import TerminalKit
import Testing

@testable import DeskScreens

extension Scenes {
    static let calibration = [
        Scene("R230.calibration") { try open($0, Desks.calibrating()) },
        Scene("R232.open") { try open($0, Desks.calibrating(), as: "qian").press("Enter") },
        Scene("R232.led") { try open($0, Desks.calibrating()).press("Enter") },
        Scene("R232") { try open($0, Desks.calibrated()).press("Enter") },
        Scene("R232.items") { try open($0, Desks.calibrated()).press("Enter", "2", "Down", "Down") },
        Scene("R232.raters") { try open($0, Desks.calibrated()).press("Enter", "3", "Down") },
        Scene("calibrate") { try open($0, Desks.calibrating(), as: "qian").press("Enter", "Down", "s") },
        Scene("calibrate.agree") { try open($0, Desks.calibrated()).press("Enter", "Down", "a") },
        Scene("calibrate.new") { try open($0, Desks.calibrating()).press("b").type("十二月校准") },
    ]

    @MainActor
    private static func open(_ stage: Stage, _ place: TemporaryDesk, as login: String = "he") throws -> Driver
    {
        try stage.driver(place, as: login).press("Alt-y", "7")
    }
}

extension Desks {
    /// The cases of `reviewed`, two of them in a session that he leads: sun scored both, qian the first, more strictly.
    static func calibrating() throws -> TemporaryDesk {
        try TemporaryDesk.copied("calibrating") {
            let place = try reviewed()
            _ = try place.as("he") {
                try $0.beginCalibration(
                    CalibrationDraft(
                        name: "十一月校准", card: "case-handling",
                        subjects: [Subject(CaseID(1)), Subject(CaseID(2))],
                        raters: ["sun", "qian"]))
            }
            try calibrate(1, by: "sun", [:], in: place)
            try calibrate(2, by: "sun", ["tone": "4"], note: "回复及时", in: place)
            try calibrate(1, by: "qian", ["tone": "3", "informed": "no"], note: "客户两次来电催问", in: place)
            return place
        }
    }

    /// The same once qian scored the second as well, and something was agreed on the first.
    static func calibrated() throws -> TemporaryDesk {
        try TemporaryDesk.copied("calibrated") {
            let place = try calibrating()
            try calibrate(2, by: "qian", ["privacy": "no"], in: place)
            _ = try place.as("he") {
                try $0.agree(
                    on: Subject(CaseID(1)), in: CalibrationID(1), ["tone": "4", "informed": "no"],
                    note: "未主动告知即不得分")
            }
            return place
        }
    }

    /// The best of everything but for what is given.
    private static func calibrate(
        _ number: Int64, by login: String, _ other: [String: String], note: String = "",
        in place: TemporaryDesk
    ) throws {
        let card = try place.desk.rules.scoreCard("case-handling").card
        let best = card.items.map { ($0.name, $0.answers.last { $0 != .notApplicable }?.word ?? "") }
        let answers = Dictionary(uniqueKeysWithValues: best).merging(other) { $1 }
        try place.as(login) {
            _ = try $0.scoreCalibration(CalibrationID(1), Subject(CaseID(number)), answers, note: note)
        }
    }
}
