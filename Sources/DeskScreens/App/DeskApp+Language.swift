import TerminalKit
import Wording

/// A sheet about what can be done on the screen below it: its words are those of the table of actions there.
protocol ActionsSheet: Screen {
    mutating func reword(_ actions: DeskActions, _ context: DeskContext)
}

extension DeskApp {
    /// The next of the languages, for as long as the desk is open; which it begins in is said in the settings.
    func nextLanguage() {
        if wordings.count > 1 { speak(at: 1) }
    }

    /// Another language, at once: nothing that is open keeps a word of the old one, and nothing typed is lost.
    func speak(_ language: String) {
        if let index = wordings.firstIndex(where: { $0.language == language }), index > 0 { speak(at: index) }
    }

    private func speak(at index: Int) {
        wordings = Array(wordings[index...] + wordings[..<index])
        // News is told in a sentence, not in facts, and passes anyway; but a caller waits.
        notice = Notice()
        toasts.dismiss()
        readAhead.drop()
        if let number = callers.next { announceCaller(number) }
        for index in stack.indices {
            stack[index].screen.languageChanged(context)
            reword(index)
        }
        lock?.screen.languageChanged(context)
        message = MessageLine(.info, context.say("screen.language"))
    }

    /// What a screen was made of when it was put over another one is made anew.
    private func reword(_ index: Int) {
        guard index > 0 else { return }
        let below = stack[index - 1].screen
        if let copy = stack[index].screen as? CopyScreen, copy.isOfScreenBelow {
            stack[index].screen = CopyScreen(ofScreenBelow: lines(of: below))
        } else if var sheet = stack[index].screen as? any ActionsSheet {
            sheet.reword(actions(of: below), context)
            stack[index].screen = sheet
        }
    }
}
