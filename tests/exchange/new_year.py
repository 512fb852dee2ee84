"""The sample school a year later, as its administration would export it: EDEXML, and a list for a spreadsheet."""

import re

from kiosk.exchange.edexml import parse_edexml

_PUPIL = re.compile(r' *<leerling key="[^"]+">.*?</leerling>\n', re.DOTALL)
_YEAR = re.compile(r"<jaargroep>([1-8])</jaargroep>")
_GROUP = re.compile(r'<groep key="([A-Z]{2})([0-9])"/>')
_UP = {3: "MB", 6: "BB"}  # the phase of who comes in that year; the group's number stays
NEW_PUPILS = 24


def next_year(edexml: str) -> str:
    """`edexml` with everyone a year up, the eldest gone, and a new group 1: De Kevers, of `NEW_PUPILS` children."""
    moved = _PUPIL.sub(_up, edexml)
    group = '    <groep key="OB4"><naam>De Kevers</naam><jaargroep>1</jaargroep></groep>\n'
    new = "".join(
        f'    <leerling key="L2{number:03}"><achternaam>Nieuwkomer</achternaam><roepnaam>Kind {number}</roepnaam>'
        f'<jaargroep>1</jaargroep><groep key="OB4"/></leerling>\n'
        for number in range(NEW_PUPILS)
    )
    with_group = re.sub(r'( *<samengestelde_groep key="SG1"><naam>)', group + r"\1", moved, count=1)
    return with_group.replace("  </leerlingen>", f"{new}  </leerlingen>").replace("2026-2027", "2027-2028")


def as_list(edexml: str) -> str:
    """The pupils of `edexml` as a spreadsheet would save them, with a citizen number and a birth date for each."""
    roll = parse_edexml(edexml.encode(), "edex.xml")
    names = {group.key: group.name for group in roll.groups}
    rows = ["Stamnummer;BSN;Achternaam;Voorvoegsel;Roepnaam;Geboortedatum;Jaargroep;Groepsnaam"]
    for one in roll.pupils:
        year = one.year_group or ""
        group = names.get(one.group_key or "", "")
        rows.append(f"{one.key};981866207;{one.surname};{one.prefix};{one.given_name};12-7-2018;{year};{group}")
    return "\r\n".join([*rows, ""])


def _up(found: "re.Match[str]") -> str:
    pupil = found[0]
    year = _YEAR.search(pupil)
    if year is None:
        return pupil
    if year[1] == "8":
        return ""
    now = int(year[1]) + 1
    pupil = _YEAR.sub(f"<jaargroep>{now}</jaargroep>", pupil)
    return _GROUP.sub(lambda group: f'<groep key="{_UP.get(now, group[1])}{group[2]}"/>', pupil)
