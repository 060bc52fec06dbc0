import ArgumentParser
import TerminalKit

/// A terminal's size as people write it: `120x36`, columns first.
struct PictureSize: ExpressibleByArgument {
    let size: Size

    init?(argument: String) {
        let numbers = argument.lowercased().split(separator: "x", omittingEmptySubsequences: false).map {
            Int($0)
        }
        guard numbers.count == 2, let columns = numbers[0], let rows = numbers[1],
            (60...300).contains(columns), (18...100).contains(rows)
        else { return nil }
        size = Size(columns: columns, rows: rows)
    }

    static let usual = PictureSize(columns: 120, rows: 36)

    private init(columns: Int, rows: Int) { size = Size(columns: columns, rows: rows) }

    var defaultValueDescription: String { "\(size.columns)x\(size.rows)" }
}
