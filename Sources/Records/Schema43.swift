/// Calibration sessions: what several people score by one card, blind, what each found, and what was agreed once all was seen.
enum Schema43 {
    static let statements = [
        """
        CREATE TABLE calibrations (
            id {id}, version BIGINT NOT NULL, name TEXT NOT NULL, card TEXT NOT NULL, card_version BIGINT NOT NULL,
            leader BIGINT NOT NULL REFERENCES staff, opened_at BIGINT NOT NULL, closed_at BIGINT,
            FOREIGN KEY (card, card_version) REFERENCES score_cards)
        """,
        """
        CREATE TABLE calibration_matters (
            calibration BIGINT NOT NULL REFERENCES calibrations, place BIGINT NOT NULL,
            subject_kind TEXT NOT NULL, subject BIGINT NOT NULL, agent BIGINT NOT NULL REFERENCES staff,
            PRIMARY KEY (calibration, place), UNIQUE (calibration, subject_kind, subject))
        """,
        """
        CREATE TABLE calibration_raters (
            calibration BIGINT NOT NULL REFERENCES calibrations, place BIGINT NOT NULL,
            rater BIGINT NOT NULL REFERENCES staff, PRIMARY KEY (calibration, rater))
        """,
        """
        CREATE TABLE calibration_scores (
            id {id}, calibration BIGINT NOT NULL, subject_kind TEXT NOT NULL, subject BIGINT NOT NULL,
            rater BIGINT NOT NULL REFERENCES staff, is_agreed BIGINT NOT NULL, at BIGINT NOT NULL, note TEXT NOT NULL,
            FOREIGN KEY (calibration, subject_kind, subject)
                REFERENCES calibration_matters (calibration, subject_kind, subject))
        """,
        // Each scores a matter once, and one thing is agreed on it.
        """
        CREATE UNIQUE INDEX calibration_scores_once ON calibration_scores(calibration, subject_kind, subject, rater)
            WHERE is_agreed = 0
        """,
        """
        CREATE UNIQUE INDEX calibration_scores_agreed ON calibration_scores(calibration, subject_kind, subject)
            WHERE is_agreed = 1
        """,
        """
        CREATE TABLE calibration_answers (
            score BIGINT NOT NULL REFERENCES calibration_scores, item TEXT NOT NULL, answer TEXT NOT NULL,
            note TEXT NOT NULL, PRIMARY KEY (score, item))
        """,
    ]
}
