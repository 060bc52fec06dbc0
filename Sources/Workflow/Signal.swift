/// What one subject tells another, so that a case's state follows from its visits and calls and code never knows a
/// state's name. A closed list: a misspelt signal is refused when the file is read.
package enum Signal: String, Sendable, CaseIterable {
    case visitBooked = "visit.booked"
    case visitEnRoute = "visit.enRoute"
    case visitOnSite = "visit.onSite"
    case visitDone = "visit.done"
    case visitNoAccess = "visit.noAccess"
    case visitPartsNeeded = "visit.partsNeeded"
    case visitRevisit = "visit.revisit"
    case visitCancelled = "visit.cancelled"
    case callScheduled = "call.scheduled"
    case callReachedSatisfied = "call.reachedSatisfied"
    case callReachedDissatisfied = "call.reachedDissatisfied"
    case callUnreachable = "call.unreachable"
    case approvalGranted = "approval.granted"
    case approvalRefused = "approval.refused"
    /// The customer asked again about an open case (催单).
    case customerChased = "customer.chased"
    /// The customer came back about a closed case; without a reaction, a new case is linked to the old one.
    case customerRepeated = "customer.repeated"
    /// To visits and calls: their case was cancelled, and wants them no more (`cancelVisits`, `cancelCalls`).
    case caseCalledOff = "case.calledOff"
    /// To calls: the campaign they were planned for was stopped.
    case campaignStopped = "campaign.stopped"
    /// To calls: the customer wants none any more.
    case customerDeclined = "customer.declined"
    /// The record was imported as already finished elsewhere.
    case importClosed = "import.closed"
    /// The record was imported as already being worked on.
    case importActive = "import.active"
}
