"""The two looks: light, for the pupils and by default; dark, for who prefers it. One accent colour in each."""

from textual.theme import Theme

LIGHT = Theme(
    name="oeps-licht",
    primary="#0b4f54",
    secondary="#0b4f54",
    accent="#0b4f54",
    warning="#6b3d00",
    error="#7a1f1f",
    success="#1f5130",
    foreground="#1b1f24",
    background="#fbfaf6",
    surface="#fbfaf6",
    panel="#e6ece9",
    dark=False,
    variables={
        "text-muted": "#454b52",
        "text": "#1b1f24",
        "text-disabled": "#454b52",
        "border": "#8a9490",
        "input-cursor-background": "#0b4f54",
        "input-cursor-foreground": "#fbfaf6",
        "input-selection-background": "#cfe0dc",
    },
)

DARK = Theme(
    name="oeps-donker",
    primary="#8fd3cf",
    secondary="#8fd3cf",
    accent="#8fd3cf",
    warning="#f2c98a",
    error="#f4b3ab",
    success="#b3e0bd",
    foreground="#eceff1",
    background="#14191c",
    surface="#14191c",
    panel="#253036",
    dark=True,
    variables={
        "text-muted": "#b4bec4",
        "text": "#eceff1",
        "text-disabled": "#b4bec4",
        "border": "#6f7d85",
        "input-cursor-background": "#8fd3cf",
        "input-cursor-foreground": "#14191c",
        "input-selection-background": "#31464b",
    },
)
