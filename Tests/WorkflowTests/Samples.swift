import Model
import Resources
import Testing
import Workflow

/// A small workflow, right in every respect, that the tests take apart.
enum Samples {
    static let noon = Instant(milliseconds: 1_770_000_000_000)

    static let rolesText = """
        roles:
          agent: {label: {en: Agent, zh-Hans: 坐席}, rights: [read, case.do]}
          boss: {label: {en: Boss, zh-Hans: 老板}, rights: [read, approval.decide]}
          root: {label: {en: Root, zh-Hans: 管理员}, rights: all}
        """

    static let text = """
        workflow: errand
        version: 2
        subject: case
        label: {en: Errand, zh-Hans: 差事}
        initial: asked
        fields:
          gift: {type: money, label: {en: Gift, zh-Hans: 赠额}}
          reason: {type: text, label: {en: Reason, zh-Hans: 理由}}
          way: {type: choice, label: {en: Way, zh-Hans: 方式}, choices: {post: {en: Post, zh-Hans: 邮寄}, van: {en: Van, zh-Hans: 专车}}}
          due: {type: instant, label: {en: Due, zh-Hans: 期限}}
        states:
          - name: asked
            label: {en: Asked, zh-Hans: 已提出}
            category: new
            clocks: {start: [acknowledge, resolve]}
            after: [{amount: 1 working day, calendar: cn-service, take: nag}]
          - name: paused
            label: {en: Paused, zh-Hans: 暂停}
            category: waiting for customer
            clocks: {stop: [acknowledge], pause: [resolve]}
          - name: doing
            label: {en: Doing, zh-Hans: 进行中}
            category: active
            clocks: {stop: [acknowledge]}
            formerly: [working]
          - name: done
            label: {en: Done, zh-Hans: 完成}
            category: done
            clocks: {stop: all}
            stamps: [finishedAt]
            signal: visit.done
          - name: dropped
            label: {en: Dropped, zh-Hans: 放弃}
            category: cancelled
            clocks: {cancel: all}
        transitions:
          - name: begin
            label: {en: Begin, zh-Hans: 开始}
            from: [asked, paused]
            to: doing
            who: [agent]
            require: [way]
            may: [gift]
            when:
              any:
                - {field: gift, filled: false}
                - {field: gift, at most: {field: limit of goodwill}}
            refuse: {en: the gift is too large, zh-Hans: 赠额过高}
            effects: [raiseSeverity]
          - name: pause
            label: {en: Pause, zh-Hans: 暂停}
            from: [doing, asked]
            to: paused
            anew: [reason]
          - name: nag
            label: {en: Nag, zh-Hans: 催促}
            from: [asked, doing]
            to: stay
            who: [desk]
            on: [customer.chased]
            when: {field: chasers, over: 2}
            clocks: {restart: [inform]}
          - name: finish
            label: {en: Finish, zh-Hans: 完成}
            from: [doing]
            to: done
            set: {due: now, way: post}
          - name: drop
            label: {en: Drop, zh-Hans: 放弃}
            from: [any-open]
            to: dropped
            who: [boss]
            ask: true
        """

    static func roles() throws -> Roles {
        try Roles(file: ResourceFile(name: "roles.yaml", text: rolesText))
    }

    static func errand() throws -> WorkflowDefinition {
        try #require(try Workflows(files: [file(text)], roles: try roles())["errand"])
    }

    static func file(_ text: String, name: String = "workflows/errand.yaml") -> ResourceFile {
        ResourceFile(name: name, text: text)
    }
}
