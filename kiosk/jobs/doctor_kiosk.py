"""Is this machine locked down as docs/kiosk-linux.md says? Looks at files, and asks systemd when it is there."""

import os
import shutil
import subprocess
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from kiosk.jobs.encrypted_disk import is_encrypted, swaps
from kiosk.jobs.system_files import read, settings_of, systemd_setting


class State(StrEnum):
    """How an item stands; only `WRONG` fails the doctor."""

    GOOD = "goed"
    WRONG = "FOUT"
    UNKNOWN = "onbekend"


@dataclass(frozen=True)
class Item:
    """One line: `name` is stable, for scripts; `text` says what is so, and when it is wrong what to do."""

    name: str
    label: str
    state: State
    text: str


POWERFUL_GROUPS = ("root", "sudo", "wheel", "admin", "adm", "disk", "docker", "lxd", "libvirt", "shadow")
"""Who is in one of these can become root, or read every file."""

UNBOUND_KEYS = (
    "scrollback-up-page",
    "scrollback-down-page",
    "clipboard-copy",
    "clipboard-paste",
    "primary-paste",
    "search-start",
    "font-increase",
    "font-decrease",
    "font-reset",
    "spawn-terminal",
    "show-urls-launch",
    "prompt-prev",
    "prompt-next",
    "unicode-input",
)
"""What foot does on a key by itself unless foot.ini says none. Of them `spawn-terminal` opens a shell."""

UNBOUND_MOUSE = ("primary-paste", "select-begin", "select-begin-block", "select-extend", "select-word", "select-row")
"""What carries a child's words to the next one's field."""


Found = tuple[State, str]
_UNIT = "etc/systemd/system/kiosk.service"


def examine_machine(
    home: Path,
    root: Path = Path("/"),
    running: Callable[[], tuple[str, ...] | None] | None = None,
    uid: int | None = None,
) -> tuple[Item, ...]:
    """Look at each item. `home` is the kiosk's folder, `root` the root of the file system.

    `running` names the services that run (None: nobody knows), `uid` the user; without them, this machine's and the own
    one. Where kiosk.service stands, its user is looked at.
    """
    services = (running or running_services)()
    systemd = (root / "run/systemd/system").is_dir()
    found = (
        ("sysrq", "SysRq-toets", _sysrq(root)),
        ("ctrl_alt_del", "Ctrl+Alt+Del", _ctrl_alt_del(root, systemd)),
        ("ctrl_alt_del_burst", "zeven keer Ctrl+Alt+Del", _burst(root, systemd)),
        ("virtual_terminals", "andere schermen (Ctrl+Alt+F2)", _virtual_terminals(root, systemd)),
        ("gettys", "aanmeldschermen", _gettys(services)),
        ("ssh", "inloggen op afstand", _ssh(services)),
        ("restart", "weer starten", _unit(root)),
        ("user", "gebruiker", _user(root, _own_uid() if uid is None else uid)),
        ("foot", "foot", _foot(root)),
        ("swap", "wisselgeheugen", _swap(root)),
        ("disk", "schijf van de kiosk", _disk(root, home)),
    )
    return tuple(Item(name, label, state, text) for name, label, (state, text) in found)


def running_services() -> tuple[str, ...] | None:
    """The services that systemd runs now; None without systemd."""
    if not shutil.which("systemctl"):
        return None
    asked = ["systemctl", "list-units", "--type=service", "--state=running", "--plain", "--no-legend", "--no-pager"]
    try:
        told = subprocess.run(asked, capture_output=True, text=True, timeout=10, check=True)  # noqa: S603
    except (OSError, subprocess.SubprocessError):
        return None
    return tuple(line.split()[0] for line in told.stdout.splitlines() if line.strip())


# -- keys --------------------------------------------------------------------------------------------------------------


def _sysrq(root: Path) -> Found:
    value = read(root / "proc/sys/kernel/sysrq").strip()
    if not value:
        return (State.UNKNOWN, "niet te lezen")
    if value != "0":
        return (State.WRONG, f"staat aan ({value}): zet kernel.sysrq=0 in /etc/sysctl.d")
    return (State.GOOD, "staat uit")


def _ctrl_alt_del(root: Path, systemd: bool) -> Found:
    for folder in ("etc/systemd/system", "run/systemd/system"):
        unit = root / folder / "ctrl-alt-del.target"
        if unit.is_symlink() and unit.readlink() == Path("/dev/null"):
            return (State.GOOD, "doet niets")
    if not systemd:
        return (State.UNKNOWN, "systemd draait hier niet")
    return (State.WRONG, "start de computer opnieuw: doe systemctl mask ctrl-alt-del.target")


def _burst(root: Path, systemd: bool) -> Found:
    if systemd_setting(root, "system.conf", "Manager", "CtrlAltDelBurstAction") == "none":
        return (State.GOOD, "doet niets")
    if not systemd:
        return (State.UNKNOWN, "systemd draait hier niet")
    return (State.WRONG, "start de computer opnieuw: zet CtrlAltDelBurstAction=none in /etc/systemd/system.conf.d")


def _virtual_terminals(root: Path, systemd: bool) -> Found:
    missing = [name for name in ("NAutoVTs", "ReserveVT") if systemd_setting(root, "logind.conf", "Login", name) != "0"]
    if not missing:
        return (State.GOOD, "er komt geen aanmeldscherm")
    if not systemd:
        return (State.UNKNOWN, "systemd draait hier niet")
    wanted = " en ".join(f"{name}=0" for name in missing)
    return (State.WRONG, f"daar kan iemand zich aanmelden: zet {wanted} in /etc/systemd/logind.conf.d")


def _gettys(services: tuple[str, ...] | None) -> Found:
    if services is None:
        return (State.UNKNOWN, "systemd is niet te vragen")
    # On tty1 it may be the one that logs the kiosk's own user in.
    open_ones = [one for one in services if "getty@" in one and one != "getty@tty1.service"]
    if open_ones:
        return (State.WRONG, f"staan open: doe systemctl disable --now {' '.join(open_ones)}")
    return (State.GOOD, "geen dat openstaat")


# -- other ways in -----------------------------------------------------------------------------------------------------


def _ssh(services: tuple[str, ...] | None) -> Found:
    if services is None:
        return (State.UNKNOWN, "systemd is niet te vragen")
    found = [one for one in services if one in ("ssh.service", "sshd.service")]
    if found:
        return (State.WRONG, f"kan (SSH): doe systemctl disable --now {found[0]}")
    return (State.GOOD, "kan niet met SSH")


def _unit(root: Path) -> Found:
    unit = settings_of(root / _UNIT)
    if not unit.has_section("Service"):
        return (State.UNKNOWN, "er is geen kiosk.service: hoe de kiosk hier start, is niet te zien")
    if unit.get("Service", "Restart", fallback="") != "always":
        return (State.WRONG, "gaat niet vanzelf: zet Restart=always in kiosk.service")
    if "--supervise" not in unit.get("Service", "ExecStart", fallback=""):
        return (State.WRONG, "gaat niet vanzelf: zet --supervise achter kiosk in kiosk.service")
    return (State.GOOD, "gaat vanzelf, hoe de kiosk ook stopte")


def _user(root: Path, uid: int | None) -> Found:
    wanted = settings_of(root / _UNIT).get("Service", "User", fallback="")
    people = [line.split(":") for line in read(root / "etc/passwd").splitlines()]
    known = (one for one in people if len(one) > 3)
    own = next((one for one in known if (one[0] == wanted if wanted else one[2] == str(uid))), None)
    if own is None:
        return (State.UNKNOWN, "niet te vinden in /etc/passwd")
    name, _, number, group = own[:4]
    if number == "0":
        return (State.WRONG, "de kiosk draait als root: geef hem een eigen gebruiker")
    groups = [line.split(":") for line in read(root / "etc/group").splitlines()]
    its = {one[0] for one in groups if len(one) > 3 and (one[2] == group or name in one[3].split(","))}
    powerful = sorted(its & set(POWERFUL_GROUPS))
    if powerful:
        return (State.WRONG, f"{name} kan te veel: haal hem uit {', '.join(powerful)}")
    return (State.GOOD, f"{name}, in geen groep die meer mag")


def _foot(root: Path) -> Found:
    if not (root / "usr/bin/foot").exists():
        return (State.GOOD, "staat niet op deze computer")
    file = root / "etc/xdg/foot/foot.ini"
    found = settings_of(file)
    bound = [
        *(name for name in UNBOUND_KEYS if found.get("key-bindings", name, fallback="") != "none"),
        *(name for name in UNBOUND_MOUSE if found.get("mouse-bindings", name, fallback="") != "none"),
    ]
    if bound:
        others = f" en nog {len(bound) - 1}" if len(bound) > 1 else ""
        return (State.WRONG, f"heeft eigen toetsen ({bound[0]}{others}): neem foot.ini van docs/kiosk-linux over")
    return (State.GOOD, "heeft geen eigen toetsen")


# -- the disk ----------------------------------------------------------------------------------------------------------


def _swap(root: Path) -> Found:
    places = swaps(root)
    if places is None:
        return (State.UNKNOWN, "niet te lezen")
    found = [is_encrypted(place, root) for place in places]
    if False in found:
        return (State.WRONG, "schrijft woorden onversleuteld op de schijf: doe swapoff, en haal het uit /etc/fstab")
    if None in found:
        return (State.UNKNOWN, "niet te zien of het versleuteld is")
    return (State.GOOD, "versleuteld of in het geheugen" if found else "is er niet")


def _disk(root: Path, home: Path) -> Found:
    match is_encrypted(home, root):
        case True:
            return (State.GOOD, "versleuteld")
        case False:
            return (State.WRONG, "niet versleuteld: kies bij het installeren van Linux voor een versleutelde schijf")
        case _:
            return (State.UNKNOWN, "niet te zien of hij versleuteld is")


def _own_uid() -> int | None:
    return os.getuid() if hasattr(os, "getuid") else None
