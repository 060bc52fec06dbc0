import Foundation
import Model
import Records
import Resources
import ServiceDesk

// `make bench`: every speed the project claims, in one run, each beside its peer or limit.
//
//     desk-bench [--quick] [--only writes|server|calendar|lists|slots|surveys|calls|overview|report|bulk|simulation|start|keys] [--desk FILE] [--cases N]

let quick = CommandLine.arguments.contains("--quick")
let folder = FileManager.default.temporaryDirectory.appendingPathComponent("aftercare-bench-\(getpid())").path
try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
defer { try? FileManager.default.removeItem(atPath: folder) }

let rules = try Rules(library: ResourceLibrary())
let only = argument("--only")
func argument(_ name: String) -> String? {
    CommandLine.arguments.firstIndex(of: name).map { CommandLine.arguments[$0 + 1] }
}
func wanted(_ part: String) -> Bool { only == nil || only == part }

if wanted("writes") { try benchWrites(rules: rules, folder: folder, count: quick ? 2_000 : 10_000) }
if wanted("server"), let url = ProcessInfo.processInfo.environment["AFTERCARE_TEST_POSTGRES"] {
    try benchServer(rules: rules, url: url, seconds: quick ? 4 : 10)
}
if wanted("calendar") { try benchCalendar(rules: rules) }
if wanted("lists") {
    try benchLists(
        "SQLite", at: folder + "/lists.sqlite", rules: rules,
        sizes: quick ? [10_000, 50_000] : [100_000, 1_000_000])
    if let url = ProcessInfo.processInfo.environment["AFTERCARE_TEST_POSTGRES"] {
        try benchServerLists(rules: rules, url: url, sizes: quick ? [5_000, 50_000] : [50_000, 500_000])
    }
}
// The program as it was built beside this one.
let program = URL(fileURLWithPath: CommandLine.arguments[0]).deletingLastPathComponent()
    .appendingPathComponent("aftercare").path
if wanted("slots") {
    try benchSlots("SQLite", at: folder + "/slots.sqlite", rules: rules, program: program)
    if let url = ProcessInfo.processInfo.environment["AFTERCARE_TEST_POSTGRES"] {
        let (desk, drop) = try ServerTool.database(url)
        defer { drop() }
        try benchSlots("PostgreSQL", at: desk, rules: rules, program: nil)
    }
}
if wanted("surveys") {
    let answers = quick ? 100_000 : 1_000_000
    try benchSurveys("SQLite", at: folder + "/surveys.sqlite", rules: rules, answers: answers)
    if let url = ProcessInfo.processInfo.environment["AFTERCARE_TEST_POSTGRES"] {
        let (desk, drop) = try ServerTool.database(url)
        defer { drop() }
        try benchSurveys("PostgreSQL", at: desk, rules: rules, answers: answers)
    }
}
if wanted("calls") {
    let said = argument("--cases").flatMap { Int($0) }
    let count = said ?? (quick ? 20_000 : 1_000_000)
    try benchCalls("SQLite", at: folder + "/calls.sqlite", rules: rules, count: count)
    if let url = ProcessInfo.processInfo.environment["AFTERCARE_TEST_POSTGRES"] {
        let (desk, drop) = try ServerTool.database(url)
        defer { drop() }
        // A server needs a millisecond for each that is planned.
        try benchCalls("PostgreSQL", at: desk, rules: rules, count: said ?? count / 10)
    }
}
if wanted("overview") {
    let count = argument("--cases").flatMap { Int($0) } ?? (quick ? 100_000 : 1_000_000)
    try benchOverview("SQLite", at: folder + "/overview.sqlite", rules: rules, count: count)
    if let url = ProcessInfo.processInfo.environment["AFTERCARE_TEST_POSTGRES"] {
        let (desk, drop) = try ServerTool.database(url)
        defer { drop() }
        try benchOverview("PostgreSQL", at: desk, rules: rules, count: count) {
            try ServerTool.psql(desk, "SET client_min_messages = error; ANALYZE")
        }
    }
}
if wanted("report") {
    let count = argument("--cases").flatMap { Int($0) } ?? (quick ? 100_000 : 1_000_000)
    try benchReports("SQLite", at: folder + "/reports.sqlite", rules: rules, count: count)
    if let url = ProcessInfo.processInfo.environment["AFTERCARE_TEST_POSTGRES"] {
        let (desk, drop) = try ServerTool.database(url)
        defer { drop() }
        try benchReports("PostgreSQL", at: desk, rules: rules, count: count) {
            try ServerTool.psql(desk, "SET client_min_messages = error; ANALYZE")
        }
    }
}
if wanted("bulk") {
    try benchBulk("SQLite", at: folder + "/bulk.sqlite", rules: rules)
    if let url = ProcessInfo.processInfo.environment["AFTERCARE_TEST_POSTGRES"] {
        let (desk, drop) = try ServerTool.database(url)
        defer { drop() }
        try benchBulk("PostgreSQL", at: desk, rules: rules)
    }
}
if wanted("simulation") { try benchSimulation(rules: rules) }
if wanted("start") || wanted("keys") {
    // The desk that the lists grew, or one that is there, or a small one.
    let desk = argument("--desk") ?? folder + "/lists.sqlite"
    if !FileManager.default.fileExists(atPath: desk) {
        try benchLists(
            "SQLite", at: desk, rules: rules, sizes: [argument("--cases").flatMap { Int($0) } ?? 20_000])
    }
    let moment = try momentOfLastCase(of: desk, rules: rules)
    if wanted("start") { try benchStartUp(program: program, desk: desk, at: moment) }
    if wanted("keys") {
        try benchKeys(
            program: program, desk: desk, at: moment, repository: FileManager.default.currentDirectoryPath)
        if let url = ProcessInfo.processInfo.environment["AFTERCARE_TEST_POSTGRES"] {
            try benchSlowLine(rules: rules, url: url, program: program)
        }
    }
}
report("resident memory at the end", decimals(residentMegabytes(), 0) + " MB")
