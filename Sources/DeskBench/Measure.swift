import Foundation

/// Times in seconds of the same thing done many times.
struct Times {
    var seconds: [Double] = []

    var total: Double { seconds.reduce(0, +) }
    var perSecond: Double { Double(seconds.count) / total }
    func percentile(_ p: Double) -> Double {
        let sorted = seconds.sorted()
        return sorted.isEmpty ? 0 : sorted[min(sorted.count - 1, Int(Double(sorted.count) * p))]
    }
    var median: Double { percentile(0.5) }
    var spread: String { "p50 " + milliseconds(median) + ", p95 " + milliseconds(percentile(0.95)) }

    /// Runs `body` `count` times, each timed on its own.
    /// - Parameter limit: seconds after which it is not run again, though it was not run so often.
    static func of(_ count: Int, within limit: Double = .infinity, _ body: (Int) throws -> Void) rethrows
        -> Times
    {
        var times = Times()
        for n in 0..<count where times.total < limit {
            let start = now()
            try body(n)
            times.seconds.append(now() - start)
        }
        return times
    }

    static func now() -> Double {
        var t = timespec()
        clock_gettime(CLOCK_MONOTONIC, &t)
        return Double(t.tv_sec) + Double(t.tv_nsec) / 1e9
    }
}

/// One line of the report: what, how much, and the goal it is held against.
func report(_ what: String, _ figure: String, goal: String = "") {
    print("\(padded(what, 46)) \(padded(figure, 34)) \(goal)")
    fflush(nil)
}

private func padded(_ text: String, _ width: Int) -> String {
    text + String(repeating: " ", count: max(0, width - text.count))
}

func decimals(_ x: Double, _ n: Int) -> String { String(format: "%.\(n)f", x) }
func milliseconds(_ s: Double) -> String { decimals(s * 1000, s < 0.001 ? 3 : 2) + " ms" }

/// Resident memory of a process, in MB.
func residentMegabytes(of process: pid_t = getpid()) -> Double {
    let status = (try? String(contentsOfFile: "/proc/\(process)/status", encoding: .utf8)) ?? ""
    let line = status.split(separator: "\n").first { $0.hasPrefix("VmRSS:") } ?? ""
    let kilobytes = line.split(whereSeparator: { !$0.isNumber }).first.flatMap { Double($0) } ?? 0
    return kilobytes / 1024
}
