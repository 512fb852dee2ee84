"""The looks: light, for the pupils and by default; dark, for who prefers it; and one for a bare console.

One accent colour in each. Every text stands out from its ground at least 7 to 1; a test measures it.
"""

from textual.theme import Theme


def _look(
    name: str,
    *,
    accent: str,
    text: str,
    muted: str,
    ground: str,
    panel: str,
    border: str,
    selection: str,
    warning: str,
    error: str,
    success: str,
    dark: bool,
) -> Theme:
    return Theme(
        name=name,
        primary=accent,
        secondary=accent,
        accent=accent,
        warning=warning,
        error=error,
        success=success,
        foreground=text,
        background=ground,
        surface=ground,
        panel=panel,
        dark=dark,
        variables={
            "text-muted": muted,
            "text": text,
            "text-disabled": muted,
            "border": border,
            "input-cursor-background": accent,
            "input-cursor-foreground": ground,
            "input-selection-background": selection,
        },
    )


LIGHT = _look(
    "oeps-licht",
    accent="#0b4f54",
    text="#1b1f24",
    muted="#454b52",
    ground="#fbfaf6",
    panel="#e6ece9",
    border="#8a9490",
    selection="#cfe0dc",
    warning="#6b3d00",
    error="#7a1f1f",
    success="#1f5130",
    dark=False,
)

DARK = _look(
    "oeps-donker",
    accent="#8fd3cf",
    text="#eceff1",
    muted="#b4bec4",
    ground="#14191c",
    panel="#253036",
    border="#6f7d85",
    selection="#31464b",
    warning="#f2c98a",
    error="#f4b3ab",
    success="#b3e0bd",
    dark=True,
)

# The Linux console has 16 colours, and of those only the eight dark ones as a ground: white would be grey. So this look
# is dark, in colours that are exactly the console's own.
BARE = _look(
    "oeps-console",
    accent="#55ffff",
    text="#ffffff",
    muted="#aaaaaa",
    ground="#000000",
    panel="#0000aa",
    border="#aaaaaa",
    selection="#0000aa",
    warning="#ffff55",
    error="#ffff55",
    success="#55ff55",
    dark=True,
)


def theme_name(*, dark: bool, bare: bool) -> str:
    """The name of the look for a school that wants it dark or not, on a bare console or not."""
    if bare:
        return BARE.name
    return DARK.name if dark else LIGHT.name
