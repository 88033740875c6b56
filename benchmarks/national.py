"""What the whole country costs: ``python benchmarks/national.py FOLDER`` with a folder of publishers' files.

Everything in the folder is added to a fresh workspace and composed for all authorities and all ready regions; then
again with nothing changed, with one source changed, and for a region never seen before. Each step is a process of its
own: times are wall-clock seconds, memory is the most that it held at once. In the same run some of the figures are made
by plain pandas, as most analysts would write them, and must be the same. Exits with 1 where a limit is passed or a
figure differs.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from math import isclose
from pathlib import Path

import pandas as pd

SECONDS, MEGABYTES, UNCHANGED, NEW_REGION = 60.0, 2048, 3.0, 1.0

PARTIAL = "ofcom"
"""The folder whose files have fewer areas than a whole release."""

CHANGED = "ons-gigabit-capable-broadband"
"""The source of which the newest release is held back, so that the one before it stands."""

MEMBERS = ["E08000001", "E08000003", "E06000065", "E07000223", "E06000054"]
"""A region that nobody has asked for."""

COMPARED = ("population-mid-year", "working-age-share", "young-people-share", "online-adverts", "online-adverts-growth")
"""The indicators that are also made by plain pandas: two sums, two ratios of sums, and a change over a year."""

Figures = dict[tuple[str, str, str], float]
"""By indicator, area and period."""


@dataclass(frozen=True)
class Cost:
    """What a step cost and what it said."""

    seconds: float
    megabytes: float
    said: dict[str, object]


def in_a_process(step: str, *arguments: str | Path) -> Cost:
    """One step of this file in a process of its own."""
    start = time.perf_counter()
    command = [sys.executable, __file__, "--step", step, *map(str, arguments)]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    said = process.stdout.read()
    _, status, usage = os.wait4(process.pid, 0)
    if status:
        sys.exit(f"the step '{step}' failed; nothing more was measured")
    return Cost(time.perf_counter() - start, usage.ru_maxrss / 1024, json.loads(said.splitlines()[-1]))


def add(folder: Path, workspace: Path) -> dict[str, object]:
    """Files to observations: everything in the folder, each file held against its source's contract."""
    from watling.errors import InputError, InputErrors, NoSource
    from watling.evidence.adding import add as add_file
    from watling.evidence.adding import files_in
    from watling.evidence.workspace import Workspace

    releases, refused, unknown = 0, [], 0
    for file in files_in([folder]):
        try:
            partial = PARTIAL in file.relative_to(folder).parts
            releases += len(add_file(file, Workspace(workspace), partial=partial))
        except NoSource:
            unknown += 1
        except (InputError, InputErrors):
            refused.append(file.name)
    return {"releases": releases, "refused": refused, "of no source": unknown}


def compose(_folder: Path, workspace: Path) -> dict[str, object]:
    """Observations to figures: every indicator, all areas, all ready regions."""
    import pyarrow.parquet as pq

    from watling.evidence.official import gather_official
    from watling.evidence.workspace import Workspace
    from watling.figures.national import national
    from watling.indicators import all_indicators
    from watling.places.ready import ready_regions

    files = gather_official(Workspace(workspace)).files
    regions = tuple(ready_regions().values())
    store = national(workspace, files, all_indicators(), regions)
    figures = sum(pq.read_metadata(file).num_rows for file in store.files.values())
    observations = sum(pq.read_metadata(file).num_rows for file in files)
    counts = {"observations": observations, "figures": figures, "regions": len(regions)}
    return counts | {"indicators": len(store.files), "made": list(store.made)}


def change(_folder: Path, workspace: Path) -> dict[str, object]:
    """Hold one source's newest release back, so that another stands."""
    from watling.evidence.kept import Shelf, standing

    shelf = Shelf(workspace)
    newest = max(standing(shelf.releases(CHANGED)), key=lambda one: one.published)
    shelf.write(newest.model_copy(update={"state": "held", "reason": "to measure what stands on it"}))
    return {"held": newest.name}


def new_region(_folder: Path, workspace: Path) -> dict[str, object]:
    """Every indicator for a region never seen before, its members and England; the second region of a process."""
    from watling.evidence.observations import read
    from watling.evidence.official import gather_official
    from watling.evidence.workspace import Workspace
    from watling.figures.composer import Composer
    from watling.figures.compute import compute as figures_of
    from watling.figures.definition import Rated
    from watling.indicators import all_indicators
    from watling.packs.decisions import RatingRule
    from watling.places.regions import Region

    files, indicators = gather_official(Workspace(workspace)).files, all_indicators()
    compositions = [one.composition for one in indicators.values() if not isinstance(one.composition, Rated)]
    seconds: dict[str, float] = {}
    for name, members in (("first", MEMBERS[:2]), ("next", MEMBERS)):
        region = Region.make(f"{name}-region", "A new region", members, date(2024, 1, 1), ["E92000001"])
        start = time.perf_counter()
        composer = Composer(read(files), region)
        composer.frames(compositions, composer.covered)
        seconds[f"{name} composed"] = time.perf_counter() - start
        found = len(figures_of(indicators, composer, RatingRule())[0])
        seconds[f"{name} with figures"] = time.perf_counter() - start
    return {"figures": found, **seconds}


def by_watling(_folder: Path, workspace: Path) -> dict[str, object]:
    """The compared figures, read from the national store."""
    from watling.figures.national import National

    files = {file.name.rpartition("-")[0]: file for file in (workspace / "national").glob("*.parquet")}
    store = National(files, ())
    found = []
    for indicator in COMPARED:
        frame = store.frame(indicator)
        frame = frame[(frame["breakdown"] == "{}") & frame["value"].notna()]
        found += [[indicator, *row] for row in frame[["area", "period", "value"]].itertuples(index=False, name=None)]
    return {"figures": found}


def by_pandas(folder: Path, _workspace: Path) -> dict[str, object]:
    """The compared figures as an analyst would write them: read, merge, add up, divide. Values only."""
    from watling.places.areas import areas
    from watling.places.ready import ready_regions

    start = time.perf_counter()
    regions = ready_regions().values()
    members = pd.DataFrame([(m.code, r.code, len(r.members)) for r in regions for m in r.members])
    members.columns = pd.Index(["area", "region", "size"])
    figures = [*_population(folder, members), *_adverts(folder, members, {a.name: a.code for a in areas().values()
               if a.level == "lad" and a.end is None})]  # fmt: skip
    found = pd.concat(figures).dropna(subset=["value"])
    rows = found[["indicator", "area", "period", "value"]].values.tolist()
    return {"figures": rows, "seconds": time.perf_counter() - start}


def _with_regions(table: pd.DataFrame, members: pd.DataFrame, columns: list[str]) -> pd.DataFrame:
    """Authorities, and below them the regions of which every authority is there."""
    joined = table.merge(members, on="area")
    sums = joined.groupby(["region", "period"])[columns].sum(min_count=1)
    counts = joined.groupby(["region", "period"])[columns].count()
    size = joined.groupby(["region", "period"])["size"].first()
    whole = sums.where(counts.eq(size, axis=0)).reset_index().rename(columns={"region": "area"})
    return pd.concat([table[["area", "period", *columns]], whole], ignore_index=True)


def _population(folder: Path, members: pd.DataFrame) -> list[pd.DataFrame]:
    table = pd.read_csv(folder / "geography" / "populations" / "population20_ltla21.csv")
    table.columns = table.columns.str.replace(r"^ltla21_", "", regex=True)
    ages = [str(age) for age in range(16, 65)]
    table = table.assign(area=table["code"], period="2020-06-30", working=table[ages].sum(axis=1))
    table["young"] = table[ages[:9]].sum(axis=1)
    rows = _with_regions(table, members, ["total_population", "working", "young"])
    total = rows["total_population"]
    values = {"population-mid-year": total, "working-age-share": 100 * rows["working"] / total}
    values["young-people-share"] = 100 * rows["young"] / total
    return [rows[["area", "period"]].assign(indicator=id, value=value) for id, value in values.items()]


def _adverts(folder: Path, members: pd.DataFrame, codes: dict[str, str]) -> list[pd.DataFrame]:
    table = pd.read_parquet(folder / "dfe-local-skills" / "datahub_2025-07.parquet")
    table = table[(table["metric"] == "vacancies") & (table["Breakdown"] == "Total")]
    table = table[table["Area"].str.endswith(" LADU")].drop_duplicates(["Area", "Period"])
    table["area"] = table["Area"].str.removesuffix(" LADU").map(codes)
    months = pd.to_datetime(table["Period"], format="%b-%y")
    table["period"], table["value"] = months.dt.strftime("%Y-%m"), pd.to_numeric(table["valueText"], errors="coerce")
    rows = _with_regions(table.dropna(subset=["area"]), members, ["value"])
    base = rows.assign(period=(rows["period"].str[:4].astype(int) + 1).astype(str) + rows["period"].str[4:])
    both = rows.merge(base, on=["area", "period"], suffixes=("", "_base"))
    growth = both.assign(value=100 * both["value"] / both["value_base"] - 100)
    return [rows.assign(indicator="online-adverts"), growth.assign(indicator="online-adverts-growth")]


STEPS: dict[str, Callable[[Path, Path], dict[str, object]]] = {
    "add": add, "compose": compose, "change": change, "new-region": new_region,
    "watling": by_watling, "pandas": by_pandas,
}  # fmt: skip


def figures_of(cost: Cost) -> Figures:
    rows = cost.said["figures"]
    assert isinstance(rows, list)
    return {(indicator, area, period): value for indicator, area, period, value in rows}


def line(name: str, seconds: float, limit: float | None, megabytes: float | None = None, more: str = "") -> bool:
    """Print one line of the table; False where it is over a limit."""
    within = (limit is None or seconds <= limit) and (megabytes or 0) <= MEGABYTES
    limited = f"(limit {limit:g})" if limit is not None else ""
    held = f"{megabytes:6.0f} MB" if megabytes is not None else " " * 9
    print(f"{name:42} {seconds:7.2f} s {limited:11} {held}  {more}{'' if within else '  OVER'}", flush=True)
    return within


def main(folder: Path) -> int:
    passed = True
    with tempfile.TemporaryDirectory() as temporary:
        places = folder, Path(temporary) / "workspace"
        added = in_a_process("add", *places)
        said = added.said
        line("files to observations", added.seconds, None, added.megabytes, f"{said['releases']} releases")
        made = in_a_process("compose", *places)
        counts = made.said
        what = f"{counts['observations']:,} observations, {counts['figures']:,} figures of {counts['indicators']} "
        what += f"indicators, {counts['regions']} regions"
        line("observations to figures", made.seconds, None, made.megabytes, what)
        peak = max(added.megabytes, made.megabytes)
        passed &= line("files to figures", added.seconds + made.seconds, SECONDS, peak)
        again = in_a_process("compose", *places)
        passed &= line("nothing changed", again.seconds, UNCHANGED, again.megabytes)
        passed &= again.said["made"] == []
        in_a_process("change", *places)
        changed = in_a_process("compose", *places)
        line("one source changed", changed.seconds, None, changed.megabytes, f"made anew: {changed.said['made']}")
        region = in_a_process("new-region", *places).said
        passed &= line("a new region, composed", float(str(region["next composed"])), NEW_REGION)
        what = f"{region['figures']:,} figures; the first region of a process {region['first composed']:.2f} s"
        line("the same, to the last figure", float(str(region["next with figures"])), None, None, what)
        plain = in_a_process("pandas", *places)
        engine, analyst = figures_of(in_a_process("watling", *places)), figures_of(plain)
    both = engine.keys() & analyst.keys()
    differ = [key for key in sorted(both) if not isclose(engine[key], analyst[key], rel_tol=1e-9, abs_tol=1e-9)]
    rate = float(str(plain.said["seconds"])) / max(len(analyst), 1)
    own = (added.seconds + made.seconds) / float(str(counts["figures"]))
    print(f"\nrefused: {said['refused']}; of no source: {said['of no source']} files")
    print(f"{', '.join(COMPARED)}: {len(both):,} figures by both, {len(differ)} differ; {len(analyst) - len(both)} by "
          f"pandas alone, {len(engine) - len(both)} by Watling alone (restated, published for regions).")  # fmt: skip
    print(f"plain pandas {1e6 * rate:.0f} microseconds a figure (values only), Watling {1e6 * own:.0f} (contracts "
          f"checked, bounds, statuses, releases): {own / rate:.1f} to 1.")  # fmt: skip
    print(*(f"{key}: Watling {engine[key]}, pandas {analyst[key]}" for key in differ[:20]), sep="\n")
    return 0 if passed and not differ else 1


if __name__ == "__main__":
    if sys.argv[1:2] == ["--step"]:
        print(json.dumps(STEPS[sys.argv[2]](Path(sys.argv[3]), Path(sys.argv[4]))))
    else:
        sys.exit(main(Path(sys.argv[1] if len(sys.argv) > 1 else "../shared/opendata")))
