/// The one line above the footer that tells what happened, with a mark besides its colour.
package struct MessageLine: Hashable, Sendable {
    package enum Severity: Hashable, Sendable {
        case info, success, warning, error
    }

    package var severity: Severity
    package var text: String

    package init(_ severity: Severity, _ text: String) {
        self.severity = severity
        self.text = text
    }

    package static let empty = MessageLine(.info, "")

    package var mark: String {
        switch severity {
        case .info: ""
        case .success: "+ "
        case .warning: "! "
        case .error: "x "
        }
    }

    package var role: Role {
        switch severity {
        case .info: .text
        case .success: .good
        case .warning: .warning
        case .error: .error
        }
    }

    package func draw(in rect: Rect, on canvas: inout Canvas) {
        canvas.field(text.isEmpty ? "" : mark + text, in: rect, Style(role))
    }
}
