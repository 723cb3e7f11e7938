"""Programs forked from a process that has imported everything: a start in milliseconds.

``born("bot", "run", …)`` is ``python -m bot run …`` without the seconds that imports take.
The commands themselves are tested as real processes in ``tests/e2e/test_commands.py``.
"""

import asyncio
import atexit
import gc
import importlib
import json
import os
import random
import runpy
import select
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
from collections.abc import Awaitable
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent
IMPORTED = (
    "aiosqlite", "asyncpg", "alembic.command", "alembic.runtime.environment", "bot.app",
    "bot.commands", "bot.copying", "bot.dead_letters", "sandbox.server",
)  # fmt: skip
LONGEST = 1 << 20  # bytes of an order: a whole environment


class Child:
    """A forked program, used as ``asyncio.subprocess.Process`` is."""

    def __init__(self, pid: int, stdout: asyncio.StreamReader, code: Awaitable[int]) -> None:
        self.pid = pid
        self.stdout = stdout
        self.code = asyncio.ensure_future(code)

    @property
    def returncode(self) -> int | None:
        """The exit code, minus the signal when killed; none while it runs."""
        return self.code.result() if self.code.done() else None

    async def wait(self) -> int:
        """Wait for its end; give the exit code."""
        return await asyncio.shield(self.code)

    def send_signal(self, number: int) -> None:
        """Send it a signal; one that has ended gets none."""
        if not self.code.done():
            with suppress(ProcessLookupError):
                os.kill(self.pid, number)

    def terminate(self) -> None:
        """Ask it to end."""
        self.send_signal(signal.SIGTERM)


@cache
def nursery(**environment: str) -> str:
    """Start the process that forks, once for an environment; give its address."""
    folder = tempfile.mkdtemp(prefix="nursery-")
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    address = str(Path(folder) / "socket")
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.nursery", address], cwd=ROOT,
        env={**os.environ, **environment}, stdin=subprocess.PIPE, stdout=subprocess.PIPE,
    )  # fmt: skip
    assert process.stdin is not None
    assert process.stdout is not None
    atexit.register(process.wait)
    atexit.register(process.stdin.close)
    assert process.stdout.readline() == b"hatched\n"
    process.stdout.close()
    return address


def _order(
    words: tuple[str, ...], env: dict[str, str], cwd: Path, files: list[int], address: str
) -> socket.socket:
    asking = socket.socket(socket.AF_UNIX)
    asking.connect(address)
    order = {"words": words, "env": {**os.environ, **env}, "cwd": str(cwd)}
    socket.send_fds(asking, [json.dumps(order).encode() + b"\n"], files)
    return asking


def run(*words: str, env: dict[str, str]) -> int:
    """Run a program to its end; give its exit code."""
    if os.name != "posix":
        command, env = [sys.executable, "-m", *words], {**os.environ, **env}
        return subprocess.run(command, cwd=ROOT, env=env, check=False).returncode
    with (
        Path(os.devnull).open("r+b") as nothing,
        _order(words, env, ROOT, [nothing.fileno()] * 2 + [2], nursery()) as asking,
        asking.makefile() as told,
    ):
        return int(told.readlines()[1])


async def born(
    *words: str, env: dict[str, str], errors: Path, cwd: Path = ROOT, stdin: bytes = b"",
    address: str = "",
) -> Child:  # fmt: skip
    """Fork a program; its errors are added to a file."""
    with tempfile.TemporaryFile() as given, errors.open("ab") as log:
        given.write(stdin)
        given.seek(0)
        ours, its = os.pipe()
        files = [given.fileno(), its, log.fileno()]
        asking = _order(words, env, cwd, files, address or await asyncio.to_thread(nursery))
        os.close(its)
    loop, stdout = asyncio.get_running_loop(), asyncio.StreamReader()
    protocol = asyncio.StreamReaderProtocol(stdout)
    await loop.connect_read_pipe(lambda: protocol, os.fdopen(ours, "rb", buffering=0))
    told, writer = await asyncio.open_unix_connection(sock=asking)
    pid = int(await told.readline())

    async def code() -> int:
        line = await told.readline()
        writer.close()
        return int(line)

    return Child(pid, stdout, code())


def _taken(asking: socket.socket) -> dict[str, Any]:
    order, files, _, _ = socket.recv_fds(asking, LONGEST, 3)
    while not order.endswith(b"\n"):
        order += asking.recv(LONGEST)
    return {**json.loads(order), "files": files}


class Server:
    """Forks for each order until its input ends."""

    def __init__(self, address: str) -> None:
        self.ears, self.alarm = socket.socketpair()
        self.alarm.setblocking(False)
        self.listening = socket.socket(socket.AF_UNIX)
        self.listening.bind(address)
        self.listening.listen(64)
        self.parents: dict[int, socket.socket] = {}

    def serve(self) -> dict[str, Any]:
        """Return in each child, with its order; the nursery itself ends here."""
        signal.signal(signal.SIGCHLD, lambda *_: None)
        signal.set_wakeup_fd(self.alarm.fileno())
        while True:
            ready, _, _ = select.select([self.listening, self.ears, sys.stdin], [], [])
            if sys.stdin in ready:
                os._exit(0)
            if self.ears in ready:
                self.ears.recv(LONGEST)
                self._reap()
            if self.listening in ready and (order := self._fork()):
                return order

    def _fork(self) -> dict[str, Any] | None:
        asking, _ = self.listening.accept()
        order = _taken(asking)
        pid = os.fork()
        if not pid:
            for one in (self.ears, self.alarm, self.listening, asking, *self.parents.values()):
                one.close()
            return order
        self.parents[pid] = asking
        asking.sendall(f"{pid}\n".encode())
        for file in order["files"]:
            os.close(file)
        return None

    def _reap(self) -> None:
        while self.parents:
            pid, status = os.waitpid(-1, os.WNOHANG)
            if not pid:
                return
            with self.parents.pop(pid) as asking, suppress(OSError):
                asking.sendall(f"{os.waitstatus_to_exitcode(status)}\n".encode())


def be(order: dict[str, Any]) -> None:
    """Become the program of an order."""
    signal.set_wakeup_fd(-1)
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    for number, file in enumerate(order["files"]):
        os.dup2(file, number)
        os.close(file)
    os.environ.clear()
    os.environ.update(order["env"])
    os.chdir(order["cwd"])
    random.seed()
    name, *sys.argv[1:] = order["words"]
    sys.modules.pop(name if "." in name else f"{name}.__main__", None)
    runpy.run_module(name, run_name="__main__", alter_sys=True)


if __name__ == "__main__":
    for module in IMPORTED:
        importlib.import_module(module)
    gc.freeze()
    server = Server(sys.argv[1])
    os.write(1, b"hatched\n")
    be(server.serve())
