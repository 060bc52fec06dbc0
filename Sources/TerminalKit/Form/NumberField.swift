/// A field for a number: whole, or with a fixed count of decimals (money). Only what can be part of one is taken. Up and
/// `+` make it one step more, Down and `-` one less, within its range; Tab and Enter go on to the next field.
///
///     var field = NumberField(250, range: 0...10_000, step: 50, decimals: 2)   // 2.50, half a yuan a step
package struct NumberField: Hashable, Sendable {
    package private(set) var field: TextField
    package let range: ClosedRange<Int>
    package let step: Int
    /// Digits after the point; all numbers here count the smallest unit.
    package let decimals: Int

    package init(
        _ number: Int? = nil, range: ClosedRange<Int> = 0...Int(Int32.max), step: Int = 1, decimals: Int = 0,
        placeholder: String = ""
    ) {
        self.range = range
        self.step = max(1, step)
        self.decimals = min(max(0, decimals), 6)
        field = TextField(placeholder: placeholder, limit: 20)
        if let number { set(number) }
    }

    package var text: String { field.text }

    /// What is typed, in the smallest unit; nil while it is no number, or one with too many decimals. It may be out of
    /// range.
    package var number: Int? {
        let parts = field.text.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count <= (decimals > 0 ? 2 : 1), field.text.contains(where: \.isNumber) else {
            return nil
        }
        let fraction = parts.count == 2 ? parts[1] : ""
        guard fraction.count <= decimals else { return nil }
        let zeros = String(repeating: "0", count: decimals - fraction.count)
        return Int("\(parts[0])\(fraction)\(zeros)")
    }

    package var isInRange: Bool { number.map(range.contains) ?? false }

    package mutating func set(_ number: Int?) { field.setText(number.map(written) ?? "") }

    package mutating func setText(_ text: String) { field.setText(Self.taken(text)) }

    package mutating func handle(_ event: InputEvent) -> TextField.Outcome {
        switch event {
        case .key(.up), .key(.character("+")), .key(.character("＋")): return step(by: step)
        case .key(.down): return step(by: -step)
        case .key(.character(let character)):
            let typed = Self.taken(String(character))
            if typed == "-" { return range.lowerBound < 0 && field.isEmpty ? insert("-") : step(by: -step) }
            return typed.isEmpty || typed == "." && (decimals == 0 || text.contains("."))
                ? .moved : insert(typed)
        case .paste(let text): return insert(Self.taken(text))
        default: return field.handle(event)
        }
    }

    package func draw(in rect: Rect, on canvas: inout Canvas, focused: Bool) {
        field.draw(in: rect, on: &canvas, focused: focused)
    }

    private mutating func insert(_ text: String) -> TextField.Outcome { field.handle(.paste(text)) }

    /// To the next multiple of the step's distance, and never out of the range.
    private mutating func step(by step: Int) -> TextField.Outcome {
        let (sum, overflow) = (number ?? 0).addingReportingOverflow(step)
        let start = number == nil && !range.contains(0) ? range.lowerBound : overflow ? number ?? 0 : sum
        let goal = min(max(start, range.lowerBound), range.upperBound)
        guard goal != number else { return .moved }
        set(goal)
        return .changed
    }

    private func written(_ number: Int) -> String {
        guard decimals > 0 else { return String(number) }
        let (whole, rest) = number.magnitude.quotientAndRemainder(dividingBy: UInt(Self.power(decimals)))
        let digits = String(rest)
        return (number < 0 ? "-" : "") + "\(whole)."
            + String(repeating: "0", count: decimals - digits.count) + digits
    }

    private static func power(_ decimals: Int) -> Int { (0..<decimals).reduce(1) { power, _ in power * 10 } }

    /// Digits, point and sign, fullwidth ones and `。` read as such.
    private static func taken(_ text: String) -> String {
        String(
            text.compactMap { character in
                guard case .character(let plain) = Key.character(character).command else { return nil }
                return plain.isASCII && plain.isNumber || plain == "." || plain == "-" ? plain : nil
            })
    }
}
