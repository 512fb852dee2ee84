"""`kiosk doctor --kiosk` on a made-up machine: every item good, and then one thing undone at a time."""

import json
import shutil
from pathlib import Path

import pytest

from kiosk.__main__ import main
from kiosk.jobs import doctor_kiosk
from kiosk.jobs.doctor_kiosk import Item, State, examine_machine

SHIPPED = Path(__file__).parents[2] / "docs/kiosk-linux"
HOME = Path("/var/lib/kiosk")
RUNNING = ("dbus.service", "kiosk.service", "getty@tty1.service")


def put(root: Path, file: str, text: str) -> Path:
    place = root / file
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_text(text, encoding="utf-8")
    return place


def ship(root: Path, file: str, place: str) -> None:
    put(root, place, (SHIPPED / file).read_text(encoding="utf-8"))


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A machine set up with the very files of docs/kiosk-linux, on an encrypted disk (LVM on LUKS)."""
    made = tmp_path / "root"
    (made / "run/systemd/system").mkdir(parents=True)
    put(made, "proc/sys/kernel/sysrq", "0\n")
    ship(made, "kiosk.service", "etc/systemd/system/kiosk.service")
    (made / "etc/systemd/system/ctrl-alt-del.target").symlink_to("/dev/null")
    ship(made, "system.conf.d/kiosk.conf", "etc/systemd/system.conf.d/kiosk.conf")
    ship(made, "logind.conf.d/kiosk.conf", "etc/systemd/logind.conf.d/kiosk.conf")
    put(made, "usr/bin/foot", "")
    ship(made, "foot.ini", "etc/xdg/foot/foot.ini")
    put(made, "etc/passwd", "root:x:0:0::/root:/bin/sh\nkiosk:x:990:990::/var/lib/kiosk:/usr/sbin/nologin\n")
    put(made, "etc/group", "root:x:0:\nsudo:x:27:tess\ndisk:x:6:\nlp:x:7:kiosk\nkiosk:x:990:\n")
    put(
        made,
        "proc/swaps",
        "Filename Type Size Used Priority\n/dev/zram0 partition 1 0 100\n/dev/dm-2 partition 1 0 -2\n",
    )
    put(
        made,
        "proc/self/mounts",
        "/dev/mapper/vg-root / ext4 rw 0 0\ntmpfs /mnt/ram tmpfs rw 0 0\n/dev/sda1 /boot ext4 rw 0 0\n",
    )
    put(made, "sys/class/block/dm-0/dm/uuid", "CRYPT-LUKS2-1234-sda3_crypt\n")
    put(made, "sys/class/block/dm-0/dm/name", "sda3_crypt\n")
    for number, name in ((1, "vg-root"), (2, "vg-swap")):
        put(made, f"sys/class/block/dm-{number}/dm/uuid", "LVM-abc\n")
        put(made, f"sys/class/block/dm-{number}/dm/name", f"{name}\n")
        (made / f"sys/class/block/dm-{number}/slaves/dm-0").mkdir(parents=True)
    (made / "sys/class/block/sda1").mkdir()
    return made


def look(root: Path, running: tuple[str, ...] | None = RUNNING, home: Path = HOME, uid: int = 0) -> dict[str, Item]:
    return {item.name: item for item in examine_machine(home, root, lambda: running, uid)}


def test_a_machine_set_up_with_the_shipped_files_is_good_in_every_item(root: Path) -> None:
    assert [item for item in look(root).values() if item.state is not State.GOOD] == []


@pytest.mark.parametrize(
    ("file", "text", "name", "told"),
    [
        ("proc/sys/kernel/sysrq", "438\n", "sysrq", "staat aan (438)"),
        ("etc/systemd/logind.conf.d/zz.conf", "[Login]\nNAutoVTs=6\n", "virtual_terminals", "zet NAutoVTs=0 in"),
        ("etc/systemd/logind.conf.d/kiosk.conf", "# leeg\n", "virtual_terminals", "NAutoVTs=0 en ReserveVT=0"),
        ("etc/systemd/logind.conf.d/kiosk.conf", "\x00[[kapot", "virtual_terminals", "NAutoVTs=0 en ReserveVT=0"),
        ("etc/systemd/system.conf.d/kiosk.conf", "[Manager]\n", "ctrl_alt_del_burst", "CtrlAltDelBurstAction=none"),
        ("etc/systemd/system/kiosk.service", "[Service]\nRestart=no\nUser=kiosk\n", "restart", "Restart=always"),
        ("etc/systemd/system/kiosk.service", "[Service]\nRestart=always\nExecStart=kiosk\n", "restart", "--supervise"),
        ("etc/systemd/system/kiosk.service", "[Service]\nUser=root\n", "user", "draait als root"),
        ("etc/group", "sudo:x:27:tess,kiosk\n", "user", "haal hem uit sudo"),
        ("etc/group", "wheel:x:990:\n", "user", "haal hem uit wheel"),
        ("etc/xdg/foot/foot.ini", "font=x\n[key-bindings]\nspawn-terminal=none\n", "foot", "heeft eigen toetsen"),
        ("proc/swaps", "Filename Type\n/dev/sda1 partition 1 0 -2\n", "swap", "onversleuteld"),
        ("proc/swaps", "Filename Type\n/boot/swapfile file 1 0 -2\n", "swap", "onversleuteld"),
        ("proc/self/mounts", "/dev/sda1 / ext4 rw 0 0\n", "disk", "niet versleuteld"),
    ],
)
def test_one_thing_undone_is_wrong_and_says_what_to_do(root: Path, file: str, text: str, name: str, told: str) -> None:
    put(root, file, text)
    found = look(root)
    assert found[name].state is State.WRONG
    assert told in found[name].text


def test_ctrl_alt_del_that_is_not_masked_is_wrong(root: Path) -> None:
    target = root / "etc/systemd/system/ctrl-alt-del.target"
    target.unlink()
    assert look(root)["ctrl_alt_del"].state is State.WRONG
    target.symlink_to("/usr/lib/systemd/system/reboot.target")
    assert look(root)["ctrl_alt_del"].state is State.WRONG


@pytest.mark.parametrize("service", ["getty@tty2.service", "serial-getty@ttyS0.service"])
def test_another_screen_to_log_in_on_is_wrong(root: Path, service: str) -> None:
    item = look(root, (*RUNNING, service))["gettys"]
    assert (item.state, service in item.text) == (State.WRONG, True)


def test_a_machine_that_lets_people_in_from_afar_is_wrong(root: Path) -> None:
    assert look(root, (*RUNNING, "ssh.service"))["ssh"].state is State.WRONG


def test_without_foot_and_swap_there_is_nothing_to_mend(root: Path) -> None:
    (root / "usr/bin/foot").unlink()
    put(root, "proc/swaps", "Filename Type Size Used Priority\n")
    found = look(root)
    assert (found["foot"].state, found["swap"].state) == (State.GOOD, State.GOOD)


def test_without_a_unit_the_one_who_asks_is_looked_at(root: Path) -> None:
    (root / "etc/systemd/system/kiosk.service").unlink()
    assert look(root, uid=990)["user"].text == "kiosk, in geen groep die meer mag"
    assert look(root, uid=0)["user"].state is State.WRONG
    assert look(root)["restart"].state is State.UNKNOWN


def test_a_home_in_memory_or_encrypted_by_itself_is_good(root: Path) -> None:
    assert look(root, home=Path("/mnt/ram/kiosk"))["disk"].state is State.GOOD
    put(root, "proc/self/mounts", "/dev/sda1 / ext4 rw\n/home/.ecryptfs/kiosk /var/lib/kiosk ecryptfs rw\n")
    assert look(root)["disk"].state is State.GOOD


def test_a_mount_point_that_only_begins_the_same_is_another_one(root: Path) -> None:
    put(root, "proc/self/mounts", "/dev/sda1 / ext4 rw\n/dev/mapper/vg-root /var/lib/kio ext4 rw\n")
    assert look(root)["disk"].state is State.WRONG


def test_where_nothing_can_be_known_nothing_is_wrong(tmp_path: Path) -> None:
    found = look(tmp_path, running=None)
    assert {item.state for item in found.values()} == {State.UNKNOWN, State.GOOD}
    assert [item.name for item in found.values() if item.state is State.GOOD] == ["foot"]


def test_every_item_says_in_dutch_what_to_do_and_the_exit_code_follows(
    root: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("KIOSK_HOME", str(HOME))
    monkeypatch.setattr("kiosk.jobs.doctor_kiosk.examine_machine", lambda home: tuple(look(root, home=home).values()))
    assert main(["doctor", "--kiosk"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "goed  SysRq-toets: staat uit"
    assert len(lines) == 11
    put(root, "proc/sys/kernel/sysrq", "1\n")
    shutil.rmtree(root / "sys/class/block")
    assert main(["doctor", "--kiosk", "--json"]) == 1
    found = json.loads(capsys.readouterr().out)
    assert found["failed"] == ["sysrq"]
    assert found["unknown"] == ["swap", "disk"]
    assert found["sysrq"] == "staat aan (1): zet kernel.sysrq=0 in /etc/sysctl.d"


def test_it_works_on_this_machine_too() -> None:
    names = [item.name for item in examine_machine(HOME)]
    assert len(names) == len(set(names)) == 11


def test_systemd_that_does_not_answer_is_unknown(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program = put(tmp_path, "systemctl", "#!/bin/sh\nexit 1\n")
    program.chmod(0o700)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert doctor_kiosk.running_services() is None
    program.write_text("#!/bin/sh\necho 'getty@tty2.service loaded active running Getty'\n")
    assert doctor_kiosk.running_services() == ("getty@tty2.service",)
