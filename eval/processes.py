"""Running a process of our own and measuring it: wall time, peak memory, what it printed."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from eval.records import EvalError

# Seconds between two looks at a running process: what its wall time may be too long.
_STEP = 0.01


@dataclass(frozen=True, slots=True)
class Finished:
    """A process that has ended."""

    status: int
    """Its exit status; negative for a signal."""
    seconds: float
    """From its start to its end."""
    peak_mb: float
    """Greatest resident memory, in megabytes."""
    output: str
    errors: str

    @property
    def last_error(self) -> str:
        """The last line that it wrote on standard error."""
        lines = self.errors.strip().splitlines()
        return lines[-1] if lines else f"exit status {self.status}"


def run_process(arguments: Sequence[str], environment: Mapping[str, str] | None = None) -> Finished:
    """Runs this Python with `arguments` to its end; `environment` is added to ours."""
    with tempfile.TemporaryFile() as output, tempfile.TemporaryFile() as errors:
        started = time.perf_counter()
        process = _start(arguments, environment, output, errors)
        status, peak_mb = _end(process)
        return Finished(status, time.perf_counter() - started, peak_mb, _read(output), _read(errors))


def run_probe(name: str, **arguments: Any) -> tuple[dict[str, Any], float]:  # noqa: ANN401 - whatever the probe takes
    """What the probe returned, and its peak memory in megabytes; raises `EvalError` where it failed."""
    finished = run_process(["-m", "eval.probes", name, json.dumps(arguments)])
    if finished.status:
        raise EvalError(f"The measurement {name} failed ({finished.last_error}); mend that and run the command again.")
    return json.loads(finished.output.splitlines()[-1]), finished.peak_mb


def serve_page(environment: Mapping[str, str], seconds: float) -> Finished:
    """Starts `python app.py` and waits until `/` answers 200; `seconds` is then the time that took.

    The page is stopped again. `status` is 0 where it answered within `seconds`, else what it ended with.
    """
    port = _free_port()
    with tempfile.TemporaryFile() as output, tempfile.TemporaryFile() as errors:
        started = time.perf_counter()
        process = _start(["app.py"], {**environment, "PORT": str(port)}, output, errors)
        answered = None
        while answered is None and process.poll() is None and time.perf_counter() - started < seconds:
            answered = time.perf_counter() - started if _answers(port) else None
            time.sleep(_STEP)
        peak_mb = _peak_mb(process.pid)
        status = _stop(process)
        return Finished(0 if answered else status or 1, answered or 0.0, peak_mb, _read(output), _read(errors))


@contextmanager
def busy_core() -> Iterator[subprocess.Popen[bytes]]:
    """Keeps one core busy by a process of its own, which it gives, while the block runs."""
    process = subprocess.Popen([sys.executable, "-c", "while True: pass"])
    try:
        yield process
    finally:
        process.kill()
        process.wait()


def _start(
    arguments: Sequence[str], environment: Mapping[str, str] | None, output: IO[bytes], errors: IO[bytes]
) -> subprocess.Popen[bytes]:
    return subprocess.Popen([sys.executable, *arguments], stdout=output, stderr=errors, env={**os.environ, **(environment or {})})


def _end(process: subprocess.Popen[bytes]) -> tuple[int, float]:
    """Waits for the end; exit status, and peak memory in megabytes."""
    peak = 0.0
    while process.poll() is None:
        peak = max(peak, _peak_mb(process.pid))
        time.sleep(_STEP)
    return process.returncode, peak


def _stop(process: subprocess.Popen[bytes]) -> int:
    process.terminate()
    try:
        return process.wait(timeout=10)
    except subprocess.TimeoutExpired:
        process.kill()
        return process.wait()


def _peak_mb(pid: int) -> float:
    """Greatest resident memory of a running process so far; 0 where the system does not say.

    Not `ru_maxrss`: that begins with the memory of the process that started it.
    """
    try:
        status = Path(f"/proc/{pid}/status").read_text(encoding="ascii", errors="replace")
    except OSError:
        return 0.0
    return next((int(line.split()[1]) / 1000 for line in status.splitlines() if line.startswith("VmHWM")), 0.0)


def _read(file: IO[bytes]) -> str:
    file.seek(0)
    return file.read().decode("utf-8", errors="replace")


def _answers(port: int) -> bool:
    # Without the proxies of the environment: the page is on this machine.
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    try:
        with opener.open(f"http://127.0.0.1:{port}/", timeout=5) as response:
            return bool(response.status == 200)
    except (urllib.error.URLError, OSError):
        return False


def _free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])
