import Foundation
package import Model
package import Resources

/// A year's days off and make-up workdays as public data files give them (`holiday-cn`'s JSON: `year`, `papers`, and
/// `days` of `name`, `date`, `isOffDay`), to become a year of a list of ours.
///
///     let notice = try HolidayNotice(file)
///     notice.yaml(list: "cn-days")  // the text of calendars/cn-days-2027.yaml
package struct HolidayNotice: Sendable, Hashable {
    package let year: Int
    /// Where the notice was published.
    package let sources: [String]
    package let days: [DayOff]

    package struct DayOff: Sendable, Hashable {
        package let name: String
        package let day: Day
        package let isOff: Bool
    }

    private struct Content: Decodable {
        var year: Int
        var papers: [String]?
        var days: [Entry]
        struct Entry: Decodable {
            var name: String
            var date: String
            var isOffDay: Bool
        }
    }

    /// - Throws: `RuleFault` naming the file: not such JSON, no days, or a day of another year.
    package init(_ file: ResourceFile) throws {
        let fault = { (key: String, facts: [String: PhraseFact]) in
            RuleFault(file: file.name, line: 0, problem: Phrase(key, facts))
        }
        let content: Content
        do { content = try JSONDecoder().decode(Content.self, from: Data(file.text.utf8)) } catch {
            throw fault("calendar.notANotice", [:])
        }
        guard !content.days.isEmpty else { throw fault("calendar.emptyNotice", [:]) }
        var seen = Set<Day>()
        days = try content.days.map { entry in
            guard let day = Day(entry.date), abs(day.year - content.year) <= 1, seen.insert(day).inserted
            else {
                throw fault(
                    "calendar.noticeDay", ["day": .text(entry.date), "year": .text(String(content.year))])
            }
            return DayOff(name: entry.name, day: day, isOff: entry.isOffDay)
        }.filter { $0.day.year == content.year }
        (year, sources) = (content.year, content.papers ?? [])
    }

    /// The year as a rule file.
    package func yaml(list: String) -> String {
        var text = "list: \(list)\nofficial: [\(year)]\nyears:\n  \(year):\n"
        text += "    source: \"\(sources.joined(separator: " ").replacing("\"", with: ""))\"\n"
        for (key, isOff) in [("off", true), ("work", false)] {
            let names = days.filter { $0.isOff == isOff }.reduce(into: [(String, [Day])]()) { groups, entry in
                if let at = groups.firstIndex(where: { $0.0 == entry.name }) {
                    groups[at].1.append(entry.day)
                } else {
                    groups.append((entry.name, [entry.day]))
                }
            }
            guard !names.isEmpty else { continue }
            text += "    \(key):\n"
            for (name, days) in names {
                text +=
                    "      \"\(name.replacing("\"", with: ""))\": [\(days.map(\.description).joined(separator: ", "))]\n"
            }
        }
        return text
    }
}
