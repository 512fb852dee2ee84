"""What who looks after the machine sees: people, roles and PINs; no forms."""
