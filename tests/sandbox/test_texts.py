"""Texts and entities: M1-M6."""

import pytest

EMOJI = "\N{GRINNING FACE}"


@pytest.fixture
def say(telegram):
    async def send(text, person=None, **more):
        person = person or await telegram.person()
        return await telegram.call("sendMessage", chat_id=person, text=text, **more)

    return send


async def test_4096_code_points_pass_and_one_more_does_not_m1(say):
    status, body = await say(EMOJI * 4096)
    assert status == 200
    status, body = await say("<b>" + "я" * 4096 + "</b>  ", parse_mode="HTML")
    assert status == 200
    status, body = await say(EMOJI * 4097)
    assert (status, body["description"]) == (400, "Bad Request: message is too long")


async def test_raw_text_over_32768_bytes_is_refused_before_parsing_m2(say):
    status, body = await say("я" * 16_385)
    assert (status, body["description"]) == (400, "Bad Request: text is too long")
    status, body = await say("<" + "я" * 16_384, parse_mode="HTML")
    assert body["description"] == "Bad Request: text is too long"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "Bad Request: message text is empty"),
        (" \n\u00a0\u200b ", "Bad Request: text must be non-empty"),
        ("<b> </b>", "Bad Request: text must be non-empty"),
    ],
)
async def test_an_empty_text_is_refused_m3(say, text, words):
    status, body = await say(text, parse_mode="HTML")
    assert (status, body["description"]) == (400, words)


async def test_a_caption_of_1024_passes_and_one_more_does_not_m4(telegram):
    person = await telegram.person()
    for length, status in ((1024, 200), (1025, 400)):
        found, body = await telegram.upload(
            "sendDocument", "document", b"x", chat_id=person, caption="я" * length
        )
        assert found == status
    assert body["description"] == "Bad Request: message caption is too long"


async def test_offsets_are_utf16_and_both_ends_are_trimmed_m5(say):
    _, body = await say(f"\n {EMOJI} <b>{EMOJI}жир</b> <i>к</i> \n", parse_mode="HTML")
    assert body["result"]["text"] == f"{EMOJI} {EMOJI}жир к"
    assert body["result"]["entities"] == [
        {"type": "bold", "offset": 3, "length": 5},
        {"type": "italic", "offset": 9, "length": 1},
    ]


async def test_an_entity_is_cut_where_the_text_is_trimmed_m5(say):
    _, body = await say("<b>  слово  </b>", parse_mode="HTML")
    assert body["result"]["text"] == "слово"
    assert body["result"]["entities"] == [{"type": "bold", "offset": 0, "length": 5}]


async def test_every_tag_of_telegram_gives_its_entity_m6(say):
    tags = {
        "b": "bold", "strong": "bold", "i": "italic", "em": "italic", "s": "strikethrough",
        "strike": "strikethrough", "del": "strikethrough", "u": "underline", "ins": "underline",
        "tg-spoiler": "spoiler", "pre": "pre", "code": "code", "blockquote": "blockquote",
        "blockquote expandable": "expandable_blockquote", 'span class="tg-spoiler"': "spoiler",
        'tg-emoji emoji-id="5"': "custom_emoji", 'tg-time unix="5"': "date_time",
        'a href="https://school.example/x"': "text_link",
    }  # fmt: skip
    text = "".join(f"<{tag}>x</{tag.split()[0]}>" for tag in tags)
    _, body = await say(text, parse_mode="HTML")
    assert [one["type"] for one in body["result"]["entities"]] == list(tags.values())


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("я<div>", 'Unsupported start tag "div" at byte offset 2'),
        ("<b", "Unclosed start tag at byte offset 0"),
        ("я</b>", "Unexpected end tag at byte offset 2"),
        (
            "<b>я</i>",
            'Unmatched end tag at byte offset 5, expected "</b>", found "</i>"',
        ),
        ("<b>я", 'Can\'t find end tag corresponding to start tag "b"'),
        ("<b>я</b ", "Unclosed end tag at byte offset 5"),
        ("<i x>я</i>", 'Expected equal sign in declaration of an attribute of the tag "i" at'),
        ("<i =x>я</i>", 'Empty attribute name in the tag "i" at byte offset 0'),
        ("<i x = ", 'Unclosed start tag "i" at byte offset 0'),
        ('<i x="', "Unclosed start tag at byte offset 0"),
        ("<i x=a_>", "Unexpected end of name token at byte offset 5"),
        ("<span>я</span>", 'Tag "span" must have class "tg-spoiler" at byte offset 0'),
        ('<tg-emoji emoji-id="a">я</tg-emoji>', "Invalid custom emoji identifier specified"),
        ("&#xD800;", "Text contains invalid Unicode characters after decoding HTML entities"),
        ("5 < 6", 'Unsupported start tag "" at byte offset 2'),
    ],
)
async def test_wrong_html_is_refused_with_its_byte_offset_m6(say, text, words):
    status, body = await say(text, parse_mode="HTML")
    assert status == 400
    assert body["description"].startswith(f"Bad Request: can't parse entities: {words}")


async def test_only_four_named_references_exist_m6(say):
    _, body = await say("&lt;&gt;&amp;&quot;&laquo;&#1103;&#x44F;&lt", parse_mode="HTML")
    assert body["result"]["text"] == '<>&"&laquo;яя<'


async def test_a_language_makes_one_pre_m6(say):
    _, body = await say('<pre><code class="language-sql">x</code></pre>', parse_mode="HTML")
    assert body["result"]["entities"] == [
        {"type": "pre", "language": "sql", "offset": 0, "length": 1}
    ]


async def test_markdown_is_refused_loudly_and_an_unknown_mode_too(say):
    status, body = await say("_x_", parse_mode="MarkdownV2")
    assert status == 501
    assert "parse_mode MarkdownV2" in body["description"]
    status, body = await say("_x_", parse_mode="BBCode")
    assert (status, body["description"]) == (400, "Bad Request: unsupported parse_mode")


async def test_explicit_entities_are_kept(say):
    given = [{"type": "bold", "offset": 0, "length": 2}]
    _, body = await say("да нет", entities=given)
    assert body["result"]["entities"] == given


@pytest.mark.parametrize(
    "entity",
    [
        {"type": "bold", "offset": "x", "length": 1},
        {"type": "bold", "offset": -1, "length": 1},
        {"type": "text_link", "offset": 0, "length": 1},
        {"type": "text_mention", "offset": 0, "length": 1, "user": 5},
    ],
)
async def test_an_explicit_entity_that_is_wrong_is_refused(say, entity):
    status, body = await say("да", entities=[entity])
    assert status == 400
    assert body["description"].startswith("Bad Request: can't parse MessageEntity")


async def test_links_commands_and_mentions_are_found_without_markup(say):
    _, body = await say("См. https://school.example/a, /menu и @anna_petrovna #итоги a@b.example")
    found = body["result"]["entities"]
    assert [one["type"] for one in found] == ["url", "bot_command", "mention", "hashtag", "email"]
    assert found[0] == {"type": "url", "offset": 4, "length": 24}


async def test_a_name_escaped_by_the_bot_adds_no_entity(say):
    _, body = await say("<b>Иванова_&lt;b&gt;&amp;&quot;</b> \u202eabc", parse_mode="HTML")
    assert body["result"]["text"].startswith('Иванова_<b>&"')
    assert [one["type"] for one in body["result"]["entities"]] == ["bold"]


async def test_a_link_to_an_unknown_place_is_dropped_and_a_user_link_is_a_mention(say, telegram):
    person = await telegram.person()
    _, body = await say('<a href="nowhere">x</a>', person, parse_mode="HTML")
    assert "entities" not in body["result"]
    _, body = await say(f'<a href="tg://user?id={person}">x</a>', person, parse_mode="HTML")
    assert body["result"]["entities"][0]["user"]["first_name"] == "Анна"


async def test_unknown_parameters_are_ignored_and_known_ones_accepted(say):
    status, body = await say(
        "x",
        disable_notification=True,
        protect_content=True,
        link_preview_options={"is_disabled": True},
        nonsense="x",
    )
    assert status == 200
    assert body["result"]["has_protected_content"] is True
    assert body["result"]["link_preview_options"] == {"is_disabled": True}
