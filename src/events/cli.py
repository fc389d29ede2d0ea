"""The command `events`: what an operator can mend is a sentence on stderr and exit code 2, no traceback."""

import io
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import IO, Annotated, Any, NoReturn

import typer

from events.settings import Foreseen, Settings, SettingsError

app = typer.Typer(
    help="Report launches and panel events, entered once. Settings come from EVENTS_*: see the README.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)

DemoIfEmpty = Annotated[bool, typer.Option("--demo-if-empty", help="Add the demonstration if there is nothing yet.")]
Private = Annotated[bool, typer.Option("--private", help="With private facts: mail addresses, telephone numbers.")]
Mail = Annotated[str, typer.Argument(help="The mail address of the account.")]
Organisation = Annotated[str | None, typer.Option(help="The last part of an organisation's address.")]
Loosen = Annotated[
    bool, typer.Option("--loosen-embargoes", help="Also where the file has none, or one that lifts earlier.")
]
DryRun = Annotated[bool, typer.Option("--dry-run", help="Only show what was read.")]
Whose = Annotated[
    str | None,
    typer.Option("--organisation", help="Whose launch a text is: a name, or the last part of an address."),
]
Title = Annotated[
    str | None,
    typer.Option("--title", help="What a text launches, where it does not say so itself or says it wrongly."),
]
AsJson = Annotated[
    bool, typer.Option("--json", help="As JSON: what was made, or with --dry-run each fact with where it stands.")
]
File = Annotated[str, typer.Argument(help="A file, or - for the standard stream.")]


class Unwritable(Foreseen):
    """What is printed does not arrive."""

    def __init__(self, error: OSError) -> None:
        self.why = f"the standard output cannot be written ({error.strerror})"
        super().__init__(f"The standard output cannot be written: {error.strerror}.")


class _Output(io.FileIO):
    """The standard output, of which it is known that an error is its own."""

    def write(self, data: Any) -> Any:
        try:
            return super().write(data)
        except BrokenPipeError:
            raise
        except OSError as error:
            raise Unwritable(error) from error


def main() -> None:
    """The command. Whoever reads what it prints may stop, and changes no exit code."""
    if sys.stdout:
        raw, usual = _Output(sys.stdout.fileno(), "w", closefd=False), sys.stdout
        lines = usual.isatty()
        sys.stdout = io.TextIOWrapper(io.BufferedWriter(raw), usual.encoding, usual.errors, line_buffering=lines)
    code: str | int | None = 0
    try:
        try:
            app(prog_name="events")
        except SystemExit as done:
            code = done.code
        if sys.stdout:
            sys.stdout.flush()
    except BrokenPipeError:
        _let_go()
    except Unwritable as error:  # also where something else was being said that did not arrive
        _let_go()
        print(error, file=sys.stderr)
        code = 2
    sys.exit(code)


@app.command(epilog="Example: EVENTS_PORT=9000 events serve --demo-if-empty")
def serve(demo_if_empty: DemoIfEmpty = False) -> None:
    """Serve the site until Ctrl-C.

    Brings the database up to date before, and says where the site is.
    """
    with suppress(KeyboardInterrupt), _sentences() as settings:
        from events import server

        server.serve(settings, demo_if_empty=demo_if_empty)


@app.command(epilog="Example: EVENTS_DATABASE_URL=postgresql://events@db/events events migrate")
def migrate() -> None:
    """Make the database or bring it up to date."""
    with _sentences() as settings:
        from events import server

        server.prepare(settings)
        print("The database is up to date.")


@app.command()
def worker() -> None:
    """Send mail until Ctrl-C, apart from the server.

    For a server with EVENTS_WORKER=apart. Of several workers, one works and the others wait to take over.
    """
    with suppress(KeyboardInterrupt), _sentences() as settings:
        from events import server, worker

        server.prepare(settings)
        worker.run(settings)


@app.command()
def demo() -> None:
    """Add the demonstration.

    The launch of 2010 that all this began with, and an invented one, past and to come.
    """
    with _sentences() as settings:
        from events import demo, server

        server.prepare(settings)
        _tell(demo.run(settings))


@app.command(epilog="Example: events owner robin@larkfield.example --organisation larkfield-foundation")
def owner(mail: Mail, organisation: Organisation = None) -> None:
    """Print a link that signs in an owner who lost access.

    It is good for an hour, and once. With --organisation, whoever has the address becomes owner there first.
    """
    with _sentences() as settings:
        from events import consequences, server
        from events.accounts import operators
        from events.addresses import Addresses

        _require_output()  # before there is a link that nobody has
        server.prepare(settings)
        print(operators.link(settings, mail, organisation, consequences.following(Addresses(settings.base_url))))


@app.command()
def doctor() -> None:
    """Look whether everything is as it should be, and say what to do where it is not.

    Changes nothing. The exit code is 0 if all is well, 1 if there is something to mend.
    """
    with _sentences() as settings:
        from events import doctor

        _require_output()
        found = doctor.examine(settings)
        print(doctor.printed(found))
    if any(each.how is doctor.How.MEND for each in found):
        raise typer.Exit(1)


@app.command()
def schema() -> None:
    """Print the JSON Schema of an export."""
    import json

    from events import transfer

    _require_output()
    with _until_enough():
        print(json.dumps(transfer.schema(), indent=2, ensure_ascii=False))


@app.command("export", epilog="Example: events export all.json")
def export_to(file: File = "-", private: Private = False) -> None:
    """Write the whole content as JSON.

    Accounts are not part of it, private facts only where asked for.
    """
    with _sentences() as settings:
        from events import server, transfer

        server.prepare(settings)
        with _written(file) as stream:
            transfer.export_to(settings, stream, private=private)


@app.command("import", epilog="Example: events import release.docx --organisation larkfield-foundation")
def import_from(
    file: File,
    dry_run: DryRun = False,
    as_json: AsJson = False,
    organisation: Whose = None,
    title: Title = None,
    loosen_embargoes: Loosen = False,
) -> None:
    """Make a draft launch of a press release, or read content as export writes it.

    A release, announcement, running order or speaker list (.txt, .md, .html, .docx, .csv, .xlsx) becomes a draft launch
    of the organisation that it names, with its event, panel, publication and release: nothing of it is public before it
    is published in the office. A list that names no event needs --title. --dry-run only shows what was read in it, and
    --json each fact with its words.

    Of content (.json), what has a known UID is revised and the rest is added; a file with mistakes changes nothing.
    So does one that would end an embargo, or have it lift earlier, unless --loosen-embargoes is given.
    """
    with _sentences() as settings:
        from events.press.reading import files

        is_text = Path(file).suffix.lower() in files.SUFFIXES
        if dry_run and not is_text and file != "-":
            _refuse("Only a text (.txt, .md, .html, .docx, .csv, .xlsx) can be read with --dry-run.")
        if dry_run or is_text:
            _import_text(settings, file, dry_run=dry_run, as_json=as_json, organisation=organisation, title=title)
            return
        if as_json or title:
            _refuse("--json and --title are for a text; content says what it is called, and export prints it.")

        from events import server, transfer

        server.prepare(settings)
        with _read(file) as stream, _progress() as progress:
            summary = transfer.import_from(settings, stream, progress=progress, loosens=loosen_embargoes)
        _tell(summary)


def _import_text(
    settings: Settings, file: str, *, dry_run: bool, as_json: bool, organisation: str | None, title: str | None
) -> None:
    from events.press.reading import files, printing

    with _read(file) as stream:
        content = stream.read(files.LARGEST + 1)
    try:
        if dry_run:
            _require_output()
            print(printing.draft(file, content, today=datetime.now(UTC).date(), as_json=as_json))
            return

        from events import server
        from events.web.office.launches import from_file

        server.prepare(settings)
        made = from_file.take_in(settings, file, content, organisation=organisation, title=title)
        _tell(made.as_json() if as_json else made)
    except files.Unreadable as error:
        _refuse(str(error))


@contextmanager
def _sentences() -> Iterator[Settings]:
    """The settings for a command, and plain words when it cannot be done."""
    try:
        with _until_enough():
            yield Settings.read(os.environ)
    except Unwritable:
        raise
    except (SettingsError, Foreseen) as error:
        _refuse(str(error))


@contextmanager
def _until_enough() -> Iterator[None]:
    """Ends without a word where whoever reads the output has enough of it."""
    try:
        yield
        if sys.stdout:
            sys.stdout.flush()
    except BrokenPipeError:
        _let_go()


def _tell(done: object) -> None:
    """What was done, and is done also where nobody can be told on the standard output: then stderr says it."""
    try:
        if sys.stdout:
            print(done, flush=True)
            return
        why = "there is no standard output"
    except Unwritable as error:
        _let_go()
        why = error.why
    print(f"This was done, though {why}:\n{done}", file=sys.stderr)


def _let_go() -> None:
    """What is left of the output goes nowhere, so that Python has no last words about it."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _require_output() -> None:
    if sys.stdout is None:
        _refuse("There is no standard output to write to.")


def _refuse(sentences: str) -> NoReturn:
    typer.echo(sentences, err=True)
    raise typer.Exit(2)


@contextmanager
def _read(file: str) -> Iterator[IO[bytes]]:
    if file == "-":
        if sys.stdin is None:
            _refuse("There is no standard input to read from.")
        yield sys.stdin.buffer
        return
    try:
        stream = Path(file).open("rb")  # noqa: SIM115 - closed below
    except OSError as error:
        _refuse(f"{file} cannot be opened: {error.strerror}.")
    with stream:
        yield stream


@contextmanager
def _written(file: str) -> Iterator[IO[bytes]]:
    """A new file takes the place of an old one when it is whole, not before; only its owner may read it.

    A device or a pipe is written as it goes, and the file behind a symbolic link stays behind it.
    """
    if file == "-":
        _require_output()
        yield sys.stdout.buffer
        return
    path = Path(os.path.realpath(file))
    draft = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        if Path(file).exists() and not Path(file).is_file():
            with Path(file).open("wb") as stream:
                yield stream
            return
        with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as stream:
            yield stream
        draft.replace(path)
    except OSError as error:
        _refuse(f"{file} cannot be written: {error.strerror}.")
    finally:
        draft.unlink(missing_ok=True)


@contextmanager
def _progress() -> Iterator[Callable[[str, float | None], None]]:
    """A bar on stderr if that is a terminal; elsewhere a line for each thing that is being done."""
    told = ""

    def tell(doing: str, share: float | None) -> None:
        nonlocal told
        if sys.stderr.isatty():
            bar = "" if share is None else f" [{'#' * round(share * 30):<30}] {share:4.0%}"
            print(f"\r\033[K{doing} ...{bar}", end="", file=sys.stderr, flush=True)
        elif doing != told:
            print(f"{doing} ...", file=sys.stderr, flush=True)
        told = doing

    try:
        yield tell
    finally:
        if told and sys.stderr.isatty():
            print(file=sys.stderr)
