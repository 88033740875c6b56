"""The application that the commands join."""

from __future__ import annotations

import typer

app = typer.Typer(
    name="watling",
    help="A region's evidence on digital infrastructure, skills and the labour market, and the plan made from it.",
    no_args_is_help=True,
    rich_markup_mode="markdown",
    pretty_exceptions_enable=False,
    add_completion=False,
)
