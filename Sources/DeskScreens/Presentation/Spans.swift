import TerminalKit

/// On screens a span is a piece of a line; lengths of time are `Model.Span`.
typealias Span = TerminalKit.Span
