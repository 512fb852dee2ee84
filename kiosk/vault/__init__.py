"""What is locked: the data key, PINs with their waiting times, and the log's chain."""
