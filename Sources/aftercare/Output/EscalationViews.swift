import Model
import Records
import ServiceDesk
import Wording
import Workflow

/// One ladder as it was read.
struct LadderView: Showable {
    let name: String
    let label: String
    /// `case`, `visit` or `call`.
    let of: String
    /// What its rungs are shares of, or the times it happened.
    @OrNull var clocks: [String]?
    @OrNull var on: String?
    let words: [String]
    /// The condition, as the file writes it.
    @OrNull var only: String?
    let rungs: [RungView]

    init(_ ladder: EscalationLadder, _ rules: Rules, _ output: Output) {
        name = ladder.name
        (label, of) = (output.wording.text(ladder.label), ladder.subject.rawValue)
        _only = OrNull(ladder.onlySource.isEmpty ? nil : ladder.onlySource)
        switch ladder.trigger {
        case .clocks(let metrics):
            (_clocks, _on, words) = (OrNull(metrics), OrNull(nil), [])
        case .event(let event, let said):
            (_clocks, _on, words) = (OrNull(nil), OrNull(event.rawValue), said)
        }
        rungs = ladder.rungs.map { RungView($0, rules, output) }
    }

    func lines(_ output: Output) -> [String] {
        let head: String
        if let on {
            head = output.words(
                words.isEmpty ? "escalation.ladder.on" : "escalation.ladder.said",
                [
                    "label": .text(label), "event": .text(output.words("escalation.on.\(on)")),
                    "words": .list(words.map { .text($0) }),
                ])
        } else {
            let metrics = (clocks ?? []).map { PhraseFact.text(output.wording.name($0, of: "metric")) }
            head = output.words(
                metrics.isEmpty ? "escalation.ladder.all.\(of)" : "escalation.ladder.clocks",
                ["label": .text(label), "metrics": .list(metrics)])
        }
        let condition = only.map { ["  " + output.words("escalation.ladder.only", ["condition": .text($0)])] }
        return ["\(name)  \(head)"] + (condition ?? []) + rungs.map { "  \($0.said)" }
    }
}

struct LaddersView: Showable {
    let ladders: [LadderView]

    func encode(to encoder: any Encoder) throws { try ladders.encode(to: encoder) }
    func lines(_ output: Output) -> [String] { ladders.flatMap { $0.lines(output) } }
}

/// A rung, and what it does.
struct RungView: Encodable {
    let at: String
    let notify: [String]
    let raise: Bool
    @OrNull var reassign: String?
    let note: Bool
    /// In a sentence.
    let said: String

    private enum CodingKeys: String, CodingKey { case at, notify, raise, reassign, note }

    init(_ rung: EscalationLadder.Rung, _ rules: Rules, _ output: Output) {
        at = rung.at.description
        (raise, note) = (rung.raises, rung.asksNote)
        notify = rung.notify.map {
            switch $0 {
            case .role(let role): role
            case .owner: "owner"
            case .caseOwner: "case owner"
            }
        }
        switch rung.reassign {
        case .role(let role)?: _reassign = OrNull(role)
        case .queue?: _reassign = OrNull("queue")
        case nil: _reassign = OrNull(nil)
        }
        said = output.words(
            "escalation.rung",
            [
                "mark": .phrase(Self.mark(rung.at, output)),
                "what": .phrase(Self.inTurn(Self.deeds(rung, rules))),
            ])
    }

    static func mark(_ mark: EscalationLadder.Mark, _ output: Output) -> Phrase {
        switch mark {
        case .percent(let share):
            Phrase(
                "escalation.mark.share",
                ["share": .text(output.wording.percent(Double(share) / 100, decimals: 0))])
        case .ownTarget: Phrase("escalation.mark.own")
        case .minutes(let count, .afterStart):
            Phrase("escalation.mark.minutes", ["span": .span(.minutes(count))])
        case .minutes(let count, .beforeDue):
            Phrase("escalation.mark.before", ["span": .span(.minutes(count))])
        case .minutes(let count, .afterDue):
            Phrase("escalation.mark.after", ["span": .span(.minutes(count))])
        case .times(let times): Phrase("escalation.mark.times", ["count": .count(times)])
        }
    }

    /// One after the other; a rung does something, or its file is refused.
    private static func inTurn(_ deeds: [Phrase]) -> Phrase {
        deeds.dropFirst().reduce(deeds[0]) {
            Phrase("escalation.then", ["first": .phrase($0), "then": .phrase($1)])
        }
    }

    /// What it does, a phrase each.
    private static func deeds(_ rung: EscalationLadder.Rung, _ rules: Rules) -> [Phrase] {
        func role(_ name: String) -> PhraseFact { rules.roles[name].map { .label($0.label) } ?? .text(name) }
        let told = rung.notify.map { recipient -> PhraseFact in
            switch recipient {
            case .role(let name): role(name)
            case .owner: .phrase(Phrase("escalation.owner"))
            case .caseOwner: .phrase(Phrase("escalation.caseOwner"))
            }
        }
        var deeds = told.isEmpty ? [] : [Phrase("escalation.does.notify", ["people": .list(told)])]
        if rung.raises { deeds.append(Phrase("escalation.does.raise")) }
        switch rung.reassign {
        case .queue?: deeds.append(Phrase("escalation.does.queue"))
        case .role(let name)?: deeds.append(Phrase("escalation.does.reassign", ["role": role(name)]))
        case nil: break
        }
        if rung.asksNote { deeds.append(Phrase("escalation.does.note")) }
        return deeds
    }
}

/// How far a case has come, and what comes.
struct EscalationView: Showable {
    /// The case, visit or call.
    let subject: String
    let wantsNote: Bool
    let climbed: [ClimbedView]
    let coming: [ComingView]
    private let said: [String]

    private enum CodingKeys: String, CodingKey { case subject, wantsNote, climbed, coming }

    struct ClimbedView: Encodable {
        let at: String
        let ladder: String
        let rung: String
    }

    struct ComingView: Encodable {
        let at: String
        let promise: String
        let ladder: String
        let rung: RungView
    }

    init(_ standing: EscalationStanding, _ v: Viewer) {
        let (output, rules) = (v.output, v.reading.rules)
        subject = standing.subject.description
        wantsNote = standing.wantsNote
        climbed = standing.climbed.map {
            ClimbedView(at: output.iso($0.at), ladder: $0.ladder, rung: $0.mark?.description ?? "")
        }
        coming = standing.coming.map {
            ComingView(
                at: output.iso($0.at), promise: output.wording.text($0.promise), ladder: $0.ladder.name,
                rung: RungView($0.rung, rules, output))
        }
        said =
            standing.climbed.map {
                output.words(
                    "escalation.climbed",
                    [
                        "at": .instant($0.at),
                        "mark": $0.mark.map { .phrase(RungView.mark($0, output)) } ?? .text(""),
                        "ladder": $0.label.map { .label($0) } ?? .text($0.ladder),
                    ])
            } + (standing.wantsNote ? [output.words("escalation.wantsNote")] : [])
            + zip(standing.coming, coming).map {
                output.words(
                    "escalation.coming",
                    [
                        "at": .instant($0.at), "promise": .label($0.promise),
                        "ladder": .label($0.ladder.label), "what": .text($1.rung.said),
                    ])
            }
    }

    func lines(_ output: Output) -> [String] { said.isEmpty ? [output.words("escalation.none")] : said }
}

struct RenewedView: Showable {
    let moved: Int

    func lines(_ output: Output) -> [String] {
        [output.words("escalation.renewed", ["count": .count(moved)])]
    }
}
