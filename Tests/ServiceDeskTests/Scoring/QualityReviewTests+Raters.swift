import DeskTesting
import Model
import Quality
import ServiceDesk
import Statistics
import Testing

/// What two who score the same see of each other, and who settles where they differ.
extension QualityReviewTests {
    @Test("the second never sees the first's score nor that there is one; with both, alike, it is finished")
    func blind() throws {
        let id = try double()
        try score(id, as: "sun")
        #expect(try review(id).state == .open)
        #expect(try sheet(id, "qian").scores.isEmpty && sheet(id, "sun").scores.count == 1)
        #expect(try test.as("qian") { try $0.takeNextReview().id } == id)
        #expect(throws: ReviewFault.nothingToScore) { try test.as("sun") { try $0.takeNextReview() } }
        #expect(throws: ReviewFault.scored(id)) { try score(id, as: "sun") }
        #expect(throws: ReviewFault.taken(id)) { try score(id, as: "he") }
        #expect(try !sheet(id, "qian").isWhole, "neither is the place shown")
        let held = try sheet(id, "qian").scores
        let qian = try staff("qian")
        #expect(held.count == 1 && held[0].rater == qian)
        try score(id, as: "qian", ["tone": "4"])
        let done = try review(id)
        let points = Double(card.items.reduce(0) { $0 + $1.points })
        #expect(done.state == .finished && done.isPassed == true)
        #expect(abs(try #require(done.share) - (1 + (points - 2.5) / points) / 2) < 1e-9)
        #expect(try sheet(id, "sun").scores.count == 2)
    }

    @Test("scores too far apart wait for a third person, who answers only what differs")
    func settling() throws {
        let id = try double()
        #expect(throws: ReviewFault.nothingToSettle(id)) {
            try test.as("he") { _ = try $0.settleReview(id, [:], note: "看录音") }
        }
        try score(id, as: "sun")
        try score(id, as: "qian", ["privacy": "no"])
        #expect(try review(id).state == .differs && review(id).share == nil)
        #expect(throws: ReviewFault.ownScore(id)) {
            try test.as("sun") { _ = try $0.settleReview(id, ["privacy": "yes"], note: "看录音") }
        }
        #expect(throws: ScoringFault.unanswered(["privacy"])) {
            try test.as("he") { _ = try $0.settleReview(id, [:], note: "看录音") }
        }
        #expect(try review(id).state == .differs, "nothing of what was refused stays")
        let he = try test.desk.actor(named: "he")
        let differing = try test.desk.read { try $0.scoreDifferences("case-handling", week...week, for: he) }
        #expect(differing.map(\.items) == [["privacy"]])
        try test.as("he") { _ = try $0.settleReview(id, ["privacy": "no"], note: "确有泄露") }
        let done = try review(id)
        #expect(done.state == .finished && done.share == 0 && done.isPassed == false)
        let agreement = try test.desk.read { try $0.agreement("case-handling", week...week, for: he) }
        #expect(agreement.first?.item == nil && agreement.first?.plain.share == 0)
        let tone = try #require(agreement.first { $0.item == "tone" })
        #expect(tone.plain.kappa == nil && tone.plain.share == 1)
        // Those who neither score nor steer see nothing of it.
        let li = try test.desk.actor(named: "li")
        let refused = DeskFault.notAllowed(login: "li", right: "quality.score")
        #expect(throws: refused) {
            try test.desk.read { try $0.scoreDifferences(nil, week...week, for: li) }
        }
        #expect(throws: refused) {
            try test.desk.read { try $0.agreement("case-handling", week...week, for: li) }
        }
    }

    @Test("what differs in one's own work, and how far others agree on it, is not among what one is shown")
    func ownDifferences() throws {
        try closed(1, by: "chen")
        try draw()
        let id = try test.as("sun") { try $0.takeNextReview().id }
        try score(id, as: "sun")
        try score(id, as: "qian", ["privacy": "no"])
        let (he, chen) = (try test.desk.actor(named: "he"), try test.desk.actor(named: "chen"))
        for (actor, count) in [(he, 1), (chen, 0)] {
            let shown = try test.desk.read { try $0.scoreDifferences(nil, week...week, for: actor) }
            #expect(shown.count == count)
        }
        #expect(try test.desk.read { try $0.agreement("case-handling", week...week, for: chen) }.isEmpty)
    }

    @Test("who steers gives back what another holds, who may then take it again; others may not")
    func release() throws {
        let id = try double()
        try test.as("he") { try $0.releaseReview(id) }
        #expect(throws: ReviewFault.notInHand(id)) { try test.as("sun") { try $0.releaseReview(id) } }
        #expect(throws: DeskFault.notAllowed(login: "li", right: "quality.score")) {
            try test.as("li") { try $0.releaseReview(id) }
        }
        #expect(try test.as("sun") { try $0.takeNextReview().id } == id)
        try score(id, as: "sun")
        #expect(throws: ReviewFault.notInHand(id), "a score stands") {
            try test.as("he") { try $0.releaseReview(id) }
        }
    }
}
