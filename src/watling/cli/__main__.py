"""``python -m watling.cli``."""

from watling.cli import main

main()
