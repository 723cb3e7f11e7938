## Words that every screen shares

button-menu = Menu
button-back = Back
button-earlier = ← Earlier
button-later = Later →
button-skip = Skip
button-cancel = Cancel

day = { $day } { $month ->
    [1] January
    [2] February
    [3] March
    [4] April
    [5] May
    [6] June
    [7] July
    [8] August
    [9] September
    [10] October
    [11] November
   *[12] December
}
day-of-year = { $day } { $month ->
    [1] January
    [2] February
    [3] March
    [4] April
    [5] May
    [6] June
    [7] July
    [8] August
    [9] September
    [10] October
    [11] November
   *[12] December
} { $year }
weekday = { $number ->
    [1] Monday
    [2] Tuesday
    [3] Wednesday
    [4] Thursday
    [5] Friday
    [6] Saturday
   *[7] Sunday
}, { $day }
weekday-short = { $number ->
    [1] Mon
    [2] Tue
    [3] Wed
    [4] Thu
    [5] Fri
    [6] Sat
   *[7] Sun
} { $day }
until = by { $number ->
    [1] Monday
    [2] Tuesday
    [3] Wednesday
    [4] Thursday
    [5] Friday
    [6] Saturday
   *[7] Sunday
}, { $day }
yesterday = yesterday
today = today
tomorrow = tomorrow
near-day = { $name }, { $day }
moment = { $day }, { $time }
days-left = { $days ->
    [one] { $days } day left
   *[other] { $days } days left
}
days-late = { $days ->
    [one] { $days } day late
   *[other] { $days } days late
}
due-today = due today

stranger = This is the bot of a mentoring programme. You can come in by an invitation from the school's curator: please ask them for a link.
private-only = I answer in a private chat only: please write to me there.
too-fast = Too many messages at once. Wait a minute and go on: what was written down is kept.
apology = That did not work: it is the bot's mistake, not yours. The owner knows about it already (No. { $number }). Everything written down before is kept; please try again a little later.

unexpected-text = I did not understand what this message is about. Please choose what to do.
unexpected-voice = I do not understand voice messages. Please write it in words or choose a button.
unexpected-photo = This photo belongs to nothing right now. If it is the evidence of an activity, open the activity first and press “Done”.
unexpected-file = This file belongs to nothing right now. A roadmap is sent by the curator, the evidence of an activity by the person responsible, after the button “Done”.
unexpected-other = I do not understand messages of this kind. Please write it in words or choose a button.
unexpected-input = An answer in words is needed here. Please write it in one message.
button-gone = This button no longer works.
