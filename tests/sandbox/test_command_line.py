"""`python -m sandbox` as a process."""

import asyncio
import signal
import sys
import time

import aiohttp


async def started(*words):
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "sandbox", *words, stdout=asyncio.subprocess.PIPE
    )
    line = (await process.stdout.readline()).decode()
    assert line.startswith("sandbox: http://127.0.0.1:")
    return process, line.removeprefix("sandbox: ").strip()


async def test_a_taken_port_is_one_sentence_and_code_1():
    process, address = await started()
    port = address.rstrip("/").rpartition(":")[2]
    other = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "sandbox", "--port", port, stderr=asyncio.subprocess.PIPE
    )
    _, errors = await other.communicate()
    assert other.returncode == 1
    assert errors.decode().startswith("sandbox: cannot start:")
    process.terminate()
    await process.wait()


async def test_it_prints_its_address_and_leaves_quickly_on_sigterm(tmp_path):
    clock = tmp_path / "clock"
    process, address = await started(
        "--port", "0", "--token", "77:own", "--limits", "off", "--clock-file", str(clock)
    )
    async with aiohttp.ClientSession(address) as http:
        async with http.get("/bot77:own/getMe") as answer:
            assert (await answer.json())["result"]["id"] == 77
        parked = asyncio.create_task(http.get("/bot77:own/getUpdates?timeout=50"))
        await asyncio.sleep(0.1)
        asked = time.monotonic()
        process.send_signal(signal.SIGTERM)
        assert await process.wait() == 0
        assert time.monotonic() - asked < 2
        await asyncio.gather(parked, return_exceptions=True)
    assert await process.stdout.read() == b""
