"""T8-T13, G14: hostile files in a child with limits; the bot answers others meanwhile."""

import asyncio
import json
import os
import resource
import subprocess
import sys
import time

import pytest

from documents.isolated import read_isolated
from documents.unreadable import Unreadable
from tests.contracts.sources import ROOT
from tests.documents.hostile_seeds import hostile
from tests.talk import Talk
from tests.world import World

SEED = int(os.environ.get("HOSTILE_SEED", "5"))
SLOWEST = 5.0  # seconds of the processor for one file
WORDS = ("root:x:", "127.0.0.1")  # what a file must not have fetched
PROBE = """
import json, sys
from documents.child import limit_self
limit_self()
import resource, socket
found = {"memory": resource.getrlimit(resource.RLIMIT_AS)[0],
         "processor": resource.getrlimit(resource.RLIMIT_CPU)[0]}
def refused(step):
    try:
        step()
    except PermissionError:
        return True
    return False
import os, subprocess, ctypes
found["socket"] = refused(lambda: socket.socket())
found["lookup"] = refused(lambda: socket.getaddrinfo("example.org", 80))
found["program"] = refused(lambda: subprocess.Popen(["true"]))
found["shell"] = refused(lambda: os.system("true"))
try:
    bytearray(600 * 1024 * 1024)
    found["bomb"] = False
except MemoryError:
    found["bomb"] = True
print(json.dumps(found))
"""


def test_the_reading_child_has_no_network_no_programs_and_little_memory() -> None:
    """T8, T9: tried from inside, after the child has limited itself."""
    answer = subprocess.run(
        [sys.executable, "-c", PROBE], cwd=ROOT, capture_output=True, check=True, timeout=60,
        env={"PATH": os.environ["PATH"]},
    )  # fmt: skip
    found = json.loads(answer.stdout)
    assert found["memory"] == 512 * 1024 * 1024
    assert found["processor"] == 10
    assert found["socket"]
    assert found["lookup"]
    assert found["program"]
    assert found["shell"]
    assert found["bomb"]


async def _read(name: str, content: bytes) -> tuple[str, float]:
    began = _worked()
    try:
        draft = await read_isolated(content, name, 2027)
    except Unreadable as error:
        return f"refused: {error.code}", _worked() - began
    return json.dumps(draft.to_json(), ensure_ascii=False), _worked() - began


def _worked() -> float:
    """Seconds of the processor that the children had: a busy machine does not matter."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


async def _read_all(count: int) -> list[str]:
    """Read hostile files one after another; name those that were slow, crashed or told much."""
    wrong = []
    for what, name, content in hostile(SEED, count):
        answer, seconds = await _read(name, content)
        if seconds > SLOWEST or "too_hard" in answer or any(one in answer for one in WORDS):
            wrong.append(f"{what} {name!r}: {answer[:60]} in {seconds:.1f} s")
    return wrong


async def test_hostile_files_end_soon_and_tell_nothing() -> None:
    print("seed", SEED)
    assert await _read_all(18) == []


@pytest.mark.nightly
async def test_two_hundred_hostile_files_end_soon_and_tell_nothing() -> None:
    print("seed", SEED)
    assert await _read_all(200) == []


async def test_others_are_answered_while_a_hostile_file_is_read(world: World) -> None:
    talk = Talk.to(world)
    slow = [file for file in hostile(SEED, 36) if "_inflate" in file[0] or "_far" in file[0]]
    reading = [asyncio.create_task(_read(name, content)) for _, name, content in slow[:2]]
    waited = []
    while not all(task.done() for task in reading):
        began = time.monotonic()
        await talk.say("curator", "/menu")
        waited.append(time.monotonic() - began)
        await asyncio.sleep(0.05)
    await asyncio.gather(*reading)
    assert waited
    assert max(waited) < 2


def test_the_same_seed_gives_the_same_files() -> None:
    assert list(hostile(1, 9)) != list(hostile(2, 9))
    assert [name for _, name, _ in hostile(1, 9)] == [name for _, name, _ in hostile(1, 9)]
