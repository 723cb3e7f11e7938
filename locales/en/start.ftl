## Coming in, consent, menu

owner-confirm =
    Become the owner of this bot?
    The owner creates schools and appoints their curators. The owner does not see people's answers.
button-become-owner = Become owner
owner-done = You are the owner of the bot.

invitation =
    Hello, { $name }. You are invited to the mentoring programme: { $school }, as { $role ->
        [mentor] a mentor
        [mentee] a mentee
        [curator] the curator
        [administration] a member of the administration
       *[responsible] a person responsible for activities
    }.
    { $next ->
        [questionnaire] Next come the consent to the processing of personal data and a questionnaire, about five minutes.
       *[consent] Next comes the consent to the processing of personal data; it takes a minute.
    }
invitation-minor =
    Hello, { $name }. You are invited to the mentoring programme: { $school }.
    Under 18, a parent or another legal representative signs the consent on paper. The school's curator has the form and will then enter you in the programme.
button-its-me = That's me, continue
button-not-me = Not me
button-minor = I am under 18
not-me-done = Thank you for saying so. The link no longer works, and nothing about you is recorded.
minor-done = Thank you. Under 18, a parent or another legal representative signs the consent on paper; the curator has the form. Only that you are under 18 is recorded.

consent-head = <b>{ $title }</b> · version { $version } of { $dated }
    Who processes which data, why, for how long, and how to withdraw the consent: on one page below.
consent-foot = The consent can also be given on paper, with the curator. A refusal has no consequences.
button-consent = I consent
button-no-consent = I do not
consent-given = Thank you, your consent is recorded.
consent-refused = All right. Only your refusal is recorded, nothing else about you is kept. If you change your mind, the consent can be given on paper with the curator; your part in the programme does not depend on it.

menu =
    { $school }
    { $name }, what would you like to do?
menu-idle =
    { $school }
    { $name }, nothing is needed from you now. When there is something, I will write in the morning.
menu-owner = You are the owner of the bot. Here you create schools and invite their curators.
button-fill = Fill in questionnaire
button-fill-on = Continue questionnaire
button-pair-asked = A pair is proposed: { $who }
button-pair = Pair: { $who }
button-meeting-asked = Meeting to answer: { $who }, { $when }
button-meeting-over = Did it take place: { $who }, { $when }
button-mine = My activities: { $count }
button-letter = Write to curator
button-letters = Messages to curator: { $count }
button-me = My data
button-owner = Schools
button-schools = Another school
button-status = Status
button-overdue = Overdue: { $count }
button-roadmap = Roadmap
button-people = People
button-pairs = Pairs
button-invite = Invite
button-registers = Registers
button-upload = Upload roadmap
button-import = Paper to check
choose-school = Which school shall we work in?
school-chosen = Chosen.

owner-home = Schools: { $count }. Open a school or create a new one.
owner-first = There are no schools yet. Create the first one: name, address and time zone, a minute's work.
button-create-school = Create school

letter-ask = Write in one message what to pass on to the curator, who will see your name and the text.
letter-sent = { $count ->
    [0] Noted. No curator can be reached by the bot right now; they will see your message in their menu.
   *[other] Passed on to the curator.
}
letters = Messages that nobody has answered yet:
letters-none = There are no new messages.
letter-line = <b>{ $who }</b>: { $text }
button-letter-done = Answered: { $who }

help =
    <b>What the bot does</b>
    Everything is in /menu. In the morning of a working day you get one digest, if something waits for you. /me shows what the bot knows about you.
help-owner = <b>Owner.</b> Creates schools and invites curators. Does not see people's answers.
help-curator = <b>Curator.</b> Send the roadmap as a docx file or as text. Invite people by links, make pairs. /status: how things stand, /overdue: what is late, /roadmap: the roadmap, /people: people, /pairs: pairs. Any step can be done for a person “from paper”.
help-administration = <b>Administration.</b> /status: how the programme stands, /overdue: what is late, /roadmap: the roadmap.
help-responsible = <b>Responsible.</b> /tasks: your activities. “Done”: with an order, a file, a photo, a count or a few words; “Another date”: a request to the curator.
help-mentor = <b>Mentor.</b> Propose a meeting from /menu; after it, one tap and, if you like, one line.
help-mentee = <b>Mentee.</b> Confirm the time of a meeting or propose another; after the meeting, one tap.

## Commands
command-menu = What to do now
command-help = What the bot does
command-me = What the bot knows about me
command-status = How the programme stands
command-overdue = What is overdue
command-roadmap = Roadmap
command-timeline = Timeline of the roadmap
command-people = People
command-pairs = Pairs
command-tasks = My activities
command-schools = Schools
letter-sent-part = Passed on to the curator. If that is not all, send the rest.
letters-more = And { $count } more.
me-owner = You own the bot. Only the number of your account in the messenger is kept, so that the bot can write to you.
