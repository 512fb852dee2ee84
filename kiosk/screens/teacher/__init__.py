"""What a teacher sees: the day's list, issuing, the talk, the paper's way."""
