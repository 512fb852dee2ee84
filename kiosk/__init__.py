"""oeps-kiosk: the Oeps-lijn of a Dutch primary school on one full-screen terminal."""
