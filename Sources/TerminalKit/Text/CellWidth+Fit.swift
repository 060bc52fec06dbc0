/// Where text stands in a field wider than itself.
package enum Alignment: Hashable, Sendable {
    case leading, trailing, centre
}

extension CellWidth {
    /// The mark of cut text. ASCII, because `…` has no agreed width.
    package static let cutMark: String = ".."

    /// `text`, made safe, in exactly `cells` cells: cut with `..` when too long, padded with blanks when
    /// short. A wide character that would be halved is left out and its cell padded. Zero or fewer cells give
    /// "".
    package func fit(_ text: some StringProtocol, _ cells: Int, _ alignment: Alignment = .leading) -> String {
        guard cells > 0 else { return "" }
        var shown = DisplayText.sanitise(text)
        var width = of(shown)
        if width > cells {
            let mark = cells > 3 ? Self.cutMark : ""
            shown = prefix(of: shown, within: cells - mark.utf8.count) + mark
            width = of(shown)
        }
        let spare = cells - width
        switch alignment {
        case .leading: return shown + blanks(spare)
        case .trailing: return blanks(spare) + shown
        case .centre: return blanks(spare / 2) + shown + blanks(spare - spare / 2)
        }
    }

    /// The longest beginning of `text` that takes at most `cells` cells; marks stay with their base.
    package func prefix(of text: some StringProtocol, within cells: Int) -> String {
        var kept = String.UnicodeScalarView()
        var width = 0
        for scalar in text.unicodeScalars {
            let next = of(scalar)
            if width + next > cells { break }
            width += next
            kept.append(scalar)
        }
        return String(kept)
    }

    /// The base scalars of `text` with their marks, each with its cells: the pieces that may not be taken
    /// apart.
    package func pieces(of text: some StringProtocol) -> [(text: String, width: Int)] {
        var pieces: [(text: String, width: Int)] = []
        forEachPiece(of: text) {
            pieces.append(($0, $1))
            return true
        }
        return pieces
    }

    /// The same one by one, as long as `body` wants more.
    func forEachPiece(of text: some StringProtocol, _ body: (_ text: String, _ width: Int) -> Bool) {
        var piece: (text: String, width: Int)?
        for scalar in text.unicodeScalars {
            let width = of(scalar)
            if width == 0, piece != nil {
                piece?.text.unicodeScalars.append(scalar)
                continue
            }
            if let piece, !body(piece.text, piece.width) { return }
            piece = (String(scalar), width)
        }
        if let piece { _ = body(piece.text, piece.width) }
    }

    private func blanks(_ count: Int) -> String { String(repeating: " ", count: max(0, count)) }
}
