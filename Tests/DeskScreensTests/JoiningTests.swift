import DeskTesting
import Model
import Records
import ServiceDesk
import TerminalKit
import Testing

@testable import DeskScreens

@Suite("Cases merged, linked and split on the screen")
@MainActor
struct JoiningTests {
    private func case1(_ place: TemporaryDesk, as login: String = "li") throws -> Driver {
        try Driver(place, as: login, language: "en").press(":").type("c1").press("Enter").sees("C130 C1")
    }

    private func merged(_ place: TemporaryDesk, _ id: Int64) throws -> CaseID? {
        try place.desk.read { try $0.serviceCase(CaseID(id)).mergedInto }
    }

    private func links(_ place: TemporaryDesk, _ id: Int64) throws -> [CaseID] {
        try place.desk.read { try $0.cases.links(of: CaseID(id)).map(\.other) }
    }

    @Test(
        "merging shows which case stays and what ends before it is done; Enter leaves it, y does it, z undoes it"
    )
    func merge() throws {
        let place = try Desks.waiting(repairs: 3)
        let driver = try case1(place).press("m").sees("Merge C1 into another case").type("c2").press("Ctrl-S")
        driver.sees("Merge C1 into C2?", "Stays", "Closes", "clocks of C1 end", "undone whole")
        driver.press("Enter").sees("Merge C1 into another case")
        #expect(try merged(place, 1) == nil)
        driver.press("Ctrl-S", "y").sees("C130 C1", "C1 is merged into C2").seesNot("Merge C1 into another")
        #expect(try merged(place, 1) == CaseID(2))
        driver.sees("C1 was merged into C2").seesNot("Assess")
        driver.press("m")
        #expect(driver.message.contains("C1 was merged into C2"))
        driver.press("z").sees("Undo the merging of C1").press("Enter")
        #expect(try merged(place, 1) == CaseID(2), "it starts on no")
        driver.press("z", "y").sees("stands by itself again").press("z")
        #expect(try merged(place, 1) == nil && driver.message.contains("not merged"))
    }

    @Test("F4 proposes the customer's other cases, and the two can be turned round")
    func turned() throws {
        let place = try Desks.waiting(repairs: 3)
        let driver = try case1(place).press("m", "F4").sees("C2", "C3").type("c3").press("Enter")
        driver.press("Ctrl-S").sees("Merge C1 into C3?").press("s").sees("Merge C3 into C1?").press("y")
        #expect(try merged(place, 3) == CaseID(1) && merged(place, 1) == nil)
    }

    @Test(
        "of two customers the one is not merged into the other, and why not stands there; linking warns and does it"
    )
    func twoCustomers() throws {
        let place = try Desks.waiting(repairs: 1)
        let other = try place.logRepair(
            for: place.as("li") {
                try $0.addCustomer(Samples.customer(name: "赵先生", phone: "+8613900139001")).id
            })
        let driver = try case1(place).press("m").type("\(other.id)").press("Ctrl-S")
        driver.sees("are of two customers", "merge the customers").press("y")
        #expect(try merged(place, 1) == nil)
        driver.press("Esc", "Esc").press("r").type("\(other.id)").press("Ctrl-S")
        driver.sees("They are of two customers", "赵先生").press("y").sees("are linked")
        #expect(try links(place, 1) == [other.id])
        driver.press("r").type("\(other.id)").press("Ctrl-S").sees("Unlink C1 from", "linked already")
        driver.press("y").sees("no longer linked")
        #expect(try links(place, 1).isEmpty)
    }

    @Test("what is no case, the case itself, or not there, is said and nothing is shown of it")
    func wrong() throws {
        let driver = try case1(Desks.waiting(repairs: 1)).press("m", "Ctrl-S").sees("such as C12")
        driver.type("c1").press("Ctrl-S")
        #expect(driver.message.contains("joined with itself"))
        driver.type("9").press("Ctrl-S")
        #expect(driver.message.contains("C19"))
        driver.press("F4")
        #expect(driver.message.contains("no other open case"))
    }

    @Test("a second matter becomes a case of its own, which is opened; what is not said is asked for")
    func split() throws {
        let place = try Desks.waiting(repairs: 1)
        let driver = try case1(place).press("p").sees("A second matter of C1", "stays as it is")
        driver.press("Ctrl-S").sees("A second matter of C1")
        #expect(try links(place, 1).isEmpty)
        driver.press("F4").type("complaint").press("Enter", "Tab").type("师傅迟到").press("Ctrl-S")
        driver.sees("C130 C2", "师傅迟到", "C2 was taken out of C1").press("Esc").sees("C130 C1")
        #expect(try links(place, 1) == [CaseID(2)])
    }

    @Test("who may not edit cases is told which right is missing")
    func refused() throws {
        let driver = try case1(Desks.waiting(repairs: 1), as: "zhao")
        for key in ["m", "r", "p", "z"] {
            driver.press(key)
            #expect(driver.message.contains("case.edit"), "\(key)")
        }
    }

    @Test("of those that are marked the others are merged into one that stays, or linked with it")
    func bulk() throws {
        let place = try Desks.waiting(repairs: 4)
        let driver = try Driver(place, as: "chen", language: "en").press("F7", "3")
        driver.press(" ", " ", " ", "e").type("merge c2").press("Enter")
        driver.sees("Merge the others into C2: 2 of 2 would be changed").press("y").sees("2 of 2 done")
        #expect(try merged(place, 1) == CaseID(2) && merged(place, 3) == CaseID(2) && merged(place, 2) == nil)
        driver.press("Esc", "z", "y").sees("Take back").press("Esc")
        #expect(try merged(place, 1) == nil && merged(place, 3) == nil)
        driver.press("Home", " ", " ", "e").type("link c1").press("Enter", "y").press("Esc")
        #expect(try links(place, 1) == [CaseID(2)])
        driver.press("Home", "e").type("merge").seesNot("Merge the others")
    }
}
