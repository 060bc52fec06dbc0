import Foundation
import Model
import ServiceDesk

/// Makes PDF of a page by a program that people keep well and may have: it is found on PATH and started without a shell.
enum PagePrinter {
    /// In the order they are tried: the first two make nothing but PDF, the others are browsers.
    static let programs = ["weasyprint", "wkhtmltopdf", "chromium", "chromium-browser", "google-chrome"]
    /// A browser that waits for something is ended.
    private static let within = Span.minutes(3)

    /// - Parameter programs: those to look for, the first there is is taken.
    /// - Throws: `PrintFault`, `VisitFault.cannotWrite`.
    static func write(_ page: String, to path: String, by programs: [String] = programs) throws {
        guard let program = programs.first(where: { Dialling.path(of: $0) != nil }) else {
            throw PrintFault.noProgram
        }
        let folder = FileManager.default.temporaryDirectory.appending(path: "aftercare-\(UUID().uuidString)")
        let own: [FileAttributeKey: Any] = [.posixPermissions: 0o700]
        try FileManager.default.createDirectory(
            at: folder, withIntermediateDirectories: false, attributes: own)
        defer { try? FileManager.default.removeItem(at: folder) }
        let (source, made) = (folder.appending(path: "page.html"), folder.appending(path: "page.pdf"))
        try WholeFile.write(page, to: source.path)
        let end = NoticeRunner.run(
            NoticeOrder(
                program: program, arguments: arguments(program, source.path, made.path), environment: [],
                input: "", within: within))
        guard end.isGood, let data = try? Data(contentsOf: made), data.starts(with: Data("%PDF".utf8)) else {
            throw PrintFault.notPrinted(program, why: end.error)
        }
        try WholeFile.write(data, to: path)
    }

    static func arguments(_ program: String, _ source: String, _ made: String) -> [String] {
        switch program {
        case "weasyprint": ["--quiet", source, made]
        case "wkhtmltopdf": ["--quiet", "--print-media-type", "--page-size", "A4", source, made]
        default: ["--headless", "--disable-gpu", "--no-pdf-header-footer", "--print-to-pdf=\(made)", source]
        }
    }
}

/// Why a page could not be made PDF.
enum PrintFault: Fault, Hashable {
    case noProgram
    case notPrinted(String, why: String)

    var kind: FaultKind {
        switch self {
        case .noProgram: .noSuchThing
        case .notPrinted: .badData
        }
    }

    var phrase: Phrase {
        switch self {
        case .noProgram:
            Phrase(
                "auditReport.noPrinter",
                ["programs": .list(["weasyprint", "wkhtmltopdf", "chromium"].map { .text($0) })])
        case .notPrinted(let program, let why):
            Phrase("auditReport.notPrinted", ["program": .text(program), "why": .text(why)])
        }
    }
}
