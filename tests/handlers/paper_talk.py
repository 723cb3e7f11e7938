"""A curator's talk about a paper: sent as text, read by hand, tapped through."""

from dataclasses import dataclass

from documents.reading import read_paper
from domain.roadmap_import import ImportState
from domain.roadmap_reading import read_roadmap
from services import roadmap_import
from services.roadmap_papers import ImportView
from tests.talk import Talk
from tests.world import YEAR, World
from ui.callbacks import Go


@dataclass(slots=True)
class PaperTalk:
    """What the curator sees and taps; taps are counted."""

    world: World
    talk: Talk
    taps: int = 0

    @classmethod
    def of(cls, world: World) -> "PaperTalk":
        """Begin to talk."""
        return cls(world, Talk.to(world))

    async def send(self, paper: str, year: str = "2027/28") -> str:
        """Send a paper as text, choose its year and let it be read."""
        await self.talk.run(self.talk.press("curator", Go(to="upload").pack()))
        await self.say(paper)
        await self.tap(year)
        read = read_paper(paper.encode(), "paper.txt")
        draft = read_roadmap(read, year=YEAR, calendar=self.world.content.calendar)
        async with self.world.uow() as uow:
            actor = await self.world.actor(uow, "curator")
            alive = await roadmap_import.find_alive(uow, actor)
            assert alive is not None
            assert alive.state is ImportState.READING
            await roadmap_import.finish_reading(uow, self.world.school_id, alive.id, draft)
        return await self.look()

    async def look(self) -> str:
        """Look at the paper as when its reading is done."""
        await self.talk.run(self.talk.press("curator", Go(to="import").pack()))
        return self.text

    async def tap(self, label: str) -> str:
        """Tap a button of the newest screen: one that is, or else one that holds a label."""
        self.taps += 1
        rows = self.talk.screen("curator")["keyboard"]
        exact = [one["data"] for row in rows for one in row if one["text"] == label]
        if not exact:
            return await self.talk.tap("curator", label)
        await self.talk.run(self.talk.press("curator", exact[0]))
        return self.text

    async def say(self, text: str) -> str:
        """Type something."""
        return await self.talk.say("curator", text)

    async def view(self) -> ImportView:
        """Give the paper as it stands."""
        async with self.world.uow() as uow:
            found = await roadmap_import.find_alive(uow, await self.world.actor(uow, "curator"))
        assert found is not None
        return found

    @property
    def text(self) -> str:
        """The newest screen."""
        return self.talk.text("curator")

    @property
    def buttons(self) -> list[str]:
        """Labels of the newest screen."""
        return self.talk.buttons("curator")
