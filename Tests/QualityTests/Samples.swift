import Foundation
import Model
import Resources

@testable import Quality

enum Samples {
    static let day = Day(2026, 11, 29)

    static func read(_ text: String) throws -> Questionnaire {
        let (questionnaire, faults) = try QuestionnaireReader.read(
            ResourceFile(name: "questionnaires/x.yaml", text: text))
        if let first = faults.first { throw first }
        return questionnaire
    }

    static func shipped(_ name: String) throws -> Questionnaire {
        let all = try Questionnaires(files: ResourceLibrary().files(in: "questionnaires"))
        guard let found = all[name] else {
            throw SurveyFault.noQuestionnaire(name, known: all.newest.map(\.name))
        }
        return found
    }

    static func file(_ name: String) throws -> Data {
        try Data(contentsOf: URL(filePath: #filePath).deletingLastPathComponent().appending(path: name))
    }

    /// Branches, chance and every kind of question.
    static let mixed = """
        questionnaire: mixed
        version: 2
        label: {en: Mixed, zh-Hans: 混合}
        about: visit
        dimensions: [{name: manner, label: {en: Manner, zh-Hans: 态度}}]
        sections:
          - name: first
            label: {en: First, zh-Hans: 一}
            lead: {en: To begin with, zh-Hans: 首先}
            questions:
              - name: fixed
                ask: {en: "Fixed?", zh-Hans: 修好了吗？}
                type: single
                required: true
                choices: {"yes": {en: "Yes", zh-Hans: 好了}, partly: {en: Partly, zh-Hans: 部分}, "no": {en: "No", zh-Hans: 没有}}
              - name: what
                ask: {en: "What is wrong?", zh-Hans: 还有什么问题？}
                type: text
                required: true
                when: {field: fixed, is: [partly, "no"]}
              - name: seen
                ask: {en: "What did you see?", zh-Hans: 看到了什么？}
                type: multiple
                random: true
                choices: {badge: {en: Badge, zh-Hans: 工牌}, covers: {en: Covers, zh-Hans: 鞋套}, tools: {en: Tools, zh-Hans: 工具}}
              - {name: hours, ask: {en: "How many hours?", zh-Hans: 几小时？}, type: number, from: 0, to: 100, digits: 1}
              - {name: slow, ask: {en: "Too slow?", zh-Hans: 太慢？}, type: text, when: {field: hours, over: 24.5}}
              - {name: when, ask: {en: "Which day?", zh-Hans: 哪天？}, type: date}
          - name: second
            label: {en: Second, zh-Hans: 二}
            random: true
            most: 2
            questions:
              - {name: kind, ask: {en: "Kind?", zh-Hans: 客气？}, type: scale, to: 7, dimension: manner}
              - {name: rude, ask: {en: "Rude?", zh-Hans: 无礼？}, type: scale, to: 7, dimension: manner, reversed: true}
              - {name: recommend, ask: {en: "Recommend?", zh-Hans: 推荐？}, type: nps}
        """
}
