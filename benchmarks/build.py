"""How long a build takes and how much memory, and what the engine costs beside plain pandas: ``make bench``.

Times are wall-clock seconds. Memory is the most that the largest process of a command held at once. Exits with 1 where
a limit is passed, or where the engine and pandas do not come to the same figures.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
import tomllib
from collections.abc import Callable, Iterator
from datetime import date
from math import isclose
from pathlib import Path

import ibis
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from watling.figures.composer import Composer
from watling.figures.compute import compute
from watling.indicators import all_indicators
from watling.packs.decisions import RatingRule
from watling.packs.pack import Pack
from watling.places.regions import Region
from watling.sources.pack_table import observations

ROOT = Path(__file__).resolve().parents[1]
PACK = ROOT / "packs" / "south-east-midlands"
WATLING = Path(sys.executable).with_name("watling")
LIMITS = {"from nothing": 20.0, "no change": 2.0}
MEGABYTES = 600
ROUNDS = 5

VACANCIES = "vacancies_by_sector_and_occupational_group"
TABLES = ("claimants", VACANCIES)
INDICATORS = (
    "claimants", "claimants-change", "vacancies", "vacancies-base", "vacancy-growth-composed", "vacancy-share",
)  # fmt: skip
ENGLAND, YEAR = "E92000001", "2020-12-01/P1Y"

Key = tuple[str, str, str, tuple[tuple[str, str], ...]]
"""What a figure is about: indicator, area, period, breakdown."""


def run(*arguments: str | Path) -> tuple[float, float]:
    """One command in a process of its own: its seconds and its megabytes."""
    start = time.perf_counter()
    process = subprocess.Popen([WATLING, *arguments], stdout=subprocess.DEVNULL, cwd=ROOT)
    _, status, usage = os.wait4(process.pid, 0)
    if status:
        sys.exit(f"'watling {' '.join(map(str, arguments))}' failed; nothing was measured")
    return time.perf_counter() - start, usage.ru_maxrss / 1024


def by_watling() -> dict[Key, float]:
    """Figures by the engine: contracts checked, observations settled, bounds, status and releases carried."""
    pack = Pack(PACK)
    its = pack.settings.region
    region = Region.make(
        pack.name, pack.settings.title, its.members, date.fromisoformat(its.vintage), its.comparators, its.aliases
    )
    tables = [pack.tables[name] for name in TABLES]
    read = pa.concat_tables(observations(table, table.file.read_bytes(), region) for table in tables)
    composer = Composer(ibis.memtable(read), region)
    figures, _ = compute({id: all_indicators()[id] for id in INDICATORS}, composer, RatingRule())
    return {
        (f.indicator, f.area, f.period, tuple(sorted(f.breakdown.items()))): f.value
        for f in figures
        if f.value is not None
    }


def by_pandas() -> dict[Key, float]:
    """The same figures as an analyst would write them: read, add up, divide. Values only."""
    return dict([*_claimants_by_pandas(), *_vacancies_by_pandas()])


def _claimants_by_pandas() -> Iterator[tuple[Key, float]]:
    table = pd.read_csv(PACK / "tables" / "claimants.csv")
    table["area"] = table["area"].map({"South East Midlands": PACK.name, "England": ENGLAND})
    whole = table["sex"] == "All"
    for dimensions in ([], ["sex"], ["age"], ["sex", "age"]):
        rows = table[~whole] if dimensions else table[whole]
        counts = rows.groupby(["area", *dimensions, "month"])["claimants"].sum().unstack("month")
        change = 100 * (counts["2021-11"] / counts["2020-11"] - 1)
        for month in counts:
            yield from _keyed("claimants", str(month), counts[month], dimensions)
        yield from _keyed("claimants-change", "2021-11", change, dimensions)


def _vacancies_by_pandas() -> Iterator[tuple[Key, float]]:
    table = pd.read_csv(PACK / "tables" / f"{VACANCIES}.csv")
    contract = tomllib.loads((PACK / "tables" / f"{VACANCIES}.toml").read_text("utf-8"))
    table = table.replace({"occupational_group": contract["columns"]["occupational_group"]["labels"]})
    table.columns = pd.Index(["sector", "group", "latest", "growth"])
    table["area"] = PACK.name
    table["base"] = table["latest"] / (1 + table["growth"] / 100)
    for dimensions in ([], ["sector"], ["group"], ["sector", "group"]):
        sums = table.groupby(["area", *dimensions])[["latest", "base"]].sum()
        growth = 100 * (sums["latest"] / sums["base"] - 1)
        yield from _keyed("vacancies", YEAR, sums["latest"], dimensions)
        yield from _keyed("vacancies-base", YEAR, sums["base"], dimensions)
        yield from _keyed("vacancy-growth-composed", YEAR, growth, dimensions)
    share = 100 * sums["latest"] / sums["latest"].groupby(["area", "sector"]).transform("sum")
    yield from _keyed("vacancy-share", YEAR, share, dimensions)


def _keyed(indicator: str, period: str, values: pd.Series, dimensions: list[str]) -> Iterator[tuple[Key, float]]:
    for key, value in values.items():
        area, *cells = key if isinstance(key, tuple) else (key,)
        yield (indicator, str(area), period, tuple(sorted(zip(dimensions, cells, strict=True)))), float(value)


def fastest(function: Callable[[], object]) -> float:
    """The least seconds of some rounds: what it costs when nothing else is in the way."""
    seconds = []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        function()
        seconds.append(time.perf_counter() - start)
    return min(seconds)


def disagreements() -> list[str]:
    """Where the engine and pandas differ: a figure that one of them lacks, or another value."""
    engine, analyst = by_watling(), by_pandas()
    return [
        f"{key}: Watling {engine.get(key)}, pandas {analyst.get(key)}"
        for key in sorted(engine.keys() | analyst.keys())
        if key not in engine or key not in analyst or not isclose(engine[key], analyst[key], rel_tol=1e-9)
    ]


def main() -> int:
    passed = True
    print(f"Pack {PACK.name}, {os.cpu_count()} processors\n")
    with tempfile.TemporaryDirectory() as folder:
        workspace = Path(folder) / "workspace"
        builds = {}
        for name, limit in LIMITS.items():
            seconds, megabytes = run("build", PACK, "--workspace", workspace)
            within = seconds <= limit and megabytes <= MEGABYTES
            passed &= within
            builds[name] = seconds
            print(
                f"build, {name:13} {seconds:6.2f} s (limit {limit:g})  {megabytes:4.0f} MB (limit {MEGABYTES})"
                f"{'' if within else '  OVER'}"
            )
        listing = ("figures", "--workspace", workspace, "--format", "csv")
        run(*listing)
        print(f"figures, second start {run(*listing)[0]:5.2f} s")
        figures = pq.read_metadata(workspace / "figures.parquet").num_rows
        pages = sum(1 for _ in (workspace / "site").rglob("*.html"))
        print(f"figures {figures:,}; pages {pages:,}; a build with no change costs "
              f"{builds['no change'] / builds['from nothing']:.0%} of one from nothing\n")  # fmt: skip

    different = disagreements()
    print(*different, sep="\n", end="\n" if different else "")
    engine, analyst = fastest(by_watling), fastest(by_pandas)
    print(
        f"{len(by_pandas())} figures from {len(TABLES)} tables: Watling {engine:.3f} s, plain pandas {analyst:.3f} s, "
        f"{engine / analyst:.1f} to 1; {'they differ' if different else 'the same values'}.\n"
        "Watling's also have bounds, a status and their releases, and its tables are checked."
    )
    return 0 if passed and not different else 1


if __name__ == "__main__":
    sys.exit(main())
