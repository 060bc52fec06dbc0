import Model
import Records

/// A strategy that quality staff began to write, and a draft that promises a visit sooner.
enum DemoStrategy {
    private static let answers = [
        (
            "demands",
            "终端用户最看重约定时间内上门和一次修好；经销商更看重退换货的速度，以及随时能找到拍板的人。"
        ),
        ("brand", "服务支撑“省心”的品牌主张：少打一个电话，少等一天。"),
        ("image", "说到做到：约好几点就几点到，修好之后有人回访。"),
    ]

    private static let draft = """
        line: on-site
        calendar: 24x7
        promises:
          - id: visit-offered
            label: {en: "Visit within 18 hours", zh-Hans: 18 小时上门}
            wording:
              en: "A technician is at your door within 18 hours."
              zh-Hans: 工程师 18 小时内上门。
            need: basic
            metric: visit
            published: 18 hours
            internal: 12 hours
            for: {subject: case}
            source: "default, since two competitors come the same day"
        """

    static func write(at desk: ServiceDesk, by staff: DemoStaff, now: Instant) throws {
        try desk.act(by: .staff(staff.first("quality")), at: now - .days(6)) { work in
            for (step, text) in answers { try work.writeStrategy(step, text) }
            _ = try work.draftPromises(
                "上门提速", text: draft, basis: "投诉多集中在等待上门；两家对手已承诺当日上门。")
        }
    }
}
