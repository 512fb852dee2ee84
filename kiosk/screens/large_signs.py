"""Codes, PINs and a call for help as people see them from afar: drawn in blocks."""

# Each sign as five rows of dots, drawn with the one sign that every console has.
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
    "H": ("# #", "# #", "###", "# #", "# #"),
    "U": ("# #", "# #", "# #", "# #", "###"),
    "L": ("#  ", "#  ", "#  ", "#  ", "###"),
    "P": ("###", "# #", "###", "#  ", "#  "),
    " ": ("  ", "  ", "  ", "  ", "  "),
}


def in_threes(digits: str) -> str:
    """Six digits as people read them: "123 456"."""
    return f"{digits[:3]} {digits[3:]}"


def large(signs: str, times: int = 1) -> str:
    """`signs` (digits, spaces and the letters of HULP) in five lines of blocks; `times` makes each dot larger.

    Six digits in threes are 64 columns wide; four letters are 30 columns by 5 lines, or twice or three times that.
    """
    rows = ["  ".join(_DOTS[sign][row] for sign in signs) for row in range(5)]
    dot, gap = "█" * 2 * times, " " * 2 * times
    return "\n".join("\n".join([row.replace(" ", gap).replace("#", dot)] * times) for row in rows)
