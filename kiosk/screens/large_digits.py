"""Codes and PINs as people read and copy them: in threes, and drawn large."""

# Each digit as five rows of three dots, drawn with the one sign that every console has.
_DOTS = {
    "0": ("###", "# #", "# #", "# #", "###"),
    "1": (" # ", "## ", " # ", " # ", "###"),
    "2": ("###", "  #", "###", "#  ", "###"),
    "3": ("###", "  #", " ##", "  #", "###"),
    "4": ("# #", "# #", "###", "  #", "  #"),
    "5": ("###", "#  ", "###", "  #", "###"),
    "6": ("###", "#  ", "###", "# #", "###"),
    "7": ("###", "  #", "  #", "  #", "  #"),
    "8": ("###", "# #", "###", "# #", "###"),
    "9": ("###", "# #", "###", "  #", "###"),
    " ": ("  ", "  ", "  ", "  ", "  "),
}


def in_threes(digits: str) -> str:
    """Six digits as people read them: "123 456"."""
    return f"{digits[:3]} {digits[3:]}"


def large(digits: str) -> str:
    """Digits and spaces in five lines of blocks; six digits in threes are 64 columns wide."""
    rows = ["  ".join(_DOTS[digit][row] for digit in digits) for row in range(5)]
    return "\n".join(row.replace(" ", "  ").replace("#", "██") for row in rows)
