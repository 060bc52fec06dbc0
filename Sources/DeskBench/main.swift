import Foundation
import Model
import Records
import Resources
import ServiceDesk

// `make bench`: every speed the project claims, in one run, each beside its peer or limit.
//
//     desk-bench [--cases 100000,1000000] [--quick]

let quick = CommandLine.arguments.contains("--quick")
let folder = FileManager.default.temporaryDirectory.appendingPathComponent("aftercare-bench-\(getpid())").path
try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
defer { try? FileManager.default.removeItem(atPath: folder) }

let rules = try Rules(library: ResourceLibrary())
try benchWrites(rules: rules, folder: folder, count: quick ? 2_000 : 10_000)
try benchCalendar(rules: rules)
try benchLists(rules: rules, folder: folder, sizes: quick ? [10_000, 50_000] : [100_000, 1_000_000])
report("resident memory at the end", decimals(residentMegabytes(), 0) + " MB")
