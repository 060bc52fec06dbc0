/// Sheets of answers that can be corrected and withdrawn, their former answers kept; and what came of differences between
/// what technicians recorded and what their customers say.
enum Schema14 {
    static let statements = [
        "ALTER TABLE surveys ADD COLUMN revision BIGINT NOT NULL DEFAULT 1",
        "ALTER TABLE surveys ADD COLUMN withdrawn_at BIGINT",
        "ALTER TABLE surveys ADD COLUMN sets_off BIGINT NOT NULL DEFAULT 1",
        "CREATE INDEX surveys_in_order ON surveys(questionnaire, id)",
        """
        CREATE TABLE former_answers (
            survey BIGINT NOT NULL REFERENCES surveys, revision BIGINT NOT NULL,
            question BIGINT NOT NULL REFERENCES survey_questions, number DOUBLE PRECISION NOT NULL, words TEXT,
            PRIMARY KEY (survey, revision, question))
        """,
        """
        CREATE TABLE survey_verdicts (
            survey BIGINT NOT NULL REFERENCES surveys, difference TEXT NOT NULL, verdict TEXT NOT NULL,
            note TEXT NOT NULL, case_id BIGINT REFERENCES cases, decided_at BIGINT NOT NULL,
            decided_by BIGINT REFERENCES staff, PRIMARY KEY (survey, difference))
        """,
        "CREATE INDEX survey_samples_of ON survey_samples(questionnaire, source)",
    ]
}
