"""What crosses rooms: each a thing that a person asks for once."""
