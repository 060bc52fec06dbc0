import Testing
import Workflow

@Suite("Lengths of time in rule files")
struct TimedAmountTests {
    @Test(
        "are a whole number and a unit, singular or plural",
        arguments: [
            ("30 minutes", "30 minutes"), ("1 working day", "1 working day"),
            ("15 days", "15 calendar days"),
            ("2 working hours", "2 working hours"), ("1 month", "1 month"), ("24 hours", "24 hours"),
        ])
    func read(_ text: String, _ canonical: String) {
        #expect(TimedAmount(text)?.description == canonical)
    }

    @Test(
        "and nothing else",
        arguments: [
            "", "3", "days", "0 days", "-1 days", "3 fortnights", "1.5 hours", "3 workingdays", "three days",
            "200000000000000 days",
        ])
    func refused(_ text: String) {
        #expect(TimedAmount(text) == nil)
    }
}
