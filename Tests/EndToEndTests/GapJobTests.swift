import DeskTesting
import Foundation
import Testing

/// The gaps of the service from the command line, on a desk full of demo data.
@Suite("The gaps of the service, from the command line")
struct GapJobTests {
    let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
        _ = try Program.run([
            "--db", folder.file("desk.sqlite"), "--now", "2026-11-24T18:00", "demo", "--customers", "60",
            "--cases", "120", "--technicians", "3",
        ])
    }

    private func line(as login: String = "admin") -> [String] {
        ["--db", folder.file("desk.sqlite"), "--as", login, "--now", "2026-11-24T18:00", "gap"]
    }

    @Test("the gaps sum up to the whole, and each is as many rows as aftercare gap rows names")
    func traced() throws {
        let report = try Program.json(line() + ["show"])
        let attributes = try #require(report["attributes"] as? [[String: Any]])
        #expect(attributes.count == 14)
        var whole = 0
        for one in attributes {
            let gaps = one["gaps"] as? [String: [String: Any]] ?? [:]
            let value = { (gap: String) in gaps[gap]?["value"] as? Double }
            guard let total = value("total"), let u = value("understanding"), let q = value("procedural"),
                let b = value("behavioural"), let p = value("perception")
            else { continue }
            whole += 1
            #expect(abs(u + q + b + p - total) < 0.001, "\(one["attribute"] ?? "")")
        }
        #expect(whole >= 3, "the demo desk shows something")
        let rows = try Program.run(line() + ["rows", "repair-respond", "behavioural", "--json"]).output
        let list = try JSONSerialization.jsonObject(with: Data(rows.utf8)) as? [[String: Any]] ?? []
        let respond = try #require(attributes.first { $0["attribute"] as? String == "repair-respond" })
        let delivered = (respond["sides"] as? [String: [String: Any]])?["delivered"]
        #expect(list.count == delivered?["count"] as? Int && list.count > 3)
    }

    @Test("both languages say gaps, pictures, sources; a table and a page go out")
    func said() throws {
        for (language, words) in [
            ("en", ["Understanding", "Expected", "Perceived", "beside as many days before"]),
            ("zh-Hans", ["理解差距", "客户期望", "客户感受", "与此前同样天数对比"]),
        ] {
            let said = try Program.run(
                ["--lang", language] + line() + ["show", "repair-visit", "--segment", "consumer"])
            #expect(said.status == 0 && words.allSatisfy(said.output.contains), "\(said.output)\(said.error)")
            let explained = try Program.run(["--lang", language] + line() + ["explain", "tangibles"])
            let lack = language == "en" ? "no data" : "无数据"
            #expect(explained.status == 0 && explained.output.contains(lack), "\(explained.error)")
        }
        let table = try Program.run(line() + ["show", "--csv"]).output.split(separator: "\r\n")
        #expect(table[0].hasPrefix("attribute,gap,unit,value") && table.count == 14 * 6 + 1)
        let page = folder.file("gaps.html")
        let written = try Program.run(line() + ["show", "--html", page])
        let html = try String(contentsOfFile: page, encoding: .utf8)
        #expect(written.status == 0 && html.contains("<svg") && html.contains("</html>"), "\(written.error)")
        #expect(!html.replacing("http://www.w3.org/2000/svg", with: "").contains("://"), "nothing is fetched")
    }

    @Test("what is unknown is refused with what there is; a wrong rule file is told with its line")
    func refused() throws {
        let unknown = try Program.run(["--lang", "en"] + line() + ["show", "colour"])
        #expect(unknown.status == 66 && unknown.error.contains("repair-visit"), "\(unknown.error)")
        #expect(try Program.run(line() + ["show", "--segment", "martians"]).status == 64)
        #expect(try Program.run(line() + ["show", "--line", "painting"]).status == 66)
        let rules = folder.file("rules")
        try FileManager.default.createDirectory(atPath: rules, withIntermediateDirectories: true)
        let wrong = "stands: 365\nattributes:\n  - {name: x, label: {en: X, zh-Hans: 某}, unit: miles}\n"
        try Data(wrong.utf8).write(to: URL(filePath: rules + "/gaps.yaml"))
        let checked = try Program.run(["--config", rules, "gap", "check"])
        #expect(
            checked.status == 65 && checked.output.contains("gaps.yaml:3"),
            "\(checked.output)\(checked.error)")
        #expect(try Program.run(["gap", "check"]).status == 0)
    }
}
