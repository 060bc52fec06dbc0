import Testing

@testable import TerminalKit

@Suite("The names of keys")
struct KeyNamesTests {
    @Test("a key is read by the name it is shown with")
    func backAndForth() {
        let named: [Key] = [
            .up, .down, .left, .right, .wordLeft, .wordRight, .home, .end, .top, .bottom, .pageUp, .pageDown,
            .tab,
            .backTab, .enter, .escape, .backspace, .delete, .insert, .character(" "), .character("?"),
            .character("n"),
        ]
        let letters = "abcdefgklnopqrstuvwxyz".flatMap { [Key.ctrl($0), .alt($0)] }
        for key in named + letters + (1...12).map({ .f($0) }) {
            #expect(Key(name: key.name) == key, "\(key.name)")
        }
    }

    @Test("large and small letters of a name are alike, those of a single letter are not")
    func cases() {
        #expect(Key(name: "CTRL-s") == .ctrl("s"))
        #expect(Key(name: "pgup") == .pageUp)
        #expect(Key(name: "N") == .character("N"))
        #expect(Key(name: "：") == .character(":"))
    }

    @Test(
        "what no terminal sends as a key of its own is none",
        arguments: ["Ctrl-M", "Ctrl-I", "ctrl-h", "Ctrl-J"])
    func sentAsOther(name: String) { #expect(Key(name: name) == nil) }

    @Test("a name of no key is none", arguments: ["", " ", "F0", "F13", "Hyper-X", "Ctrl-", "ab", "Ctrl-é"])
    func unknown(name: String) { #expect(Key(name: name) == nil) }
}
