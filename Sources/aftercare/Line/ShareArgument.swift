import ArgumentParser

/// A share of a whole as people type it: `85`, `85%` and `0.85` are the same. What is 1 or less, without the sign, is of one.
struct ShareArgument: ExpressibleByArgument, Hashable {
    /// Of one.
    let value: Double

    init(_ value: Double) { self.value = value }

    init?(argument: String) {
        let hasSign = argument.hasSuffix("%")
        guard let number = Double(hasSign ? String(argument.dropLast()) : argument), number.isFinite,
            number >= 0, number <= 100
        else { return nil }
        value = hasSign || number > 1 ? number / 100 : number
    }

    var defaultValueDescription: String { "\(Int((value * 100).rounded()))%" }
}

/// `80/20`: eighty of a hundred within twenty seconds.
struct CallTarget: ExpressibleByArgument, Hashable {
    let share: ShareArgument
    /// Seconds.
    let within: Double

    init(share: ShareArgument, within: Double) { (self.share, self.within) = (share, within) }

    init?(argument: String) {
        let parts = argument.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
        guard parts.count == 2, let share = ShareArgument(argument: parts[0]), let within = Double(parts[1]),
            share.value > 0, share.value < 1, (0...86_400).contains(within)
        else { return nil }
        (self.share, self.within) = (share, within)
    }

    var defaultValueDescription: String { "80/20" }
}
