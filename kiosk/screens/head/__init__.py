"""What directie and IB see: what needs a decision, and each pupil's line."""
