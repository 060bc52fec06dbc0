import ArgumentParser
import DeskTesting
import Foundation
import Resources
import ServiceDesk
import Staffing
import Testing
import Wording

@testable import aftercare

/// Staffing as it is asked and shown.
struct StaffingCommandTests {
    private func output(_ language: String) throws -> Output {
        try Output(
            GlobalOptions.parse(["--lang", language]), zone: TemporaryDesk.rules.zone,
            library: ResourceLibrary())
    }

    private func object(_ view: some Encodable) throws -> [String: Any] {
        try #require(
            JSONSerialization.jsonObject(with: Data(JSONText.of(view).utf8)) as? [String: Any])
    }

    private func view(_ arguments: String...) throws -> CallStaffingView {
        let command = try StaffCalls.parse(arguments)
        return command.view(
            CallLoad(calls: command.calls ?? 0, interval: command.per, handling: command.aht ?? 0))
    }

    private static let keys: Set<String> = [
        "agents", "scheduled", "serviceLevel", "serviceLevelOfAnswered", "asa", "asaOfAnswered", "occupancy",
        "probabilityOfWait", "waiting", "abandoned", "stable", "meetsTarget",
    ]

    @Test("calls: every key, the figures of the tables, and what some fewer and more give")
    func calls() throws {
        let json = try object(
            view("--calls", "100", "--per", "1800", "--aht", "180", "--target", "80/20", "--shrinkage", "30"))
        #expect(Set(json.keys) == Self.keys.union(["erlangs", "model", "target", "within", "around"]))
        #expect(json["agents"] as? Int == 14 && json["scheduled"] as? Int == 20)
        #expect(abs((json["serviceLevel"] as? Double ?? 0) - 0.888350) < 5e-7)
        #expect(abs((json["asa"] as? Double ?? 0) - 7.835937) < 5e-7)
        #expect(abs((json["occupancy"] as? Double ?? 0) - 0.714286) < 5e-7)
        #expect(json["abandoned"] is NSNull && json["model"] as? String == "Erlang C")
        let around = try #require(json["around"] as? [[String: Any]])
        #expect(around.map { $0["agents"] as? Int } == [12, 13, 14, 15, 16])
        #expect(around.allSatisfy { Set($0.keys) == Self.keys })
        #expect(around.map { $0["meetsTarget"] as? Bool } == [false, false, true, true, true])
    }

    @Test("with patience fewer are enough, and the two counts of the same line are told apart")
    func patience() throws {
        let view = try view("--calls", "100", "--aht", "180", "--patience", "120")
        let json = try object(view)
        #expect(json["agents"] as? Int == 12 && json["model"] as? String == "Erlang A")
        #expect(abs((json["serviceLevel"] as? Double ?? 0) - 0.825583) < 5e-7)
        #expect(abs((json["asa"] as? Double ?? 0) - 7.391685) < 5e-7)
        #expect((json["serviceLevelOfAnswered"] as? Double ?? 0) > 0.87)
        #expect(view.lines(try output("en")).last?.contains("as a share of all calls") == true)
        #expect(view.lines(try output("zh-Hans")).last?.contains("占全部来电") == true)
    }

    @Test("too few agents: nothing infinite in JSON, and the text says that the line grows")
    func overrun() throws {
        let view = try view("--calls", "100", "--aht", "180", "--agents", "9")
        let json = try object(view)
        #expect(json["asa"] is NSNull && json["waiting"] is NSNull && json["stable"] as? Bool == false)
        #expect(json["meetsTarget"] as? Bool == false)
        #expect(view.lines(try output("en")).contains { $0.contains("grows without end") })
    }

    @Test("agents who answer in time but are busier than is wanted: that is the reason given")
    func tooBusy() throws {
        let line = ["--calls", "360", "--aht", "240", "--target", "80/15", "--agents", "55"]
        let busy = try StaffCalls.parse(line + ["--occupancy", "80%"])
        let view = busy.view(CallLoad(calls: 360, interval: 1800, handling: 240))
        #expect(try object(view)["meetsTarget"] as? Bool == false)
        #expect(view.lines(try output("en"))[0].contains("busy 87.3% of the time, where at most 80%"))
        #expect(view.lines(try output("zh-Hans"))[0].contains("占用率达 87.3%，超出上限 80%"))
        let few = try self.view("--calls", "360", "--aht", "240", "--target", "80/15", "--agents", "50")
        #expect(few.lines(try output("zh-Hans"))[0].contains("15 秒内接起的来电达不到 80%"))
    }

    @Test("shares are read as 30, 30% and 0.3 alike")
    func shares() throws {
        for text in ["30", "30%", "0.3"] {
            #expect(abs(try #require(ShareArgument(argument: text)).value - 0.3) < 1e-12)
        }
        #expect(ShareArgument(argument: "0.5%")?.value == 0.005)
        #expect(CallTarget(argument: "0.8/20") == CallTarget(argument: "80/20"))
        for text in ["-3", "101", "x", "", "nan"] { #expect(ShareArgument(argument: text) == nil, "\(text)") }
        for text in ["80", "100/20", "0/20", "80/-1", "80/20/3", "80/nan"] {
            #expect(CallTarget(argument: text) == nil, "\(text)")
        }
    }

    @Test(
        "bad questions are refused in words",
        arguments: [
            (["--aht", "180"], "one of these: --calls, --file and --from-desk"),
            (["--calls", "3"], "--aht is missing"),
            (["--calls", "3", "--file", "x", "--aht", "9"], "one of these: --calls"),
            (["--calls", "-3", "--aht", "180"], "--calls"),
            (["--calls", "nan", "--aht", "180"], "--calls must be"),
            (["--calls", "3", "--aht", "0"], "--aht must be"),
            (["--calls", "3", "--aht", "180", "--patience", "0"], "--patience must be"),
            (["--calls", "3", "--aht", "180", "--shrinkage", "100"], "--shrinkage must be"),
            (["--calls", "3", "--aht", "180", "--occupancy", "5%"], "--occupancy must be"),
            (["--calls", "1000000", "--per", "1", "--aht", "80000"], "more than 100000 agents"),
            (["--file", "x", "--agents", "3"], "--agents may stand only beside --calls"),
            (["--calls", "3", "--aht", "180", "--from", "2026-01-01"], "--from-desk"),
            (["--from-desk", "--aht", "180", "--per", "1700"], "whole number of --per"),
        ])
    func refused(arguments: [String], why: String) throws {
        let error = #expect(throws: (any Error).self) { try StaffCalls.parse(arguments) }
        let thrown = try #require(error)
        let said =
            try ThrownFault.within(thrown).map { try output("en").wording.say($0) }
            ?? StaffCalls.message(for: thrown)
        #expect(said.contains(why), "\(said)")
    }

    @Test("visits: 120 jobs are 29.41 technicians, so 30; both languages say it")
    func visits() throws {
        let command = try StaffVisits.parse([
            "--jobs", "120", "--minutes", "75", "--travel", "25", "--shift", "480", "--utilisation", "0.85",
        ])
        let view = command.view(120)
        let json = try object(view)
        #expect(Set(json.keys) == ["technicians", "exact", "scheduled", "visitsEach", "around"])
        #expect(json["technicians"] as? Int == 30)
        #expect(abs((json["exact"] as? Double ?? 0) - 29.411764) < 1e-5)
        #expect(view.lines(try output("en"))[0].hasPrefix("30 technicians (29.41)"))
        #expect(view.lines(try output("zh-Hans"))[0].contains("30 名工程师（29.41）"))
        for arguments in [
            ["--jobs", "3"], ["--minutes", "3"], ["--jobs", "3", "--minutes", "0", "--travel", "3"],
            ["--jobs", "3", "--minutes", "9", "--travel", "3", "--utilisation", "0"],
        ] {
            #expect(throws: (any Error).self, "\(arguments)") { try StaffVisits.parse(arguments) }
        }
    }

    @Test("simulated changes are read with their signs; a past that is simulated takes none")
    func changes() {
        #expect(HeadChange(argument: "+5")?.applied(to: 7) == 12)
        #expect(HeadChange(argument: "-9")?.applied(to: 7) == 0)
        #expect(HeadChange(argument: "12")?.applied(to: 7) == 12)
        #expect(HeadChange(argument: "some") == nil)
        #expect(DemandChange(argument: "+20%")?.factor == 1.2 && DemandChange(argument: "-100%")?.factor == 0)
        for text in ["20%", "+20", "-101%", "+x%"] { #expect(DemandChange(argument: text) == nil, "\(text)") }
        #expect(throws: (any Error).self) {
            try SimulatePromises.parse(["--validate", "--technicians", "+5"])
        }
        #expect(throws: (any Error).self) { try SimulatePromises.parse(["--runs", "1"]) }
    }
}
