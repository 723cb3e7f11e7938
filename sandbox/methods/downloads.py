"""getFile; the download itself is served by `sandbox.door` (M20)."""

from typing import Any

from sandbox.files import DOWNLOAD_LIMIT
from sandbox.methods.registry import method
from sandbox.parameters import Parameters
from sandbox.refusals import bad_request
from sandbox.world import World


@method("getFile")
def get_file(world: World, parameters: Parameters) -> dict[str, Any]:
    """A path that is good for an hour; files over 20 MB cannot be had."""
    file = world.files.find(parameters.text("file_id"))
    if file is None:
        raise bad_request("wrong file_id or the file is temporarily unavailable")
    if file.size > DOWNLOAD_LIMIT:
        raise bad_request("file is too big")
    return {
        "file_id": file.id,
        "file_unique_id": file.unique_id,
        "file_size": file.size,
        "file_path": world.files.link(file, world.clock.now()),
    }
