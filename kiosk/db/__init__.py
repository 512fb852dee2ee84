"""What is kept. Every change goes through a verb in here; what comes back is a plain dataclass of `rules`."""
