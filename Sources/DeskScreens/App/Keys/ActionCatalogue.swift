import Model
import ServiceDesk
import TerminalKit

/// Every action that a file of keys may name, screen by screen. It is asked of the screens themselves, blank, so that
/// it cannot say anything else than they do. What a record offers (its steps, by digits) is not among them.
package struct ActionCatalogue: Sendable {
    /// A screen, or one state of a sheet: these actions are offered together.
    struct Page: Sendable {
        let scope: KeyMap.Scope
        let actions: [DeskAction]
    }

    let everywhere: [DeskAction]
    let pages: [Page]

    package init(_ context: DeskContext) {
        everywhere = Everywhere.actions(context)
        let screens = Places.all.map { $0.make(context) } + Self.others(context)
        let blank = screens.map { Page(scope: $0.keyScope, actions: $0.actions(context)) }
        pages =
            blank.filter { !$0.actions.isEmpty } + Self.modes(context)
            + Self.sheets(context).map { Page(scope: .sheets, actions: $0) }
    }

    /// What screens offer besides in a mode that a blank one is not in.
    private static func modes(_ context: DeskContext) -> [Page] {
        let (call, queue) = (KeyMap.Scope("F170"), KeyMap.Scope("Q180"))
        // Lists with a filter of their own, and the file's drawers.
        let filtered = [
            "P200", "N190", "D115", "F160", "F172", "F173", "U140", "R210", "R211", "R212", "R215", "R217",
            "R220", "R221", "R230", "R232", "R240", "R241", "R250", "R251", "R260", "R261", "R270", "R280",
            "R281",
            "R290", "V163", "V164", "S191",
        ]
        .map(KeyMap.Scope.init).flatMap {
            [
                Page(scope: $0, actions: [FilterActions.beginning(context), context.columnsAction()]),
                Page(scope: $0, actions: FilterActions.typing(context)),
            ]
        }
        // Their filters know fields beside words.
        let asking = ["P200", "F160", "V163"].map {
            Page(
                scope: KeyMap.Scope($0),
                actions: FilterActions.typing(context) + [FilterActions.completing(context)])
        }
        return filtered + asking + [
            Page(scope: call, actions: CallScreen.moves(isAsking: true, context)),
            Page(scope: call, actions: [EditActions.picking(context)]),
            Page(
                scope: KeyMap.Scope("F175"),
                actions: [SurveyScreen.keeping(context), EditActions.picking(context)]),
            Page(scope: KeyMap.Scope("V160"), actions: BoardScreen.moves(context)),
            Page(scope: KeyMap.Scope("V160"), actions: [BoardScreen.stopping(context)]),
            Page(scope: KeyMap.Scope("V165"), actions: [RepairScreen.stopping(context)]),
            Page(scope: KeyMap.Scope("R210"), actions: [ReportsScreen.stopping(context)]),
            Page(scope: KeyMap.Scope("R212"), actions: [FigureBoardScreen.stopping(context)]),
            Page(scope: KeyMap.Scope("R215"), actions: [ResultsScreen.stopping(context)]),
            Page(scope: KeyMap.Scope("R220"), actions: [GapsScreen.stopping(context)]),
            Page(scope: KeyMap.Scope("R217"), actions: [ReviewScreen.stopping(context)]),
            Page(scope: KeyMap.Scope("R241"), actions: [ConclusionsScreen.stopping(context)]),
            Page(scope: KeyMap.Scope("R231"), actions: AssessScreen.typing(context)),
            Page(scope: KeyMap.Scope("R260"), actions: [CompetitorsScreen.stopping(context)]),
            Page(scope: KeyMap.Scope("R270"), actions: [StandardScreen.stopping(context)]),
            Page(scope: KeyMap.Scope("R291"), actions: [DraftTrialScreen.stopping(context)]),
            Page(scope: KeyMap.Scope("K220"), actions: KnowledgeScreen.keys(inserts: true, context)),
            Page(scope: KeyMap.Scope("C130"), actions: CaseTrail.actions(context, why: nil)),
            Page(scope: queue, actions: FilterLine().actions(context)),
            Page(scope: queue, actions: [QueueScreen.unmarking(context)]),
            Page(scope: queue, actions: [FilterLine.clearing(context)]),
        ]
    }

    /// Screens that are not places of their own. A new one is a line here; a test misses it otherwise.
    private static func others(_ context: DeskContext) -> [any Screen] {
        [
            WorkScreen(), CaseScreen(CaseID(0)), CustomerScreen(CustomerID(0)), BookScreen(CaseID(0)),
            QueueScreen(.everything), SignInScreen(suggested: ""), VisitScreen(VisitID(0)),
            RepairScreen(.emergency(CaseID(0), minutes: 0)), MapScreen(), WeekScreen(Day(number: 0)),
            SurveyScreen(CallID(0)), AnswersScreen(SurveyID(0)), WallScreen(), UnreachedScreen(CampaignID(0)),
            FigureRowsScreen(.blank), GapRowsScreen.blank, AssessScreen(ReviewID(0)),
            CalibrationScreen(CalibrationID(0)), NeedRowsScreen.blank,
            DayVisitsScreen(.all), CompetitorRowsScreen.blank, ConclusionsScreen(AuditID(0)),
            PassedStepsScreen.blank, MovedCasesScreen.blank, DraftTrialScreen.blank,
            BillsScreen(CustomerID(0)),
        ]
    }

    /// Sheets stand over a record, so their actions are named without one.
    private static func sheets(_ context: DeskContext) -> [[DeskAction]] {
        [
            SheetActions.list(context), SheetActions.reading(context), SheetActions.resumed(context),
            PassphraseSheet.keys(context),
            NoteSheet(Subject(CaseID(0)), context).actions(context), FieldSheet.keys(context),
            ReplySheet.keys(.refuse, context), ReplySheet.keys(.askBack, context),
            ReplySheet.keys(.answer, context), ChangeTermsSheet.keys(context), DeputySheet.keys(context),
            LendSheet.keys(context), WithdrawRequestSheet.keys(context),
            AskApprovalSheet.keys(context), SoonerSheet.keys(context),
            DecideSheet.keys(context), CorrectSheet.keys(context),
            WithdrawSheet.keys(context), BulkSheet.keys(context), StopCampaignSheet.keys(context),
            AccountSheet.keys(context), CampaignSheet.keys(context), UpsetSheet.keys(context),
            SplitSheet.keys(context), NumberSheet.keys(context), RefusalSheet.keys(context),
            ViewSheet.keys(context),
            CoachSheet.keys(context), CalibrateSheet.keys(context), NewCalibrationSheet.keys(context),
            DaysSheet.keys(context),
            MilestoneSheet.keys(context), InterviewSheet.keys(context), AuditSheet.keys(context),
            SampleSheet.keys(context), ReopenAuditSheet.keys(context), ConclusionSheet.keys(context),
            RefuseConclusionSheet.keys(context),
            JoinSheet.keys(context), JoinPreview.keys(context), SecondMatterSheet.keys(context),
            ObserveSheet.keys(context), CompanySheet.keys(context), WithdrawRowSheet.keys(context),
            AnswerStepSheet.keys(context), ApproveDraftSheet.keys(context), ChangeDraftSheet.keys(context),
            NewDraftSheet.keys(context),
            WithdrawDraftSheet.keys(context), MarkSheet.keys(context), SpecialSheet.keys(context),
            AssessmentSheet.keys(context), WriteBillSheet.keys(context), CreditSheet.keys(context),
            VoidBillSheet.keys(context),
            EditActions.editing(context),
            EditActions.choosing(context),
            EditActions.rewriting(context), CallBackSheet.keys(context), [NextStepSheet.leaving(context)],
        ]
    }

    /// The scopes there are, in the order in which they are listed.
    var scopes: [KeyMap.Scope] {
        var seen: Set<KeyMap.Scope> = [.everywhere]
        return [.everywhere] + pages.map(\.scope).filter { seen.insert($0).inserted }
    }

    /// The actions listed under a scope, each once, with the keys they have there: a screen's own, and those of the
    /// whole desk that it was given other keys for.
    func actions(in scope: KeyMap.Scope, by keys: KeyMap) -> [DeskAction] {
        if scope == .everywhere { return keys.applied(to: [everywhere], in: scope)[0] }
        var seen: Set<ActionID> = []
        let layers = pages.filter { $0.scope == scope }.map {
            keys.applied(to: [$0.actions, everywhere], in: scope)
        }
        let here = layers.flatMap { $0[1] }.filter { keys.chosen[scope]?[$0.id] != nil }
        return (layers.flatMap { $0[0] } + here).filter { seen.insert($0.id).inserted }
    }

    /// The actions a scope may name: its own and those of the whole desk; everywhere, any.
    func named(in scope: KeyMap.Scope) -> [DeskAction] {
        pages.filter { scope == .everywhere || $0.scope == scope }.flatMap(\.actions) + everywhere
    }
}
