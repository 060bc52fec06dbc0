import DeskTesting
import Model
import Resources
import ServiceDesk
import Testing

@Suite("What rings numbers up")
struct DiallerTests {
    private func dialler(_ line: String) throws -> Dialler? {
        let folder = try TemporaryFolder()
        return try Rules.with(line, in: folder).settings.dialler
    }

    private func number(_ normalised: String) -> PhoneNumber {
        PhoneNumber(typed: normalised, normalised: normalised)
    }

    @Test("the number goes where it is marked, as one argument; no more of it than digits and a leading plus")
    func arguments() throws {
        let tel = try #require(try dialler(#"dial: [handler, --quiet, "tel:{number}"]"#))
        #expect(tel.program == "handler")
        #expect(tel.arguments(for: number("+8613800138000")) == ["--quiet", "tel:+8613800138000"])
        #expect(tel.arguments(for: number("95533")) == ["--quiet", "tel:95533"])
        let bare = try #require(try dialler(#"dial: [handler, "{number}"]"#))
        #expect(bare.arguments(for: number("--help; rm -rf ~ $(id)")) == [""])
        #expect(bare.arguments(for: number("-1 2")) == ["12"])
    }

    @Test(
        "without a line there is none; one that dials nothing, or anything as a program, is refused with its line"
    )
    func reading() throws {
        #expect(TemporaryDesk.rules.settings.dialler == nil)
        for wrong in ["dial: [handler]", #"dial: ["{number}", x]"#, "dial: []", #"dial: [handler, [a]]"#] {
            do {
                _ = try dialler(wrong)
                Issue.record("\(wrong) was read")
            } catch let fault as RuleFault {
                #expect(fault.problem.key == "desk.notDial" && fault.line > 20, "\(wrong): \(fault)")
            }
        }
    }
}
