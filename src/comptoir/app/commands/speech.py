"""`comptoir speech install`, `listen` and `speak`: speech without a cloud."""

import asyncio
import json
from pathlib import Path
from typing import Annotated, TypeVar, assert_never

import typer

from comptoir.adapters.speech.packages import InstallFailed, Reason
from comptoir.app.commands.options import Data, Language
from comptoir.app.commands.progress import bytes_of
from comptoir.app.commands.tongue import language as chosen
from comptoir.app.commands.tongue import t
from comptoir.app.commands.trouble import Trouble
from comptoir.app.settings import Settings

Tool = TypeVar("Tool")

Archives = Annotated[
    Path | None,
    typer.Option(
        "--from",
        metavar=t("DOSSIER", "DIR"),
        help=t(
            "Dossier où les archives sont déjà, pour une machine sans réseau.",
            "Folder that has the archives already, for a machine without a network.",
        ),
    ),
]
Recording = Annotated[
    Path,
    typer.Argument(
        metavar=t("FICHIER", "FILE"),
        help=t("Un enregistrement : WAV, WebM, MP3, Ogg…", "A recording: WAV, WebM, MP3, Ogg…"),
    ),
]
Words = Annotated[
    str, typer.Argument(metavar=t("TEXTE", "TEXT"), help=t("Ce qu’il faut lire.", "What to read."))
]
Target = Annotated[
    Path,
    typer.Option(
        "--to", metavar=t("FICHIER", "FILE"), help=t("Fichier WAV à écrire.", "WAV file to write.")
    ),
]


def register(app: typer.Typer) -> None:
    """Add the commands to the application."""
    group = typer.Typer(help=t("La parole, sans nuage.", "Speech, without a cloud."))
    group.command(
        "install",
        help=t(
            "Télécharge et vérifie le reconnaisseur et la voix (343 Mo, 600 Mo installés).",
            "Fetch and check the recogniser and the voice (343 MB, 600 MB installed).",
        ),
    )(install)
    app.add_typer(group, name="speech", no_args_is_help=True)
    app.command(
        help=t(
            "Écrit ce qui est dit dans un enregistrement, et ce qui en est compris.",
            "Write what is said in a recording, and what is understood of it.",
        )
    )(listen)
    app.command(help=t("Lit un texte dans un fichier WAV.", "Read a text into a WAV file."))(speak)


def install(*, source: Archives = None, data: Data = None, language: Language = None) -> None:
    """Install the models, or say that they are there."""
    del language
    from comptoir.app import speech  # noqa: PLC0415 (slow to load)

    _check_extra()
    folder = speech.folder(_folder(data))
    if speech.is_installed(folder):
        typer.echo(t(f"Déjà installé dans {folder}.", f"Already installed in {folder}."))
        return
    from comptoir.adapters.speech import install as installing  # noqa: PLC0415 (an extra)

    try:
        with bytes_of(t("téléchargement", "fetching")) as progress:
            installing.install(folder, archives=source, progress=progress)
    except InstallFailed as problem:
        raise Trouble(_why(problem)) from None
    typer.echo(t(f"Installé dans {folder}.", f"Installed in {folder}."))


def listen(file: Recording, *, data: Data = None, language: Language = None) -> None:
    """Write the words of a recording on a line, and each act on a line of JSON."""
    del language
    from comptoir.app import speech  # noqa: PLC0415 (slow to load)

    recogniser = _there(speech.recogniser(_folder(data)))
    from comptoir.conversation.hear import hear  # noqa: PLC0415 (slow to load)
    from comptoir.conversation.understand import shape_all  # noqa: PLC0415
    from comptoir.street.hints import hint  # noqa: PLC0415

    spoken = chosen()
    likely = hint(spoken, pending=None)
    recording = file.read_bytes()
    text = asyncio.run(recogniser.transcribe(recording, language=spoken, hint=likely))
    typer.echo(text)
    heard = hear(text, language=spoken.value, pending=None)
    typer.echo(json.dumps(shape_all(heard.acts), ensure_ascii=False))


def speak(text: Words, *, to: Target, data: Data = None, language: Language = None) -> None:
    """Write a recording of a text."""
    del language
    from comptoir.app import speech  # noqa: PLC0415 (slow to load)

    voice = _there(speech.voice(_folder(data)))
    to.write_bytes(asyncio.run(voice.speak(text, language=chosen())))
    typer.echo(str(to))


def _folder(data: Path | None) -> Path:
    return Settings.read(data=data).data


def _there(tool: Tool | None) -> Tool:
    """Give what is installed.

    :raises Trouble: when it is not.
    """
    if tool is None:
        _check_extra()
        raise Trouble(
            t(
                "La parole n’est pas installée. Lancez « comptoir speech install ».",
                "Speech is not installed. Run `comptoir speech install`.",
            )
        )
    return tool


def _check_extra() -> None:
    from comptoir.app import speech  # noqa: PLC0415 (slow to load)

    if not speech.has_extra():
        raise Trouble(
            t(
                "Il manque les paquets de la parole. Lancez « pip install 'comptoir[speech]' ».",
                "The packages of speech are missing. Run `pip install 'comptoir[speech]'`.",
            )
        )


def _why(problem: InstallFailed) -> str:
    match problem.reason:
        case Reason.NO_NPM:
            return t(
                "Il manque npm. Installez Node.js, ou donnez les archives avec --from.",
                "There is no npm. Install Node.js, or give the archives with --from.",
            )
        case Reason.FETCH:
            return t(
                f"Le téléchargement a échoué ({problem.detail}). Vérifiez le réseau et relancez.",
                f"Fetching failed ({problem.detail}). Check the network and run it again.",
            )
        case Reason.CONTENT:
            return t(
                f"Le contenu n’est pas celui attendu ({problem.detail}). Rien n’est installé.",
                f"The content is not the expected one ({problem.detail}). Nothing is installed.",
            )
        case Reason.ROOM:
            return t(
                f"Il manque de la place dans {problem.detail} : il faut 1,5 Go.",
                f"There is too little room in {problem.detail}: it takes 1.5 GB.",
            )
        case _:
            assert_never(problem.reason)
