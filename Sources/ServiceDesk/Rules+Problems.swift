import Dispatching
import Entitlement
import Model
import Quality
package import Resources
import ServiceTime
import Workflow

// What is wrong in the rule files.
extension Rules {
    /// Everything wrong in the rule files, for `doctor`.
    package func problems() -> [RuleFault] {
        do {
            var found = Roles.check(try library.file("roles.yaml"))
            found += Empowerment.check(try library.file("empowerment.yaml"), roles: roles)
            found += Workflows.check(
                files: try library.files(in: "workflows"), roles: roles, calendars: Set(calendars.names),
                decisions: empowerment.decisions.map(\.name))
            _ = try entitlements()
            found += try DispatchBook.check(library)
            found += try PartBook.check(library, settings)
            _ = try prices()
            _ = try calling()
            _ = try campaigns()
            _ = try NoticePrograms(file: try library.file("notify.yaml"), roles: roles)
            found += EscalationLadders.check(
                file: try library.file("escalation.yaml"), roles: roles, ranks: settings.ranks)
            found += AssignmentRules.check(file: try library.file("assignment.yaml"), roles: roles)
            var called = FollowUpPlans.check(files: try planFiles(), try planWords())
            called += Questionnaires.check(
                files: try library.files(in: "questionnaires"), questionnaireWords)
            found += called
            // Who is rung up, and why, is told by plans and questionnaires.
            if called.isEmpty {
                _ = try scripts()
                found += try promisedProblems()
                found += try workViewProblems()
            }
            found += GapBook.check(file: try library.file("gaps.yaml"), try gapWords())
            found += try competitorProblems()
            found += try standardProblems()
            found += try strategyProblems()
            found += try incentiveProblems()
            found += try auditProblems()
            found += try needProblems()
            found += try checkScoreCards()
            found += try organisationProblems()
            found += KnowledgeBook.check(
                files: try library.files(in: "knowledge"), settings: settings,
                kinds: workflows.kinds(of: .case).map(\.name))
            return found
        } catch let fault as RuleFault {
            return [fault]
        } catch {
            return [
                RuleFault(file: "?", line: 0, problem: Phrase("rule.notYAML", ["detail": .text("\(error)")]))
            ]
        }
    }

    /// Reasons of promised calls (calling.yaml) for which nobody is rung up.
    private func promisedProblems() throws -> [RuleFault] {
        let known = try callReasons()
        let calling = try RuleNode.parse(library.file("followups/calling.yaml"))["calling"]
        return (calling?["promised"]?["reasons"]?.items ?? []).filter { !known.contains($0.string ?? "") }
            .map { $0.notOneOf(known, "reasons") }
    }

    /// Everything wrong in the file of score cards.
    package func checkScoreCards() throws -> [RuleFault] {
        ScoreBook.check(
            file: try library.file("scorecards.yaml"), kinds: workflows.kinds(of: .case).map(\.name),
            roles: roles.all.map(\.name))
    }

    /// Everything wrong in the file of teams, posts and controls.
    package func organisationProblems() throws -> [RuleFault] {
        Organisation.check(file: try library.file("organisation.yaml"), roles: roles.all.map(\.name))
    }

    /// Everything wrong in the file of competitors' measures.
    package func competitorProblems() throws -> [RuleFault] {
        let file = try library.file("competitors.yaml")
        return CompetitorBook.check(file: file, try ownSourceWords())
    }

    /// Everything wrong in the file of needs.
    package func needProblems() throws -> [RuleFault] {
        NeedBook.check(
            file: try library.file("needs.yaml"), lines: Promise.Line.allCases.map(\.rawValue),
            try ownSourceWords())
    }

    /// Everything wrong in the files of standards.
    package func standardProblems() throws -> [RuleFault] {
        Standard.check(try library.files(in: "standards"), try ownSourceWords())
    }

    /// Everything wrong in the file of what audits are made of.
    package func auditProblems() throws -> [RuleFault] {
        AuditBook.check(file: try library.file("audit.yaml"), try auditWords())
    }
}
