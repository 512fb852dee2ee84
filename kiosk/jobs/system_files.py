"""Reading what Linux and its administrator wrote: small files, and settings in the manner of systemd and foot."""

from collections.abc import Iterator
from configparser import ConfigParser, Error
from contextlib import suppress
from pathlib import Path


def read(file: Path) -> str:
    """What stands in it; "" when it is not there or not to be read."""
    try:
        return file.read_text(encoding="utf-8", errors="replace")
    except OSError:
        return ""


class _WithCapitals(ConfigParser):
    """A name is the name with its capitals: systemd and foot tell them apart."""

    def optionxform(self, optionstr: str) -> str:
        return optionstr


def settings_of(*files: Path) -> ConfigParser:
    """The settings in these files: a later line wins, and a broken file counts as empty."""
    parser = _WithCapitals(interpolation=None, strict=False, delimiters=("=",), comment_prefixes=("#", ";"))
    for file in files:
        text = read(file)
        with suppress(Error):
            parser.read_string(text if text.lstrip().startswith("[") else f"[main]\n{text}")  # foot.ini may begin so
    return parser


def systemd_setting(root: Path, file: str, section: str, name: str) -> str:
    """A setting of one of systemd's own files: what the file, or the last one dropped in beside it, says."""
    found = settings_of(root / "etc/systemd" / file, *_drop_ins(root, file))
    return found.get(section, name, fallback="").strip()


def _drop_ins(root: Path, file: str) -> Iterator[Path]:
    folders = [root / base / "systemd" / f"{file}.d" for base in ("usr/lib", "usr/local/lib", "run", "etc")]
    named = {one.name: one for folder in folders for one in folder.glob("*.conf")}  # etc over run over usr
    for name in sorted(named):
        yield named[name]
