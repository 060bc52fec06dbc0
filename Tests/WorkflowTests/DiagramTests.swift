import Testing
import Workflow

/// Pictures as people see them. To accept a changed one, copy what the failure shows after looking at it.
@Suite("Diagrams and tables")
struct DiagramTests {
    @Test("the visit is drawn in English")
    func visitEnglish() throws {
        let drawn = WorkflowDiagram.text(
            try Shipped.workflow("visit"), language: "en", say: try Speaker("en").say)
        #expect(
            drawn == """
                Visit · visit 1

                ┌─────────┐
                │ Planned │ planned · new
                └─────────┘
                 ├── Dispatch ──────────────────→ Dispatched
                 ├── Set out ───────────────────→ En route
                 ├── Arrive ────────────────────→ On site
                 └── Cancel ────────────────────→ Cancelled

                ┌────────────┐
                │ Dispatched │ dispatched · active
                └────────────┘
                 ├── Accept ────────────────────→ Accepted
                 ├── Decline ───────────────────→ Planned
                 ├── Set out ───────────────────→ En route
                 ├── Arrive ────────────────────→ On site
                 └── Cancel ────────────────────→ Cancelled

                ┌──────────┐
                │ Accepted │ accepted · active
                └──────────┘
                 ├── Decline ───────────────────→ Planned
                 ├── Set out ───────────────────→ En route
                 ├── Arrive ────────────────────→ On site
                 └── Cancel ────────────────────→ Cancelled

                ┌──────────┐
                │ En route │ en-route · active
                └──────────┘
                 ├── Arrive ────────────────────→ On site
                 ├── No access ─────────────────→ No access
                 └── Cancel ────────────────────→ Cancelled

                ┌─────────┐
                │ On site │ on-site · active
                └─────────┘
                 ├── Finish ────────────────────→ Done
                 ├── No access ─────────────────→ No access
                 ├── Parts needed ──────────────→ Parts needed
                 └── Must come again ───────────→ Revisit

                ╔══════╗
                ║ Done ║ done · done
                ╚══════╝

                ╔═══════════╗
                ║ No access ║ no-access · done
                ╚═══════════╝

                ╔══════════════╗
                ║ Parts needed ║ parts-needed · done
                ╚══════════════╝

                ╔═════════╗
                ║ Revisit ║ revisit · done
                ╚═════════╝

                ╔═══════════╗
                ║ Cancelled ║ cancelled · cancelled
                ╚═══════════╝

                every open state
                 └╌╌ Called off with the case ╌╌→ Cancelled  (case.calledOff)

                """)
    }

    @Test("the visit is drawn in Chinese")
    func visitChinese() throws {
        let drawn = WorkflowDiagram.text(
            try Shipped.workflow("visit"), language: "zh-Hans", say: try Speaker("zh-Hans").say)
        #expect(
            drawn == """
                上门单 · visit 1

                ┌────────┐
                │ 已计划 │ planned · 新建
                └────────┘
                 ├── 派工 ──────────→ 已派工
                 ├── 出发 ──────────→ 在途
                 ├── 到达 ──────────→ 已到场
                 └── 取消 ──────────→ 已取消

                ┌────────┐
                │ 已派工 │ dispatched · 处理中
                └────────┘
                 ├── 接单 ──────────→ 已接单
                 ├── 拒单 ──────────→ 已计划
                 ├── 出发 ──────────→ 在途
                 ├── 到达 ──────────→ 已到场
                 └── 取消 ──────────→ 已取消

                ┌────────┐
                │ 已接单 │ accepted · 处理中
                └────────┘
                 ├── 拒单 ──────────→ 已计划
                 ├── 出发 ──────────→ 在途
                 ├── 到达 ──────────→ 已到场
                 └── 取消 ──────────→ 已取消

                ┌──────┐
                │ 在途 │ en-route · 处理中
                └──────┘
                 ├── 到达 ──────────→ 已到场
                 ├── 上门未遇 ──────→ 上门未遇
                 └── 取消 ──────────→ 已取消

                ┌────────┐
                │ 已到场 │ on-site · 处理中
                └────────┘
                 ├── 完工 ──────────→ 已完成
                 ├── 上门未遇 ──────→ 上门未遇
                 ├── 需要配件 ──────→ 待配件
                 └── 需再次上门 ────→ 需再次上门

                ╔════════╗
                ║ 已完成 ║ done · 已完成
                ╚════════╝

                ╔══════════╗
                ║ 上门未遇 ║ no-access · 已完成
                ╚══════════╝

                ╔════════╗
                ║ 待配件 ║ parts-needed · 已完成
                ╚════════╝

                ╔════════════╗
                ║ 需再次上门 ║ revisit · 已完成
                ╚════════════╝

                ╔════════╗
                ║ 已取消 ║ cancelled · 已取消
                ╚════════╝

                所有未结状态
                 └╌╌ 随服务单取消 ╌╌→ 已取消  (case.calledOff)

                """)
    }

    @Test("ways from every open state are drawn once, timers and signals stand behind theirs")
    func errand() throws {
        let drawn = WorkflowDiagram.text(
            try Samples.errand(), language: "en", say: try Speaker("en").say)
        #expect(
            drawn == """
                Errand · errand 2

                ┌───────┐
                │ Asked │ asked · new
                └───────┘
                 ├── Begin ───→ Doing
                 ├── Pause ───→ Paused
                 └╌╌ Nag ╌╌╌╌╌→ stays  (after 1 working day, customer.chased)

                ┌────────┐
                │ Paused │ paused · waiting for customer
                └────────┘
                 └── Begin ───→ Doing

                ┌───────┐
                │ Doing │ doing · active
                └───────┘
                 ├── Pause ───→ Paused
                 ├╌╌ Nag ╌╌╌╌╌→ stays  (customer.chased)
                 └── Finish ──→ Done

                ╔══════╗
                ║ Done ║ done · done
                ╚══════╝

                ╔═════════╗
                ║ Dropped ║ dropped · cancelled
                ╚═════════╝

                every open state
                 └── Drop ────→ Dropped

                """)
    }

    @Test("the tables line up in Chinese")
    func tableChinese() throws {
        let drawn = WorkflowTable.text(
            try Samples.errand(), language: "zh-Hans", say: try Speaker("zh-Hans").say)
        #expect(
            drawn == """
                差事 · errand 2

                状态     名称    类别      计时                               定时
                ───────  ──────  ────────  ─────────────────────────────────  ─────────────────
                asked    已提出  新建      启动 acknowledge、resolve          1个工作日后 → nag
                paused   暂停    等待客户  暂停 resolve
                                           停止 acknowledge
                doing    进行中  处理中    停止 acknowledge
                done     完成    已完成    停止 acknowledge、resolve、inform
                dropped  放弃    已取消    取消 acknowledge、resolve、inform

                操作    名称  起始状态      目标状态  执行人           字段（* 必填）
                ──────  ────  ────────────  ────────  ───────────────  ──────────────
                begin   开始  asked         doing     坐席             way *
                              paused                  管理员           gift
                pause   暂停  doing         paused                     reason *
                              asked
                nag     催促  asked         状态不变  系统自动
                              doing                   customer.chased
                finish  完成  doing         done
                drop    放弃  所有未结状态  dropped   老板
                                                      管理员

                操作   拒绝原因
                ─────  ────────
                begin  赠额过高

                字段    名称  类型      选项
                ──────  ────  ────────  ──────────
                gift    赠额  金额
                reason  理由  文字
                way     方式  选项      post: 邮寄
                                        van: 专车
                due     期限  日期时间

                """)
    }

    @Test("a graph for Graphviz names every state once and every way")
    func dot() throws {
        let drawn = WorkflowDot.text(try Samples.errand(), language: "en")
        #expect(
            drawn == """
                digraph "errand" {
                    rankdir=LR;
                    label="Errand";
                    node [shape=box, style=rounded];
                    "asked" [label="Asked", penwidth=2];
                    "paused" [label="Paused"];
                    "doing" [label="Doing"];
                    "done" [label="Done", peripheries=2];
                    "dropped" [label="Dropped", peripheries=2];
                    "asked" -> "doing" [label="Begin"];
                    "paused" -> "doing" [label="Begin"];
                    "doing" -> "paused" [label="Pause"];
                    "asked" -> "paused" [label="Pause"];
                    "asked" -> "asked" [label="Nag", style=dashed];
                    "doing" -> "doing" [label="Nag", style=dashed];
                    "doing" -> "done" [label="Finish"];
                    "asked" -> "dropped" [label="Drop"];
                    "paused" -> "dropped" [label="Drop"];
                    "doing" -> "dropped" [label="Drop"];
                }

                """)
    }

    @Test("a quotation mark in a label does not break the graph")
    func quoted() throws {
        let text = Samples.text.replacing("{en: Begin, zh-Hans: 开始}", with: "{en: 'Say \"go\"', zh-Hans: 开始}")
        let errand = try #require(
            try Workflows(files: [Samples.file(text)], roles: try Samples.roles())["errand"])
        #expect(WorkflowDot.text(errand, language: "en").contains(#"[label="Say \"go\""]"#))
    }
}
