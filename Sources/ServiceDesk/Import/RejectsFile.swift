import Foundation
import Model

/// Where refused rows go: `FILE.rejects.csv`, each as it stands in the file, with its line and the reason behind it.
/// Mended there, it can be imported by the same map. Made with the first row it takes.
final class RejectsFile {
    let path: String
    private let records: CSVReader
    private let header: CSVRecord
    private let delimiter: Character
    private let say: (Phrase) -> String
    private var handle: FileHandle?
    private var buffer = Data()

    init(
        beside path: String, _ records: CSVReader, header: CSVRecord, delimiter: Character = ",",
        say: @escaping (Phrase) -> String
    ) {
        self.path = (path.hasSuffix(".csv") ? String(path.dropLast(4)) : path) + ".rejects.csv"
        (self.records, self.header, self.delimiter, self.say) = (records, header, delimiter, say)
    }

    /// What an earlier run refused is refused again, or was mended.
    func removeOld() throws {
        guard FileManager.default.fileExists(atPath: path) else { return }
        do { try FileManager.default.removeItem(atPath: path) } catch { throw ImportFault.cannotWrite(path) }
    }

    func add(_ record: CSVRecord, _ reason: Phrase) throws {
        if handle == nil { try begin() }
        if record.flaw == nil {
            buffer += records.raw(record)
        } else {
            // A quote left open here would swallow the rows behind it.
            buffer += Data(quoted(String(decoding: records.raw(record), as: UTF8.self)).utf8)
        }
        buffer += Data("\(delimiter)\(record.line)\(delimiter)\(quoted(say(reason)))\r\n".utf8)
        if buffer.count > 65_536 { try drain() }
    }

    func close() throws {
        guard let handle else { return }
        try drain()
        do { try handle.close() } catch { throw ImportFault.cannotWrite(path) }
    }

    private func begin() throws {
        guard
            FileManager.default.createFile(
                atPath: path, contents: nil, attributes: [.posixPermissions: 0o600]),
            let handle = FileHandle(forWritingAtPath: path)
        else { throw ImportFault.cannotWrite(path) }
        self.handle = handle
        // The mark says UTF-8, whatever encoding the map names.
        buffer = Data([0xEF, 0xBB, 0xBF]) + records.raw(header)
        buffer += Data("\(delimiter)@line\(delimiter)@reason\r\n".utf8)
    }

    private func drain() throws {
        do { try handle?.write(contentsOf: buffer) } catch { throw ImportFault.cannotWrite(path) }
        buffer.removeAll(keepingCapacity: true)
    }

    private func quoted(_ text: String) -> String { "\"\(text.replacing("\"", with: "\"\""))\"" }
}
