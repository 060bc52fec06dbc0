import DeskTesting
import Foundation
import Testing

@Suite("Signing in")
struct SignInTests {
    @Test(
        "a password in --db is refused, and never repeated",
        arguments: [
            ["--db", "postgres://li:geheim@localhost/desk", "case", "list"],
            ["--db", "host=localhost password=geheim", "case", "list"],
            ["init", "postgres://li:geheim@localhost/desk"],
        ])
    func passwordInArgument(arguments: [String]) throws {
        for form in [[], ["--json"]] {
            let result = try Program.run(form + arguments)
            #expect(result.status == 64, "\(result.error)")
            #expect(!(result.output + result.error).contains("geheim"))
        }
    }

    @Test("an address nobody answers at is told soon, without the password the environment gave")
    func nobodyAnswers() throws {
        let begun = ContinuousClock.now
        let result = try Program.run(
            ["case", "list"], environment: ["AFTERCARE_DB": "postgres://li:geheim@127.0.0.1:1/desk"])
        #expect(result.status == 75)
        #expect(!result.error.contains("geheim"))
        #expect(ContinuousClock.now - begun < .seconds(6))
    }
}
