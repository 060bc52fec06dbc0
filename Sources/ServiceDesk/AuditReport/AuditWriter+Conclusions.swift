package import Model

/// What people concluded, each with who wrote it and when; apart from it what was generated, with what was made of it.
extension AuditWriter {
    var conclusions: [Block] {
        let stand = figures.conclusions.filter { $0.state == .stands }
        let carried = figures.carried(rules)
        var blocks: [Block] = [.paragraph(Phrase("auditReport.conclusions"))]
        if stand.isEmpty { blocks.append(.room) }
        for section in ConclusionSection.allCases {
            let of = stand.filter { $0.section == section }
            guard !of.isEmpty else { continue }
            blocks.append(.heading(section.title))
            for one in of { blocks += [.sentences([sentence(one)]), .note(origin(one))] }
        }
        return blocks + generated(carried)
    }

    private func sentence(_ c: AuditConclusion) -> AuditDocument.Sentence {
        let parts = c.links.compactMap { if case .part(let part) = $0 { part } else { nil } }
        return AuditDocument.Sentence(
            Phrase("conclusion.text", ["text": c.said]), parts.first ?? .conclusions)
    }

    /// Who wrote it and when, on what it rests, and why it is in other words than the figures'.
    private func origin(_ c: AuditConclusion) -> Phrase {
        var facts = written(c)
        guard c.origin == .changed else { return Phrase("auditReport.concluded.\(c.origin.rawValue)", facts) }
        facts["reason"] = .text(c.reason.isEmpty ? "–" : c.reason)
        return Phrase("auditReport.concluded.changed", facts)
    }

    private func written(_ c: AuditConclusion) -> [String: PhraseFact] {
        let links = c.links.map(\.said)
        return [
            "name": .text(c.by.flatMap { figures.people[$0] } ?? ""), "at": .instant(c.at),
            "evidence": links.isEmpty ? .text("–") : .list(links),
        ]
    }

    /// What was generated and decided on, as it was said that day: whether it stands, and whether today's figures carry it still.
    private func generated(_ carried: [CarriedClaim]) -> [Block] {
        let decided = figures.conclusions.compactMap { one in one.claim.map { (one, $0) } }
        let names = Set(decided.map { $0.1.name })
        let open = carried.count { !names.contains($0.id) }
        var blocks: [Block] = [.heading(Phrase("auditReport.generated"))]
        for (one, claim) in decided {
            blocks.append(
                .sentences([
                    AuditDocument.Sentence(
                        claim.text, AuditDocument.Part(rawValue: claim.evidence) ?? .conclusions)
                ]))
            let isCarried = carried.contains { $0.id == claim.name }
            blocks.append(.note(decision(one, claim, isCarried)))
        }
        blocks.append(.paragraph(Phrase("auditReport.undecided", ["count": .count(open)])))
        return blocks
    }

    private func decision(_ c: AuditConclusion, _ claim: KeptClaim, _ isCarried: Bool) -> Phrase {
        var facts = written(c)
        facts["decision"] = .phrase(c.decision)
        facts["day"] = .instant(claim.at)
        facts["from"] = .day(claim.from)
        facts["until"] = .day(claim.until)
        return Phrase(isCarried ? "auditReport.decided" : "auditReport.decidedNoMore", facts)
    }
}

extension ConclusionSection {
    package var title: Phrase { Phrase("conclusion.section.\(rawValue)") }
}

extension AuditConclusion {
    /// What was made of it: `taken over`, `changed`, `refused: …`.
    package var decision: Phrase {
        if state == .refused { return Phrase("conclusion.refusedFor", ["reason": .text(reason)]) }
        return Phrase("conclusion.origin.\(origin.rawValue)")
    }
}
