"""A progress bar on standard error, where there is a terminal to show it."""

from collections.abc import Callable, Generator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import (
    BarColumn,
    DownloadColumn,
    Progress,
    SpinnerColumn,
    TaskID,
    TaskProgressColumn,
    TextColumn,
    TimeElapsedColumn,
    TimeRemainingColumn,
)

from comptoir.adapters.catalogues.lines import Progress as Heard
from comptoir.adapters.catalogues.lines import unheard
from comptoir.app.commands.tongue import t


@contextmanager
def progress_of(file: str) -> Generator[Heard]:
    """Give what hears how far a file has been read, and show it."""
    console = Console(stderr=True)
    if not console.is_terminal:
        yield unheard
        return
    columns = (
        SpinnerColumn(),
        TextColumn("{task.description}"),
        BarColumn(),
        TaskProgressColumn(),
        TimeElapsedColumn(),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=console, transient=True) as bar:
        task = bar.add_task(file, total=None)

        def heard(done: int, whole: int, /) -> None:
            ended = whole > 0 and done >= whole
            words = t("écriture des offres", "writing offers") if ended else file
            bar.update(task, completed=done, total=whole or None, description=words)

        yield heard


@contextmanager
def bytes_of(words: str) -> Generator[Callable[[str, int, int], None]]:
    """Give what hears how many bytes of a named thing are here, and show it."""
    console = Console(stderr=True)
    columns = (TextColumn("{task.description}"), BarColumn(), DownloadColumn(), TimeElapsedColumn())
    with Progress(*columns, console=console, disable=not console.is_terminal) as bar:
        tasks: dict[str, TaskID] = {}

        def heard(name: str, done: int, whole: int, /) -> None:
            if name not in tasks:
                tasks[name] = bar.add_task(f"{words} {name}", total=whole)
            bar.update(tasks[name], completed=done)

        yield heard
