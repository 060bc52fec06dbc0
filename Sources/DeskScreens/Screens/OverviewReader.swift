import Model
import ServiceDesk

/// What the overview and the wall read, and when they read it again: what others do moves the figures at most every two
/// seconds, and time alone every ten.
struct OverviewReader: Sendable {
    private(set) var overview: Overview?
    private var flow: OverviewFlow?
    private var readAt: Instant?
    private var isBehind = false

    private static let often = Model.Span.seconds(2)
    private static let seldom = Model.Span.seconds(10)

    /// - Parameter keep: where the screen keeps its reader.
    mutating func refresh<S: Screen>(
        _ context: DeskContext, _ keep: any WritableKeyPath<S, OverviewReader> & Sendable
    ) -> [DeskStep] {
        if context.isUnasked, !isDue(Self.often, context) {
            isBehind = true
            return []
        }
        (readAt, isBehind) = (context.now, false)
        let known = flow.flatMap { $0.isGood(at: context.now) && context.isUnasked ? $0 : nil }
        return [
            .job(
                .read("overview") { reading, context in
                    let flow = try known ?? reading.overviewFlow(at: context.now)
                    return (flow, try reading.overview(at: context.now, flow: flow))
                } then: { (screen: inout S, found, _) in
                    (screen[keyPath: keep].flow, screen[keyPath: keep].overview) = found
                    return []
                })
        ]
    }

    mutating func tick<S: Screen>(
        _ context: DeskContext, _ keep: any WritableKeyPath<S, OverviewReader> & Sendable
    ) -> [DeskStep] {
        guard readAt != nil, isDue(isBehind ? Self.often : Self.seldom, context) else { return [] }
        var context = context
        context.isUnasked = true
        return refresh(context, keep)
    }

    private func isDue(_ span: Model.Span, _ context: DeskContext) -> Bool {
        readAt.map { Upkeep.isDue($0, every: span, at: context.now) } ?? true
    }
}
