import Model
import ServiceDesk
import TerminalKit
import Wording

extension MergeSheet {
    /// Rows a text takes at most; a longer one is seen whole when it is changed.
    private static var mostRows: Int { 4 }

    /// What each field says, by its name: as it was read, as it is now, as one would have it.
    private struct Said {
        var base: [String: String]
        var theirs: [String: String]
        var mine: [String: String]
    }

    /// One field of the conflict as it is drawn.
    private struct Block {
        var field: FieldMerge.Field
        var title: String
        var was: String
        var theirs: [String]
        var mine: [String]
        /// What was typed in place of both, or is being typed.
        var own: Form<String>?
        var choice: FieldMerge.Choice?

        var sideRows: Int { max(theirs.count, mine.count) }
        /// Title, what it was, whose, the texts; the field with its label; a blank.
        func rows(width: Int, _ cellWidth: CellWidth) -> Int {
            4 + sideRows + (own.map { $0.rows(width: width, cellWidth) } ?? 0)
        }
    }

    func draw(in area: Rect, on canvas: inout Canvas, _ context: DeskContext) {
        let width = area.sheetWidth(110)
        let inner = width - 4
        let intro = canvas.cellWidth.wrap(context.say(introKey), inner)
        let said = Said(
            base: said(\.base, context), theirs: said(\.theirs, context), mine: said(\.mine, context))
        let blocks = blocks(said, width: inner, canvas.cellWidth, context)
        let rest = restPane(said, context)
        let heights = blocks.map { $0.rows(width: inner, canvas.cellWidth) }
        let restRows = rest.rows(width: inner, canvas.cellWidth)
        let wanted = intro.count + 1 + heights.reduce(0, +) + restRows
        let frame = area.sheet(width: width, height: min(area.height, wanted + 2))
        canvas.box(frame, title: title(context))
        let inside = frame.inset(columns: 2, rows: 1)
        canvas.parkCaret(at: inside.origin, visible: false)
        canvas.paragraph(context.say(introKey), in: inside)
        let body = inside.dropping(rows: intro.count + 1)
        let first = firstBlock(heights + [restRows], height: body.height)
        var left = body
        for (index, block) in blocks.enumerated().dropFirst(first) {
            draw(block, isFocused: index == focus, in: left, on: &canvas, context)
            left = left.dropping(rows: heights[index])
        }
        if focus == blocks.count, !left.isEmpty { canvas.parkCaret(at: left.origin, visible: false) }
        rest.draw(in: left, on: &canvas)
        tellMore(below: restRows - left.height, in: inside, on: &canvas, context)
    }

    private var introKey: String {
        if !conflicts.isEmpty { return "merge.clash" }
        return conflict.changes.isEmpty ? "merge.elsewhere" : "merge.apart"
    }

    /// Blocks scrolled away so that the one in focus is wholly in view.
    private func firstBlock(_ heights: [Int], height: Int) -> Int {
        var first = 0
        while first < focus, heights[first...focus].reduce(0, +) > height { first += 1 }
        return first
    }

    private func tellMore(below: Int, in inside: Rect, on canvas: inout Canvas, _ context: DeskContext) {
        guard below > 0, focus < conflicts.count, !agreeing.isEmpty || conflicts.count > 1 else { return }
        let last = Rect(column: inside.column, row: inside.endRow, width: inside.width, height: 1)
        let more = " \(context.say("merge.more")) "
        let cells = min(canvas.cellWidth.ofShown(more), last.width)
        canvas.field(more, in: last.dropping(columns: last.width - cells), .muted)
    }

    // MARK: Fields in conflict

    private func blocks(
        _ said: Said, width: Int, _ cellWidth: CellWidth, _ context: DeskContext
    ) -> [Block] {
        let side = (width - 3) / 2
        let lines = { (text: String?) -> [String] in
            guard let text, !text.isEmpty else { return [context.say("merge.empty")] }
            let all = cellWidth.wrap(text, side)
            guard all.count > Self.mostRows else { return all }
            return all.prefix(Self.mostRows - 1) + [cellWidth.fit(all[Self.mostRows - 1] + " ..", side)]
        }
        return conflicts.enumerated().map { index, field in
            let was = said.base[field.name].flatMap { $0.isEmpty ? nil : $0 } ?? context.say("merge.empty")
            return Block(
                field: field, title: heading(field, context), was: was,
                theirs: lines(said.theirs[field.name]),
                mine: lines(said.mine[field.name]), own: own(field, isFocused: index == focus, context),
                choice: choices[field.name])
        }
    }

    private func texts(_ side: KeyPath<FieldMerge.Field, String>) -> [String: String] {
        let texts = conflict.merge.fields.map { ($0.name, $0[keyPath: side]) }
        return Dictionary(texts, uniquingKeysWith: { $1 })
    }

    private func said(
        _ side: KeyPath<FieldMerge.Field, String>, _ context: DeskContext
    ) -> [String: String] {
        Record.said(texts(side), lists, context)
    }

    private func label(_ field: String, _ context: DeskContext) -> String {
        Record.fields([:], lists, context).first { $0.id == field }?.label ?? context.say("fact.\(field)")
    }

    private func who(_ field: String, _ context: DeskContext) -> String? {
        conflict.changes[field].map { change in
            "\(context.person(change.by)) \(context.wording.near(change.at, now: context.now))"
        }
    }

    private func heading(_ field: FieldMerge.Field, _ context: DeskContext) -> String {
        [label(field.name, context), who(field.name, context)].compactMap { $0 }.joined(separator: "  ")
    }

    private func own(_ field: FieldMerge.Field, isFocused: Bool, _ context: DeskContext) -> Form<String>? {
        var form: Form<String>?
        if isFocused, let editing {
            form = editing
        } else if case .text(let text) = choices[field.name] {
            let filled = texts(\.mine).merging([field.name: text], uniquingKeysWith: { $1 })
            form = Form(Record.fields(filled, lists, context).filter { $0.id == field.name })
        }
        form?.fields[0].label = "(*) " + context.say("merge.own")
        return form
    }

    private func draw(
        _ block: Block, isFocused: Bool, in area: Rect, on canvas: inout Canvas, _ context: DeskContext
    ) {
        guard !area.isEmpty else { return }
        canvas.rule(area.line(0), title: (isFocused ? "> " : "") + block.title)
        canvas.spans(
            [Span(context.say("merge.was") + "  ", .label), Span(block.was, .muted)], in: area.line(1))
        let sides = area.dropping(rows: 2).split(columns: [.share(1), .share(1)], gap: 3)
        draw(
            "1", context.say("merge.theirs"), block.theirs, block.choice == .theirs, in: sides[0], on: &canvas
        )
        draw("2", context.say("merge.mine"), block.mine, block.choice == .mine, in: sides[1], on: &canvas)
        if isFocused { canvas.parkCaret(at: area.origin, visible: false) }
        guard let own = block.own else { return }
        let rows = own.rows(width: area.width, canvas.cellWidth)
        let place = area.dropping(rows: 3 + block.sideRows)
        let field = Rect(
            column: place.column, row: place.row, width: place.width, height: min(rows, place.height))
        own.draw(in: field, on: &canvas, focused: isFocused && isTyping)
    }

    /// One side: its key and whose it is, marked when chosen, and the text below.
    private func draw(
        _ key: String, _ whose: String, _ lines: [String], _ isChosen: Bool, in area: Rect,
        on canvas: inout Canvas
    ) {
        let mark = isChosen ? "(*) " : "( ) "
        canvas.spans(
            [Span(mark, isChosen ? .accent : .muted), Span(key, .key), Span(" " + whose, .label)],
            in: area.line(0))
        for (row, line) in lines.enumerated() {
            canvas.field(line, in: area.line(row + 1), isChosen ? .accent : .text)
        }
    }

    // MARK: The rest

    private func restPane(_ said: Said, _ context: DeskContext) -> Pane {
        var pane = Pane()
        let others = agreeing.filter { $0.theirs != $0.base }
        if !others.isEmpty { pane.add(.heading(context.say("merge.taken"))) }
        for field in others {
            pane.add(
                change(
                    heading(field, context), from: said.base[field.name], to: said.theirs[field.name], context
                ))
        }
        let own = agreeing.filter { $0.standing == .onlyMine }
        if !own.isEmpty { pane.add(.heading(context.say("merge.kept"))) }
        for field in own {
            pane.add(
                change(
                    label(field.name, context), from: said.base[field.name], to: said.mine[field.name],
                    context))
        }
        return pane
    }

    private func change(_ what: String, from: String?, to: String?, _ context: DeskContext) -> Pane.Line {
        let shown = [from, to].map { $0.flatMap { $0.isEmpty ? nil : $0 } ?? context.say("merge.empty") }
        return .text(
            context.say(
                "merge.change", ["what": .text(what), "from": .text(shown[0]), "to": .text(shown[1])]), .text)
    }
}
