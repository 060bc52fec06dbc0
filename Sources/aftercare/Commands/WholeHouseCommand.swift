import ArgumentParser

/// A command that sums up or lists what is of all cases: refused to whose right to read reaches only some (`reach:` in
/// roles.yaml), since nothing of what it says could be parted by cases.
protocol WholeHouseCommand: DeskCommand {}

extension ShowOverview: WholeHouseCommand {}
extension ReportOnService: WholeHouseCommand {}
extension ReportOnOpen: WholeHouseCommand {}
extension ListFigureRows: WholeHouseCommand {}
extension ReportOnFaults: WholeHouseCommand {}
extension ReportFollowUps: WholeHouseCommand {}
extension ReportOnDispatch: WholeHouseCommand {}
extension Disrupt: WholeHouseCommand {}
extension InsertEmergency: WholeHouseCommand {}
extension ReportAudit: WholeHouseCommand {}
extension ListConclusions: WholeHouseCommand {}
extension ShowConclusion: WholeHouseCommand {}
extension TakeConclusion: WholeHouseCommand {}
extension WriteConclusion: WholeHouseCommand {}
extension ChangeConclusion: WholeHouseCommand {}
extension RefuseConclusion: WholeHouseCommand {}
extension OrderConclusion: WholeHouseCommand {}
extension ShowStrategy: WholeHouseCommand {}
extension WriteStrategy: WholeHouseCommand {}
extension ShowGaps: WholeHouseCommand {}
extension ListGapRows: WholeHouseCommand {}
extension MapProcess: WholeHouseCommand {}
extension ListPassedSteps: WholeHouseCommand {}
extension ShowSurveyResults: WholeHouseCommand {}
extension ListDifferences: WholeHouseCommand {}
extension ListNeeds: WholeHouseCommand {}
extension ShowNeed: WholeHouseCommand {}
extension ListUnreached: WholeHouseCommand {}
extension ListControls: WholeHouseCommand {}
extension ListResources: WholeHouseCommand {}
extension ReplayPromises: WholeHouseCommand {}
extension SimulatePromises: WholeHouseCommand {}
extension PlanTraining: WholeHouseCommand {}
extension ReviewEmpowerment: WholeHouseCommand {}
extension ListReviews: WholeHouseCommand {}
extension ListScoreDifferences: WholeHouseCommand {}
extension ListAgentScores: WholeHouseCommand {}
extension ListMissedItems: WholeHouseCommand {}
extension ShowAgreement: WholeHouseCommand {}
