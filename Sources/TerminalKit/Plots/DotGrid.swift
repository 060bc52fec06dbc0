/// Dots two wide and four high in each cell.
struct DotGrid {
    let width: Int
    let height: Int
    private var masks: [UInt8]

    init(width: Int, height: Int) {
        self.width = width
        self.height = height
        masks = Array(repeating: 0, count: width * height)
    }

    subscript(column: Int, row: Int) -> UInt8 { masks[row * width + column] }

    mutating func set(_ x: Int, _ y: Int) {
        guard (0..<width * 2).contains(x), (0..<height * 4).contains(y) else { return }
        masks[y / 4 * width + x / 2] |= 1 << UInt8(2 * (y % 4) + x % 2)
    }

    /// A straight line; dashed, every other cell of it.
    mutating func join(_ from: (x: Int, y: Int), _ to: (x: Int, y: Int), dashed: Bool) {
        Self.trace(from, to) { x, y, _ in
            if !dashed || x / 2 % 2 == 0 { set(x, y) }
        }
    }

    /// The dots of a straight line, counted from its beginning.
    static func trace(
        _ from: (x: Int, y: Int), _ to: (x: Int, y: Int), _ body: (_ x: Int, _ y: Int, _ step: Int) -> Void
    ) {
        let steps = max(abs(to.x - from.x), abs(to.y - from.y), 1)
        for step in 0...steps {
            body(from.x + (to.x - from.x) * step / steps, from.y + (to.y - from.y) * step / steps, step)
        }
    }
}
