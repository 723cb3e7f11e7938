"""Edits, deletions and replies: M12-M15b, M19, M22."""

import pytest

from sandbox.methods.deleting import DELETE_SECONDS

NOT_MODIFIED = (
    "400 Bad Request: message is not modified: specified new message content and reply markup "
    "are exactly the same as a current content and reply markup of the message"
)
MARKUP = {"inline_keyboard": [[{"text": "Да", "callback_data": "y"}]]}
CANNOT = "400 Bad Request: message can't be edited"


@pytest.fixture
async def person(telegram):
    return await telegram.person()


@pytest.fixture
def send(telegram, person):
    async def send(**more):
        more = {"text": "а"} | more
        return (await telegram.ok("sendMessage", chat_id=person, **more))["message_id"]

    return send


async def test_an_edit_changes_text_keyboard_and_edit_date(telegram, person, send):
    message_id = await send(reply_markup=MARKUP)
    edited = await telegram.ok(
        "editMessageText",
        chat_id=person,
        message_id=message_id,
        text="<b>б</b>",
        parse_mode="HTML",
    )
    assert (edited["text"], edited["entities"][0]["type"]) == ("б", "bold")
    assert edited["edit_date"] >= edited["date"]
    assert "reply_markup" not in edited
    view = (await telegram.messages(person))[-1]
    assert (view["html"], view["versions"], view["keyboard"]) == ("<b>б</b>", ["а"], None)


async def test_the_same_text_and_keyboard_are_refused_m12(telegram, person, send):
    message_id = await send(reply_markup=MARKUP)
    same = {"chat_id": person, "message_id": message_id, "reply_markup": MARKUP}
    assert await telegram.refused("editMessageText", text=" а ", **same) == NOT_MODIFIED
    assert await telegram.refused("editMessageReplyMarkup", **same) == NOT_MODIFIED
    await telegram.ok("editMessageText", text="<b>а</b>", parse_mode="HTML", **same)


async def test_a_missing_message_is_refused_m13(telegram, person):
    where = {"chat_id": person, "message_id": 99}
    assert (
        await telegram.refused("editMessageText", text="б", **where)
        == "400 Bad Request: message to edit not found"
    )
    assert (
        await telegram.refused("deleteMessage", **where)
        == "400 Bad Request: message to delete not found"
    )
    assert (
        await telegram.refused("editMessageText", text="б", chat_id=person)
        == "400 Bad Request: message identifier is not specified"
    )


async def test_a_deleted_message_is_gone_for_edits_m13(telegram, person, send):
    where = {"chat_id": person, "message_id": await send()}
    assert await telegram.ok("deleteMessage", **where) is True
    refusal = await telegram.refused("editMessageText", text="б", **where)
    assert refusal == "400 Bad Request: message to edit not found"
    assert (await telegram.messages(person))[-1]["deleted"] is True


async def test_a_person_deletes_the_bots_message_for_both_m13(telegram, person, send):
    message_id = await send()
    async with telegram.http.delete(f"/control/people/{person}/messages/{message_id}") as answer:
        assert answer.status == 200
    refusal = await telegram.refused("deleteMessage", chat_id=person, message_id=message_id)
    assert refusal == "400 Bad Request: message to delete not found"


async def test_a_message_older_than_48_hours_cannot_be_deleted_m14(telegram, person, send):
    where = {"chat_id": person, "message_id": await send()}
    await telegram.control("clock", add_seconds=DELETE_SECONDS + 1)
    refusal = await telegram.refused("deleteMessage", **where)
    assert refusal == "400 Bad Request: message can't be deleted for everyone"


async def test_in_a_group_the_refusals_to_delete_are_shorter_m14(telegram, person):
    group = (await telegram.control("groups", title="8Б", members=[person]))["id"]
    theirs = await telegram.control(f"people/{person}/send", text="а", chat_id=group)
    where = {"chat_id": group, "message_id": theirs["message_id"]}
    refused = "400 Bad Request: message can't be deleted"
    assert await telegram.refused("deleteMessage", **where) == refused
    own = await telegram.ok("sendMessage", chat_id=group, text="а")
    await telegram.control("clock", add_seconds=DELETE_SECONDS + 1)
    where["message_id"] = own["message_id"]
    assert await telegram.refused("deleteMessage", **where) == refused


async def test_the_bots_own_message_may_be_edited_after_a_year_m15(telegram, person, send):
    message_id = await send()
    await telegram.control("clock", add_seconds=365 * 86_400)
    await telegram.ok("editMessageText", chat_id=person, message_id=message_id, text="б")


async def test_other_peoples_messages_are_never_edited_m15(telegram, person):
    theirs = await telegram.control(f"people/{person}/send", text="а")
    refusal = await telegram.refused(
        "editMessageText", chat_id=person, message_id=theirs["message_id"], text="б"
    )
    assert refusal == CANNOT


@pytest.mark.parametrize(
    "markup", [{"keyboard": [["Да"]]}, {"remove_keyboard": True}, {"force_reply": True}]
)
async def test_a_message_sent_with_a_reply_keyboard_is_never_edited_m15b(
    telegram, person, send, markup
):
    message_id = await send(reply_markup=markup)
    where = {"chat_id": person, "message_id": message_id}
    assert await telegram.refused("editMessageText", text="б", **where) == CANNOT
    assert await telegram.refused("editMessageReplyMarkup", reply_markup=MARKUP, **where) == CANNOT


async def test_a_forwarded_message_is_never_edited_and_a_copied_one_is_m15b(
    telegram, person, send
):
    source = {"from_chat_id": person, "message_id": await send()}
    forwarded = await telegram.ok("forwardMessage", chat_id=person, **source)
    assert forwarded["forward_origin"]["sender_user"]["is_bot"] is True
    copied = await telegram.ok("copyMessage", chat_id=person, **source)
    edit = {"chat_id": person, "text": "б"}
    refusal = await telegram.refused("editMessageText", message_id=forwarded["message_id"], **edit)
    assert refusal == CANNOT
    await telegram.ok("editMessageText", message_id=copied["message_id"], **edit)


async def test_copying_what_is_not_there_is_refused(telegram, person):
    source = {"chat_id": person, "from_chat_id": person, "message_id": 99}
    for method, words in (("copyMessage", "copy"), ("forwardMessage", "forward")):
        refusal = await telegram.refused(method, **source)
        assert refusal == f"400 Bad Request: message to {words} not found"


async def test_text_and_caption_do_not_turn_into_one_another(telegram, person, send):
    _, body = await telegram.upload("sendDocument", "document", b"x", chat_id=person, caption="а")
    file_id = body["result"]["message_id"]
    refusal = await telegram.refused(
        "editMessageText", chat_id=person, message_id=file_id, text="б"
    )
    assert refusal == "400 Bad Request: there is no text in the message to edit"
    refusal = await telegram.refused(
        "editMessageCaption", chat_id=person, message_id=await send(), caption="б"
    )
    assert refusal == "400 Bad Request: there is no caption in the message to edit"
    await telegram.ok("editMessageCaption", chat_id=person, message_id=file_id, caption="б")


async def test_an_edit_takes_inline_keyboards_only(telegram, person, send):
    refusal = await telegram.refused(
        "editMessageText",
        chat_id=person,
        message_id=await send(),
        text="б",
        reply_markup={"keyboard": [["Да"]]},
    )
    assert refusal == "400 Bad Request: inline keyboard expected"


async def test_deleting_takes_1_to_100_and_skips_the_missing_m19(telegram, person, send):
    message_id = await send()
    where = {"chat_id": person}
    assert await telegram.ok("deleteMessages", message_ids=[message_id, 999], **where) is True
    for ids, words in (
        ([], "message identifiers are not specified"),
        (list(range(1, 102)), "too many message identifiers specified"),
    ):
        refusal = await telegram.refused("deleteMessages", message_ids=ids, **where)
        assert refusal == f"400 Bad Request: {words}"


@pytest.mark.parametrize(
    "name", ["sendMediaGroup", "sendPoll", "stopPoll", "copyMessages", "forwardMessages"]
)
async def test_albums_polls_and_lists_are_refused_loudly_and_never_taken_m19(telegram, name):
    refusal = await telegram.refused(name, chat_id=1)
    assert refusal == f"501 Not Implemented: the sandbox does not build method {name}"


async def test_a_reply_to_a_missing_message_is_refused_unless_allowed_m22(telegram, person, send):
    refusal = await telegram.refused(
        "sendMessage", chat_id=person, text="а", reply_parameters={"message_id": 99}
    )
    assert refusal == "400 Bad Request: message to be replied not found"
    allowed = {"message_id": 99, "allow_sending_without_reply": True}
    sent = await telegram.ok("sendMessage", chat_id=person, text="а", reply_parameters=allowed)
    assert "reply_to_message" not in sent
    found = {"message_id": sent["message_id"]}
    replied = await telegram.ok("sendMessage", chat_id=person, text="б", reply_parameters=found)
    assert replied["reply_to_message"]["message_id"] == sent["message_id"]


async def test_a_persons_edit_comes_as_edited_message(telegram, person):
    sent = await telegram.control(f"people/{person}/send", text="а")
    await telegram.control(f"people/{person}/edit", message_id=sent["message_id"], text="б")
    _, edited = await telegram.updates()
    assert edited["edited_message"]["text"] == "б"
    assert edited["edited_message"]["edit_date"] >= edited["edited_message"]["date"]
