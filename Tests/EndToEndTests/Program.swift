import Foundation

/// The built program, run as its users run it.
enum Program {
    /// Beside the test bundle, where the build put it.
    static let path = built("aftercare")

    static func built(_ name: String) -> String {
        let tests = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
        for folder in [
            tests.deletingLastPathComponent(),
            URL(fileURLWithPath: FileManager.default.currentDirectoryPath + "/.build/debug"),
        ] {
            let candidate = folder.appendingPathComponent(name).path
            if FileManager.default.isExecutableFile(atPath: candidate) { return candidate }
        }
        return FileManager.default.currentDirectoryPath + "/.build/debug/\(name)"
    }

    struct Result {
        var status: Int32
        var output: String
        var error: String
    }

    /// Runs it to its end. Nothing of the caller's own AFTERCARE_ settings reaches it.
    static func run(_ arguments: [String], environment extra: [String: String] = [:], input: String? = nil)
        throws -> Result
    {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: path)
        process.arguments = arguments
        process.environment = environment(extra)
        let output = Pipe()
        let error = Pipe()
        process.standardOutput = output
        process.standardError = error
        let standardInput = Pipe()
        process.standardInput = standardInput
        try process.run()
        if let input { standardInput.fileHandleForWriting.write(Data(input.utf8)) }
        try standardInput.fileHandleForWriting.close()
        // Both pipes are drained at once: a full one would stop the program.
        let errorText = DispatchQueue(label: "stderr")
        nonisolated(unsafe) var errorData = Data()  // Written on the queue, read after `sync`: never at once.
        errorText.async { errorData = error.fileHandleForReading.readDataToEndOfFile() }
        let data = output.fileHandleForReading.readDataToEndOfFile()
        errorText.sync {}
        process.waitUntilExit()
        return Result(
            status: process.terminationStatus, output: String(decoding: data, as: UTF8.self),
            error: String(decoding: errorData, as: UTF8.self))
    }

    static func environment(_ extra: [String: String]) -> [String: String] {
        var environment = ProcessInfo.processInfo.environment.filter { !$0.key.hasPrefix("AFTERCARE_") }
        environment["LANG"] = "C.UTF-8"
        environment["LC_ALL"] = "C.UTF-8"
        return environment.merging(extra) { $1 }
    }

    /// Runs it and reads what it prints as JSON.
    static func json(_ arguments: [String], environment: [String: String] = [:]) throws -> [String: Any] {
        let result = try run(arguments + ["--json"], environment: environment)
        guard result.status == 0 else { throw Failure(arguments: arguments, result: result) }
        return try JSONSerialization.jsonObject(with: Data(result.output.utf8)) as? [String: Any] ?? [:]
    }

    struct Failure: Error, CustomStringConvertible {
        var arguments: [String]
        var result: Result
        var description: String {
            "aftercare \(arguments.joined(separator: " ")): \(result.status) \(result.error)"
        }
    }
}
