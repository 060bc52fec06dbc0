import Model
import Resources
import ServiceDesk
import ServiceTime
import Wording

/// A draft in a list of them.
struct PromiseDraftRow: Listable {
    let draft: Int64
    let version: Int
    let name: String
    let state: String
    let promises: Int
    @OrNull var by: String?
    let at: String
    @OrNull var approvedBy: String?
    @OrNull var since: String?
    let hasForecast: Bool
    private let day: Day?

    private enum CodingKeys: String, CodingKey {
        case draft, version, name, state, promises, by, at, approvedBy, since, hasForecast
    }

    init(_ d: PromiseDraft, _ v: Viewer) throws {
        (draft, version, name, state) = (d.id, d.version, d.name, d.state.rawValue)
        // What can no longer be read is told by the doctor.
        promises = (try? v.reading.rules.promises(of: d).all.count) ?? 0
        (at, hasForecast) = (v.output.iso(d.at), d.forecast != nil)
        // One that was withdrawn never comes into force.
        day = d.state == .approved ? d.since : nil
        _by = OrNull(try v.login(d.by))
        _approvedBy = OrNull(try v.login(d.approvedBy))
        _since = OrNull(d.since?.description)
    }

    static let titles = [
        "promise.title.draft", "promise.title.name", "promise.title.state", "promise.title.since",
        "promise.title.by", "promise.title.approvedBy", "promise.title.promises",
    ]

    func cells(_ output: Output) -> [TextCell] {
        [
            TextCell(String(draft), .strong), TextCell(name),
            TextCell(output.words("promise.state.\(state)"), state == "approved" ? .good : .plain),
            TextCell(day.map { output.wording.day($0) } ?? ""), TextCell(by ?? ""),
            TextCell(approvedBy ?? ""), TextCell(String(promises)),
        ]
    }
}

/// A draft beside what is in force.
struct PromiseDraftView: Showable {
    let draft: Int64
    let version: Int
    let name: String
    let basis: String
    let state: String
    @OrNull var by: String?
    let at: String
    @OrNull var approvedBy: String?
    @OrNull var approvedAt: String?
    @OrNull var since: String?
    let note: String
    let differences: [DraftedPromiseView]
    /// Why its text cannot be read any more; nothing is told of what it promises then.
    @OrNull var problem: String?
    @OrNull var forecast: DraftForecastView?
    let text: String
    private let heading: [String]

    private enum CodingKeys: String, CodingKey {
        case draft, version, name, basis, state, by, at, approvedBy, approvedAt, since, note, differences
        case problem, forecast, text
    }

    init(_ d: PromiseDraft, _ v: Viewer, at now: Instant) throws {
        let output = v.output
        (draft, version, name, basis, state) = (d.id, d.version, d.name, d.basis, d.state.rawValue)
        (at, note, text) = (output.iso(d.at), d.remark, d.text)
        _by = OrNull(try v.login(d.by))
        _approvedBy = OrNull(try v.login(d.approvedBy))
        _approvedAt = OrNull(d.approvedAt.map { output.iso($0) })
        _since = OrNull(d.since?.description)
        let beside = try v.reading.comparison(of: d, at: now)
        let problem = beside.problem.map { output.wording.say($0) }
        differences = beside.differences.map { DraftedPromiseView($0, output) }
        _problem = OrNull(problem)
        _forecast = OrNull(d.forecast.map { DraftForecastView($0, beside.drafted, v) })
        let author = try v.login(d.by) ?? output.words("promise.theDesk")
        var heading = [
            output.words(
                "promise.draft.\(d.state.rawValue)",
                [
                    "number": .text(String(d.id)), "name": .text(d.name), "author": .text(author),
                    "approver": .text(try v.login(d.approvedBy) ?? ""),
                    "since": d.since.map { .day($0) } ?? .text(""),
                ])
        ]
        if !d.basis.isEmpty { heading.append(output.words("promise.basis", ["basis": .text(d.basis)])) }
        if !d.remark.isEmpty { heading.append(output.words("promise.remark", ["note": .text(d.remark)])) }
        if let problem { heading.append(problem) }
        self.heading = heading
    }

    func lines(_ output: Output) -> [String] {
        heading + [""] + (differences.isEmpty ? [] : output.table(differences) + [""])
            + (forecast?.lines(output) ?? [notForecast(output)])
    }

    /// How to, as long as it can be.
    private func notForecast(_ output: Output) -> String {
        state == PromiseDraft.State.open.rawValue
            ? output.words("promise.notForecast", ["draft": .text(String(draft))])
            : output.words("promise.neverForecast")
    }
}

/// A promise in force and drafted.
struct DraftedPromiseView: Listable {
    let promise: String
    let label: String
    /// `new`, `ended`, `changed` or `same`.
    let kind: String
    @OrNull var published: String?
    @OrNull var draftedPublished: String?
    @OrNull var `internal`: String?
    @OrNull var draftedInternal: String?
    @OrNull var scope: String?
    @OrNull var draftedScope: String?
    private let applies: String
    private let draftedApplies: String

    private enum CodingKeys: String, CodingKey {
        case promise, label, kind, published, draftedPublished, `internal`, draftedInternal, scope,
            draftedScope
    }

    init(_ d: PromiseDifference, _ output: Output) {
        promise = d.drafted?.id ?? d.inForce?.id ?? ""
        label = output.wording.text(d.label)
        kind = d.kind.rawValue
        _published = OrNull(d.inForce?.published?.description)
        _draftedPublished = OrNull(d.drafted?.published?.description)
        _internal = OrNull(d.inForce?.internalTarget?.description)
        _draftedInternal = OrNull(d.drafted?.internalTarget?.description)
        _scope = OrNull(d.inForce.map { ScopeView($0.scope).written })
        _draftedScope = OrNull(d.drafted.map { ScopeView($0.scope).written })
        applies = d.inForce.map { ScopeView($0.scope).said(output.wording) } ?? ""
        draftedApplies = d.drafted.map { ScopeView($0.scope).said(output.wording) } ?? ""
    }

    static let titles = [
        "cli.title.promise", "promise.title.what", "cli.title.target", "cli.title.internalTarget",
        "cli.title.applies", "cli.title.label",
    ]

    func cells(_ output: Output) -> [TextCell] {
        [
            TextCell(promise, .strong),
            TextCell(output.words("promise.difference.\(kind)"), kind == "same" ? .faint : .strong),
            TextCell(Self.change(output.target(published), output.target(draftedPublished))),
            TextCell(Self.change(output.target(`internal`), output.target(draftedInternal)), .faint),
            TextCell(Self.change(applies, draftedApplies), .faint), TextCell(label),
        ]
    }

    /// What stays is said once.
    private static func change(_ before: String, _ after: String) -> String {
        if before == after { return before }
        return "\(before.isEmpty ? "–" : before) → \(after.isEmpty ? "–" : after)"
    }
}

/// What simulated days said of a draft.
struct DraftForecastView: Encodable {
    let at: String
    let days: Int
    let runs: Int
    let technicians: Int
    let promises: [DraftForecastRow]
    private let told: String

    private enum CodingKeys: String, CodingKey { case at, days, runs, technicians, promises }

    /// - Parameter drafted: what the draft promises, by whose names they are told.
    init(_ f: DraftForecast, _ drafted: PromiseBook?, _ v: Viewer) {
        let output = v.output
        (at, days, runs, technicians) = (output.iso(f.at), f.days, f.runs, f.technicians)
        promises = f.lines.map { DraftForecastRow($0, drafted, v) }
        told = output.words(
            "promise.forecast",
            [
                "at": .instant(f.at), "days": .count(f.days), "runs": .count(f.runs),
                "technicians": .count(f.technicians),
            ])
    }

    func lines(_ output: Output) -> [String] { [told] + output.table(promises) }
}

struct DraftForecastRow: Listable {
    let promise: String
    let target: String
    @OrNull var asIs: ForecastView?
    @OrNull var changed: ForecastView?
    private let label: String

    private enum CodingKeys: String, CodingKey { case promise, target, asIs, changed }

    init(_ line: DraftForecast.Line, _ drafted: PromiseBook?, _ v: Viewer) {
        (promise, target) = (line.promise, line.target)
        _asIs = OrNull(line.asIs.map { ForecastView($0) })
        _changed = OrNull(line.changed.map { ForecastView($0) })
        let label = drafted?[line.promise]?.label ?? v.reading.rules.promises.label(of: line.promise)
        self.label = v.output.wording.text(label)
    }

    static let titles = [
        "cli.title.promise", "cli.title.target", "simulate.title.asIs", "simulate.title.changed",
        "cli.title.label",
    ]

    func cells(_ output: Output) -> [TextCell] {
        let tone: Tone =
            changed.map { new in asIs.map { $0.low > new.high } ?? false } ?? false ? .alarm : .plain
        return [
            TextCell(promise, .strong), TextCell(output.target(target)),
            TextCell(output.interval(asIs, isShare: true)),
            TextCell(output.interval(changed, isShare: true), tone), TextCell(label),
        ]
    }
}

extension ForecastView {
    init(_ share: DraftForecast.Share) { (mean, low, high) = (share.mean, share.low, share.high) }
}
