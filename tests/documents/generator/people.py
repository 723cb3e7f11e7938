"""Responsibles of a school: persons, posts, groups and organisations, as its cells name them."""

from dataclasses import dataclass
from random import Random

from tests.documents.generator import invented
from tests.documents.generator.truth import Who

POSTS = [
    "директор", "заместитель директора по УВР", "зам. директора по ВР", "педагог-психолог",
    "социальный педагог", "методист", "советник директора по воспитанию", "учитель информатики",
    "заведующий библиотекой", "старший воспитатель", "зам. директора по УР", "педагог-организатор",
    "куратор программы", "Директор школы", "ответственный за сайт",
]  # fmt: skip
GROUPS = [
    "классные руководители", "руководители МО", "учителя-предметники", "наставники",
    "классные руководители 5–9 классов", "наставники программы", "молодые педагоги",
    "рабочая группа", "члены рабочей группы", "заместители директора", "наставляемые",
    "педагоги-наставники", "родители", "все педагоги",
    "воспитатели групп", "кураторы пар",
]  # fmt: skip
ORGANISATIONS = [
    ("администрация школы", ("group",)),
    ("Администрация ОУ", ("group",)),
    ("Дом творчества «Искра»", ()),
    ("ЦДО «Радуга»", ()),
    ("отдел образования администрации района", ("group",)),
    ("педагогический совет", ("group",)),
    ("Совет наставников", ("group",)),
    ("районная библиотека", ("group",)),
    ("методический совет", ("group",)),
]
ROLES = {"рабочая группа", "наставники", "наставляемые"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """The words of a cell and who is named in it."""

    words: str
    who: tuple[Who, ...]
    may: tuple[str, ...] = ()


@dataclass(slots=True, kw_only=True)
class Staff:
    """The persons of one school, each with one pair of initials."""

    random: Random
    persons: list[tuple[str, str, str]]

    @classmethod
    def hired(cls, random: Random) -> "Staff":
        """Five people of this school."""
        surnames = random.sample(invented.SURNAMES, 5)
        persons = []
        for surname in surnames:
            is_woman = surname.endswith(("а", "ая"))
            names = invented.WOMEN if is_woman else invented.MEN
            first, middle = random.choice(names).split()
            persons.append((surname, first, middle))
        return cls(random=random, persons=persons)

    def cell(self) -> Cell:
        """Any cell of the column; one in fourteen is empty."""
        makers = [self._person, self._persons, self._post, self._group, self._organisation]
        makers += [self._mixed, self._with_post, self._person, self._posts, self._case]
        if self.random.random() < 0.07:
            return Cell(words="", who=())
        return self.random.choice(makers)()

    def _written(self, person: tuple[str, str, str]) -> Who:
        surname, first, middle = person
        one, two = first[0], middle[0]
        words = self.random.choice(
            [
                f"{surname} {one}.{two}.",
                f"{surname} {one}.{two}.",
                f"{surname} {one}. {two}.",
                f"{one}.{two}. {surname}",
                f"{one}. {two}. {surname}",
                f"{one}.{two}.{surname}",
                f"{surname} {first} {middle}",
            ]
        )
        return Who(kind="person", text=words)

    def _one_of(self, persons: list[tuple[str, str, str]]) -> Who:
        return self._written(self.random.choice(persons))

    def _person(self) -> Cell:
        who = self._one_of(self.persons)
        return Cell(words=who.text, who=(who,))

    def _persons(self) -> Cell:
        """Two or three in one cell, written alike."""
        chosen = self.random.sample(self.persons, self.random.choice([2, 2, 3]))
        who = tuple(
            Who(kind="person", text=f"{surname} {first[0]}.{middle[0]}.")
            for surname, first, middle in chosen
        )
        joint = self.random.choice([", ", "; ", "\n", ",\n", " "])
        return Cell(words=joint.join(one.text for one in who), who=who)

    def _post(self) -> Cell:
        text = self.random.choice(POSTS)
        return Cell(words=text, who=(_post(text),))

    def _posts(self) -> Cell:
        texts = self.random.sample(POSTS[1:8], 2)
        joint = self.random.choice([", ", ",\n", "; ", "\n"])
        return Cell(words=joint.join(texts), who=tuple(_post(text) for text in texts))

    def _group(self) -> Cell:
        text = self.random.choice(GROUPS)
        words = text if self.random.random() < 0.5 else text[0].upper() + text[1:]
        return Cell(words=words, who=(Who(kind="group", text=text, also=("post",)),))

    def _organisation(self) -> Cell:
        text, also = self.random.choice(ORGANISATIONS)
        return Cell(words=text, who=(Who(kind="organisation", text=text, also=also),))

    def _mixed(self) -> Cell:
        """Sorts of responsibles in one cell; a post after a person's comma may be the person's."""
        cells = [self._group(), self._post(), self._person(), self._organisation()]
        chosen = self.random.sample(cells, self.random.choice([2, 2, 3]))
        joint = self.random.choice([", ", "; ", ",\n"])
        who = tuple(one for cell in chosen for one in cell.who)
        named = {one.kind for one in who}
        may: tuple[str, ...] = ()
        if joint != "; " and "person" in named:
            may = tuple(one.text for one in who if one.kind in {"post", "organisation"})
            who = tuple(one for one in who if one.text not in may)
        return Cell(words=joint.join(cell.words for cell in chosen), who=who, may=may)

    def _with_post(self) -> Cell:
        """A person with the post beside: the post may be named apart."""
        who, post = self._one_of(self.persons), self.random.choice(POSTS[1:8])
        forms = ["{who}, {post}", "{post} {who}", "{post} – {who}", "{who} ({post})"]
        words = self.random.choice(forms).format(who=who.text, post=post)
        return Cell(words=words, who=(who,), may=(post,))

    def _case(self) -> Cell:
        """In another grammatical case."""
        surname, first, middle = self.random.choice(self.persons)
        if not surname.endswith(("ина", "ова", "нева")) or "-" in surname:
            return self._person()
        words = f"{surname[:-1]}ой {first[0]}.{middle[0]}."
        return Cell(words=words, who=(Who(kind="person", text=words),))


def _post(text: str) -> Who:
    return Who(kind="post", text=text, also=("group",) if "куратор" in text else ())
