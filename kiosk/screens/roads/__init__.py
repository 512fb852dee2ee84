"""Andere wegen: the policy's roads beside the Oeps-lijn, to list, to write down and to look back on."""
