/// Minutes since a day's midnight as clocks and machines write them: `08:05`.
package enum ClockText {
    package static func of(minute: Int) -> String { "\(two(minute / 60)):\(two(minute % 60))" }

    private static func two(_ number: Int) -> String { number < 10 ? "0\(number)" : String(number) }
}
