"""The study companion: quizzes, cards, guides and lesson kits made from the library."""
