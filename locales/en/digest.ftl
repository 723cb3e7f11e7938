## What the bot says unasked: the digest, meetings, letters

news-school = <i>{ $school }</i>
digest-head = { $count ->
    [one] Good morning, { $name }. { $count } matter waits for you.
   *[other] Good morning, { $name }. { $count } matters wait for you.
}
digest-item = { $number }. { $text }
digest-more = And { $count } more, in /menu.
digest-why = <i>You get this as { $role ->
    [curator] the curator of the programme
    [administration] a member of the administration
    [mentor] a mentor
    [member] a member of a pair
    [person] a participant of the programme
   *[responsible] the person responsible for activities
}.</i>

digest-activity-soon = “{ $title }”: { $day }, { $distance }.
digest-activity-late = “{ $title }”: { $distance }.
digest-activity-reminded = “{ $title }”: { $is_dated ->
    [yes] { $day }, { $distance }
   *[no] no date is set
}.
digest-activity-late-curator = “{ $title }”: { $distance }, { $has_who ->
    [no] nobody is assigned
   *[yes] { $who }
}.
digest-activity-late-head = “{ $title }”: { $distance }.
digest-activity-unbound = “{ $title }”: { $day }, { $distance }; nobody is assigned.
digest-change-asked = { $who } asks to move “{ $title }” to { $new }{ $has_reason ->
    [no] {""}
   *[yes] : { $reason }
}.
digest-change-decided = “{ $title }”: { $is_accepted ->
    [yes] the deadline is moved to { $new }
   *[no] the deadline stays as it was
}.
digest-pair-proposed = A pair is proposed to you: { $who }, { $side ->
    [mentor] with you as the mentor
   *[mentee] as your mentor
}. It is quite all right to say no.
digest-pair-agreed = The pair is agreed: { $who }. You can set the first meeting.
digest-pair-declined = The pair did not come about: { $who }. You can propose another one.
digest-pair-quiet = { $who }: no meeting is set yet.
digest-pair-quiet-curator = { $who }: they have not met for a while (since { $day }).
digest-pair-complete = { $who }: all five kinds of meeting have been held; the pair can be finished.
digest-questionnaire = The { $code ->
    [mentor] mentor's questionnaire
    [mentee] mentee's questionnaire
   *[other] questionnaire “{ $code }”
} waits for answers: about five minutes, each answer is saved at once.
digest-meeting-report = { $who }, meeting { $when }: did it take place?
digest-meeting-disputed = { $who }, { $when }: the answers differ. Please find out how it was.
digest-consent-missing = { $who }: { $is_opened ->
    [yes] the link was opened, the consent is not answered yet
   *[no] the invitation was not opened
} (since { $day }). The consent may be taken on paper.
digest-consent-refused = { $who }: no consent in the bot. You can offer paper; a refusal has no consequences.
digest-wrong-person = { $who }: the wrong person opened the link, so it is off. Please send a new one.
digest-unreachable = { $who }: messages do not arrive, the bot is blocked. Please tell them in person.
digest-letter = { $who } waits for an answer: { $text }

news-meeting-proposed = { $who } proposes a meeting ({ $kind ->
    [first] the first one
    [trial] a trial one
    [planning] planning
    [regular] a regular one
   *[final] the final one
}): { $when }{ $place ->
    [yes] , { $where }
   *[no] {""}
}.
    You get this because you are in one pair.
news-meeting-changed = { $who } proposes another time ({ $kind ->
    [first] the first meeting
    [trial] the trial meeting
    [planning] the planning meeting
    [regular] a regular meeting
   *[final] the final meeting
}): { $when }{ $place ->
    [yes] , { $where }
   *[no] {""}
}.
    The meeting is set once you confirm it.
news-meeting-answered = { $answer ->
    [confirmed] { $who } confirms. The meeting is set: { $when }.
    [declined] { $who } cannot come: { $when }. Please propose another time when it suits you.
   *[cancelled] { $who } cancels the meeting: { $when }. You can set another one.
}
news-meeting-tomorrow = { $state ->
    [confirmed] A reminder of your meeting: { $who }, { $when }{ $place ->
        [yes] , { $where }
       *[no] {""}
    }. You agreed on it.
    [asked] The meeting is not confirmed yet: { $who }, { $when }{ $place ->
        [yes] , { $where }
       *[no] {""}
    }. It will take place if you answer “Suits me”.
   *[waiting] No answer yet: { $who }, { $when }. Until it is confirmed, the meeting is not set.
}
news-meeting-over = Meeting: { $who }, { $when }. Did it take place? I ask because you are the mentor of the pair.
news-meeting-over-mentee = Meeting: { $who }, { $when }. Did you meet? One tap is enough.
news-curator-reminds = A reminder from the curator. { $text }
news-letter = { $who }{ $post ->
    [yes] {" "}({ $work })
   *[no] {""}
} writes to the curator:
    { $text }
news-down = The bot did not run from { $since } to { $until }. Messages sent in that time may be lost: if something is missing, ask for it again.
news-owner = { $what ->
    [dead-letter] Messages the bot could not handle: { $count }. The first: { $since }. Their senders were told, the messages are kept, the last one is no. { $number }. See them on the server with the command dead-letters.
    [undelivered] Messages of the bot that the messenger did not take: { $count }. The first: { $since }. People did not get them. Why is in the server's log: look for “was given up”.
    [database] The database stopped taking what is written: { $since }. It takes it again now. What people wrote has waited its turn; presses of buttons may be lost. Please check that the disk has room.
    [tick] Times the reminders did not run: { $count }. The first: { $since }. The bot tries again every minute. Why is in the server's log: look for “failed”.
    [job] Files that could not be read or made: { $count }. The first: { $since }. Those who waited were told. Why is in the server's log: look for “job”.
   *[backup] No backup was written: { $since }. Please check that the disk has room, and make one on the server with the command backup.
} You get this as an owner of the bot.

button-look = Open
button-my-activities = My activities
button-set-meeting = Set meeting
button-fill-now = Fill in
button-card = Card
button-letter-close = Answered
digest-consent-missing-many = Invited but without consent: { $count }. You may remind them in person or take the consent on paper.
digest-minor = { $who } is under 18. A legal representative's consent on paper is needed.
digest-meeting-lapsed = Nobody confirmed the meeting { $when }, so it will not be. Another time may be proposed.
digest-activity-blocked = “{ $title }” waits for “{ $text }” — { $distance }.
digest-activity-waits = “{ $title }” is yours but waits for “{ $text }” — { $distance }.
