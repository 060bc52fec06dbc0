import Foundation
import ServiceDesk

/// Starts the program that rings somebody up, beside the desk: it has nothing of the terminal, and is not waited for.
enum Dialling {
    /// - Throws: `DialFault`.
    static func start(_ program: String, _ arguments: [String]) throws {
        guard let path = path(of: program) else { throw DialFault.noProgram(program) }
        let process = Process()
        process.executableURL = URL(filePath: path)
        process.arguments = arguments
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        do { try process.run() } catch {
            throw DialFault.notStarted(program, why: error.localizedDescription)
        }
    }

    /// Where it lies: as it is named, or in one of the folders of PATH.
    static func path(of program: String) -> String? {
        let folders =
            program.contains("/")
            ? [""]
            : (Surroundings.environment["PATH"] ?? "").split(separator: ":").map { $0 + "/" }
        return folders.map { $0 + program }.first { FileManager.default.isExecutableFile(atPath: $0) }
    }
}
