## Roadmap: stages, activities, responsibles

deadline-unknown = no deadline
deadline-open = the whole period
deadline-repeated = { $again ->
    [weekly] every week
    [monthly] every month
    [quarterly] every quarter
    [twice_a_year] twice a year
   *[yearly] every year
}
deadline-until = by { $end }
deadline-from = from { $start }
deadline-span = { $start } – { $end }
deadline-more = { " " }and { $count } more
roadmap-accepted = The roadmap is accepted: { $activities ->
    [one] { $activities } activity
   *[other] { $activities } activities
}.

roadmap-none = There is no roadmap yet. Send a docx file or its text; I will read it and show what I understood.
roadmap-none-reader = There is no roadmap yet: the curator uploads it.
roadmap-head = <b>Roadmap { $year }</b>
    Done { $done } of { $count }, overdue { $overdue }.
roadmap-stage = { $number }. { $title } — { $done } of { $count }{ $is_done ->
    [yes] {", "}stage done
   *[no] {""}
}{ $week ->
    [0] {""}
   *[other] , this week { $week }
}{ $overdue ->
    [0] {""}
   *[other] , overdue { $overdue }
}
button-stage = Stage { $number }: { $done } of { $count }
button-responsibles-all = Responsible
button-replace = Upload new roadmap
stage-head = <b>{ $title }</b>
    Done { $done } of { $count }.
stage-goal = Goal: { $goal }
stage-untitled = Activities
activity-line = { $mark ->
    [done] ✓ { $number }. { $title } — done
    [late] { $number }. { $title } — { $when }
   *[open] { $number }. { $title } — { $when }
}
activity-undated = no date
activity = <b>{ $title }</b>
activity-due = Deadline: { $day }, { $distance }
activity-undated-line = Deadline: no date
activity-words = In the paper: “{ $words }”
activity-who = Responsible: { $who }
activity-nobody = Responsible: { $who } — nobody is assigned
activity-nobody-at-all = The roadmap names nobody as responsible
activity-result = Result: { $result }
activity-windows = Times done: { $done } of { $count }
activity-done = Done.
activity-evidence = { $kind ->
    [order] Document: { $text }
    [file] { $count ->
        [one] A file is attached
       *[other] { $count } files are attached
    }{ $has ->
        [yes] : { $text }
       *[no] {""}
    }
    [photo] { $count ->
        [one] A photo is attached
       *[other] { $count } photos are attached
    }{ $has ->
        [yes] : { $text }
       *[no] {""}
    }
    [count] Number: { $text }
    [part] So far: { $text }
    [text] { $text }
    [waived] Closed by the curator: { $text }
   *[confirmed] Confirmed without a document
} · { $on }
activity-moved = It was { $old }, moved to { $new }{ $has ->
    [yes] {" "}— { $reason }
   *[no] {""}
}
activity-asked = There is a request to move it to { $new }{ $has ->
    [yes] {" "}— { $reason }
   *[no] {""}
}
activity-asked-done = The request goes to the curator, who will see it in the morning digest.
activity-moved-done = The deadline is moved, the old one stays in the history.
activity-moved-early = This one waits for “{ $title }”, which is due later — { $day }. If the order matters, please move that deadline too.
activity-declined-done = The deadline stays as it was.
activity-marked = Noted.
activity-undone = The mark is taken back.
activity-done-ask = Is “{ $title }” done? Send the number of an order, a file, a photo, a count or a few words.
activity-date-ask = To which day shall “{ $title }” move? Choose or write a date.
activity-day-off-ask = This is a day off: { $day }. Take a working day beside it, or keep this one? Another date can be typed.
activity-accept-off-ask = This is a day off: { $day }. Move the deadline to it all the same?
button-day-off = Keep the day off
activity-reason-ask = New date: { $day }. Why? In one line; you may skip it.
button-done-plain = No document
button-mark-done = Done
button-note = How much is done
button-move = Another date
button-move-to = Move deadline
button-remind = Remind
button-assign = Assign
button-undo = Undo mark
button-accept-move = Move it
button-decline-move = Keep deadline
button-week = +1 week
button-two-weeks = +2 weeks
button-month = +1 month
button-files = Show attachments
button-evidence = What shows it
reminded = { $count ->
    [0] Nobody to remind: there is no person with the bot. Please tell them in person.
    [one] A reminder is sent to { $count } person.
   *[other] A reminder is sent to { $count } people.
}{ $missed ->
    [0] {""}
   *[other] {" "}Without the bot: { $missed }; please tell them in person.
}
mine-head = <b>Your activities</b>
mine-none = You have no open activities.
overdue-head = <b>Overdue: { $count }</b>
overdue-none = There are no overdue activities.
overdue-line = { $number }. “{ $title }”: { $distance }, { $who }
overdue-nobody = nobody is assigned
week-head = <b>Due this week: { $count }</b>
week-line = { $number }. “{ $title }”: { $day }, { $who }
responsibles-head = <b>Responsible in the roadmap</b>
    Press a line to assign people.
responsible-line = { $text } → { $who }
responsible-nobody = nobody
responsible = <b>{ $text }</b>
    Who is it? You may choose several.
responsible-chosen = Chosen: { $count }
responsible-no-people = There is nobody in the programme yet: invite those responsible, and then they can be assigned.
unbound-head = <b>Nobody responsible: { $count }</b>
unbound-line = { $number }. “{ $title }”
