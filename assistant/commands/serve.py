"""`serve`: the page, on this machine only."""

from __future__ import annotations

import contextlib
import errno
import ipaddress
import socket
from typing import TYPE_CHECKING

import click

from assistant.commands.failures import Failure
from assistant.commands.options import reads_index
from assistant.config import Settings

if TYPE_CHECKING:
    from assistant.adding.gate import Gate
    from assistant.chain import PlanAssistant


@click.command(short_help="Open the page in a browser.")
@click.option("--port", type=click.IntRange(1, 65535), help="Port of the page (default: PORT, then 7860).")
@click.option("--host", default="127.0.0.1", show_default=True, help="Loopback address to listen on.")
@reads_index
def serve(port: int | None, host: str, settings: Settings) -> None:
    """Serve the page on this machine until Ctrl-C."""
    port = port or settings.port
    require_loopback(host)
    require_free(host, port)
    from assistant.chain import open_assistant  # deferred: LangChain takes half a second

    assistant = open_assistant(settings)
    from assistant.feedback import FeedbackStore  # deferred with the page
    from assistant.feedback_file import FeedbackError
    from assistant.ui.page import launch_page  # deferred: Gradio takes three seconds; a missing index is told before

    click.echo(f"Plan Assistant is served on http://{host}:{port} (Ctrl-C ends it).")
    feedback = FeedbackStore(settings.data, settings.feedback_days) if settings.feedback else None
    if feedback:
        with contextlib.suppress(FeedbackError):  # a question will tell
            feedback.remove_expired()
    launch_page(assistant, port=port, host=host, data=settings.data, feedback=feedback, gate=_gate(assistant, settings))


def _gate(assistant: PlanAssistant, settings: Settings) -> Gate | None:
    """Lets the operator in who has the password that is set; None where none is."""
    if settings.operator_password is None:
        return None
    from assistant.adding.desk import Desk, Place  # deferred with the page
    from assistant.adding.gate import Gate
    from index.embed import load_embedder

    place = Place(
        settings.index_folder, settings.library, (settings.corpus,), settings.chroma_url, lambda: load_embedder(settings.embeddings),
        lambda: {entry["id"]: entry["title"] for entry in assistant.index.manifest.documents},
    )  # fmt: skip
    return Gate(settings.operator_password.get_secret_value(), lambda: Desk(place))


def require_loopback(host: str) -> None:
    """Raises `Failure` where `host` is reachable from another machine: the page has no login yet."""
    try:
        loopback = host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        loopback = False
    if not loopback:
        raise Failure(f"The page has no login yet and is not opened to other machines, so {host} is refused; leave --host out.")


def require_free(host: str, port: int) -> None:
    """Raises `Failure` where another program listens on the port, or this user may not."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        # As the server does: a port that was closed a minute ago counts as free.
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            reason = "is taken by another program" if error.errno == errno.EADDRINUSE else f"cannot be used ({error.strerror})"
            raise Failure(f"Port {port} on {host} {reason}; choose another with --port or PORT=.") from None
