import Foundation
import Model
import ServiceDesk
import TerminalKit
import Wording

extension Pane {
    /// What the doctor looks at, what he found, and how to mend it.
    init(_ examination: Examination, _ context: DeskContext) {
        add(.heading(context.say("about.checks")))
        for check in DoctorCheck.allCases {
            let name = context.say("check.\(check.rawValue)")
            if examination.underWay == check {
                pair(name, context.say("about.looking"), .accent)
            } else if let problems = examination.found[check] {
                pair(
                    name, context.say(problems.isEmpty ? "about.sound" : "about.notSound"),
                    problems.isEmpty ? .good : .error)
                for problem in problems { add(.text(context.wording.say(problem), .warning)) }
                if !problems.isEmpty { add(.text(context.say("about.mend.\(check.rawValue)"), .muted)) }
            } else if let why = examination.skipped[check] {
                pair(name, context.say("about.notLooked"), .warning)
                add(.text(context.wording.say(why), .muted))
            } else {
                pair(name, context.say("about.about.\(check.rawValue)"), .muted)
            }
        }
        if let at = examination.at {
            pair(context.say("about.checkedAt"), context.wording.near(at, now: context.now), .muted)
        }
        add(.blank)
    }

    /// The program, its records, the terminal, and where everything is kept.
    init(about: About, _ desk: DeskDescription?, _ context: DeskContext) {
        add(.heading(context.say("about.program")))
        pair(context.say("about.version"), context.say("about.versionIs", ["version": .text(about.version)]))
        pair(context.say("about.licence"), "MIT")
        for (number, part) in About.builtOn.enumerated() {
            add(.pair(number == 0 ? context.say("about.builtOn") : "", [Span(part, .muted)]))
        }
        add(.heading(context.say("about.records")))
        if let desk { records(desk, context) }
        add(.heading(context.say("about.terminal")))
        terminal(about, context)
        add(.heading(context.say("about.files")))
        pair(context.say("about.language"), context.say("label.inLanguage"))
        pair(context.say("about.rules"), about.rulesFolder ?? context.say("about.rules.shipped"))
        pair(context.say("about.preferences"), about.preferencesFile)
        pair(context.say("about.keys"), about.keysFile)
        pair("", context.say("about.ownKeys", ["count": .count(about.ownKeys)]), .muted)
    }

    private mutating func records(_ desk: DeskDescription, _ context: DeskContext) {
        let megabytes = Double(desk.bytes) / 1_048_576
        pair(context.say("about.database"), desk.engine)
        // Often longer than the row; whoever is asked for it reads it out whole.
        add(.text(desk.place, .text))
        pair(
            context.say("about.size"),
            context.say("about.megabytes", ["size": .text(context.wording.number(megabytes, decimals: 1))]))
        let isKnown = desk.schema == desk.knownSchema
        pair(
            context.say("about.schema"),
            context.say(
                isKnown ? "about.schemaIs" : "about.schemaDiffers",
                ["found": .text("\(desk.schema)"), "known": .text("\(desk.knownSchema)")]),
            isKnown ? .text : .error)
        if let at = desk.backedUpAt {
            pair(context.say("about.backup"), context.wording.moment(at))
        } else {
            let isByServer = desk.isBackedUpByServer
            pair(
                context.say("about.backup"),
                context.say(isByServer ? "about.backup.byServer" : "about.backup.never"),
                isByServer ? .text : .warning)
        }
    }

    private mutating func terminal(_ about: About, _ context: DeskContext) {
        let (found, chosen) = (about.terminal, about.preferences)
        pair(
            context.say("found.terminal"),
            context.say(
                "found.type",
                ["type": .text(found.type), "depth": .text(context.say("depth.\(found.depth)"))]))
        pair(
            context.say("about.window"),
            context.say(
                "about.windowIs",
                ["columns": .text("\(about.size.columns)"), "rows": .text("\(about.size.rows)")]))
        pair(
            context.say("found.ground"),
            context.say(found.isLight.map { $0 ? "found.light" : "found.dark" } ?? "found.silent"))
        pair(context.say("label.theme"), context.say("theme.\(chosen.theme?.rawValue ?? "auto")"))
        let drawn = context.say(found.ambiguous.map { "ambiguous.\($0)" } ?? "found.silent")
        pair(
            context.say("label.ambiguous"),
            chosen.ambiguous.map { cells in
                context.say(
                    "about.chosen",
                    ["chosen": .text(context.say("ambiguous.\(cells)")), "found": .text(drawn)])
            } ?? drawn)
        pair(context.say("label.mouse"), context.say(chosen.hasMouse ? "flag.yes" : "flag.no"))
    }
}
