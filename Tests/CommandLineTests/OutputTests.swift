import ArgumentParser
import Foundation
import Model
import Testing

@testable import aftercare

struct OutputTests {
    @Test("each kind of fault has the exit status that DESIGN gives it")
    func exitStatuses() {
        let statuses = [FaultKind.usage, .badData, .noSuchThing, .tryAgain, .notAllowed].map(ExitStatus.of)
        #expect(statuses == [64, 65, 66, 75, 77])
    }

    @Test("columns line up by cells, Chinese or not, and only grow from page to page")
    func tables() {
        var table = TextTable(titles: ["No.", "Name", "Note"], colours: false, columns: nil)
        let first = table.lines([[TextCell("C1"), TextCell("王芳"), TextCell("x")]])
        let second = table.lines([[TextCell("C1000"), TextCell("Li"), TextCell("")]])
        #expect(first == ["No.  Name  Note", "C1   王芳  x"])
        #expect(second == ["C1000  Li"])
    }

    @Test("a customer's text can neither break a row nor colour the terminal")
    func hostileText() {
        var table = TextTable(titles: ["A", "B"], colours: false, columns: nil)
        let lines = table.lines([[TextCell("x\u{1B}[31m\ny"), TextCell("z")]])
        #expect(lines.count == 2)
        #expect(!lines[1].unicodeScalars.contains("\u{1B}"))
    }

    @Test("a line keeps the colours of our own tables and nothing else that acts; JSON escapes what would")
    func plainLines() throws {
        let red = "\u{1B}[31mlate\u{1B}[0m"
        #expect(PlainLine.of(red, colours: true) == red + "\u{1B}[0m")
        #expect(
            PlainLine.of("a\u{1B}]0;t\u{7}b\u{9B}5n\nc\u{1B}[5mx", colours: true) == "a]0;tb5n c[5mx\u{1B}[0m"
        )
        #expect(PlainLine.of(red, colours: false) == "[31mlate[0m")
        #expect(PlainLine.each(of: "usage\n  a\u{7}") == "usage\n  a")
        #expect(try JSONText.of(["\u{7F}\u{9B}\u{202E}\u{1B}é"]) == #"["\u007f\u009b\u202e\u001bé"]"#)
    }

    @Test("on a terminal the last column is cut to the screen, in a file nothing is")
    func cutting() {
        var screen = TextTable(titles: ["No.", "Note"], colours: false, columns: 20)
        #expect(screen.lines([[TextCell("C1"), TextCell("空调不制冷，已经三天了")]])[1] == "C1   空调不制冷，..")
        var file = TextTable(titles: ["No.", "Note"], colours: false, columns: nil)
        #expect(file.lines([[TextCell("C1"), TextCell("空调不制冷，已经三天了")]])[1] == "C1   空调不制冷，已经三天了")
    }

    @Test("a value that is not there is null in JSON, never a key left out")
    func nulls() throws {
        struct Sample: Encodable {
            @OrNull var closed: String?
            @OrNull var unit: String?
        }
        #expect(try JSONText.of(Sample(closed: nil, unit: "U1")) == #"{"closed":null,"unit":"U1"}"#)
    }

    @Test("CSV quotes what would break it, and nothing else")
    func csv() {
        #expect(
            CSVText.line(["a", "b,c", "say \"no\"", "two\nlines", "空调"])
                == "a,\"b,c\",\"say \"\"no\"\"\",\"two\nlines\",空调\r\n")
    }

    @Test("an order names records first, then what to do, then the fields")
    func orders() throws {
        let order = try Order<CaseID>(["C1", "c2", "3", "answer", "reply=a=b", "decision=accepted"])
        #expect(order.ids == [CaseID(1), CaseID(2), CaseID(3)])
        #expect(order.transition == "answer")
        #expect(order.fields == ["reply=a=b", "decision=accepted"])
        #expect(throws: UsageFault.needsTransition("reply=x")) { try Order<CaseID>(["C1", "reply=x"]) }
        #expect(throws: UsageFault.notAnID("answer", expected: "C1")) { try Order<CaseID>(["answer"]) }
    }

    @Test("what the argument parser refuses is a usage error too; the version is an answer")
    func parserErrors() throws {
        func status(_ line: String...) -> Int32? {
            do {
                _ = try Aftercare.command(for: line)
                return nil
            } catch let fault as any Fault {
                return ExitStatus.of(fault.kind)
            } catch {
                return Aftercare.exitCode(for: error).rawValue
            }
        }
        #expect(status("case", "show", "XX") == 64)
        #expect(status("case", "show") == 64)
        #expect(status("case", "lst") == 64)
        #expect(status("case", "list", "--lang", "fr") == 64)
        #expect(status("--version") == 0)
        #expect(status("case", "show", "c12") == nil)
    }
}
