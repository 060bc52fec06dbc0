/// What a user can do: one declaration from which its keys, the footer, the help sheet and the palette are
/// made. `State` is what decides whether it can be done now.
package struct Action<ID: Hashable & Sendable, State>: Sendable {
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

    package let id: ID
    /// The first is the one the footer names. All work.
    package let keys: [Key]
    /// For the footer: a word or two.
    package let short: String
    /// For help and palette: what happens.
    package let long: String
    /// Heading in the help sheet.
    package let group: String
    /// Also found by these: the other language, pinyin initials.
    package let keywords: [String]
    package let isInFooter: Bool
    /// The reason why it cannot be done now, as a sentence; nil when it can.
    package let whyDisabled: @Sendable (State) -> String?
    package let confirmation: @Sendable (State) -> Confirmation?

    package init(
        _ id: ID, _ keys: [Key], short: String, long: String, group: String = "", keywords: [String] = [],
        inFooter: Bool = true, whyDisabled: @escaping @Sendable (State) -> String? = { _ in nil },
        confirmation: @escaping @Sendable (State) -> Confirmation? = { _ in nil }
    ) {
        self.id = id
        self.keys = keys
        self.short = short
        self.long = long
        self.group = group
        self.keywords = keywords
        self.isInFooter = inFooter
        self.whyDisabled = whyDisabled
        self.confirmation = confirmation
    }

    /// The same action by other keys.
    package func with(keys: [Key]) -> Action {
        keys == self.keys
            ? self
            : Action(
                id, keys, short: short, long: long, group: group, keywords: keywords, inFooter: isInFooter,
                whyDisabled: whyDisabled, confirmation: confirmation)
    }
}
