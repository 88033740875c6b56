"""The Department for Education's files: tidy ones in every form, marks, and what is wrong with them."""

from __future__ import annotations

import gzip
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from watling.errors import InputError, InputErrors
from watling.sources import find_source, recognise
from watling.sources.readers.explore_education_statistics import is_tidy, marked
from watling.sources.source import read

FILE = Path("file.csv")


def observed(id: str, content: bytes, file: Path = FILE) -> pd.DataFrame:
    """The observations of a file with few areas in it, in order of its rows."""
    return read(id, find_source(id), file, content, "ab" * 32, partial=True).table.to_pandas()


COLUMNS = ["measure", "area", "period", "breakdown", "value", "status"]


# ---- marks ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("cell", "value", "status", "lower", "upper", "interval"),
    [
        ("120", 120, "final", 115, 125, "rounding"),
        ("1,240", 1240, "final", 1235, 1245, "rounding"),
        ("0", 0, "final", 0, 5, "rounding"),
        ("low", None, "low", 0, 4, "published"),
        ("k", None, "low", 0, 4, "published"),
        ("~", None, "low", 0, 4, "published"),
        ("c", None, "c", None, None, ""),
        ("*", None, "c", None, None, ""),
        ("z", None, "z", None, None, ""),
        ("x", None, "x", None, None, ""),
        ("", None, "x", None, None, ""),
        ("NaN", None, "x", None, None, ""),
        ("Inf", None, "x", None, None, ""),
    ],
)
def test_a_cell_is_a_number_or_a_mark(
    cell: str, value: float | None, status: str, lower: float | None, upper: float | None, interval: str
) -> None:
    made = {name: pd.Series(column)[0] for name, column in marked(pd.Series([cell]), 10).items()}
    assert made["published"] == cell
    assert (made["status"], made["interval"]) == (status, interval)
    for name, number in (("value", value), ("lower", lower), ("upper", upper)):
        assert pd.isna(made[name]) if number is None else made[name] == number


@given(st.lists(st.integers(0, 10**7), min_size=1), st.sampled_from([5, 10, 100]))
def test_an_exact_count_lies_within_the_bounds_of_its_rounding(counts: list[int], unit: int) -> None:
    cells = [str(round(count / unit) * unit) for count in counts]
    made = marked(pd.Series(cells), unit)
    assert (made["lower"] <= np.array(counts)).all()
    assert (np.array(counts) <= made["upper"]).all()


def test_counts_that_are_not_rounded_have_no_bounds() -> None:
    made = marked(pd.Series(["7", "c"]))
    assert made["lower"].isna().all()
    assert made["upper"].isna().all()
    assert list(made["interval"]) == ["", ""]


# ---- destinations --------------------------------------------------------------------------------------------------

KEY_STAGE_4 = """\
time_period,time_identifier,geographic_level,country_code,country_name,region_code,region_name,new_la_code,la_name,\
lad_code,lad_name,breakdown_topic,level_methodology,institution_group,breakdown,data_type,version,cohort,overall,\
education,appren,all_work,all_notsust,all_unknown
202223,Academic year,National,E92000001,England,,,,,,,Total,Provider location,State-funded mainstream schools,Total,\
Number of pupils,Revised,600000,564000,520000,22000,22000,30000,6000
202223,Academic year,Regional,E92000001,England,E12000006,East of England,,,,,Total,Provider location,\
State-funded mainstream schools,Total,Number of pupils,Revised,64000,60500,56000,2500,2000,3000,500
202223,Academic year,Local authority,E92000001,England,E12000006,East of England,E06000055,Bedford,,,Total,\
Provider location,State-funded mainstream schools,Total,Number of pupils,Revised,2000,1880,1780,60,40,100,20
202223,Academic year,Local authority,E92000001,England,E12000006,East of England,E10000015,Hertfordshire,,,Total,\
Provider location,State-funded mainstream schools,Total,Number of pupils,Revised,13000,12400,11800,300,300,500,100
202223,Academic year,Local authority district,E92000001,England,E12000006,East of England,,,E06000055,Bedford,Total,\
Provider location,State-funded mainstream schools,Total,Number of pupils,Revised,2000,1880,1780,60,40,100,20
202223,Academic year,Local authority district,E92000001,England,E12000006,East of England,,,E06000055,Bedford,Total,\
Provider location,State-funded mainstream schools,Total,Percentage,Revised,2000,94.0,89.0,3.0,2.0,5.0,1.0
202223,Academic year,Local authority district,E92000001,England,E12000006,East of England,,,E06000055,Bedford,Sex,\
Provider location,State-funded mainstream schools,Female,Number of pupils,Revised,1000,950,900,c,c,40,10
202223,Academic year,Local authority district,E92000001,England,E12000006,East of England,,,E06000032,Luton,Total,\
Provider location,State-funded mainstream schools,Total,Number of pupils,Revised,3000,c,c,c,c,c,c
202223,Academic year,Local authority district,E92000001,England,E12000006,East of England,,,E06000032,Luton,Total,\
Provider location,State-funded special schools,Total,Number of pupils,Revised,50,c,c,c,c,c,c
202223,Academic year,Local authority district,E92000001,England,z,z,,,z,Outside of England and unknown,Total,\
Provider location,State-funded mainstream schools,Total,Number of pupils,Revised,50,c,c,c,c,c,c
"""


def test_a_whole_file_gives_counts_of_all_pupils_by_country_region_county_and_district() -> None:
    content = KEY_STAGE_4.encode()
    assert recognise(FILE, content) == ["dfe-key-stage-4-destinations"]
    found = observed("dfe-key-stage-4-destinations", content)
    assert sorted(found["area"].unique()) == ["E06000032", "E06000055", "E10000015", "E12000006", "E92000001"]
    assert set(found["period"]) == {"2022-08-01/P1Y"}
    bedford = found[found["area"] == "E06000055"].set_index("breakdown")
    assert set(bedford["row"]) == {6}
    assert bedford["value"].to_dict() == {
        "{}": 2000,
        '{"destination":"Education"}': 1780,
        '{"destination":"Apprenticeships"}': 60,
        '{"destination":"Employment"}': 40,
        '{"destination":"Not sustained"}': 100,
        '{"destination":"Not known"}': 20,
    }
    assert (
        bedford["measure"].str.removeprefix("dfe-key-stage-4-").tolist()
        == ["leavers"] + ["sustained"] * 3 + ["not-sustained"] * 2
    )
    assert bedford.loc['{"destination":"Employment"}', "column"] == "all_work"
    luton = found[found["area"] == "E06000032"].set_index("breakdown")
    assert luton.loc["{}", "value"] == 3000
    assert set(luton["status"][luton["value"].isna()]) == {"c"}


def test_a_file_that_is_packed_and_one_with_a_byte_order_mark_are_read_alike() -> None:
    plain = observed("dfe-key-stage-4-destinations", KEY_STAGE_4.encode())
    for content in (gzip.compress(KEY_STAGE_4.encode()), KEY_STAGE_4.encode("utf-8-sig")):
        assert recognise(FILE, content) == ["dfe-key-stage-4-destinations"]
        pd.testing.assert_frame_equal(observed("dfe-key-stage-4-destinations", content), plain)


def test_what_the_table_tool_gives_is_read() -> None:
    content = (
        b"location,location_code,geographic_level,time_period,data_type,institution_group,level_methodology,"
        b"characteristic,cohort,education,appren,all_work,all_notsust,all_unknown\n"
        b"Gateshead,E08000037,localAuthorityDistrict,202021,Number of pupils,State-funded mainstream schools,"
        b"Provider location,Total,1876,1650,51,60,102,13\n"
    )
    found = observed("dfe-key-stage-4-destinations", content)
    assert found[["area", "value"]].values.tolist()[:2] == [["E08000037", 1876], ["E08000037", 1650]]


LONG = (
    "time_period,time_identifier,geographic_level,country_code,country_name,lad_code,lad_name,establishment_type_group,"
    "{level}breakdown_topic,sex,disadvantage_status,ethnicity_major,destination_description,pupil_count,pupil_percent,"
    "cohort_count\n"
)


def long_rows(level: str = "", institutions: str = "State-funded mainstream schools") -> str:
    start = f"202324,Academic year,Local authority district,E92000001,England,E06000055,Bedford,{institutions},{level}"
    return "".join(
        f'{start}Total,Total,Total,Total,"{description}",{count},{count / 20:.1f},2000\n'
        for description, count in (
            ("Sustained education, employment & apprenticeships", 1880),
            ("Sustained education destination", 1780),
            ("Further education", 600),
            ("Sustained apprenticeships", 60),
            ("Sustained employment destination", 40),
        )
    )


def test_a_file_since_2026_with_a_row_for_each_destination_is_read() -> None:
    content = (LONG.format(level="") + long_rows()).encode()
    assert recognise(FILE, content) == ["dfe-key-stage-4-destinations"]
    found = observed("dfe-key-stage-4-destinations", content)
    assert found[["breakdown", "value", "row", "column"]].values.tolist() == [
        ["{}", 2000, 3, "cohort_count"],
        ['{"destination":"Education"}', 1780, 3, "pupil_count"],
        ['{"destination":"Apprenticeships"}', 60, 5, "pupil_count"],
        ['{"destination":"Employment"}', 40, 6, "pupil_count"],
    ]


def test_destinations_after_16_to_18_study_are_read_by_level() -> None:
    colleges = "State-funded mainstream schools & colleges"
    rows = long_rows("Total,Total,", colleges) + long_rows("Level 3,Total,", colleges)
    content = (LONG.format(level="cohort_level_group,cohort_level,") + rows).encode()
    assert recognise(FILE, content) == ["dfe-key-stage-5-destinations"]
    found = observed("dfe-key-stage-5-destinations", content)
    assert found["measure"].value_counts().to_dict() == {
        "dfe-key-stage-5-sustained": 3,
        "dfe-key-stage-5-sustained-by-level": 3,
        "dfe-key-stage-5-leavers": 1,
        "dfe-key-stage-5-leavers-by-level": 1,
    }
    assert '{"destination":"Education","level":"Level 3"}' in set(found["breakdown"])


# ---- further education and apprenticeships -------------------------------------------------------------------------

SUBJECTS = """\
location,location_code,geographic_level,time_period,notional_nvq_level,ethnicity_group,gender,ssa_t1_desc,e_and_t_aims_ach
Bedford,E06000055,localAuthorityDistrict,202122,Total,Total,Total,Total,3000
Bedford,E06000055,localAuthorityDistrict,202122,Total,Total,Total,Science and Mathematics,120
Bedford,E06000055,localAuthorityDistrict,202122,Total,Total,Female,Science and Mathematics,70
Bedford,E06000055,localAuthorityDistrict,202122,Total,Total,Total,Social Sciences,low
England,E92000001,country,202122,Total,Total,Total,Total,1500000
"""


def test_aims_are_read_by_subject_with_the_bounds_of_rounding() -> None:
    content = SUBJECTS.encode()
    assert recognise(FILE, content) == ["dfe-further-education-subjects"]
    found = observed("dfe-further-education-subjects", content)
    assert found[[*COLUMNS, "lower", "upper", "row"]].fillna(-1).values.tolist() == [
        ["dfe-aims-achieved", "E06000055", "2021-08-01/P1Y", "{}", 3000, "final", 2995, 3005, 2],
        _of("dfe-aims-achieved-by-subject", "Science and Mathematics", 120, "final", 115, 125, 3),
        _of("dfe-aims-achieved-by-subject", "Social Sciences", -1, "low", 0, 4, 5),
        ["dfe-aims-achieved", "E92000001", "2021-08-01/P1Y", "{}", 1500000, "final", 1499995, 1500005, 6],
    ]


def _of(measure: str, subject: str, *rest: float | str) -> list[float | str]:
    return [measure, "E06000055", "2021-08-01/P1Y", f'{{"subject":"{subject}"}}', *rest]


APPRENTICESHIPS = """\
time_period,time_identifier,geographic_level,country_code,country_name,region_code,region_name,lad_code,lad_name,\
english_devolved_area_code,english_devolved_area_name,lsip_code,lsip_name,age_summary,sex,ethnicity_major,apps_level,\
ssa_tier_1,starts,achievements
202324,Academic year,Local authority district,E92000001,England,E12000006,East of England,E06000055,Bedford,,,,,Total,\
Total,Total,Total,Total,1240,620
202324,Academic year,Local authority district,E92000001,England,E12000006,East of England,E06000055,Bedford,,,,,Total,\
Total,Total,Total,Science and Mathematics,low,low
202324,Academic year,Local authority district,E92000001,England,E12000006,East of England,E06000055,Bedford,,,,,25+,\
Total,Total,Total,Total,500,300
202324,Academic year,Local skills improvement plan area,E92000001,England,,,,,,,E69000027,South-East Midlands,Total,\
Total,Total,Total,Total,9000,4200
202324,Academic year,English devolved area,E92000001,England,,,,,E47000007,West Midlands,,,Total,Total,Total,Total,\
Total,22000,9000
202324,Academic year,Regional,E92000001,England,E13000001,Inner London,,,,,,,Total,Total,Total,Total,Total,9000,4000
202425,Academic year Q1 to Q2,Local authority district,E92000001,England,E12000006,East of England,E06000055,Bedford,,,\
,,Total,Total,Total,Total,Total,700,200
"""


def test_apprenticeships_are_read_of_whole_years_and_of_the_areas_that_are_known() -> None:
    content = APPRENTICESHIPS.encode()
    assert recognise(FILE, content) == ["dfe-apprenticeships"]
    found = observed("dfe-apprenticeships", content)
    starts = found[found["measure"].str.contains("starts")]
    assert starts[[*COLUMNS, "row"]].fillna(-1).values.tolist() == [
        ["dfe-apprenticeship-starts", "E06000055", "2023-08-01/P1Y", "{}", 1240, "final", 2],
        [
            "dfe-apprenticeship-starts-by-subject",
            "E06000055",
            "2023-08-01/P1Y",
            '{"subject":"Science and Mathematics"}',
            -1,
            "low",
            3,
        ],
        ["dfe-apprenticeship-starts", "E69000027", "2023-08-01/P1Y", "{}", 9000, "final", 5],
        ["dfe-apprenticeship-starts", "E47000007", "2023-08-01/P1Y", "{}", 22000, "final", 6],
    ]
    assert found["measure"].str.contains("achievements").sum() == 4


@pytest.mark.parametrize(
    ("before", "after", "says"),
    [
        ("e_and_t_aims_ach", "e_and_t_aims_ach", ""),
        ("E06000055,localAuthorityDistrict", "E06000099,localAuthorityDistrict", "E06000099"),
        ("Bedford,E06000055", "Luton,E06000055", "'Luton' stands beside the code E06000055, which is Bedford"),
        ("Science and Mathematics,120", "Alchemy,120", "'Alchemy' is a new code"),
        ("202122,Total,Total,Total,Total,3000", "202124,Total,Total,Total,Total,3000", "'202124' is not of its form"),
        ("Total,3000", "Total,-3000", "is not of its form"),
        ("Total,Total,Female,", "Total,Total,Total,", "stands here a second time"),
    ],
)
def test_what_is_wrong_with_a_tidy_file_is_said(before: str, after: str, says: str) -> None:
    content = SUBJECTS.replace(before, after).encode()
    if not says:
        assert len(observed("dfe-further-education-subjects", content)) == 4
        return
    with pytest.raises((InputError, InputErrors)) as caught:
        observed("dfe-further-education-subjects", content)
    assert says in str(caught.value)


def test_a_renamed_column_is_named() -> None:
    content = KEY_STAGE_4.replace("appren,", "apprenticeships,").encode()
    with pytest.raises(InputError) as caught:
        observed("dfe-key-stage-4-destinations", content)
    assert caught.value.column == "appren"
    assert "there is 'apprenticeships', which may be its new name" in str(caught.value)


def test_a_filter_that_divides_what_is_read_is_found_out() -> None:
    """A file with a filter that is not known has each value several times."""
    lines = SUBJECTS.splitlines()
    more = [f"{lines[0]},prior_attainment", *(f"{line},{one}" for line in lines[1:3] for one in ("Total", "Level 2"))]
    with pytest.raises(InputErrors, match="second time"):
        observed("dfe-further-education-subjects", "\n".join(more).encode())


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"\x1f\x8b broken", b"<html>", b"a,b\n1,2\n"])
def test_other_files_are_not_tidy(content: bytes) -> None:
    assert not is_tidy(content, "cohort")
