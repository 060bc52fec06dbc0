/// The open calls of a customer are asked for with every step of their cases: they are found without those that are over.
enum Schema38 {
    static let statements = [
        "CREATE INDEX calls_open_customer ON calls(customer, id) WHERE is_open = 1"
    ]
}
