import DeskTesting
import Model
import ServiceDesk
import TerminalKit
import Testing
import Workflow

@testable import DeskScreens

extension Scenes {
    static let system = [
        Scene("R280", sizes: Scene.upToThreePanes) { try organised($0, "y") },
        Scene("R280.process", sizes: Scene.upToThreePanes) { try organised($0, "y", "2", "Down") },
        Scene("R280.controls", sizes: Scene.upToThreePanes) { try organised($0, "y", "3") },
        Scene("R280.skills", sizes: Scene.upToThreePanes) { try organised($0, "y", "4") },
        Scene("R280.training") { try organised($0, "y", "5") },
        Scene("R280.resources") { try organised($0, "y", "6", "Down", "Down", "Down") },
        Scene("R280.incentives") { try organised($0, "y", "7") },
        Scene("R281") { stage in
            let driver = try organised(stage, "y", "2", "w")
            let cases = driver.place.desk.rules.workflows.kinds(of: .case)
            for _ in 0..<(cases.firstIndex { $0.name == "repair" } ?? 0) { driver.press("Down") }
            return driver.press("Enter").press("Down", "Down", "Enter")
        },
        Scene("R290", sizes: Scene.upToThreePanes) { try organised($0, "t") },
        Scene("R290.promises", sizes: Scene.upToThreePanes) { try organised($0, "t", "2") },
        Scene("R290.drafts", sizes: Scene.upToThreePanes) { try organised($0, "t", "3") },
        Scene("R290.answer") { try organised($0, "t", "e") },
        Scene("R290.approve") { try organised($0, "t", "3", "a") },
        Scene("R290.change") { try organised($0, "t", "3", "e") },
        Scene("R290.withdraw") { try organised($0, "t", "3", "w") },
        Scene("R290.propose") { try organised($0, "t", "2", "n") },
        Scene("R291", sizes: Scene.upToThreePanes) {
            try $0.driver(Desks.simulated(), as: "admin").press("Alt-o", "t", "3", "s")
        },
        Scene("R291.few") { try organised($0, "t", "3", "s") },
        Scene("R290.empty") { try $0.driver(TemporaryDesk(), as: "chen").press("Alt-o", "t", "3") },
    ]

    @MainActor
    private static func organised(_ stage: Stage, _ keys: String...) throws -> Driver {
        let driver = try stage.driver(Desks.organised(), as: "admin").press("Alt-o")
        for key in keys { driver.press(key) }
        return driver
    }
}

extension Desks {
    /// What was served in six weeks, technicians with levels and papers, a step of the strategy answered, and a draft of promises.
    static func organised() throws -> TemporaryDesk {
        try TemporaryDesk.copied("organised") {
            let place = try served()
            let today = place.desk.rules.localDay(place.now)
            try place.as("admin") { work in
                for (login, level, days) in [("t1", 4, -12), ("t2", 2, 35)] {
                    var person = try #require(try work.reading.people().first { $0.login == login })
                    person.terms.levels = Dictionary(
                        person.skills.map { ($0, level) }, uniquingKeysWith: { first, _ in first })
                    person.terms.certificates = ["低压电工作业证": today + days]
                    try work.editStaff(person)
                }
            }
            try place.as("sun") { work in
                try work.writeStrategy("1", "约好几点就几点到。")
                _ = try work.draftPromises("更快答复", text: Self.draft, basis: "两家对手一天内答复")
            }
            return place
        }
    }

    /// Enough past visits for days to be simulated, and a draft that promises them sooner.
    static func simulated() throws -> TemporaryDesk {
        try TemporaryDesk.copied("simulated") {
            let place = try TemporaryDesk()
            try place.repairsOfPastDays(34)
            _ = try place.as("sun") {
                try $0.draftPromises("上门提速", text: Self.sooner, basis: "投诉多集中在等待上门")
            }
            return place
        }
    }

    private static let sooner = """
        line: on-site
        calendar: 24x7
        promises:
          - id: visit-offered
            label: {en: "Visit within 6 hours", zh-Hans: 6 小时上门}
            wording: {en: "We come within six hours.", zh-Hans: 工程师 6 小时内上门。}
            need: basic
            metric: visit
            published: 6 hours
            for: {subject: case}
            source: default
        """

    static let draft = """
        line: complaint
        calendar: cn-service
        promises:
          - id: complaint-respond
            label: {en: "Answered sooner", zh-Hans: 更快答复}
            wording: {en: "An answer sooner.", zh-Hans: 更快给您答复。}
            need: basic
            metric: respond
            published: 2 working days
            for: {subject: case, kinds: [complaint]}
            source: default
        """
}
