import Foundation
import Model
import Quality
import Records
import ServiceDesk
import Statistics

/// Keeping sheets of answers one by one, and what a million answers come to: read, then reckoned.
/// - Parameter wanted: how many, in sheets of 44 and the points of five dimensions.
func benchSurveys(_ stand: Stand, rules: Rules, answers wanted: Int) throws {
    let bench = try BenchDesk(path: stand.address, rules: rules, customers: 2_000)
    let desk = bench.desk
    let questionnaire = try rules.questionnaire("servqual")
    let questions = questionnaire.questions.filter { !$0.name.hasPrefix("V") && $0.name != "hadFailure" }
    let points = [11.0, 32, 22, 19, 16]
    var chance = SeededChance(seed: 7)
    func sheet(_ n: Int) -> SurveyDraft {
        var given: [String: Answer] = ["hadFailure": .chosen(["no"])]
        for question in questions {
            given[question.name] = .number(Double(Int.random(in: 3...7, using: &chance)))
        }
        for (weight, share) in zip(questionnaire.battery?.weights ?? [], points) {
            given[weight] = .number(share)
        }
        var draft = SurveyDraft("servqual", given, source: .paper)
        draft.customer = CustomerID(Int64(n % 2_000 + 1))
        draft.product = ["air-conditioner", "refrigerator", "washing-machine"][n % 3]
        return draft
    }
    let start = Times.now()
    let there = Int(try desk.database.read { try $0.number("SELECT COUNT(*) FROM surveys") })
    let sheets = max(there, wanted / (questions.count + 1))
    for batch in stride(from: there, to: sheets, by: 500) {
        try desk.act(by: bench.agent, at: bench.now) { work in
            for n in batch..<min(batch + 500, sheets) { _ = try work.enter(sheet(n)) }
        }
    }
    let name = "\(stand.name), \(sheets * (questions.count + 1)) answers"
    if sheets > there {
        report("\(name): sheets kept per second", decimals(Double(sheets - there) / (Times.now() - start), 0))
        try desk.tidy()
        try stand.settle()
    }
    let query = SurveyQuery("servqual")
    let bare = try Times.of(5) { _ in
        var sum = 0.0
        try desk.read { try $0.surveys.eachNumber(query) { sum += $2 } }
        precondition(sum > 0)
    }
    var table = try desk.read { try $0.surveyTable(query) }
    let read = try Times.of(5) { _ in table = try desk.read { try $0.surveyTable(query) } }
    let reckoned = Times.of(5) { _ in
        let results = SurveyResults(table)
        precondition(results.battery?.counted == sheets)
    }
    let grouped = Times.of(5) { _ in precondition(table.groups(by: .product).count == 3) }
    report(
        "\(name): results of all of them",
        "read " + milliseconds(read.median) + ", reckoned " + milliseconds(reckoned.median),
        goal: "goal: together under 2 s")
    report("\(name): the rows alone, the limit", milliseconds(bare.median))
    report("\(name): apart by product", milliseconds(grouped.median))
}
