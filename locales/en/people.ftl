## School, people, registers

school =
    <b>{ $name }</b>
    Address: { $address }
    Time: { $zone }
school-curator = Curator: { $name } — { $state ->
    [joined] in the programme
    [refused] gave no consent
   *[invited] invited
}
school-no-curator = There is no curator yet: please invite one.
school-ask-name = Write the full name of the school, as in its documents.
school-ask-address = Now the address of the school: it stands in the text of the consent.
school-ask-zone = By which time does the school live?
school-created = The school is created.
button-invite-curator = Invite curator
zone-kaliningrad = Kaliningrad, UTC+2
zone-moscow = Moscow, UTC+3
zone-samara = Samara, UTC+4
zone-yekaterinburg = Yekaterinburg, UTC+5
zone-omsk = Omsk, UTC+6
zone-krasnoyarsk = Krasnoyarsk, UTC+7
zone-irkutsk = Irkutsk, UTC+8
zone-yakutsk = Yakutsk, UTC+9
zone-vladivostok = Vladivostok, UTC+10
zone-magadan = Magadan, UTC+11
zone-kamchatka = Kamchatka, UTC+12

role-mentor = Mentor
role-mentee = Mentee
role-pupil = Mentee under 18
role-responsible = Responsible
role-administration = Administration
role-curator = Curator

invite-role = Whom do we invite?
invite-names =
    Write the surname, first name and patronymic and, after a comma, the post or class: one person a line.
    For example: Petrova Anna Ivanovna, chemistry teacher
invite-names-one =
    Write the surname, first name and patronymic and, after a comma, the post of the curator.
    For example: Petrova Anna Ivanovna, deputy head
invite-links = { $count ->
    [one] The link is ready. Pass it on in person: it is good for 14 days and for one use.
   *[other] The links are ready. Pass each one on in person: a link is good for 14 days and for one use.
}
invite-link = { $name }:
    { $link }
invite-joined = { $name } is in the programme already; the role is added.
button-invite-more = Invite more
button-to-school = To the school

people-all = All
people-no_consent = No consent
people-mentor = Mentors
people-mentee = Mentees
people-responsible = Responsible
people-unpaired = Without a pair
people-title-all = <b>People: { $count }</b>
people-title-no-consent = <b>No consent: { $count }</b>
people-title-mentor = <b>Mentors: { $count }</b>
people-title-mentee = <b>Mentees: { $count }</b>
people-title-responsible = <b>Responsible: { $count }</b>
people-title-unpaired = <b>Without a pair: { $count }</b>
person-line = { $name } · { $state ->
    [invited] invited
    [joined] in the programme
    [paper] on paper
    [refused] gave no consent
   *[left] left
}
card =
    <b>{ $name }</b>
    { $post }
    Roles: { $roles }
card-state = { $state ->
    [invited] Waiting: the invitation is sent, there is no consent yet.
    [joined] In the programme.
    [paper] In the programme without the messenger: the curator records the steps.
    [refused] Gave no consent in the bot. It can be given on paper.
   *[left] No longer takes part.
}
card-minor = Under 18: consent of the legal representative on paper.
card-unreachable = Messages do not arrive: the bot is blocked.
card-questionnaire = Questionnaire { $code ->
    [mentor] of the mentor
    [mentee] of the mentee
   *[other] “{ $code }”
}: { $state ->
    [sent] sent
    [open] begun
   *[assigned] not begun
}
button-new-link = New link
button-paper-consent = Consent on paper
button-paper-fill = Fill in from paper
button-answers = Answers
button-open-pair = Open pair
button-add-role = Add role
button-remove = Remove
button-paper-yes = Paper is signed
paper-confirm = { $name }: do you have the signed consent on paper? The record is marked “on paper”, and from here on you take this person's steps.
paper-done = The consent on paper is recorded.
remove-confirm = Remove from the programme: { $name }? Access and link stop working; a new invitation brings the person back.
removed = The person is removed.
add-role = { $name }: which role shall we add?
role-added = The role is added.
answers-head = <b>Answers: { $name }</b>
answers-line = { $text } — <b>{ $answer }</b>
answers-none = There are no answers yet.

registers = People enter a register after consent and a questionnaire.
button-mentors = Mentors: { $count }
button-mentees = Mentees: { $count }
register-mentor = <b>Register of mentors: { $count }</b>
register-mentee = <b>Register of mentees: { $count }</b>
register-line = { $number }. { $name }, { $post } · since { $on } · { $paired ->
    [yes] in a pair
   *[no] without a pair
}

me =
    <b>What the bot knows about you</b>
    { $school }
    Name: { $name }
    Post or class: { $post }
    Roles: { $roles }
me-consent = Consent, version { $version }, { $on }: { $answer ->
    [given] given
   *[refused] not given
}{ $way ->
    [paper] {" "}on paper
   *[self] {""}
}
me-foot = Your pairs: { $pairs }. The number of your account in the messenger is kept too, to write to you. The curator can correct or delete your data: /menu → “Write to curator”.
people-no_questionnaire = No questionnaire
people-title-no-questionnaire = <b>Without a questionnaire: { $count }</b>
me-answer = { $text } — <b>{ $answer }</b>
