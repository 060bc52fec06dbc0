import ArgumentParser
import Model
import Quality
import Records
import ServiceDesk

struct ShowGuide: RuleCommand {
    static let configuration = CommandConfiguration(
        commandName: "guide",
        abstract:
            "What an interview asks somebody of a group, as a form to fill in; without one, the groups.",
        discussion: """
            Put it into a file, write each answer below its question, and take it in with: aftercare audit interview P1 \
            --group GROUP --with NAME --file FILE.
            """)

    @OptionGroup(title: "Global options") var globals: GlobalOptions
    @Argument(help: "The group, such as retailers.") var group: String?

    func run(at place: Workplace) throws {
        guard let group else {
            return try place.output.list(place.rules.audits().groups.map { GroupBookView($0, place.output) })
        }
        let known = try place.rules.auditGroup(group)
        try place.output.show(GuideView(known, try place.rules.audits().questions(of: known), place.output))
    }
}

struct NoteInterview: DeskCommand {
    static let configuration = CommandConfiguration(
        commandName: "interview", abstract: "Note what somebody said who was interviewed.",
        discussion: """
            Answers are written as question=answer, by the names that aftercare audit guide shows, or stand in a file made \
            of it (--file). What was said besides goes into --note. Interviews are never changed: withdraw one that is \
            wrong (aftercare audit withdraw) and note it anew.
            """)

    @OptionGroup(title: "Global options") var globals: GlobalOptions
    @Argument(help: "The audit, such as P1.") var id: AuditID
    @Argument(help: ArgumentHelp("Answers.", valueName: "question=answer")) var answers: [String] = []
    @Option(name: .customLong("with"), help: "Who was asked: a name, a post, a company.") var person: String
    @Option(help: "Of which group, such as retailers.") var group: String
    @Option(
        name: .customLong("on"), help: ArgumentHelp("The day; without it, today.", valueName: "date"))
    var day: Day?
    @Option(
        name: .customLong("by"),
        help: ArgumentHelp("Who asked, by sign-in name; without it, you.", valueName: "login"))
    var interviewer: String?
    @Option(help: "What was said besides.") var note = ""
    @Option(
        help: ArgumentHelp("The guide with the answers, or any text as a note.", valueName: "file"),
        completion: .file())
    var file: String?

    func run(in session: Session) throws {
        var draft = InterviewDraft(group: group, person: person, day: day, interviewer: interviewer)
        if let file {
            let form = try InterviewForm(file: file)
            (draft.answers, draft.note) = (form.answers, form.note)
        }
        for word in answers {
            guard let equals = word.firstIndex(of: "="), equals != word.startIndex else {
                throw UsageFault.notAField(word)
            }
            draft.answers[String(word[..<equals])] = String(word[word.index(after: equals)...])
        }
        draft.note = [draft.note, note].filter { !$0.isEmpty }.joined(separator: "\n")
        try session.output.show(
            session.act {
                try $0.note(draft, for: id)
            } thenShow: {
                try InterviewView($0, $1)
            })
    }
}

struct ListInterviews: DeskCommand {
    static let configuration = CommandConfiguration(
        commandName: "interviews", abstract: "What was said in an audit's interviews, in full.",
        discussion: "--json takes the right to export: it tells names and what they said.")

    @OptionGroup(title: "Global options") var globals: GlobalOptions
    @Argument(help: "The audit, such as P1.") var id: AuditID
    @Option(help: "Only of this group.") var group: String?

    func run(in session: Session) throws {
        if globals.json { try session.act { try $0.noteExport(of: "interviews") } }
        let views = try session.read { v in
            let wanted = try group.map { try session.rules.auditGroup($0).name }
            let audit = try v.reading.audit(id).id
            return try v.reading.audits.interviews(of: audit)
                .filter { wanted == nil || $0.group == wanted }.map { try InterviewView($0, v) }
        }
        guard !globals.json else { return try session.output.list(views) }
        guard !views.isEmpty else { return session.output.remark("audit.noInterviews") }
        for (place, view) in views.enumerated() {
            if place > 0 { session.output.say("") }
            view.lines(session.output).forEach(session.output.say)
        }
    }
}

struct WithdrawInterview: DeskCommand {
    static let configuration = CommandConfiguration(
        commandName: "withdraw",
        abstract: "Mark an interview as wrong: it stays to be seen, and counts no more.")

    @OptionGroup(title: "Global options") var globals: GlobalOptions
    @Argument(help: "Its number, such as 1 (aftercare audit show).") var interview: Int64
    @Option(help: "Why.") var reason: String

    func run(in session: Session) throws {
        try session.output.show(
            session.act {
                try $0.withdrawInterview(interview, reason: reason)
            } thenShow: {
                try InterviewView($0, $1)
            })
    }
}
