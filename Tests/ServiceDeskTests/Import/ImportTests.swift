import DeskTesting
import Foundation
import Model
import Records
import Resources
import Testing

@testable import ServiceDesk

@Suite("Importing files", .onEachDatabase)
struct ImportTests {
    private let test: TemporaryDesk

    init() throws { test = try TemporaryDesk() }

    private static let map = """
        import: cases
        zone: Asia/Shanghai
        dates: [yyyy-MM-dd HH:mm]
        key: "x:{no}"
        fields:
          kind: repair
          summary: "{text}"
          fault: "{fault}"
          opened: "{opened}"
          closed: "{closed}"
        customer:
          key: "x:{who}"
          name: "{who}"
          phones: "{phone}"
          street: "{street}"
          latitude: "{lat}"
          longitude: "{lon}"
        """
    private static let header = "no,text,fault,opened,closed,who,phone,street,lat,lon\n"
    private static let good = [
        "1,空调不制冷,not-cooling,2026-11-01 09:00,2026-11-02 09:00,王小明,13800138000,张江路 88 号,31.2,121.6",
        "2,又不制冷,not-cooling,2026-11-20 09:00,,王小明,13800138000,张江路 88 号,31.2,121.6",
        "3,\"漏水\n很多\",leaking,2026-11-10 09:00,2026-11-10 12:00,李娜,021-68888888,世纪大道 1 号,,",
    ]

    private func file(_ lines: [String], _ name: String = "cases.csv") throws -> String {
        let path = test.folder.file(name)
        try Data((Self.header + lines.joined(separator: "\n") + "\n").utf8).write(
            to: URL(fileURLWithPath: path))
        return path
    }

    @discardableResult
    private func run(
        _ path: String, _ map: String = ImportTests.map, as login: String = "chen",
        progress: (ImportProgress) throws -> Void = { _ in }
    ) throws -> ImportReceipt {
        let mapping = try Mapping(ResourceFile(name: "map.yaml", text: map))
        return try test.desk.importFile(
            path, as: mapping.target, mapping: mapping, by: test.desk.actor(named: login), at: test.now,
            say: { "\($0.key)" }, progress: progress)
    }

    private func cases() throws -> [ServiceCase] {
        var query = CaseQuery()
        (query.order, query.openOnly, query.limit) = (.oldest, false, 10_000)
        return try test.desk.read { try $0.cases.list(query) }
    }

    @Test("rows become cases of their own time, their customers and addresses with them")
    func rows() throws {
        let receipt = try run(file(Self.good))
        #expect((receipt.rows, receipt.added, receipt.rejected, receipt.rejectsFile) == (3, 3, 0, nil))
        let cases = try cases()
        #expect(cases.map(\.externalKey) == ["x:1", "x:3", "x:2"], "in the order of time")
        #expect(cases[0].openedAt == test.now - .days(23) - .hours(1))
        #expect(cases[0].closedAt == test.now - .days(22) - .hours(1))
        #expect(cases[0].category == .done)
        #expect(cases[1].summary == "漏水\n很多")
        #expect(cases[2].category == .new)
        #expect(cases[2].owner == nil)
        #expect(cases[2].channel == .import)
        #expect(cases[2].repeatOf == cases[0].id, "the same matter within the repeat window")
        #expect(cases[0].customer == cases[2].customer)
        let customer = try test.desk.read { try $0.customer(cases[0].customer) }
        #expect(customer.phones.map(\.normalised) == ["+8613800138000"])
        #expect(customer.addresses.first?.place == Place(latitude: 31.2, longitude: 121.6))
        #expect(customer.createdAt == cases[0].openedAt)
        let journal = try test.desk.read { try $0.journal.of(Subject(cases[0].id)) }
        #expect(journal.map(\.at) == [cases[0].openedAt, cases[0].closedAt])
        #expect(journal.map(\.by) == ["chen", "desk"])
        #expect(try test.desk.read { try $0.find("漏水").cases.map(\.id) } == [cases[1].id])
        #expect(try test.problems() == [])
    }

    @Test("running it again adds nothing, and adds what is new")
    func again() throws {
        try run(file(Array(Self.good[..<2])))
        #expect(try run(file(Array(Self.good[..<2]))).known == 2)
        let receipt = try run(file(Self.good))
        #expect((receipt.added, receipt.known) == (1, 2))
        #expect(try cases().count == 3)
    }

    @Test("bad rows go to the rejects with line and reason, as they stood; the others go in")
    func rejects() throws {
        let bad = [
            "4,x,f,2026-13-01 09:00,,w,,,,",
            "5,x,f,2026-11-01 09:00,2026-10-01 09:00,w,,,,",
            "6,x,f,2026-11-01 09:00,,w,,,31.2,",
            ",x,f,2026-11-01 09:00,,w,,,,",
            "8,x,f,2026-11-01 09:00,,,,,,",
            "9,,f,2026-11-01 09:00,,w,,,,",
            "10,x,f,2027-11-01 09:00,,w,,,,",
            "11,x,f",
            "12,\"x,f,2026-11-01 09:00,,w,,,,",
        ]
        let receipt = try run(file([Self.good[0]] + bad + [Self.good[1]]))
        #expect((receipt.rows, receipt.added, receipt.rejected) == (11, 2, 9))
        let path = try #require(receipt.rejectsFile)
        #expect(path.hasSuffix("/cases.rejects.csv"))
        let reader = CSVReader(try TextFile.open(path))
        let rows = Array(reader)
        #expect(rows.allSatisfy { $0.flaw == nil }, "the rejects are a CSV file themselves")
        let ends = rows.dropFirst().map { row in
            (Int(reader.text(row, row.fields.count - 2)) ?? 0, reader.text(row, row.fields.count - 1))
        }
        let reasons = Dictionary(uniqueKeysWithValues: ends)
        #expect(
            reasons == [
                3: "import.notDate", 4: "import.closedBeforeOpened", 5: "import.notPlace", 6: "import.noKey",
                7: "import.noCustomerKey", 8: "import.missing", 9: "import.inFuture", 10: "import.fieldCount",
                11: "import.quoteNeverClosed",
            ])
        let text = try String(contentsOfFile: path, encoding: .utf8)
        #expect(text.contains("\n" + bad[1] + ",4,"))
        #expect(try run(file(Self.good)).rejectsFile == nil)
        #expect(!FileManager.default.fileExists(atPath: path), "what is mended leaves no rejects behind")
    }

    @Test("mended rejects are imported by the same map")
    func mended() throws {
        let path = try #require(try run(file(["4,x,f,2026-11-31 09:00,,w,,,,"])).rejectsFile)
        let mended = try String(contentsOfFile: path, encoding: .utf8).replacingOccurrences(
            of: "11-31", with: "11-21")
        let again = test.folder.file("mended.csv")
        try mended.write(toFile: again, atomically: true, encoding: .utf8)
        #expect(try run(again).added == 1)
    }

    @Test("a refused row leaves nothing behind, its customer neither")
    func savepoint() throws {
        let map = Self.map.replacingOccurrences(of: "kind: repair", with: "kind: \"{fault}\"")
        let receipt = try run(file(["1,x,nonsense,2026-11-01 09:00,,Nobody,,,,"]), map)
        #expect(receipt.rejected == 1)
        #expect(try test.desk.read { try $0.customers.find(externalKey: "x:Nobody") } == nil)
        #expect(try test.problems() == [])
    }

    @Test("stopped half-way, what was made durable stays, and running it again brings the rest")
    func stopped() throws {
        struct Stop: Error {}
        let lines = (0..<1800).map { "\($0),x \($0),f,2026-11-01 09:00,,W\($0 % 700),,,," }
        let path = try file(lines)
        #expect(throws: Stop.self) {
            try run(path) { if $0.rows >= 1000 { throw Stop() } }
        }
        #expect(try cases().count == 1000)
        var last: ImportProgress?
        let receipt = try run(path) { last = $0 }
        #expect((receipt.known, receipt.added) == (1000, 800))
        #expect(last?.rows == 1800)
        #expect(last.map { $0.bytes <= $0.totalBytes && $0.bytes > $0.totalBytes * 9 / 10 } == true)
        #expect(try cases().count == 1800)
        #expect(Set(try cases().map(\.customer)).count == 700)
        #expect(try test.problems() == [])
    }

    @Test("who lacks the right imports nothing")
    func right() throws {
        let path = try file(Self.good)
        #expect(throws: DeskFault.notAllowed(login: "li", right: "import")) { try run(path, as: "li") }
        #expect(try cases().isEmpty)
    }

    @Test("a map for other records is refused")
    func otherTarget() throws {
        let mapping = try Mapping(ResourceFile(name: "m", text: Self.map))
        let path = try file(Self.good)
        #expect(throws: ImportFault.otherTarget(map: "cases", asked: "units")) {
            try test.desk.importFile(
                path, as: .units, mapping: mapping, by: test.desk.actor(named: "chen"), at: test.now,
                say: \.key)
        }
    }

    @Test("customers, their units and technicians by the example maps, from GB18030")
    func otherRecords() throws {
        func write(_ name: String, _ text: String) throws -> String {
            let path = test.folder.file(name)
            let gb18030 = String.Encoding(rawValue: 0x8000_0632)
            try #require(text.data(using: gb18030)).write(to: URL(fileURLWithPath: path))
            return path
        }
        func take(_ name: String, _ path: String, as login: String = "admin") throws -> ImportReceipt {
            let mapping = try Mapping.find(name, in: test.desk.rules.library)
            return try test.desk.importFile(
                path, as: mapping.target, mapping: mapping, by: test.desk.actor(named: login), at: test.now,
                say: \.key)
        }
        let customers = try write(
            "k.csv",
            """
            number,name,kind,phone,email,province,city,district,address,latitude,longitude,since,remarks
            K1,欧阳𠮷,个人,13800138000;021-68888888,,上海市,上海市,浦东新区,张江路 88 号,31.2,121.6,2024-03-18,
            K2,华东电器,经销商,4006189123,,上海市,上海市,黄浦区,南京东路 1 号,,,2024/3/8,
            """)
        #expect(try take("customers", customers).added == 2)
        #expect(try take("customers", customers).known == 2)
        let units = try write(
            "u.csv",
            """
            number,customer,product,model,serial,bought,installed,price,invoice
            U1,K1,空调,KFR-35GW,SN1,2024-03-18,2024-03-20,2899.00,是
            U2,K9,冰箱,BCD-1,SN2,2024-03-18,,1.5,否
            U3,K1,冰箱,BCD-1,SN3,2024-03-18,2024-03-01,1.5,否
            """)
        #expect(try take("units", units).rejected == 2, "no such customer; installed before bought")
        let technicians = try write(
            "t.csv",
            "number,login,name,team,skills,zones,latitude,longitude\n1,zhou,周建国,浦东组,a;b,浦东新区,31.2,121.5\n")
        #expect(try take("technicians", technicians).added == 1)
        let customer = try test.desk.read { reading in
            try reading.customer(try #require(try reading.customers.find(externalKey: "crm:K1")))
        }
        #expect(customer.name == "欧阳𠮷")
        #expect(customer.phones.count == 2)
        let unit = try #require(try test.desk.read { try $0.units.of(customer.id) }.first)
        #expect((unit.product, unit.price?.minor, unit.hasInvoice) == ("air-conditioner", 289_900, true))
        #expect(unit.installedOn == Day(2024, 3, 20))
        guard let zhou = try test.desk.actor(named: "zhou").staff else { return }
        #expect((zhou.roles, zhou.skills, zhou.zones) == (["technician"], ["a", "b"], ["浦东新区"]))
        #expect(try test.problems() == [])
    }
}
