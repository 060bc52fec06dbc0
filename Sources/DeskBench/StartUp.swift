import Foundation
import Model
import ServiceDesk
import ServiceTime

/// From starting the program to its first whole screen, in a pseudo-terminal of 80x24, on a desk that is given; and the
/// memory it then holds.
func benchStartUp(program: String, desk: String, at moment: String) throws {
    var memory: [Double] = []
    let times = try Times.of(15) { _ in
        let child = try PseudoTerminal(
            program, ["--db", desk, "--as", "admin", "--lang", "en", "--now", moment])
        // The footer is drawn last; its last key that has room in 80 columns ends the screen.
        try child.read(until: "F3")
        memory.append(child.residentMegabytes)
        child.end()
    }
    report(
        "start-up to the first screen",
        "p50 " + milliseconds(times.median) + " p95 " + milliseconds(times.percentile(0.95)),
        goal: "goal: 100 ms")
    report("resident memory of the open desk", decimals(memory.sorted()[memory.count / 2], 0) + " MB")
}

/// When the newest of a desk's open cases was logged, to the next minute, as the program's clock is told: on that day the
/// promises of a desk that was filled long ago run, and do not all have to be found broken while it is measured.
func momentOfLastCase(of address: String, rules: Rules) throws -> String {
    let desk = try ServiceDesk.open(address, rules: rules)
    let last = try desk.read { reading in
        var list = CaseList(.everything)
        list.order = .age
        return try reading.page(list, from: .end, limit: 1, by: .desk, at: Instant(milliseconds: 0)).lines
            .last
    }
    let form = DateFormatter()
    form.locale = Locale(identifier: "en_US_POSIX")
    form.timeZone = TimeZone(identifier: rules.deskCalendar.zoneIdentifier)
    form.dateFormat = "yyyy-MM-dd'T'HH:mm"
    let opened = last?.openedAt ?? Instant(milliseconds: 0)
    return form.string(from: Date(timeIntervalSince1970: Double(opened.milliseconds) / 1000 + 60))
}
