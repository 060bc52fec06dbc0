import DeskTesting
import ServiceDesk
import Testing

@testable import aftercare

@Suite("Files written whole")
struct WholeFileTests {
    @Test("a file is written once; where its folder is not there, that folder is named")
    func folder() throws {
        let folder = try TemporaryFolder()
        let first = try WholeFile.write("a", to: folder.file("a.txt"))
        let again = try WholeFile.write("a", to: folder.file("a.txt"))
        #expect(first && !again)
        let fault = #expect(throws: VisitFault.self) {
            try WholeFile.write("a", to: folder.file("none/a.txt"))
        }
        guard case .noFolder(let path)? = fault else {
            Issue.record("\(String(describing: fault))")
            return
        }
        #expect(path.hasSuffix("/none"))
    }
}
