/// Ways that a map service told: places by the number of their cell; no minutes where no road leads.
enum Schema9 {
    static let statements = [
        """
        CREATE TABLE ways (
            origin BIGINT NOT NULL, destination BIGINT NOT NULL, minutes BIGINT, metres BIGINT,
            told_at BIGINT NOT NULL, PRIMARY KEY (origin, destination))
        """
    ]
}
