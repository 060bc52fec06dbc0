import CNcurses
import Dispatch
import Glibc
package import TerminalKit

/// The real terminal: shows canvases and brings events. The only room that knows ncurses, and ncurses is
/// touched on the main actor only; between events the main queue is free, so main-actor tasks run on.
///
///     let terminal = try CursesTerminal()
///     terminal.start(onEvent: { event in … terminal.show(canvas) }, onHangup: { … })
///     await terminal.untilStopped()
@MainActor
package final class CursesTerminal {
    /// The size the kernel reports now.
    package private(set) var size: Size
    /// Colours in use: what the terminal has, less what the user forbids.
    package let depth: ColourDepth
    /// What the terminal calls itself.
    package let type: String
    package let notice: TerminalNotice?
    /// The signal that asked the program to end; SIGHUP as well when the terminal went away without one.
    package private(set) var endedBy: Int32?
    /// Bytes received that made no text (a paste in another encoding).
    package var droppedBytes: Int { decoder.droppedBytes }

    private var painter: Painter
    private var decoder = InputDecoder()
    private var onEvent: (@MainActor (InputEvent) -> Void)?
    private var onHangup: (@MainActor () -> Void)?
    private var sources: [any DispatchSourceProtocol] = []
    private var timer: Task<Void, Never>?
    private var stopped = false
    private var isReading = false
    private var waitingCanvas: Canvas?
    private var waiters: [CheckedContinuation<Void, Never>] = []

    /// Takes the terminal over. The order of the steps is fixed: each closes a failure that was seen
    /// (`TerminalSetup`).
    /// - Parameter depth: most colours to use; nil leaves it to the terminal and NO_COLOR.
    package init(_ appearance: Appearance, depth: ColourDepth? = nil) throws(TerminalFault) {
        notice = try TerminalSetup.open(cellWidth: appearance.cellWidth)
        self.depth = TerminalSetup.colourDepth(most: depth)
        type = environment("TERM") ?? ""
        size = TerminalSetup.windowSize
        painter = Painter(theme: appearance.theme, depth: self.depth)
        TerminalSetup.setMouse(appearance.hasMouse)
    }

    /// Shows what follows this way. Canvases must be made with the same cell width.
    package func use(_ appearance: Appearance) {
        guard !stopped else { return }
        TerminalSetup.measure(by: appearance.cellWidth)
        TerminalSetup.setMouse(appearance.hasMouse)
        painter.use(appearance.theme)
    }

    isolated deinit { stop() }

    /// Begins to deliver events, all on the main actor.
    /// - Parameter onHangup: the terminal is gone or the process is asked to end (SIGHUP, SIGTERM, SIGINT).
    ///   Save what is unsaved, then call `stop()`.
    package func start(
        onEvent: @escaping @MainActor (InputEvent) -> Void, onHangup: @escaping @MainActor () -> Void
    ) {
        self.onEvent = onEvent
        self.onHangup = onHangup
        let input = DispatchSource.makeReadSource(fileDescriptor: STDIN_FILENO, queue: .main)
        listen(input) { $0.readInput() }
        listen(to: SIGWINCH) { $0.windowChanged() }
        for number in [SIGHUP, SIGTERM, SIGINT] { listen(to: number) { $0.hangUp(by: number) } }
        listen(to: SIGTSTP) { $0.suspend() }
        listen(to: SIGCONT) { $0.resume() }
    }

    /// Puts the canvas on the screen; sends only what changed since the last. While keys that were typed
    /// ahead are being handled, only the last canvas of them is painted.
    package func show(_ canvas: Canvas) {
        guard !stopped else { return }
        if isReading {
            waitingCanvas = canvas
        } else {
            painter.paint(canvas)
        }
    }

    /// The next canvas is painted whole (Ctrl-L, after something else wrote on the screen).
    package func invalidate() { painter.invalidate() }

    package func beep() {
        guard !stopped else { return }
        CNcurses.beep()
    }

    /// Gives the terminal back as it was. May be called more than once.
    package func stop() {
        guard !stopped else { return }
        stopped = true
        timer?.cancel()
        sources.forEach { $0.cancel() }
        sources.removeAll()
        TerminalSetup.close()
        onEvent = nil
        onHangup = nil
        waiters.forEach { $0.resume() }
        waiters.removeAll()
    }

    /// Returns once `stop()` was called.
    package func untilStopped() async {
        guard !stopped else { return }
        await withCheckedContinuation { waiters.append($0) }
    }
}

// MARK: - Input

extension CursesTerminal {
    /// Reads until nothing is left, so that what was typed ahead is handled before the next picture is
    /// painted.
    private func readInput() {
        isReading = true
        let count = drain()
        isReading = false
        if let canvas = waitingCanvas {
            waitingCanvas = nil
            show(canvas)
        }
        // Readable, yet nothing to read: the other end is gone.
        if count == 0, !stopped, cn_waiting_bytes() <= 0, isHungUp { return hangUp(by: SIGHUP) }
        awaitPause()
    }

    /// - Returns: the number of codes read.
    private func drain() -> Int {
        var count = 0
        while !stopped {
            let code = wgetch(cn_screen())
            guard code != ERR else { break }
            count += 1
            if let unit = KeyCodes.unit(of: code) { deliver(decoder.feed(unit)) }
        }
        deliver(decoder.lull())
        return count
    }

    private var isHungUp: Bool {
        var probe = pollfd(fd: STDIN_FILENO, events: Int16(POLLIN), revents: 0)
        return poll(&probe, 1, 0) == 1
    }

    private func deliver(_ events: [InputEvent]) {
        for event in events { onEvent?(event) }
    }

    /// Lets an Esc be an Esc, and what lost its end be over, once nothing came for a while.
    private func awaitPause() {
        timer?.cancel()
        guard !stopped, let hold = decoder.hold else { return }
        timer = Task { [weak self] in
            guard (try? await Task.sleep(for: hold)) != nil, let self, !stopped else { return }
            deliver(decoder.pause())
        }
    }
}

// MARK: - Signals

extension CursesTerminal {
    private func listen(
        _ source: some DispatchSourceProtocol, _ body: @escaping @MainActor (CursesTerminal) -> Void
    ) {
        source.setEventHandler { [weak self] in
            // The source's queue is the main queue, which is the main actor's.
            MainActor.assumeIsolated { if let self { body(self) } }
        }
        sources.append(source)
        source.activate()
    }

    private func listen(to number: Int32, _ body: @escaping @MainActor (CursesTerminal) -> Void) {
        listen(DispatchSource.makeSignalSource(signal: number, queue: .main), body)
    }

    /// ncurses' own KEY_RESIZE would come only after the next key, and that key would be handled at the old
    /// size.
    private func windowChanged() {
        size = TerminalSetup.windowSize
        resizeterm(Int32(size.rows), Int32(size.columns))
        painter.invalidate()
        deliver([.resize(size)])
    }

    private func hangUp(by signal: Int32) {
        endedBy = signal
        sources.forEach { $0.cancel() }
        sources.removeAll()
        if let onHangup { onHangup() } else { stop() }
    }

    /// Ctrl-Z is undo here; only `kill -TSTP` leads here.
    private func suspend() {
        TerminalSetup.release()
        kill(getpid(), SIGSTOP)
    }

    private func resume() {
        TerminalSetup.regain()
        windowChanged()
    }
}
