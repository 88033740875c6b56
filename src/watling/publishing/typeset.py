"""Setting a report's data as PDF/UA-1 with Typst, in a process of its own.

Typst keeps some 200 MB for a report of sixty pages. In a process of its own it gives them back when it is done, so
that a build never holds them together with everything else.
"""

from __future__ import annotations

import subprocess
import sys
from importlib.resources import files
from pathlib import Path

from watling.errors import WatlingError

TEMPLATE = Path(__file__).with_name("report.typ")
FONTS = Path(str(files("font_roboto") / "files"))


def typeset(data: str, file: Path) -> None:
    """Set a report's data (JSON, as the template report.typ reads it) and write it to ``file``.

    Raises WatlingError, with Typst's words, for what the standard refuses, such as a drawing without words.
    """
    command = [sys.executable, "-m", "watling.publishing.typeset", str(file.resolve())]
    done = subprocess.run(command, input=data.encode(), capture_output=True, check=False)
    if done.returncode:
        raise WatlingError(f"{file.name} cannot be set as PDF: {done.stderr.decode().strip()}")


def main() -> None:
    """Read the data from standard input and write the file that is named."""
    import typst

    try:
        content = typst.compile(
            TEMPLATE,
            root=TEMPLATE.parent,
            font_paths=[FONTS],
            ignore_system_fonts=True,
            sys_inputs={"report": sys.stdin.buffer.read().decode()},
            format="pdf",
            pdf_standards=["ua-1"],
        )
    except typst.TypstError as error:
        sys.exit(str(error))
    Path(sys.argv[1]).write_bytes(content)


if __name__ == "__main__":
    main()
