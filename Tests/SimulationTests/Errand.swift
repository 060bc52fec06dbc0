import Model
import Resources
import ServiceTime
import Testing
import Workflow

@testable import Simulation

/// A small workflow in which everything that runs know of happens once.
enum Errand {
    private static let roles = """
        roles:
          agent: {label: {en: Agent, zh-Hans: 坐席}, rights: [read, case.do]}
          root: {label: {en: Root, zh-Hans: 管理员}, rights: all}
        """

    private static let text = """
        workflow: errand
        version: 1
        subject: case
        label: {en: Errand, zh-Hans: 差事}
        initial: asked
        fields:
          reason: {type: text, label: {en: Reason, zh-Hans: 理由}}
          wanted: {type: instant, label: {en: Wanted for, zh-Hans: 期望时间}}
        states:
          - name: asked
            label: {en: Asked, zh-Hans: 已提出}
            category: new
            clocks: {start: [acknowledge, visit, resolve]}
            after: [{amount: 120 hours, calendar: 24x7, take: give-up}]
          - name: begun
            label: {en: Begun, zh-Hans: 已开始}
            category: active
            clocks: {stop: [acknowledge]}
          - name: waiting
            label: {en: Waiting, zh-Hans: 等待}
            category: waiting for customer
            clocks: {stop: [acknowledge], pause: [visit, resolve]}
          - name: held
            label: {en: Held, zh-Hans: 搁置}
            category: waiting for customer
            after: [{at: wanted, take: lapse}]
          - name: ring
            label: {en: Ring, zh-Hans: 循环}
            category: active
            after: [{at: wanted, take: again}]
          - name: closed
            label: {en: Done, zh-Hans: 完成}
            category: done
            clocks: {stop: all}
          - name: dropped
            label: {en: Dropped, zh-Hans: 放弃}
            category: cancelled
            clocks: {cancel: all}
        transitions:
          - name: begin
            label: {en: Begin, zh-Hans: 开始}
            from: [asked, waiting]
            to: begun
          - name: wait
            label: {en: Wait, zh-Hans: 等待}
            from: [asked, begun]
            to: waiting
            anew: [reason]
          - name: settle
            label: {en: Settle, zh-Hans: 办结}
            from: [begun]
            to: closed
            when: {field: openVisits, at most: 0}
            refuse: {en: a visit is open, zh-Hans: 尚有上门}
          - name: drop
            label: {en: Drop, zh-Hans: 放弃}
            from: [any-open]
            to: dropped
            effects: [cancelVisits]
          - name: reopen
            label: {en: Reopen, zh-Hans: 重开}
            from: [closed]
            to: begun
            when: {field: closedAt, after: -3 days}
            refuse: {en: too long ago, zh-Hans: 已过期}
            effects: [bumpReopened]
            clocks: {start: [resolve]}
          - name: press
            label: {en: Press, zh-Hans: 加急}
            from: [any-open]
            to: stay
            effects: [raiseSeverity]
          - name: turn
            label: {en: Turn into another, zh-Hans: 另开一单}
            from: [begun]
            to: closed
            effects:
              - openCase: {kind: errand, summary: {en: Another errand, zh-Hans: 另一差事}}
          - name: give-up
            label: {en: Give up, zh-Hans: 到时放弃}
            from: [asked]
            to: dropped
            who: [desk]
          - name: hold
            label: {en: Hold, zh-Hans: 搁置}
            from: [asked]
            to: held
            anew: [wanted]
          - name: lapse
            label: {en: Lapse, zh-Hans: 到时作罢}
            from: [held]
            to: dropped
            who: [desk]
          - name: go-round
            label: {en: Go round, zh-Hans: 循环}
            from: [asked]
            to: ring
            anew: [wanted]
          - name: again
            label: {en: Again, zh-Hans: 再来}
            from: [ring]
            to: ring
            who: [desk]
          - name: on-site
            label: {en: On site, zh-Hans: 到场}
            from: [any-open]
            to: stay
            who: [desk]
            on: [visit.onSite]
            clocks: {stop: [visit]}
          - name: made
            label: {en: Made, zh-Hans: 上门完成}
            from: [any-open]
            to: closed
            who: [desk]
            on: [visit.done]
          - name: nobody
            label: {en: Nobody there, zh-Hans: 上门未遇}
            from: [asked, begun]
            to: waiting
            who: [desk]
            on: [visit.noAccess]
          - name: granted
            label: {en: Granted, zh-Hans: 已批准}
            from: [waiting]
            to: begun
            who: [desk]
            on: [approval.granted]
        """

    /// Followed in the hours of a calendar.
    static func rules(hours: String = "24x7") throws -> WorkRules {
        let calendars = try Calendars(files: ResourceLibrary().files(in: "calendars"))
        let workflows = try Workflows(
            files: [ResourceFile(name: "errand.yaml", text: text)],
            roles: try Roles(file: ResourceFile(name: "roles.yaml", text: roles)))
        return WorkRules(
            workflows: workflows.kinds(of: .case), calendars: calendars,
            hours: try #require(calendars[hours]))
    }

    /// What the clock of a metric counts around the clock.
    static func term(_ metric: String, _ target: Target, of subject: SubjectKind = .case) throws
        -> PromiseTerm
    {
        let calendars = try Calendars(files: ResourceLibrary().files(in: "calendars"))
        return PromiseTerm(
            promise: metric, metric: metric, target: target, calendar: try #require(calendars["24x7"]),
            subject: subject)
    }
}
