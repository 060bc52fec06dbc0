/// What a field's judge says of the text typed so far. Sentences are in the user's language and say how to mend it.
///
///     field.judge = { text in
///         guard let day = reader.day(text) else { return .unfinished("写成 11-24、明天或 +3d") }
///         return day < today ? .wrong("日期已过") : .right(note: wording.day(day))
///     }
package enum Verdict: Hashable, Sendable {
    /// Right; the note, when there is one, says beside the field how it was understood.
    case right(note: String = "")
    /// Not right yet, but typing on may make it so: said only when the field is left.
    case unfinished(String)
    /// No typing on makes it right: said at once.
    case wrong(String)

    /// Of a check that cannot tell a beginning from an error: it waits until the field is left.
    package init(_ complaint: String?) {
        self = complaint.map(Verdict.unfinished) ?? .right()
    }

    var note: String {
        if case .right(let note) = self { note } else { "" }
    }

    /// - Parameter wasLeft: whether the field has been left since it was filled.
    func complaint(wasLeft: Bool) -> String? {
        switch self {
        case .right: nil
        case .unfinished(let sentence): wasLeft ? sentence : nil
        case .wrong(let sentence): sentence
        }
    }
}
