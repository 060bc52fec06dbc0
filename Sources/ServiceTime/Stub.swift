// Stand-in so that ServiceDesk compiles meanwhile. Whoever brings this room: DELETE THIS FILE, then mend ServiceDesk where names differ.
package import Model
package import Resources
package struct Due: Sendable { package var instant: Instant; package var provisional: Bool }
package struct Target: Sendable, CustomStringConvertible { package var description: String
  package init(parsing t: String) throws { description = t } 
  var span: Span { let p = description.split(separator: " "); let n = Int(p[0]) ?? 1; return p[1].hasPrefix("min") ? .minutes(n) : p.last!.hasPrefix("hour") ? .hours(n) : .days(n) } }
package struct ServiceCalendar: Sendable { package var name: String
  package func localDay(of i: Instant) -> Day { Day(number: Int((i.milliseconds + 28_800_000) / 86_400_000)) }
  package func due(from: Instant, _ t: Target) -> Due { Due(instant: from + t.span, provisional: false) }
  package func instant(_ d: Day, minute: Int) -> Instant { Instant(milliseconds: Int64(d.number) * 86_400_000 - 28_800_000) + .minutes(minute) }
  package func workingIntervals(on d: Day) -> [Window] { [Window(start: instant(d, minute: 480), end: instant(d, minute: 1080))] }
}
package struct Calendars: Sendable { package var names: [String] { ["cn-service", "24x7", "office", "technician-day"] }
  package init(files: [ResourceFile]) throws {}
  package subscript(n: String) -> ServiceCalendar? { ServiceCalendar(name: n) } }
package struct Promise: Sendable { package var id: String; package var published: Target?; package var internalTarget: Target?; package var calendar: String; package var label: Label }
package struct PromiseFacts: Sendable { package init(subject: SubjectKind, kind: String?, severity: Severity?, customerKind: CustomerKind?, dealerType: DealerType?, province: String?, city: String?, zone: String?, product: String?, language: String?) {} }
package struct PromiseChoice { package var promise: Promise? }
package struct PromiseBook: Sendable { package init(files: [ResourceFile], calendars: Calendars) throws {}
  package func label(of id: String) -> Label { Label(en: id, zh: id) }
  package func choose(metric: String, facts: PromiseFacts, at: Day) -> PromiseChoice { PromiseChoice(promise: try? Promise(id: "stub-\(metric)", published: Target(parsing: "3 calendar days"), internalTarget: Target(parsing: "2 calendar days"), calendar: "24x7", label: Label(en: "", zh: ""))) } }
package struct ClockLedger { package init(events: [ClockEvent], target: Target, calendar: ServiceCalendar) { var paused = Span.zero; var since: Instant?; var start = events[0].at
  for e in events { switch e.kind { case .pause: since = e.at; case .resume: if let s = since { paused = paused + (e.at - s); since = nil }; default: break } }
  due = Due(instant: start + target.span + paused, provisional: false); start = events[0].at }
  package var due: Due }
