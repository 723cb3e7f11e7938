## Pairs and meetings

pairs-head = <b>Pairs: { $count }</b>
pairs-none = There are no pairs yet. A pair is made of people who are in the registers.
pair-line = { $mentors } → { $mentees } · { $state ->
    [proposed] waits for consent
    [agreed] agreed
    [working] meetings: { $held }
    [finished] finished
    [declined] declined
   *[stopped] stopped
}
button-make-pair = Make a pair
pair-choose-mentor = Who is the mentor?
pair-choose-mentee = Who is the mentee?
pair-no-mentor = The register of mentors is empty: consent and a questionnaire are needed. Please invite mentors.
pair-no-mentee = The register of mentees is empty: consent and a questionnaire are needed. Please invite mentees.
pair-candidate = { $name }, { $post }{ $paired ->
    [yes] {" "}· in a pair already
   *[no] {""}
}
pair = <b>{ $mentors } → { $mentees }</b>
pair-state = { $state ->
    [proposed] The pair is proposed: both have to agree.
    [agreed] The pair is agreed. The first meeting can be set.
    [working] The pair is working.
    [finished] The pair is finished. Thanks to both.
    [declined] The pair did not come about. That is all right; the search goes on.
   *[stopped] The pair is stopped.
}
pair-waits = Waiting for an answer: { $name }
pair-meeting = { $kind ->
    [first] First
    [trial] Trial
    [planning] Planning
    [regular] Regular
   *[final] Final
}: { $when } — { $state ->
    [proposed] proposed
    [confirmed] confirmed
    [held] held
    [not_held] not held
    [declined] declined
    [cancelled] cancelled
    [lapsed] not confirmed
   *[moved] moved
}
pair-made = The pair is made. Both will be asked in the morning digest; you can also tell them now.
pair-told = { $count ->
    [0] Nobody to tell: both are without the bot. Please record their answers from paper.
   *[other] Told: { $count }.
}
pair-agreed-now = Thank you, your consent is recorded.
pair-declined-now = All right, noted. The curator will propose another option; a refusal has no consequences.
pair-finished-now = The pair is finished.
pair-stopped-now = The pair is stopped.
pair-stop-confirm = Stop the pair? A meeting that is set will be cancelled, the history stays.
button-agree = Agree
button-decline = Decline
button-tell-now = Tell now
button-agree-paper = Consent on paper: { $name }
button-open-meeting = Open meeting
button-propose = Propose meeting: { $kind ->
    [first] first
    [trial] trial
    [planning] planning
    [regular] regular
   *[final] final
}
button-finish-pair = Finish pair
button-stop-pair = Stop pair

meeting-ask-day = { $kind ->
    [first] First meeting
    [trial] Trial meeting
    [planning] Planning meeting
    [regular] Regular meeting
   *[final] Final meeting
}: when? Choose a day or write it, for example “28.11 15:30, room 12”.
meeting-ask-time = { $day }: at what time? Choose it or write it, for example “15:30, room 12”.
meeting = <b>{ $kind ->
    [first] First meeting
    [trial] Trial meeting
    [planning] Planning meeting
    [regular] Regular meeting
   *[final] Final meeting
}</b>: { $who }
    { $when }{ $place ->
    [yes] , { $where }
   *[no] {""}
}
meeting-state = { $state ->
    [mine] It waits for your answer.
    [waiting] Waiting for confirmation: until it is confirmed, the meeting is not set.
    [confirmed] Confirmed.
    [held] Held.
    [not_held] Not held.
    [declined] The proposal was declined.
    [cancelled] Cancelled.
    [lapsed] Nobody confirmed the proposal in time.
   *[moved] Moved.
}
meeting-disputed = The two sides answered differently. Please ask both and mark how it was.
meeting-reported = Your answer is recorded.
meeting-line = Result: { $line }
meeting-proposed-now = The proposal is sent. The meeting is set once it is confirmed.
meeting-confirmed-now = { $reminded ->
    [yes] The meeting is confirmed. I will remind you the evening before.
   *[no] The meeting is confirmed.
}
meeting-declined-now = Noted; the other side is told.
meeting-held-line = Noted. In one line: what did you agree on? You may leave it out.
meeting-not-held-line = Noted. In one line: why? You may leave it out.
meeting-thanks = Thank you, noted.
meeting-line-saved = Thank you, noted.
meeting-undone = The mark is taken back.
meeting-settled = Noted.
meeting-moved-now = Noted: the meeting is moved. To when?
button-suits = Suits me
button-other-time = Another time
button-cannot = Cannot come
button-held = It was held
button-moved = Moved
button-not-held = Not held
button-met = Yes, we met
button-not-met = No
button-was-held = It was held
button-was-not = Not held
button-met-paper = On paper: { $name } was there
meeting-from-paper = Confirmed on paper.
meetings-head = <b>Meetings in a month: { $held } of { $agreed }</b>
meetings-line = { $number }. { $who } — { $when }, { $state ->
    [held] took place
    [not_held] did not take place
   *[confirmed] not reported yet
}
button-not-met-paper = On paper: { $name } was not there
button-decline-paper = Refusal on paper: { $name }
