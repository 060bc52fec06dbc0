import Foundation

/// From starting the program to its first whole screen, in a pseudo-terminal of 80x24, on a desk that is given; and the
/// memory it then holds.
func benchStartUp(program: String, desk: String) throws {
    var memory: [Double] = []
    let times = try Times.of(15) { _ in
        let child = try PseudoTerminal(program, ["--db", desk, "--as", "admin", "--lang", "en"])
        // The footer is drawn last; its last key ends the screen.
        try child.read(until: "F12")
        memory.append(child.residentMegabytes)
        child.end()
    }
    report(
        "start-up to the first screen",
        "p50 " + milliseconds(times.median) + " p95 " + milliseconds(times.percentile(0.95)),
        goal: "goal: 100 ms")
    report("resident memory of the open desk", decimals(memory.sorted()[memory.count / 2], 0) + " MB")
}
