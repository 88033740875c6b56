"""Broken packs: each case is a copy of a good one with a single fault, which a build must name and survive.

A row says where the fault is told (file, row and column, as an editor shows them), a few words of what is said, and
what was done to the copy. The good pack stands beside this file, in ``bedford-and-luton``.
"""

# ruff: noqa: E501 - a table is read across

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from watling.errors import InputError, InputErrors
from watling.evidence.workspace import Workspace
from watling.packs.pack import Pack
from watling.publishing.build import build

GOOD = Path(__file__).parent / "bedford-and-luton"
Change = Callable[[Path], object]


def write(name: str, content: bytes) -> Change:
    return lambda pack: (pack / name).write_bytes(content)


def edit(name: str, old: str, new: str) -> Change:
    """Put a text in the place of another that stands in the file once."""

    def change(pack: Path) -> None:
        text = (pack / name).read_text("utf-8")
        assert text.count(old) == 1, f"'{old}' stands {text.count(old)} times in {name}"
        (pack / name).write_text(text.replace(old, new), "utf-8")

    return change


def add(name: str, line: str) -> Change:
    return lambda pack: (pack / name).write_text((pack / name).read_text("utf-8") + line + "\n", "utf-8")


def each_line(name: str, make: Callable[[str], str]) -> Change:
    def change(pack: Path) -> None:
        lines = (pack / name).read_text("utf-8").splitlines()
        (pack / name).write_text("".join(make(line) + "\n" for line in lines), "utf-8")

    return change


def recode(name: str, encoding: str) -> Change:
    """The file in another encoding, with a letter in it that shows the difference."""
    return lambda pack: (pack / name).write_bytes(
        (pack / name).read_text("utf-8").replace("Luton", "Lutón").encode(encoding)
    )


def link_out(name: str) -> Change:
    """The file as a link to one beside the pack."""

    def change(pack: Path) -> None:
        outside = pack.parent / "outside"
        outside.write_text((pack / name).read_text("utf-8") + "\n", "utf-8")
        (pack / name).unlink()
        (pack / name).symlink_to(outside)

    return change


def link_folder_out(name: str) -> Change:
    def change(pack: Path) -> None:
        (pack / name).rename(pack.parent / "outside")
        (pack / name).symlink_to(pack.parent / "outside", target_is_directory=True)

    return change


C, H, T = "tables/claimants.csv", "tables/headlines.csv", "tables/trends.csv"
CONTRACT, PACK, RATING, GRADES = "tables/claimants.toml", "pack.toml", "decisions/rating.csv", "decisions/grades.csv"
CHOICES, OVERRIDES, MEASURES = "decisions/choices.csv", "decisions/overrides.csv", "decisions/measures.csv"
ACTIONS, HOME, FOREWORD = "tables/actions.csv", "words/home.md", "words/report/foreword.md"

# fmt: off
TABLES = [
    # the fault                             file      row   column       what is said                   what was done
    ("a missing column",                    C,        1,    "sex",       "the column is missing",       each_line(C, lambda line: ",".join(line.split(",")[::2] + line.split(",")[3:]))),
    ("a column renamed",                    C,        1,    "sex",       "the column is missing",       edit(C, "area,sex,", "area,gender,")),
    ("a column too many",                   C,        1,    "note",      "not in the contract",         each_line(C, lambda line: line + (",note" if "area" in line else ",seen"))),
    ("a heading twice",                     C,        1,    "sex",       "stands twice",                edit(C, "sex,month", "sex,sex")),
    ("an empty file",                       C,        None, None,        "the file is empty",           write(C, b"")),
    ("a file of empty lines",               C,        None, None,        "the file is empty",           write(C, b"\n\n")),
    ("a heading and no rows",               C,        None, None,        "a heading but no rows",       write(C, b"area,sex,month,claimants\n")),
    ("fewer rows than there can be",        C,        None, None,        "the file has 1 rows",         write(C, b"area,sex,month,claimants\nBedford,Male,2020-11,5\n")),
    ("a row with a cell too many",          C,        7,    None,        "the row has 5 cells",         edit(C, "Bedford,Female,2021-11,2145", "Bedford,Female,2021-11,2145,")),
    ("a row with a cell too few",           C,        7,    None,        "the row has 3 cells",         edit(C, "Bedford,Female,2021-11,2145", "Bedford,Female,2021-11")),
    ("a comma between thousands",           C,        7,    None,        "the row has 5 cells",         edit(C, "2145", "2,145")),
    ("the same in quotes",                  C,        7,    "claimants", "'2,145' is not a number",     edit(C, "2145", '"2,145"')),
    ("a quotation mark never closed",       C,        4,    None,        "is never closed",             edit(C, "Luton,Male,2020", '"Luton,Male,2020')),
    ("a letter in a number",                C,        7,    "claimants", "'21a5' is not a number",      edit(C, "2145", "21a5")),
    ("a per cent sign",                     H,        2,    "value",     "'75.5%' is not a number",     edit(H, "75.5", "75.5%")),
    ("an unknown mark",                     C,        9,    "claimants", "'[q]' is not a number",       edit(C, "[c]", "[q]")),
    ("a percentage of 140",                 H,        2,    "value",     "140 is above the most",       edit(H, "75.5", "140")),
    ("a count below zero",                  C,        7,    "claimants", "-5 is below the least",       edit(C, "2145", "-5")),
    ("half a person",                       C,        7,    "claimants", "2145.5 is not a whole",       edit(C, "2145", "2145.5")),
    ("a count not rounded to five",         C,        7,    "claimants", "2146 is not rounded",         edit(C, "2145", "2146")),
    ("an empty cell",                       C,        7,    "claimants", "the cell is empty",           edit(C, "2145", "")),
    ("a cell of blanks",                    C,        7,    "sex",       "the cell is empty",           edit(C, "Bedford,Female,2021-11", "Bedford,  ,2021-11")),
    ("an unknown area code",                H,        3,    "area",      "no area 'E06999999'",         edit(H, "Bedford,under", "E06999999,under")),
    ("an unknown area name",                H,        3,    "area",      "no area 'Bedfrod'",           edit(H, "Bedford,under", "Bedfrod,under")),
    ("HTML in a name",                      H,        3,    "area",      "holds HTML",                  edit(H, "Bedford,under", "<b>Bedford</b>,under")),
    ("a control character",                 H,        3,    "area",      "control character",           edit(H, "Bedford,under", "Bedford\x07,under")),
    ("a month as a year",                   C,        7,    "month",     "'2021' is not a period",      edit(C, "Female,2021-11,2145", "Female,2021,2145")),
    ("a thirteenth month",                  C,        7,    "month",     "'2021-13' is not a period",   edit(C, "Female,2021-11,2145", "Female,2021-13,2145")),
    ("a season",                            H,        4,    "period",    "'Spring 2021' is not a",      edit(H, "62,percent,2021", "62,percent,Spring 2021")),
    ("an academic year of two years",       H,        4,    "period",    "2019/20 would be",            edit(H, "62,percent,2021", "62,percent,2019/21")),
    ("a period that ends before it starts", H,        2,    "period",    "ends before it starts",       edit(H, "2020-01/2020-12", "2020-12/2020-01")),
    ("an unknown label",                    C,        7,    "sex",       "'Femail' is not one of",      edit(C, "Bedford,Female,2021-11", "Bedford,Femail,2021-11")),
    ("an unknown word for a number",        T,        2,    "trend",     "'rising' is not a number",    edit(T, "Retail,up", "Retail,rising")),
    ("an unknown measure",                  H,        2,    "measure",   "is no measure",               edit(H, "Rate of employment", "Rate of unemployment")),
    ("an unknown unit",                     H,        2,    "unit",      "'per mille' is not one of",   edit(H, "75.5,percent", "75.5,per mille")),
    ("an unknown qualifier",                H,        3,    "qualifier", "'below' is no qualifier",     edit(H, "under", "below")),
    ("a row twice",                         C,        10,   "area",      "the row repeats row 2",       add(C, "Bedford,Male,2020-11,4000")),
    ("a part of a whole left out",          C,        None, None,        "Female is missing for E0600", edit(C, "Luton,Female,2021-11,[c]\n", "")),
    ("Latin-1",                             C,        4,    None,        "byte 0xf3 is not UTF-8",      recode(C, "latin-1")),
    ("UTF-16",                              C,        1,    None,        "is not UTF-8",                recode(C, "utf-16")),
    ("UTF-16 without its mark",             C,        1,    None,        "byte 0x00",                   lambda pack: (pack / C).write_bytes((pack / C).read_text("utf-8").encode("utf-16-le"))),
]

CONTRACTS = [
    ("an unknown key",                      CONTRACT, None, "columns.claimants.rounded", "not permitted",     edit(CONTRACT, "rounded_to", "rounded")),
    ("a column without a role",             CONTRACT, None, "columns.area.role",    "field required",         edit(CONTRACT, 'role = "area"', "")),
    ("an unknown role",                     CONTRACT, None, "columns.area.role",    "input should be",        edit(CONTRACT, 'role = "area"', 'role = "place"')),
    ("two columns of one role",             CONTRACT, None, "",                     "two columns have the",   edit(CONTRACT, "{ role = \"breakdown\", values = [\"Male\", \"Female\"] }", '{ role = "area" }')),
    ("a value without a measure",           CONTRACT, None, "",                     "no measure",             edit(CONTRACT, 'measure = "claimants", ', "")),
    ("a whole made of no dimension",        CONTRACT, None, "",                     "'gender'",               edit(CONTRACT, 'exhaustive = ["sex"]', 'exhaustive = ["gender"]')),
    ("broken TOML",                         CONTRACT, 8,    None,                   "not valid TOML",              edit(CONTRACT, "[columns]", "[columns")),
    ("a contract in Latin-1",               CONTRACT, 1,    None,                   "is not UTF-8",           write(CONTRACT, 'title = "é"'.encode("latin-1"))),
    ("a document not named",                CONTRACT, None, "document",             "'digset' is no document", edit(CONTRACT, '"digest"', '"digset"')),
    ("an area that is none",                "tables/trends.toml", None, "area",     "no area 'Bedfrod'",      edit("tables/trends.toml", 'period =', 'area = "Bedfrod"\nperiod =')),
    ("a period that is none",               "tables/trends.toml", None, "period",   "'2021-13' is not a",     edit("tables/trends.toml", '"2021"', '"2021-13"')),
    ("a file that is not there",            CONTRACT, None, None,                   "no such file",           edit(CONTRACT, "claimants.csv", "claimant.csv")),
    ("a path that climbs out",              CONTRACT, None, None,                   "outside the pack",       edit(CONTRACT, "claimants.csv", "../../../test_broken_packs.py")),
    ("a path of the whole machine",         CONTRACT, None, None,                   "outside the pack",       edit(CONTRACT, "claimants.csv", str(GOOD / "tables" / "claimants.csv"))),
    ("a table that is a link out",          C,        None, None,                   "leads outside the pack", link_out(C)),
    ("a contract that is a link out",       CONTRACT, None, None,                   "leads outside the pack", link_out(CONTRACT)),
    ("a folder that is a link out",         "tables", None, None,                   "leads outside the pack", link_folder_out("tables")),
]

SETTINGS = [
    ("no settings",                         PACK,     None, None,                   "no such file",           lambda pack: (pack / PACK).unlink()),
    ("broken TOML in the settings",         PACK,     4,    None,                   "not valid TOML",         edit(PACK, "[region]", "[region")),
    ("an unknown setting",                  PACK,     None, "region.member",        "not permitted",          edit(PACK, "members =", "member = []\nmembers =")),
    ("a colour that is none",               PACK,     None, "look.accent",          "should match",           add(PACK, '[look]\naccent = "teal"')),
    ("an unknown member",                   PACK,     None, "region",               "no area 'E06000099'",    edit(PACK, "E06000055", "E06000099")),
    ("a member that had ended",             PACK,     None, "region",               "Corby (E07000150) ended", edit(PACK, "E06000055", "E07000150")),
    ("a member that had not begun",         PACK,     None, "region",               "began on 1 April 2021",  edit(PACK, 'members = ["E06000055", "E06000032"]\nvintage = "2022-01-01"', 'members = ["E06000061"]\nvintage = "2021-03-31"')),
    ("a member twice",                      PACK,     None, "region",               "stands twice",           edit(PACK, "E06000055", "E06000032")),
    ("no member",                           PACK,     None, "region.members",       "at least 1 item",        edit(PACK, '"E06000055", "E06000032"', "")),
    ("a comparator that is none",           PACK,     None, "region",               "no area 'Englund'",      edit(PACK, "vintage =", 'comparators = ["Englund"]\nvintage =')),
    ("a vintage that is no day",            PACK,     None, "region.vintage",       "is not a day",           edit(PACK, "2022-01-01", "2022-02-30")),
    ("a document without a licence",        PACK,     None, "documents.digest.licence", "field required",     edit(PACK, 'licence = "Open Government Licence v3.0"\n', "")),
    ("an action table that is none",        PACK,     None, "plan",                 "'actoins' is no table",  edit(PACK, '"actions"', '"actoins"')),
    ("a category column that is none",      "tables/categories.csv", 1, "name",     "the column is missing",  edit(PACK, 'title = "category"', 'title = "name"')),
    ("a chapter that is not there",         PACK,     None, None,                   "no such file",           edit(PACK, "report/foreword", "report/forward")),
    ("a chapter outside the pack",          PACK,     None, None,                   "outside the pack",       edit(PACK, "report/foreword", "../../secret")),
    ("a chapter that is a link out",        FOREWORD, None, None,                   "leads outside the pack", link_out(FOREWORD)),
    ("a page's words that are a link out",  HOME,     None, None,                   "leads outside the pack", link_out(HOME)),
    ("decisions that are a link out",       RATING,   None, None,                   "leads outside the pack", link_out(RATING)),
]

DECISIONS = [
    ("thresholds out of order",             RATING,   2,    "two_points",           "out of order",           edit(RATING, "500,2000,5000", "2000,500,5000")),
    ("two thresholds the same",             RATING,   2,    "two_points",           "out of order",           edit(RATING, "500,2000,5000", "500,500,5000")),
    ("falling thresholds for higher",       RATING,   3,    "two_points",           "out of order",           edit(RATING, "quotient,lower", "quotient,higher")),
    ("an unknown indicator in the rule",    RATING,   2,    "indicator",            "there is no indicator",  edit(RATING, "vacancies,higher", "vacancis,higher")),
    ("a letter in a threshold",             RATING,   2,    "three_points",         "is not a number",        edit(RATING, "5000", "5OOO")),
    ("an unknown direction",                RATING,   2,    "direction",            "'upwards' is not known", edit(RATING, "vacancies,higher", "vacancies,upwards")),
    ("a column of the rule missing",        RATING,   1,    "why",                  "the column is missing",  each_line(RATING, lambda line: line.rpartition(",")[0])),
    ("an unknown grade",                    GRADES,   2,    "grade",                "'atention' is not known", edit(GRADES, "attention", "atention")),
    ("points in words",                     GRADES,   2,    "from_points",          "'three' is not a number", edit(GRADES, ",3,", ",three,")),
    ("half points",                         GRADES,   2,    "from_points",          "not a whole number",     edit(GRADES, ",3,", ",3.5,")),
    ("no grade for no points",              GRADES,   None, "from_points",          "no grade begins at 0",   edit(GRADES, "good,0", "good,1")),
    ("an override without a name",          OVERRIDES, 2,   "by",                   "a reason and a name",    add(OVERRIDES, "Retail,Digital,good,they left,,2022-01-01")),
    ("an override without a reason",        OVERRIDES, 2,   "reason",               "a reason and a name",    add(OVERRIDES, "Retail,Digital,good, ,R. Patel,2022-01-01")),
    ("an override to an unknown grade",     OVERRIDES, 2,   "grade",                "'fine' is not known",    add(OVERRIDES, "Retail,Digital,fine,they left,R. Patel,2022-01-01")),
    ("a choice of an unknown table",        CHOICES,  2,    "table",                "'claims' is no table",   edit(CHOICES, "sex=Male,claimants", "sex=Male,claims")),
    ("a choice for no period",              CHOICES,  2,    "period",               "'2021-13' is not a",     edit(CHOICES, "2021-11", "2021-13")),
    ("an action of an unknown category",    ACTIONS,  2,    "category",             "'X' is no category",     edit(ACTIONS, "E1,E,", "E1,X,")),
    ("a measure not linked",                ACTIONS,  2,    "measured_by",          "'well-being' is not",    edit(ACTIONS, "travel times", "well-being")),
    ("a measure linked to no indicator",    MEASURES, None, "indicator",            "'claimant' (for",        edit(MEASURES, "claimants,claimants", "claimants,claimant")),
    ("a measure without a reason",          MEASURES, 3,    "why_not",              "needs a reason",         edit(MEASURES, "no travel times are published", "")),
    ("a check of an unknown kind",          "decisions/checks.toml", None, "check.0.kind", "input should be", write("decisions/checks.toml", b'[[check]]\ntitle = "A"\nkind = "median"\n')),
]

WORDS = [
    ("a figure that does not exist",        HOME,     3,    None, "'claimants' for Bedford, Neither does not exist", edit(HOME, 'sex="Male"', 'sex="Neither"')),
    ("a figure of no such period",          HOME,     3,    None, "does not exist",                          edit(HOME, 'sex="Male"', 'sex="Male" period="1999-01"')),
    ("a figure of an unknown indicator",    HOME,     3,    None, "no indicator 'claimant'",                 edit(HOME, 'Of them {{ figure "claimants"', 'Of them {{ figure "claimant"')),
    ("a figure of an unknown area",         HOME,     3,    None, "no area 'Bedfrod'",                       edit(HOME, 'area="Bedford" sex', 'area="Bedfrod" sex')),
    ("a figure of a period that is none",   HOME,     3,    None, "'last year' is not a period",             edit(HOME, 'sex="Male"', 'period="last year"')),
    ("a figure shown as nothing",           HOME,     3,    None, 'show="colour" is not known',              edit(HOME, 'sex="Male"', 'show="colour"')),
    ("a reference without its quotes",      HOME,     3,    None, "is not a reference",                      edit(HOME, 'sex="Male"', "sex=Male")),
    ("a reference to nothing we know",      HOME,     3,    None, "is not a reference",                      edit(HOME, 'Of them {{ figure', "Of them {{ number")),
    ("a page that takes in another",        HOME,     5,    None, "cannot include",                          add(HOME, '\n{{ include "business" }}')),
    ("a chapter that takes in no page",     FOREWORD, 3,    None, "no page 'labour'",                        edit(FOREWORD, "labour-supply", "labour")),
    ("a figure of a chapter",               FOREWORD, 1,    None, "does not exist",                          edit(FOREWORD, 'period="2020-11" show', 'period="2020-12" show')),
    ("a link to a page that is not there",  HOME,     None, None, "links to 'labour/'",                    add(HOME, "\n[there](labour/)")),
    ("a link to no such place on a page",   HOME,     None, None, "links to 'data/#nowhere'",              add(HOME, "\n[there](data/#nowhere)")),
    ("words in Latin-1",                    HOME,     1,    None, "is not UTF-8",                            write(HOME, "Caf\xe9".encode("latin-1"))),
]
# fmt: on

CASES = [pytest.param(*case[1:], id=case[0]) for case in (*TABLES, *CONTRACTS, *SETTINGS, *DECISIONS, *WORDS)]


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    """A workspace with an edition of the good pack in force."""
    workspace = Workspace(tmp_path_factory.mktemp("workspace"))
    assert build(Pack(GOOD), workspace).changed
    return workspace


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    return Path(shutil.copytree(GOOD, tmp_path / GOOD.name))


def editions(workspace: Workspace) -> Iterator[tuple[str, int, int]]:
    """What is in force and every file of every edition, with its size and the time it was written."""
    yield os.readlink(workspace.folder / "current"), 0, 0
    for file in sorted(workspace.editions.rglob("*")):
        yield str(file), file.lstat().st_size, file.lstat().st_mtime_ns


@pytest.mark.parametrize(("file", "row", "column", "says", "change"), CASES)
def test_one_fault_is_one_clear_error_and_leaves_the_edition_in_force(
    pack: Path, workspace: Workspace, file: str, row: int | None, column: str | None, says: str, change: Change
) -> None:
    before = list(editions(workspace))
    change(pack)
    with pytest.raises(InputError) as caught:
        build(Pack(pack), workspace)
    error = caught.value
    assert error.file.relative_to(pack).as_posix() == file
    assert (error.row, error.column or None) == (row, column or None), str(error)
    assert says in error.problem
    assert str(error).startswith(f"{error.file}" + (f", row {row}" if row else ""))
    assert list(editions(workspace)) == before


def test_the_copies_are_good_but_for_their_fault(pack: Path, workspace: Workspace) -> None:
    assert not build(Pack(pack), workspace).changed


def test_faults_of_several_tables_are_told_at_once(pack: Path, workspace: Workspace) -> None:
    edit(C, "2145", "21a5")(pack)
    edit(H, "75.5", "140")(pack)
    edit(T, "Retail,up", "Retail,rising")(pack)
    with pytest.raises(InputErrors) as caught:
        build(Pack(pack), workspace)
    assert [error.file.name for error in caught.value.errors] == ["claimants.csv", "headlines.csv", "trends.csv"]


def test_a_fault_mended_gives_the_next_edition(pack: Path, tmp_path: Path, workspace: Workspace) -> None:
    mended = Workspace(Path(shutil.copytree(workspace.folder, tmp_path / "workspace", symlinks=True)))
    edit(C, "2145", "21a5")(pack)
    with pytest.raises(InputError):
        build(Pack(pack), mended)
    edit(C, "21a5", "2155")(pack)
    assert build(Pack(pack), mended).edition.number == 2
