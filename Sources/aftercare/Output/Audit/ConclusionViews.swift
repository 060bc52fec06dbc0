import Model
import Records
import ServiceDesk
import TerminalKit
import Wording

/// A conclusion as a version says it.
struct ConclusionView: Encodable {
    let conclusion: Int64
    let place: Int
    let section: String
    let state: String
    /// `taken`, `changed` or `own`.
    let origin: String
    /// In the language asked for, or in the one there is.
    let text: String
    /// As people wrote it, by language.
    let texts: [String: String]
    let evidence: [String]
    let reason: String
    @OrNull var by: String?
    let at: String
    let version: Int
    /// What was generated, as it was then.
    @OrNull var generated: GeneratedView?
    /// Whether today's figures carry that still; null where there is no such, or nobody looked.
    @OrNull var carried: Bool?
    fileprivate let said: String
    fileprivate let links: String
    fileprivate let decision: String

    private enum CodingKeys: String, CodingKey {
        case conclusion, place, section, state, origin, text, texts, evidence, reason, by, at, version
        case generated, carried
    }

    /// - Parameter carried: what today's figures carry; nil where nobody looked.
    init(_ c: AuditConclusion, carried: [CarriedClaim]?, _ v: Viewer) throws {
        let wording = v.output.wording
        (conclusion, place, section, version) = (c.id, c.place, c.section.rawValue, c.version)
        (state, origin, text) = (c.state.rawValue, c.origin.rawValue, wording.say(c.said))
        (texts, evidence, reason, at) = (c.texts.texts, c.evidence, c.reason, v.output.iso(c.at))
        let login = try v.login(c.by)
        _by = OrNull(login)
        _generated = OrNull(c.claim.map { GeneratedView($0, v.output) })
        _carried = OrNull(
            c.claim.flatMap { claim in carried.map { all in all.contains { $0.id == claim.name } } })
        decision = wording.say(c.decision)
        links = c.links.isEmpty ? "" : wording.say(.list(c.links.map(\.said)))
        said = v.output.words(
            "conclusion.by", ["name": .text(login ?? ""), "at": .instant(c.at)])
    }

    func lines(_ output: Output, _ width: Int) -> [String] {
        let head = output.wrapped(text, width - 6, indent: "      ")
        var lines = head
        if let first = head.first {
            let number = TextTable.cells.fit(String(conclusion), 6)
            lines[0] = number + first.dropFirst(6)
        }
        lines += output.wrapped("\(decision)  \(said)", width - 6, indent: "      ")
        if !links.isEmpty {
            lines += output.wrapped(
                output.pair(output.words("conclusion.evidence"), links), width - 6, indent: "      ")
        }
        if carried == false { lines.append("      " + output.words("conclusion.noMore")) }
        return lines
    }
}

/// What figures said on a day.
struct GeneratedView: Encodable {
    let claim: String
    let section: String
    let text: String
    let evidence: String
    let from: String
    let until: String
    let at: String

    init(_ kept: KeptClaim, _ output: Output) {
        (claim, section, evidence) = (kept.name, kept.section.rawValue, kept.evidence)
        (text, at) = (output.wording.say(kept.text), output.iso(kept.at))
        (from, until) = (kept.from.description, kept.until.description)
    }
}

/// What people conclude in an audit, section by section, and what the figures carry that nobody has decided on.
struct ConclusionsView: Showable {
    let audit: String
    @OrNull var closed: String?
    let conclusions: [ConclusionView]
    let generated: [GeneratedView]
    private let heading: String

    private enum CodingKeys: String, CodingKey { case audit, closed, conclusions, generated }

    init(of id: AuditID, only section: ConclusionSection?, _ v: Viewer, at now: Instant) throws {
        let found = try v.reading.audit(id)
        let carried = try v.reading.carriedClaims(of: id, at: now)
        let all = try v.reading.conclusions.all(of: id)
        let decided = Set(all.compactMap(\.claim?.name))
        audit = id.description
        heading = "\(id) \(found.name)"
        _closed = OrNull(v.output.iso(found.closedAt))
        conclusions = try all.filter { section == nil || $0.section == section }.map {
            try ConclusionView($0, carried: carried, v)
        }
        generated = carried.filter {
            (section == nil || $0.kept.section == section) && !decided.contains($0.id)
        }.map { GeneratedView($0.kept, v.output) }
    }

    func lines(_ output: Output) -> [String] {
        let width = min(StandardStream.out.columns ?? 100, 100)
        var lines = [heading]
        if conclusions.isEmpty { lines += ["", output.words("conclusion.nobody")] }
        for section in ConclusionSection.allCases {
            let of = conclusions.filter { $0.section == section.rawValue }
            guard !of.isEmpty else { continue }
            lines += ["", output.wording.say(section.title)]
            for one in of { lines += one.lines(output, width) }
        }
        guard !generated.isEmpty else { return lines }
        lines += ["", output.words("conclusion.open")]
        for section in ConclusionSection.allCases {
            let of = generated.filter { $0.section == section.rawValue }
            guard !of.isEmpty else { continue }
            lines += ["", output.wording.say(section.title)]
            for one in of {
                var said = output.wrapped(one.text, width - 10, indent: "          ")
                if let first = said.first { said[0] = one.claim + "  " + first.dropFirst(10) }
                lines += said
            }
        }
        return lines
    }
}

/// A conclusion and all that it was before.
struct ConclusionVersionsView: Showable {
    let conclusion: Int64
    let audit: String
    /// The newest first.
    let versions: [ConclusionView]
    private let section: String

    private enum CodingKeys: String, CodingKey { case conclusion, audit, versions }

    init(_ all: [AuditConclusion], _ v: Viewer) throws {
        guard let newest = all.last else { throw ConclusionFault.none(0) }
        (conclusion, audit) = (newest.id, newest.audit.description)
        section = v.output.wording.say(newest.section.title)
        versions = try all.reversed().map { try ConclusionView($0, carried: nil, v) }
    }

    func lines(_ output: Output) -> [String] {
        let width = min(StandardStream.out.columns ?? 100, 100)
        let newest = versions[0]
        var lines = ["\(audit)  \(section)"] + newest.lines(output, width)
        if !newest.reason.isEmpty { lines += output.facts([("fact.reason", newest.reason)]) }
        if let said = newest.generated, newest.origin != "taken" {
            lines += ["", output.words("conclusion.generatedThen")]
            lines += output.wrapped(said.text, width - 2, indent: "  ")
        }
        guard versions.count > 1 else { return lines }
        lines += ["", output.words("conclusion.before")]
        for one in versions.dropFirst() { lines += one.lines(output, width) }
        return lines
    }
}

extension Output {
    /// A text in lines that begin with `indent`; `width` is what is left beside it.
    fileprivate func wrapped(_ text: String, _ width: Int, indent: String) -> [String] {
        TextTable.cells.wrap(text, max(20, width)).map { indent + $0 }
    }
}
