"""So that ``python -m watling`` is the command line."""

from watling.cli import main

main()
