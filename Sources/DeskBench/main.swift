import Foundation
import Model
import Records
import Resources
import ServiceDesk

// `make bench`: every speed the project claims, in one run, each beside its peer or limit.
//
//     desk-bench [--quick] [--only writes|server|calendar|lists|start]

let quick = CommandLine.arguments.contains("--quick")
let folder = FileManager.default.temporaryDirectory.appendingPathComponent("aftercare-bench-\(getpid())").path
try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
defer { try? FileManager.default.removeItem(atPath: folder) }

let rules = try Rules(library: ResourceLibrary())
let only = CommandLine.arguments.firstIndex(of: "--only").map { CommandLine.arguments[$0 + 1] }
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
if wanted("start") || wanted("lists") {
    let lists = folder + "/lists.sqlite"
    if !FileManager.default.fileExists(atPath: lists) {
        _ = try BenchDesk(path: lists, rules: rules, customers: 1000)
    }
    try benchStartUp(desk: lists)
}
report("resident memory at the end", decimals(residentMegabytes(), 0) + " MB")
