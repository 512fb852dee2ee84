"""What a child sees: one form, the child's own words, nobody else."""
