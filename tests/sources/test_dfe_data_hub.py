"""The data hub of the Local Skills dashboard: names, periods, breakdowns, and what is wrong with a file."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from watling.errors import InputError, InputErrors
from watling.sources import find_source, recognise
from watling.sources.readers import data_hub as hub
from watling.sources.source import read

COLUMNS = ["measure", "area", "period", "breakdown", "value", "status"]


def observed(id: str, content: bytes, file: Path) -> pd.DataFrame:
    """The observations of a file with few areas in it, in order of its rows."""
    return read(id, find_source(id), file, content, "ab" * 32, partial=True).table.to_pandas()


def parquet(rows: Sequence[Sequence[str | None]], columns: Sequence[str] = hub.COLUMNS) -> bytes:
    frame = pd.DataFrame(rows, columns=list(columns), dtype=object)
    file = io.BytesIO()
    pq.write_table(pa.Table.from_pandas(frame, preserve_index=False), file)
    return file.getvalue()


ADVERT = ("vacancies", "Online job adverts", "Total", "Total")
AT = Path("datahub.parquet")


def test_rows_of_the_hub_are_counted_from_two_and_read_by_metric() -> None:
    sub_major = "Occupation (SOC2020 Sub-Major Group)"
    content = parquet(
        [
            ("England", "all", "Population volume", "Total", "Total", "Apr 2024-Mar 2025", "45737100"),
            ("Luton LADU", *ADVERT, "Apr-22", "4931"),
            ("Luton LADU", "vacancies", "Online job adverts", sub_major, "22 - Health professionals", "Jul-25", "350"),
            ("South-East Midlands LSIP", *ADVERT, "Jul-25", "40000"),
            ("North East MCA", *ADVERT, "Jul-25", "20000"),
            ("NA LADU", *ADVERT, "Jul-25", "5"),
        ]
    )
    assert len(recognise(AT, content)) == 7
    found = observed("dfe-online-adverts", content, AT)
    assert found[["row", *COLUMNS[:5]]].values.tolist() == [
        [3, "dfe-online-adverts", "E06000032", "2022-04", "{}", 4931],
        [
            4,
            "dfe-online-adverts-by-occupation",
            "E06000032",
            "2025-07",
            '{"occupation":"22 Health professionals"}',
            350,
        ],
        [5, "dfe-online-adverts", "E69000027", "2025-07", "{}", 40000],
        [6, "dfe-online-adverts", "E47000014", "2025-07", "{}", 20000],
    ]


def test_a_missing_value_is_not_available_and_never_zero() -> None:
    content = parquet(
        [
            ("Luton LADU", "selfemployed", "Self-employment volume", "Total", "Total", "Apr 2024-Mar 2025", None),
            ("Luton LADU", "unemployed", "Unemployed volume", "Total", "Total", "Apr 2024-Mar 2025", "5000"),
        ]
    )
    found = observed("dfe-employment", content, AT)
    assert found[[*COLUMNS, "lower", "upper", "published"]].fillna(-1).values.tolist() == [
        ["dfe-self-employment", "E06000032", "2024-04/2025-03", "{}", -1, "x", -1, -1, ""],
        ["dfe-unemployment", "E06000032", "2024-04/2025-03", "{}", 5000, "final", 4950, 5050, "5000"],
    ]


def test_sums_of_the_dashboards_own_are_left_out() -> None:
    row: Mapping[str, tuple[str, ...]] = {
        one: ("participation", "FE participation volume", "Total", "Total", f"AY{one}", "1000")
        for one in ("21/22", "22/23")
    }
    content = parquet(
        [(area, *row[year]) for area in ("Cumbria LSIP", "South Yorkshire MCA", "Luton LADU") for year in row]
    )
    found = observed("dfe-further-education", content, AT)
    assert found[["area", "period"]].values.tolist() == [
        ["E69000006", "2022-08-01/P1Y"],
        ["E06000032", "2021-08-01/P1Y"],
        ["E06000032", "2022-08-01/P1Y"],
    ]


@pytest.mark.parametrize(
    ("row", "says"),
    [
        (("Lutton LADU", *ADVERT, "Apr-22", "4931"), "'Lutton LADU' is no area that Watling knows"),
        (("Luton LADU", *ADVERT, "Apr 2022 to May 2022", "4931"), "is no period of the source"),
        (("Luton LADU", *ADVERT, "Apr-22", "many"), "'many' is not of its form"),
        (("Luton LADU", *ADVERT[:2], "Sector", "Total", "Apr-22", "1"), "'Sector' is a new code"),
        (
            ("Luton LADU", *ADVERT[:2], "Total", "22 - Health professionals", "Apr-22", "1"),
            "'vacancies, Total, 22 - Health professionals' is a new breakdown",
        ),
    ],
)
def test_what_is_wrong_with_the_hub_is_said(row: tuple[str, ...], says: str) -> None:
    content = parquet([("England", *ADVERT, "Apr-22", "1"), row])
    with pytest.raises((InputError, InputErrors)) as caught:
        observed("dfe-online-adverts", content, AT)
    assert says in str(caught.value)


def test_a_column_that_the_hub_lacks_is_named() -> None:
    columns = [name.replace("valueText", "value") for name in hub.COLUMNS]
    content = parquet([("England", *ADVERT, "Apr-22", "1")], columns)
    assert len(recognise(AT, content)) == 7
    with pytest.raises(InputError) as caught:
        observed("dfe-online-adverts", content, AT)
    assert caught.value.column == "valueText"
    with pytest.raises(InputError, match="cannot be read as Parquet"):
        observed("dfe-online-adverts", b"PAR1 broken", AT)


@pytest.mark.parametrize(
    ("written", "iso"),
    [
        ("Apr-22", "2022-04"),
        ("Dec-21", "2021-12"),
        ("AY19/20", "2019-08-01/P1Y"),
        ("Apr 2020-Mar 2021", "2020-04/2021-03"),
        ("Jan 2024-Dec 2024", "2024-01/2024-12"),
        ("Dec 2022 - Dec 2023", "2023"),
        ("Mar 2024", "2024-03"),
        ("2035", "2035"),
        ("soon", "soon"),
    ],
)
def test_each_form_of_a_period_has_its_meaning(written: str, iso: str) -> None:
    assert hub.iso(written) == iso


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("England", "E92000001"),
        ("Dorset LADU", "E06000059"),
        ("Dorset LSIP", "E69000008"),
        ("Barnsley LADU", "E08000016"),
        ("Rhondda Cynon Taff LADU", "W06000016"),
        ("Belfast LADU", "N09000003"),
        ("North of Tyne MCA", "E47000011"),
        ("Greater London Authority MCA", "E61000001"),
        ("South-East Midlands LADU", "South-East Midlands LADU"),
        ("Outside of an English Devolved Area and unknown MCA", ""),
    ],
)
def test_a_name_is_an_area_of_its_kind(written: str, code: str) -> None:
    assert hub.area_code(written) == code
