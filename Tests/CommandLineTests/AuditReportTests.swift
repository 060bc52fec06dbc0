import ArgumentParser
import DeskTesting
import Foundation
import Model
import Records
import Resources
import ServiceDesk
import Testing
import Wording

@testable import aftercare

#if canImport(FoundationXML)
    import FoundationXML
#endif

/// The report of an audit as it is written.
struct AuditReportWriterTests {
    private let test: TemporaryDesk

    init() throws {
        test = try TemporaryDesk()
        try test.as("admin") { work in
            _ = try work.addCompetitor(Competitor(name: "A|B <i>*x*</i> & \"C\""))
            _ = try work.observe(
                CompetitorDraft(
                    company: "A|B <i>*x*</i> & \"C\"", measure: "delivery/time", side: .promise, value: "24",
                    source: .published))
        }
    }

    private func view(_ language: String) throws -> AuditReportView {
        let options = try GlobalOptions.parse(["--lang", language])
        let output = try Output(options, zone: TemporaryDesk.rules.zone, library: ResourceLibrary())
        let today = TemporaryDesk.rules.localDay(test.now)
        let figures = try test.desk.read { try $0.auditFigures(today - 90...today, at: test.now) }
        return AuditReportView(AuditDocument(figures, TemporaryDesk.rules), output)
    }

    @Test(
        "a page is well-formed, links only within itself, and fetches nothing", arguments: ["en", "zh-Hans"])
    func page(language: String) throws {
        let page = try AuditPage(view(language)).text
        let reader = PageReader()
        let parser = XMLParser(data: Data(page.utf8))
        parser.delegate = reader
        #expect(parser.parse(), "\(String(describing: parser.parserError)) in line \(parser.lineNumber)")
        #expect(reader.links.count >= AuditDocument.Part.allCases.count)
        #expect(reader.links.allSatisfy { $0.hasPrefix("#") && reader.ids.contains(String($0.dropFirst())) })
        #expect(reader.sources.isEmpty && !page.contains("url(") && !page.contains("@import"))
        #expect(reader.ids.count == Set(reader.ids).count)
    }

    @Test(
        "every sentence is there in each language, as text, as Markdown and as a page",
        arguments: ["en", "zh-Hans"])
    func languages(language: String) throws {
        let view = try view(language)
        let texts = [
            view.lines(view.output).joined(separator: "\n"), AuditMarkdown(view).text, AuditPage(view).text,
        ]
        for text in texts {
            #expect(text.contains(view.title))
            #expect(text.firstMatch(of: /\\?\[[a-z]\w*\.[\w.]+/) == nil, "a key without a sentence")
            #expect(text.firstMatch(of: /\{[a-z]\w*\}/) == nil, "an open place")
        }
    }

    @Test("what people typed stands in Markdown as what it is, and breaks no table")
    func markdown() throws {
        let text = try AuditMarkdown(view("en")).text
        #expect(text.contains(#"A\|B \<i\>\*x\*\</i\> &amp; "C""#))
        let rows = text.split(separator: "\n").filter { $0.hasPrefix("| ") }
        let widths = rows.map { row in row.replacing("\\|", with: "").count { $0 == "|" } }
        let heads = rows.indices.filter { rows[$0].contains("| --- |") || rows[$0].contains("---: |") }
        #expect(!heads.isEmpty)
        for head in heads { #expect(widths[head] == widths[head - 1]) }
    }

    @Test(
        "PDF is made by a program that is there; where none is, or it fails, that is said and no file is left"
    )
    func pdf() throws {
        let folder = try TemporaryFolder()
        let made = folder.file("report.pdf")
        func program(_ name: String, _ script: String) throws -> String {
            let path = folder.file(name)
            try Data(("#!/bin/sh\n" + script).utf8).write(to: URL(filePath: path))
            try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: path)
            return path
        }
        let failing = try program("failing", "echo no fonts >&2; exit 3\n")
        let printing = try program(
            "printing",
            "for a; do case $a in --print-to-pdf=*) printf '%%PDF-1.7' > \"${a#--print-to-pdf=}\";; esac; done\n"
        )
        #expect(throws: PrintFault.noProgram) {
            try PagePrinter.write("<p/>", to: made, by: [folder.file("nowhere")])
        }
        #expect(throws: PrintFault.notPrinted(failing, why: "no fonts")) {
            try PagePrinter.write("<p/>", to: made, by: [failing])
        }
        #expect(!FileManager.default.fileExists(atPath: made))
        try PagePrinter.write("<p/>", to: made, by: [folder.file("nowhere"), printing])
        let data = try Data(contentsOf: URL(filePath: made))
        #expect(data == Data("%PDF-1.7".utf8))
    }

    @Test("a length is days, weeks, or months as long as those until the day")
    func lengths() {
        #expect(AuditPeriod.length("90d", until: Day(2026, 11, 30)) == 90)
        #expect(AuditPeriod.length("2w", until: Day(2026, 11, 30)) == 14)
        #expect(AuditPeriod.length("12m", until: Day(2026, 11, 30)) == 365)
        #expect(AuditPeriod.length("12m", until: Day(2024, 12, 31)) == 366)
        for wrong in ["", "m", "0m", "-1m", "121m", "12", "12y", "m12"] {
            #expect(AuditPeriod.length(wrong, until: Day(2026, 11, 30)) == nil, "\(wrong)")
        }
    }
}

/// Gathers what a page links to and is made of.
private final class PageReader: NSObject, XMLParserDelegate {
    private(set) var links: [String] = []
    private(set) var ids: [String] = []
    private(set) var sources: [String] = []

    func parser(
        _ parser: XMLParser, didStartElement name: String, namespaceURI: String?, qualifiedName: String?,
        attributes: [String: String]
    ) {
        if let link = attributes["href"] { links.append(link) }
        if let id = attributes["id"] { ids.append(id) }
        if let source = attributes["src"] { sources.append(source) }
        if ["script", "img", "link", "iframe", "object"].contains(name) { sources.append(name) }
    }
}
