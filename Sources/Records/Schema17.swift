/// Reports count promises by when their time ran out; without this they would pass by all that were ever made.
enum Schema17 {
    static let statements = [
        """
        CREATE INDEX clocks_fell_due ON clocks(due, id) WHERE state IN ('met', 'missed', 'running')
        """
    ]
}
