"""The looks: light, for the pupils and by default; dark, for who prefers it; and one for a bare console.

One accent colour in each. Every text stands out from its ground at least 7 to 1; a test measures it.
"""

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

# The Linux console has 16 colours, and of those only the eight dark ones as a ground: white would be grey. So this look
# is dark, in colours that are exactly the console's own.
BARE = Theme(
    name="oeps-console",
    primary="#55ffff",
    secondary="#55ffff",
    accent="#55ffff",
    warning="#ffff55",
    error="#ffff55",
    success="#55ff55",
    foreground="#ffffff",
    background="#000000",
    surface="#000000",
    panel="#0000aa",
    dark=True,
    variables={
        "text-muted": "#aaaaaa",
        "text": "#ffffff",
        "text-disabled": "#aaaaaa",
        "border": "#aaaaaa",
        "input-cursor-background": "#55ffff",
        "input-cursor-foreground": "#000000",
        "input-selection-background": "#0000aa",
    },
)


def theme_name(*, dark: bool, bare: bool) -> str:
    """The name of the look for a school that wants it dark or not, on a bare console or not."""
    if bare:
        return BARE.name
    return DARK.name if dark else LIGHT.name
