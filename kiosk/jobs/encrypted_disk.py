"""Whether what is written somewhere lands on the disk encrypted, as far as Linux tells."""

import re
from pathlib import Path

from kiosk.jobs.system_files import read

_IN_MEMORY = ("tmpfs", "ramfs")
_ENCRYPTS_ITSELF = ("ecryptfs", "fuse.gocryptfs", "fuse.encfs")


def swaps(root: Path) -> list[Path] | None:
    """The files and devices that memory is swapped out to; None when Linux does not tell."""
    head, *lines = read(root / "proc/swaps").splitlines() or [""]
    return [Path(line.split()[0]) for line in lines if line.strip()] if head else None


def is_encrypted(place: Path, root: Path) -> bool | None:
    """Whether `place` (a device, a file or a folder) is encrypted, or only memory; None when that cannot be told."""
    if place.is_relative_to("/dev"):
        return _device(place, root)
    mount = _mount(place, root)
    if mount is None:
        return None
    device, kind = mount
    if kind in (*_IN_MEMORY, *_ENCRYPTS_ITSELF):
        return True
    return _device(Path(device), root) if device.startswith("/dev/") else None


def _mount(place: Path, root: Path) -> tuple[str, str] | None:
    """The device and the kind of file system that `place` lies on: that of the longest mount point above it."""
    lines = [line.split() for line in read(root / "proc/self/mounts").splitlines()]
    found = [line[:3] for line in lines if len(line) > 2]
    above = [(point, device, kind) for device, point, kind in found if place.is_relative_to(_unescaped(point))]
    if not above:
        return None
    _, device, kind = max(above, key=lambda one: len(one[0]))
    return device, kind


def _unescaped(point: str) -> str:
    """Linux writes a space in a mount point as \\040."""
    return re.sub(r"\\([0-7]{3})", lambda found: chr(int(found[1], 8)), point)


def _device(device: Path, root: Path) -> bool | None:
    """Whether this device, or one that it lies on (LVM on LUKS), is one of dm-crypt."""
    if device.name.startswith("zram"):
        return True
    blocks = root / "sys/class/block"
    if not blocks.is_dir():
        return None
    name = device.name
    if device.parent.name == "mapper":  # by its name there, not by its number
        named = (one for one in blocks.glob("dm-*") if read(one / "dm/name").strip() == device.name)
        name = next((one.name for one in named), name)
    block = blocks / name
    if not block.exists():
        return None
    if read(block / "dm/uuid").startswith("CRYPT-"):
        return True
    below = [Path("/dev") / one.name for one in (block / "slaves").glob("*")]
    if not below:
        return False
    found = [_device(one, root) for one in below]
    return None if None in found else all(found)
