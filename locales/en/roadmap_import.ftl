## Reading the roadmap: the paper, doubts, rows, differences

import-ask = Send the school's roadmap: a Word, Excel or PDF file, or its text right here. Several messages are fine.
import-year-file = Got “{ $name }”{ $gone ->
    [file] {" "}instead of “{ $old }”.
    [open] . The one before is closed.
   *[none] .
} Which school year is this roadmap for?
import-year-text = { $lines ->
    [one] Got { $lines } line.
   *[other] Got { $lines } lines.
} { $gone ->
    [file] “{ $old }” is not awaited any more.
    [open] The one before is closed.
   *[none] If there is more, send the rest.
} Which school year is this roadmap for?
import-instead = { $what ->
    [file] Got “{ $name }”.
   *[text] Got the text.
} { $stands ->
    [reading] But the one before is still being read. Finish it, or take the new one?
    [shown] The one before has been read meanwhile. Show it, or take the new one?
   *[edited] But a roadmap with your edits is open and not accepted yet. If the new one is taken, the edits are lost.
}
button-keep-open = { $stands ->
    [reading] Finish the one before
    [shown] Show the one before
   *[edited] Go on with the open one
}
button-next-paper = To the next roadmap
button-instead = Take the new one
import-years = Choose the school year of the roadmap.
import-accepted = This roadmap has been accepted already.
import-failed = This paper could not be read. Please send another one.
import-cancelled = The upload is cancelled. The roadmap in force has not changed.
import-preview = Here is what came out: { $stages ->
    [one] { $stages } stage
   *[other] { $stages } stages
}, { $activities ->
    [one] { $activities } activity
   *[other] { $activities } activities
}, { $dated ->
    [all] all with deadlines
   *[some] { $undated } without a deadline
}. Responsible: { $responsibles }{ $known ->
    [0] {""}
   *[other] , { $known } of them in the programme already
}.
import-dropped = Rows dropped: { $count }{ $again ->
    [yes] , as the last time.
   *[no] .
}
import-furniture = Stamps, signatures and repeats left out: { $count }. They are not kept.
import-doubt = ❓ { $text }
import-no-rows = There are no more rows here.
button-other-year = Another year
button-accept = Accept roadmap
button-by-stages = See by stages
button-doubts = Doubts: { $count }
button-replace-yes = Replace the roadmap

import-reading = Reading the roadmap: step { $step } of { $steps }. { $step ->
    [1] Fetching the file.
   *[2] Making out rows and deadlines.
} You can do other things: I will write when it is done.
import-reading-long = Reading the roadmap: step { $step } of { $steps }, { $seconds } seconds so far. Large files take up to a minute; you can do other things.
import-job-died = It could not be read: the fault is the bot's, not the file's. Please send the roadmap once more.
import-clear = There are no questions. Accept the roadmap?
import-doubts = { $count ->
    [one] There is { $count } doubt: please check it.
   *[other] There are { $count } doubts: please check them.
}
import-undone = The edit is undone.

## Doubts one by one

import-question = Row { $number }: “{ $words }”. { $text }
import-question-year = Row { $number }: “{ $words }”, yet the roadmap is for { $year }. It looks like a slip.
import-question-line = I did not understand this line: “{ $text }”. Is it an activity?
import-question-paper = { $text }
import-question-title = Activity: “{ $title }”.
import-left = Left to check: { $left } of { $total }
import-doubt-unnamed = I am not sure of this row: please check it.
import-ask-stage = To which stage should “{ $title }” be added?
settle-right = Correct
settle-right-leave = Correct, keep it
settle-so-it-is = It is so
settle-leave = Keep
settle-leave-year = Keep { $year }
settle-two-people = Two people
settle-both = Keep both
settle-later = I will assign later
settle-undated = No deadline
settle-year = Correct the year
settle-real = The last day of the month
settle-seen = Understood
settle-unname = Nobody responsible
settle-own-year = Roadmap for { $year }
settle-one-person = One person: { $text }
settle-name = { $text }
settle-to-day = Move to { $number ->
    [1] Monday
    [2] Tuesday
    [3] Wednesday
    [4] Thursday
    [5] Friday
    [6] Saturday
   *[7] Sunday
}, { $day }
settle-earlier = To the working day before
settle-later-day = To the working day after
settle-drop = Drop row
settle-drop-twin = Drop the repeat
settle-add = Add as an activity
button-for-all = { $label } — for all { $count }
button-into-stage = { $number }. { $title }
button-other-date = Another deadline
button-name-who = Name somebody
button-open-row = Edit row

## Rows of a roadmap before it is accepted

import-stage = <b>{ $title }</b>
    Stage { $number } of { $count }
import-row = <b>{ $number }.</b> { $title }
    { $due } · { $who }{ $doubts ->
        [0] {""}
       *[other] {" "}· ❓ { $doubts }
    }
import-row-dropped = <s>{ $number }. { $title }</s> — dropped
import-card = <b>Row { $number }.</b> { $title }
import-card-due = Deadline: { $due } · in the paper: “{ $words }”
import-card-due-only = Deadline: { $due }
import-card-measure = Done when there is: { $kind ->
    [count] { $of }, at least { $number }
    [percent] { $has ->
        [yes] { $of },{" "}
       *[no] {""}
    }{ $number ->
        [100] 100%
       *[other] at least { $number }%
    }
   *[document] { $of }
}
import-card-dropped = This row is dropped: it will not be in the roadmap.
import-ask-title = What should row { $number } be called? Now: “{ $now }”. Write the new title.
import-ask-result = What is the result of row { $number }? Now: “{ $now }”. Write the new one.
import-ask-who = Who answers for row { $number }? Now: { $who }
    Tick them or write them with commas. Chosen: { $count }
import-ask-add = Write the new activity. You may add a deadline and who answers: “Teachers' council | до 15 октября | завуч”.
import-ask-cut = Where should row { $number } be split? { $count ->
    [1] Write the words the second part begins with.
   *[other] Like this? If not, write the words the second part begins with.
}
import-piece = { $number }) { $text }
import-piece-whole = “{ $text }”
import-ask-when = Row { $number }: “{ $title }”. Deadline: { $due }.
    Tap a day or write it in Russian words: «до 15 октября», «сентябрь–ноябрь», «каждый месяц».
import-ask-when-end = Beginning: { $start }. Tap the last day or write the whole deadline.
import-ask-kind = Chosen: { $day }. How does the deadline count?
import-month = { $month ->
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
button-row = Row { $number }
button-stage-before = ← Stage { $number }
button-stage-after = Stage { $number } →
button-add-row = Add row
button-add-below = Add below
button-title = Title
button-due = Deadline
button-who = Responsible
button-result = Result
button-split = Split
button-join = Join with the next
button-cut = Split into { $count }
button-return = Take row back
button-undo-edit = Undo edit
button-up-to-day = By { $day }
button-on-day = On { $day }
button-from-day = From { $day } to…

## Acceptance, and a corrected roadmap

import-left-head = { $count ->
    [one] { $count } place is not checked; it goes in as read:
   *[other] { $count } places are not checked; they go in as read:
}
import-left-count = { $count ->
    [one] { $count } place is not checked: it goes in as read.
   *[other] { $count } places are not checked: they go in as read.
}
import-left-line = { $number ->
    [0] • { $text }
   *[other] • Row { $number }. { $text }
}
import-left-more = • and { $count } more
import-replace = The roadmap { $year } is in force: done { $done } of { $count }. The new one takes its place; the old one goes to the archive with its marks.
button-accept-anyway = Accept as it is
diff-head = The roadmap { $year } is in force already. Differences: { $count } — new rows { $added }, changed { $changed }, removed { $removed }. The rest stays, with marks and documents.
diff-none = The roadmap { $year } is in force already and nothing differs: there is nothing to change.
diff-stage = <b>{ $number }.</b> Stage “{ $old }” has another name: “{ $new }”
diff-added = <b>{ $number }. New row:</b> { $title }
    { $due } · { $who }
diff-changed = <b>{ $number }. Changed:</b> { $title }
diff-removed = <b>{ $number }. Not in the new roadmap:</b> { $title }{ $marked ->
    [yes] {" "}— it has a mark or was moved
   *[no] {""}
}
diff-field = { $field ->
    [title] Title
    [deadline] Deadline
    [responsibles] Responsible
   *[result] Result
}: was “{ $old }”, becomes “{ $new }”
diff-other-stage = Stands in another stage
diff-chosen = Chosen: { $count } of { $all }
diff-marked = { $count ->
    [one] { $count } removed row has a mark or was moved
   *[other] { $count } removed rows have marks or were moved
}: { $titles }. These go with the row.
button-diff = Differences: { $count }
button-pick = Accept { $number }
button-picked = ✓ Accepted { $number }
button-apply = Apply chosen: { $count }
button-apply-all = { $count ->
    [1] Accept this difference
   *[other] Accept all { $count }
}
button-apply-unmarked = Keep these rows
button-apply-marked = Drop with their marks
