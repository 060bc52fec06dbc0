/// Answers to questionnaires. What a questionnaire said is kept with the first answers to it, so that they can be read as
/// they were given whatever its file says later. Names of questions are numbers in the answers, of which there are many.
enum Schema11 {
    static let statements = [
        """
        CREATE TABLE questionnaires (
            name TEXT NOT NULL, version BIGINT NOT NULL, source TEXT NOT NULL, kept_at BIGINT NOT NULL,
            PRIMARY KEY (name, version))
        """,
        """
        CREATE TABLE survey_questions (
            id {id}, questionnaire TEXT NOT NULL, name TEXT NOT NULL, UNIQUE (questionnaire, name))
        """,
        """
        CREATE TABLE survey_samples (
            id {id}, questionnaire TEXT NOT NULL, source TEXT NOT NULL, note TEXT NOT NULL, invited BIGINT,
            at BIGINT NOT NULL, by_staff BIGINT REFERENCES staff)
        """,
        """
        CREATE TABLE surveys (
            id {id}, questionnaire TEXT NOT NULL, version BIGINT NOT NULL, source TEXT NOT NULL,
            sample BIGINT REFERENCES survey_samples, language TEXT NOT NULL, customer BIGINT REFERENCES customers,
            unit BIGINT REFERENCES units, case_id BIGINT REFERENCES cases, visit BIGINT REFERENCES visits,
            call BIGINT REFERENCES calls, product TEXT NOT NULL, region TEXT NOT NULL,
            technician BIGINT REFERENCES staff, agent BIGINT REFERENCES staff, dealer BIGINT REFERENCES customers,
            chance BIGINT, answered_on BIGINT NOT NULL, entered_at BIGINT NOT NULL, entered_by BIGINT REFERENCES staff,
            external_key TEXT NOT NULL, FOREIGN KEY (questionnaire, version) REFERENCES questionnaires)
        """,
        "CREATE INDEX surveys_of ON surveys(questionnaire, answered_on, id)",
        "CREATE INDEX surveys_customer ON surveys(customer, id) WHERE customer IS NOT NULL",
        "CREATE INDEX surveys_case ON surveys(case_id) WHERE case_id IS NOT NULL",
        "CREATE UNIQUE INDEX surveys_key ON surveys(questionnaire, external_key) WHERE external_key <> ''",
        """
        CREATE TABLE answers (
            survey BIGINT NOT NULL REFERENCES surveys, question BIGINT NOT NULL REFERENCES survey_questions,
            number DOUBLE PRECISION NOT NULL, words TEXT, PRIMARY KEY (survey, question))
        """,
    ]
}
