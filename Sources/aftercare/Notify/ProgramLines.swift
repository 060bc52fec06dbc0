import Foundation

/// What a program is given on its standard input and what it says on its standard error, moved a little at a time, so that
/// neither who writes nothing nor who reads nothing keeps us waiting.
final class ProgramLines {
    /// Their input, ours for it, ours for their errors, theirs.
    private var descriptors: [Int32] = [-1, -1, -1, -1]
    private var input: ArraySlice<UInt8>
    /// The first of what it said; the rest is read, so that it need not wait, and thrown away.
    private(set) var said: [UInt8] = []
    private static let most = 4096

    /// - Returns: nil, with `errno`, when there are no more descriptors.
    init?(input: String) {
        self.input = Array(input.utf8)[...]
        let isMade = descriptors.withUnsafeMutableBufferPointer {
            pipe($0.baseAddress!) == 0 && pipe($0.baseAddress! + 2) == 0
        }
        guard isMade else { return nil }
        // A program must not have the ends of another's.
        for each in descriptors { _ = fcntl(each, F_SETFD, FD_CLOEXEC) }
        for own in [descriptors[1], descriptors[2]] { _ = fcntl(own, F_SETFL, O_NONBLOCK) }
    }

    deinit { for place in descriptors.indices { close(place) } }

    var theirInput: Int32 { descriptors[0] }
    var theirErrors: Int32 { descriptors[3] }

    /// The program has them now. Its input stays open here too: to write where nobody reads would end us.
    func leaveTheirs() { close(3) }

    /// Gives what it takes now, and takes what it has said.
    func move() {
        give()
        var buffer = [UInt8](repeating: 0, count: Self.most)
        while true {
            let count = read(descriptors[2], &buffer, buffer.count)
            guard count > 0 else { return }
            said += buffer.prefix(min(count, Self.most - said.count))
        }
    }

    private func give() {
        while descriptors[1] >= 0, !input.isEmpty {
            let count = input.withUnsafeBytes { write(descriptors[1], $0.baseAddress, $0.count) }
            guard count > 0 else { return }
            input = input.dropFirst(count)
        }
        close(1)
    }

    private func close(_ place: Int) {
        if descriptors[place] >= 0 { _ = Foundation.close(descriptors[place]) }
        descriptors[place] = -1
    }
}
