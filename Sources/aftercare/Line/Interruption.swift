import Dispatch
import Foundation
import Synchronization

/// Ctrl-C while something can still end well: asked once, it is for whoever works to notice; the second time the program ends as
/// usual.
// @unchecked: the source is made in `init` and only cancelled afterwards, which any thread may.
final class Interruption: @unchecked Sendable {
    private let asked = Atomic(false)
    private let source: any DispatchSourceSignal

    init() {
        signal(SIGINT, SIG_IGN)
        source = DispatchSource.makeSignalSource(signal: SIGINT, queue: .global())
        source.setEventHandler { [weak self] in
            self?.asked.store(true, ordering: .relaxed)
            signal(SIGINT, SIG_DFL)
        }
        source.resume()
    }

    var isAsked: Bool { asked.load(ordering: .relaxed) }

    func end() {
        source.cancel()
        signal(SIGINT, SIG_DFL)
    }
}
