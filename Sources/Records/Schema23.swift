/// Quality control: score cards as they were when something was drawn for them, what was drawn, how it was scored by whom, and
/// what agents were told of it.
enum Schema23 {
    static let statements = [
        """
        CREATE TABLE score_cards (
            name TEXT NOT NULL, version BIGINT NOT NULL, text TEXT NOT NULL, PRIMARY KEY (name, version))
        """,
        """
        CREATE TABLE review_draws (
            card TEXT NOT NULL, week BIGINT NOT NULL, seed BIGINT NOT NULL, found BIGINT NOT NULL,
            drawn BIGINT NOT NULL, at BIGINT NOT NULL, by_staff BIGINT REFERENCES staff, PRIMARY KEY (card, week))
        """,
        """
        CREATE TABLE reviews (
            id {id}, version BIGINT NOT NULL, card TEXT NOT NULL, card_version BIGINT NOT NULL,
            subject_kind TEXT NOT NULL, subject BIGINT NOT NULL, agent BIGINT NOT NULL REFERENCES staff,
            week BIGINT NOT NULL, by_risk BIGINT NOT NULL, traits TEXT NOT NULL, is_double BIGINT NOT NULL,
            state TEXT NOT NULL, share DOUBLE PRECISION, passed BIGINT, finished_at BIGINT,
            FOREIGN KEY (card, card_version) REFERENCES score_cards)
        """,
        // Nothing is drawn twice for one card.
        "CREATE UNIQUE INDEX reviews_once ON reviews(card, subject_kind, subject)",
        "CREATE INDEX reviews_open ON reviews(id) WHERE state = 'open'",
        "CREATE INDEX reviews_agent ON reviews(agent, week)",
        "CREATE INDEX reviews_week ON reviews(week, card)",
        """
        CREATE TABLE review_scores (
            review BIGINT NOT NULL REFERENCES reviews, place BIGINT NOT NULL,
            rater BIGINT NOT NULL REFERENCES staff, scored_at BIGINT,
            got DOUBLE PRECISION, applicable BIGINT, fatal TEXT NOT NULL, share DOUBLE PRECISION, passed BIGINT,
            note TEXT NOT NULL, PRIMARY KEY (review, place))
        """,
        "CREATE UNIQUE INDEX review_scores_rater ON review_scores(review, rater)",
        "CREATE INDEX review_scores_in_hand ON review_scores(rater) WHERE scored_at IS NULL",
        """
        CREATE TABLE review_answers (
            review BIGINT NOT NULL REFERENCES reviews, place BIGINT NOT NULL, item TEXT NOT NULL,
            answer TEXT NOT NULL, PRIMARY KEY (review, place, item))
        """,
        """
        CREATE TABLE coaching (
            id {id}, review BIGINT NOT NULL REFERENCES reviews, agent BIGINT NOT NULL REFERENCES staff,
            by_staff BIGINT NOT NULL REFERENCES staff, at BIGINT NOT NULL, note TEXT NOT NULL,
            answer TEXT NOT NULL, answered_at BIGINT)
        """,
        "CREATE INDEX coaching_review ON coaching(review)",
        "CREATE INDEX coaching_agent ON coaching(agent, id)",
        "CREATE INDEX calls_over ON calls(state_since) WHERE is_open = 0 AND claimed_by IS NOT NULL",
        // What customers answered at a call, when calls are drawn.
        "CREATE INDEX surveys_call ON surveys(call) WHERE call IS NOT NULL",
    ]
}
