import Testing

@testable import Model

@Suite("Numbers as a telephone system reports them")
struct CallerNumberTests {
    @Test(
        "digits, +, blanks, signs of grouping and an extension are taken as they come",
        arguments: [
            "13800138000", "+86 138 0013 8000", "(021) 6888-8888", "021-68888888 ext. 801",
            "021-68888888转801",
            "400.618.9123", "021-68888888#12", "110",
        ])
    func taken(number: String) {
        #expect(CallerNumber("  " + number + " ")?.text == number)
    }

    @Test(
        "anything else is no number",
        arguments: [
            "", "anonymous", "12", "1380013800013800138000", "138\n0013", "138\u{1B}[2J", "138;rm", "+", "--",
            "１３８００１３８０００", "138 ext", String(repeating: "1 ", count: 30),
        ])
    func refused(number: String) {
        #expect(CallerNumber(number) == nil)
    }
}
