"""The whole country from the publishers' files to figures, and the same figures by plain pandas.

    python benchmarks/national.py [FOLDER OF THE PUBLISHERS' FILES]

Everything in the folder is added to a fresh workspace, and every core indicator is composed for all areas and all ready
regions; then again with nothing changed, with one source changed, and for a region that never was before. Times are
wall-clock seconds, memory is the most that the largest process held at once. Exits with 1 where a limit is passed, or
where pandas comes to other figures.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from datetime import date
from pathlib import Path

import pandas as pd

from watling.evidence import observations as kept
from watling.evidence.official import gather_official
from watling.evidence.workspace import Workspace
from watling.figures.composer import Composer
from watling.figures.compute import compute
from watling.figures.national import national
from watling.indicators import all_indicators
from watling.packs.decisions import RatingRule
from watling.places.areas import UnknownArea, find_area
from watling.places.ready import ready_regions
from watling.places.regions import Region
from watling.sources import find_source
from watling.sources.source import read

ROOT = Path(__file__).resolve().parents[1]
OPENDATA = ROOT.parent / "shared" / "opendata"
WATLING = Path(sys.executable).with_name("watling")
LIMITS = {"from files to figures": 60.0, "nothing changed": 3.0, "a region never seen before": 1.0}
MEGABYTES = 2048
CHANGED = "claimant-count.csv"
HUB, ENTERPRISES = (
    Path("dfe-local-skills/datahub_2025-07.parquet"),
    Path("ons-local-statistics/business-demography.csv"),
)
PEER = {
    "active-enterprises": "ons-business-demography",
    "online-adverts": "dfe-online-adverts",
    "online-adverts-growth": "dfe-online-adverts",
    "online-adverts-by-occupation": "dfe-online-adverts",
    "online-adverts-share-by-occupation": "dfe-online-adverts",
}
"""The indicators that are also worked out by plain pandas, and their sources."""


def run(*arguments: str | Path, refusals: bool = False) -> tuple[float, float, str]:
    """One command in a process of its own: its seconds, its megabytes and what it said. ``refusals`` are let pass."""
    start = time.perf_counter()
    with tempfile.TemporaryFile("w+") as said:
        process = subprocess.Popen([WATLING, *arguments], stdout=said, stderr=subprocess.DEVNULL, cwd=ROOT)
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - start
        said.seek(0)
        words = said.read().strip()
    if status and not refusals:
        sys.exit(f"'watling {' '.join(map(str, arguments))}' failed; nothing was measured")
    return seconds, usage.ru_maxrss / 1024, words.splitlines()[-1] if words else ""


def change(opendata: Path, folder: Path) -> Path:
    """A later release of one source, with one value revised."""
    text = (opendata / "ons-local-statistics" / CHANGED).read_text("utf-8-sig").splitlines()
    cells = text[1].split(",")
    cells[5] = f"{float(cells[5]) + 0.1:.1f}"
    changed = folder / CHANGED.replace(".csv", "__2026-11-01_changed.csv")
    changed.write_text("\n".join([text[0], ",".join(cells), *text[2:]]) + "\n", "utf-8")
    return changed


def by_watling(opendata: Path, folder: Path) -> tuple[float, dict[str, pd.Series]]:
    """Watling's seconds for the peer's indicators, from the two files to figures, and the figures."""
    start = time.perf_counter()
    files = []
    for source, file in (("dfe-online-adverts", HUB), ("ons-business-demography", ENTERPRISES)):
        reading = read(source, find_source(source), opendata / file, (opendata / file).read_bytes(), "0" * 64)
        files.append(folder / f"{source}.parquet")
        kept.write(reading.table, files[-1])
    indicators = {id: one for id, one in all_indicators().items() if id in PEER}
    store = national(folder, files, indicators, tuple(ready_regions().values()))
    frames = {id: store.frame(id) for id in PEER}
    seconds = time.perf_counter() - start
    return seconds, {id: frame.set_index(["area", "period", "breakdown"])["value"] for id, frame in frames.items()}


def by_pandas(opendata: Path, codes: dict[str, str], members: pd.DataFrame) -> tuple[float, dict[str, pd.Series]]:
    """The same by plain pandas, as most analysts would write it; a sum only where every member has a value."""
    start = time.perf_counter()
    counts = pd.read_csv(opendata / ENTERPRISES, dtype={"status": str})
    counts = counts[counts["indicator"] == "Active businesses"]
    counts = pd.DataFrame(
        {"area": counts["areacd"], "period": counts["period"].str[:4], "value": counts["observation"], "of": "{}"}
    )
    hub = pd.read_parquet(opendata / HUB)
    hub = hub[hub["metric"] == "vacancies"].assign(area=hub["Area"].map(codes)).dropna(subset="area")
    hub["value"] = pd.to_numeric(hub["valueText"], errors="coerce")
    hub["period"] = pd.to_datetime(hub["Period"], format="%b-%y").dt.strftime("%Y-%m")
    adverts = hub[hub["Breakdown"] == "Total"].assign(of="{}")
    occupations = hub[hub["Breakdown"].str.contains("Sub-Major") & (hub["Subgroup"] != "Total")]
    occupations = occupations.assign(of='{"occupation":"' + occupations["Subgroup"].str.replace(" - ", " ") + '"}')

    def summed(values: pd.DataFrame) -> pd.Series:
        sizes = members.groupby("region")["area"].count()
        joined = members.merge(values, on="area")
        groups = joined.groupby(["region", "period", "of"])["value"].agg(["sum", "count"]).reset_index()
        groups = groups[groups["count"] == groups["region"].map(sizes)]
        return groups.set_index(["region", "period", "of"])["sum"]

    totals, parts = summed(adverts), summed(occupations)
    before = totals.reset_index()
    before["period"] = (before["period"].str[:4].astype(int) + 1).astype(str) + before["period"].str[4:]
    growth = (totals / before.set_index(["region", "period", "of"])["sum"] - 1).dropna() * 100
    whole = parts.groupby(["region", "period"]).sum()
    shares = 100 * parts / whole.reindex(parts.index.droplevel("of")).to_numpy()
    found = {
        "active-enterprises": summed(counts),
        "online-adverts": totals,
        "online-adverts-growth": growth,
        "online-adverts-by-occupation": parts,
        "online-adverts-share-by-occupation": shares,
    }
    return time.perf_counter() - start, found


def compared(ours: dict[str, pd.Series], theirs: dict[str, pd.Series]) -> tuple[int, int]:
    """How many figures both have, and how many of those differ."""
    both = different = 0
    for id, values in theirs.items():
        mine = ours[id].reindex(values.index.set_names(["area", "period", "breakdown"])).dropna()
        yours = values.set_axis(values.index.set_names(mine.index.names)).reindex(mine.index)
        both += len(mine)
        different += int(((mine - yours).abs() > 1e-6 * yours.abs().clip(lower=1)).sum())
    return both, different


def peer(opendata: Path, folder: Path) -> tuple[float, float, int, int]:
    """Watling's seconds, pandas' seconds, the figures both have and those that differ."""
    folder.mkdir()
    regions = ready_regions()
    composed = {code: one for code, one in regions.items() if not code.startswith(("E69", "E47", "E12", "E92"))}
    rows = [(code, area.code) for code, one in composed.items() for area in one.members]
    members = pd.DataFrame(rows, columns=["region", "area"])
    codes = {}
    for name in pd.read_parquet(opendata / HUB, columns=["Area"])["Area"].unique():
        try:
            if name.endswith(" LADU"):
                codes[name] = find_area(name.removesuffix(" LADU"), date(2025, 3, 31)).code
        except UnknownArea:
            continue
    wrong = ("E06000063", "E06000064", "E06000066")  # in the hub these have another authority's adverts of before 2023
    codes = {name: code for name, code in codes.items() if code not in wrong}
    theirs, frames = by_pandas(opendata, codes, members)
    ours, series = by_watling(opendata, folder)
    return ours, theirs, *compared(series, frames)


def new_region(workspace: Workspace) -> tuple[float, int]:
    """Seconds to compose every indicator for a region never seen before, and how many figures that gives."""
    files = gather_official(workspace).files
    names = ("Luton", "Dacorum", "St Albans", "Buckinghamshire", "Cherwell", "Rugby", "Daventry", "Stevenage")
    indicators = all_indicators()
    members = [find_area(name, date(2020, 6, 1)).code for name in names if name not in ("Buckinghamshire", "Daventry")]
    region = Region.make("a-new-one", "A new one", members, date(2024, 1, 1), ["E92000001"])
    start = time.perf_counter()
    figures, _ = compute(indicators, Composer(kept.read(files), region), RatingRule())
    return time.perf_counter() - start, sum(figure.area == "a-new-one" for figure in figures)


def main() -> None:
    """Measure, print, and say by the exit code whether the limits hold."""
    opendata = Path(sys.argv[1]) if len(sys.argv) > 1 else OPENDATA
    if not opendata.is_dir():
        sys.exit(f"The publishers' files are not there: {opendata}. Name their folder.")
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        place = folder / "workspace"
        added, memory_added, _ = run("add", opendata, "--partial", "--workspace", place, refusals=True)
        made, memory_made, said = run("national", "--workspace", place)
        again, memory_again, said_again = run("national", "--workspace", place)
        run("add", change(opendata, folder), "--workspace", place)
        one, memory_one, said_one = run("national", "--workspace", place)
        fresh, count = new_region(Workspace(place))
        ours, theirs, both, different = peer(opendata, folder / "peer")
    seconds = {"from files to figures": added + made, "nothing changed": again, "a region never seen before": fresh}
    print(f"{'files to observations':30}{added:8.1f} s {memory_added:8.0f} MB")
    print(f"{'observations to figures':30}{made:8.1f} s {memory_made:8.0f} MB   {said}")
    for name, limit in LIMITS.items():
        print(f"{name:30}{seconds[name]:8.1f} s            limit {limit:g} s")
    print(f"{'':30}                       {said_again}; {count:,} figures of the new region")
    print(f"{'one source changed':30}{one:8.1f} s {memory_one:8.0f} MB   {said_one}")
    print(f"{', '.join(PEER)}: {both:,} figures in both, {different} of them different")
    print(f"{'  Watling':30}{ours:8.2f} s")
    print(f"{'  plain pandas':30}{theirs:8.2f} s            ratio {ours / theirs:.1f}")
    memory = max(memory_added, memory_made, memory_again, memory_one)
    held = all(seconds[name] <= limit for name, limit in LIMITS.items()) and memory <= MEGABYTES
    sys.exit(0 if held and both and not different else 1)


if __name__ == "__main__":
    main()
