package import Model

/// What is wrong with a routing file, and where.
package enum RoutingFault: Fault, Hashable {
    /// A line that is not what belongs there.
    case line(file: String, line: Int, Problem)
    /// A whole file.
    case file(String, Problem)

    package enum Problem: Sendable, Hashable {
        /// None of the known formats begins so.
        case unknownFormat
        case empty
        /// This many numbers belong here.
        case numbers(expected: Int)
        case notANumber(String)
        /// A node was expected here that carries this number.
        case numbering(expected: Int)
        /// A window that ends before it begins, or a time below 0.
        case window
        /// A header or section that must be there.
        case missing(String)
        /// A keyword of the format that is not read here.
        case unsupported(String)
        /// Fewer or more rows than the header said.
        case count(expected: Int, found: Int)
        /// More kinds of parts than can be told apart.
        case tooManyParts(most: Int)
        /// A whole number too large to reckon with.
        case tooLarge(String)
        /// In a solution: no such visit.
        case noVisit(String)
        case noRoutes
        /// A file to write.
        case unwritable
    }

    package var kind: FaultKind { .badData }

    package var phrase: Phrase {
        switch self {
        case .line(let file, let line, let problem):
            Phrase(
                "routing.at",
                ["file": .text(file), "line": .count(line), "problem": .phrase(problem.phrase)])
        case .file(let file, let problem):
            Phrase("routing.inFile", ["file": .text(file), "problem": .phrase(problem.phrase)])
        }
    }
}

extension RoutingFault.Problem {
    package var phrase: Phrase {
        switch self {
        case .unknownFormat: Phrase("routing.unknownFormat")
        case .empty: Phrase("routing.empty")
        case .numbers(let expected): Phrase("routing.numbers", ["count": .count(expected)])
        case .notANumber(let text): Phrase("routing.notANumber", ["text": .text(text)])
        case .numbering(let expected): Phrase("routing.numbering", ["number": .text(String(expected))])
        case .window: Phrase("routing.window")
        case .missing(let what): Phrase("routing.missing", ["what": .text(what)])
        case .unsupported(let what): Phrase("routing.unsupported", ["text": .text(what)])
        case .count(let expected, let found):
            Phrase("routing.count", ["expected": .count(expected), "found": .count(found)])
        case .tooManyParts(let most): Phrase("routing.tooManyParts", ["most": .count(most)])
        case .tooLarge(let text): Phrase("routing.tooLarge", ["text": .text(text)])
        case .noVisit(let text): Phrase("routing.noVisit", ["text": .text(text)])
        case .noRoutes: Phrase("routing.noRoutes")
        case .unwritable: Phrase("routing.unwritable")
        }
    }
}
