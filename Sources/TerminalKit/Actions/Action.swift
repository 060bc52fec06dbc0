/// The name of an action, by which screens perform it and people give it keys.
package struct ActionID: Hashable, Sendable, CustomStringConvertible {
    package let name: String
    package init(_ name: String) { self.name = name }
    package var description: String { name }
}

/// What a user can do: one declaration from which its keys, the footer, the help sheet and the palette are
/// made. A screen makes its actions anew for what it shows, so they need no state to decide by.
package struct Action: Sendable {
    /// What is asked before it is done.
    package struct Confirmation: Hashable, Sendable {
        package let title: String
        package let message: String
        package let confirm: String
        package let cancel: String

        package init(title: String, message: String, confirm: String, cancel: String) {
            self.title = title
            self.message = message
            self.confirm = confirm
            self.cancel = cancel
        }

        package var dialog: Dialog {
            .confirm(title: title, message: message, confirm: confirm, cancel: cancel)
        }
    }

    /// How it is called.
    package struct Words: Sendable {
        /// For the footer: a word or two.
        package let short: String
        /// For help and palette: what happens.
        package let long: String
        /// Heading in the help sheet.
        package let group: String
        /// Also found by these: the other language, pinyin initials.
        package let keywords: [String]

        package init(short: String, long: String, group: String = "", keywords: [String] = []) {
            self.short = short
            self.long = long
            self.group = group
            self.keywords = keywords
        }
    }

    package let id: ActionID
    /// The first is the one the footer names. All work.
    package let keys: [Key]
    package let isInFooter: Bool
    /// The reason why it cannot be done now, as a sentence; nil when it can.
    package let whyDisabled: String?
    package let confirmation: Confirmation?
    /// Looked up when something shows them: every key asks which action it means, few ask how that is called.
    private let say: @Sendable () -> Words

    package var words: Words { say() }

    package init(
        _ id: ActionID, _ keys: [Key], inFooter: Bool = true, whyDisabled: String? = nil,
        confirmation: Confirmation? = nil, words: @escaping @Sendable () -> Words
    ) {
        self.id = id
        self.keys = keys
        self.isInFooter = inFooter
        self.whyDisabled = whyDisabled
        self.confirmation = confirmation
        say = words
    }

    /// The same action by other keys.
    package func with(keys: [Key]) -> Action {
        keys == self.keys
            ? self
            : Action(
                id, keys, inFooter: isInFooter, whyDisabled: whyDisabled, confirmation: confirmation,
                words: say)
    }
}
