import Foundation
import Synchronization

/// A `psql` that stays connected and runs one statement after another.
final class PsqlSession: Sendable {
    struct Failure: Error, CustomStringConvertible {
        var description: String
    }

    private struct Pipes: Sendable {
        let toPsql: FileHandle
        let fromPsql: FileHandle
        /// Nothing may be written to one that has gone: the signal would end the tests.
        var hasEnded = false
    }
    private let pipes: Mutex<Pipes>

    /// - Parameter prefix: databases named so are dropped when the session ends, even by this process being killed.
    init(url: String, dropping prefix: String) throws {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/bin/sh")
        process.arguments = [
            "-c",
            #"""
            set -- psql --no-psqlrc --quiet --no-align --tuples-only "$1" -v prefix="$2"
            "$@"
            "$@" 2>/dev/null <<'END'
            SELECT format('DROP DATABASE %I WITH (FORCE)', datname)
            FROM pg_database WHERE starts_with(datname, :'prefix') \gexec
            END
            """#,
            "psql-session", url, prefix,
        ]
        let (input, output) = (Pipe(), Pipe())
        process.standardInput = input
        process.standardOutput = output
        process.standardError = FileHandle.nullDevice
        try process.run()
        pipes = Mutex(Pipes(toPsql: input.fileHandleForWriting, fromPsql: output.fileHandleForReading))
        try run("SET client_min_messages = error")
    }

    /// - Throws: `Failure` with what the server says.
    func run(_ statement: String) throws {
        try pipes.withLock { pipes in
            guard !pipes.hasEnded else { throw Failure(description: "psql has ended before: \(statement)") }
            pipes.toPsql.write(Data("\(statement);\n\\echo :ERROR :LAST_ERROR_MESSAGE\n".utf8))
            var answer = Data()
            while answer.last != UInt8(ascii: "\n") {
                let piece = pipes.fromPsql.availableData
                guard !piece.isEmpty else {
                    pipes.hasEnded = true
                    throw Failure(description: "psql ended: is there a server? \(statement)")
                }
                answer += piece
            }
            let text = String(decoding: answer, as: UTF8.self)
            guard text.hasPrefix("false") else { throw Failure(description: "\(statement): \(text)") }
        }
    }
}
