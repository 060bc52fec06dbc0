import Foundation
import Model
import Resources
import ServiceDesk
import ServiceTime

// `make bench`: every speed the project claims, in one run, each beside its peer or limit. `Run` says what can be asked of it.

let folder = FileManager.default.temporaryDirectory.appendingPathComponent("aftercare-bench-\(getpid())").path
let asked = try? Run(
    Array(CommandLine.arguments.dropFirst()),
    server: ProcessInfo.processInfo.environment["AFTERCARE_TEST_POSTGRES"],
    folder: folder)
guard let run = asked else {
    FileHandle.standardError.write(Data((Run.usage + "\n").utf8))
    exit(64)
}
try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
defer { try? FileManager.default.removeItem(atPath: folder) }

let rules = try Rules(library: ResourceLibrary())
// The program as it was built beside this one.
let program = URL(fileURLWithPath: CommandLine.arguments[0]).deletingLastPathComponent()
    .appendingPathComponent("aftercare").path

if run.wants(.writes) { try benchWrites(rules: rules, folder: folder, count: run.isQuick ? 2_000 : 10_000) }
if run.wants(.server), let url = run.server {
    try benchServer(rules: rules, url: url, seconds: run.isQuick ? 4 : 10)
}
if run.wants(.calendar) { try benchCalendar(rules: rules) }
if run.wants(.lists) {
    try run.onEach("lists") { stand in
        // A server takes ten times as long to log a case.
        let whole = stand.name == "SQLite" ? 1_000_000 : 500_000
        let count = run.count(quick: 50_000, whole: whole)
        try benchLists(stand, rules: rules, sizes: [count / 10, count])
        if stand.name == "PostgreSQL" { try reportRowSize(stand) }
    }
}
if run.wants(.slots) {
    try run.onEach("slots") { stand in
        try benchSlots(stand, rules: rules, program: stand.name == "SQLite" ? program : nil)
    }
}
if run.wants(.disrupt) {
    try run.onEach("disrupt") { try benchDisruptions($0, rules: rules) }
}
if run.wants(.surveys) {
    try run.onEach("surveys") { try benchSurveys($0, rules: rules, answers: run.count(quick: 100_000)) }
}
if run.wants(.calls) {
    try run.onEach("calls") { try benchCalls($0, rules: rules, count: run.count(quick: 20_000)) }
}
if [.queues, .overview, .report, .bulk].contains(where: run.wants) {
    try run.onEach("crowd") { stand in
        var bench = try BenchDesk(path: stand.address, rules: rules, customers: 2_000)
        bench.now = rules.deskCalendar.instant(rules.localDay(bench.now), minute: 15 * 60)
        try bench.fill(run.count(quick: 100_000))
        try bench.desk.tidy()
        try stand.settle()
        if run.wants(.queues) { try bench.timeFirstPages(stand.name) }
        if run.wants(.overview) { try bench.timeOverview(stand.name) }
        if run.wants(.report) { try bench.timeReports(stand.name) }
        if run.wants(.bulk) { try bench.timeBulk(stand.name) }
        guard run.wants(.queues) || run.wants(.overview) else { return }
        try bench.openAll()
        try bench.desk.tidy()
        try stand.settle()
        if run.wants(.queues) { try bench.timeFirstPages(stand.name) }
        if run.wants(.overview) { try bench.timeOverview(stand.name) }
    }
}
if run.wants(.simulation) { try benchSimulation(rules: rules) }
if run.wants(.start) || run.wants(.keys) {
    // The desk that the lists grew, or one that is there, or a small one.
    let desk = run.file ?? folder + "/lists.sqlite"
    if !FileManager.default.fileExists(atPath: desk) {
        try benchLists(Stand(name: "SQLite", address: desk), rules: rules, sizes: [run.cases ?? 20_000])
    }
    let moment = try momentOfLastCase(of: desk, rules: rules)
    if run.wants(.start) { try benchStartUp(program: program, desk: desk, at: moment) }
    if run.wants(.keys) {
        try benchKeys(
            program: program, desk: desk, at: moment, repository: FileManager.default.currentDirectoryPath)
        if let url = run.server { try benchSlowLine(rules: rules, url: url, program: program) }
    }
}
report("resident memory at the end", decimals(residentMegabytes(), 0) + " MB")
