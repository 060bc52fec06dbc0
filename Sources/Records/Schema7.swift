/// What was learnt from past visits and put in force, each time with by whom and from what time on; the last one counts,
/// and an empty one takes all back. So that what was in force on a day can be told.
enum Schema7 {
    static let statements = [
        """
        CREATE TABLE learnt (
            id {id}, at BIGINT NOT NULL, by_login TEXT NOT NULL, figures TEXT NOT NULL)
        """
    ]
}
