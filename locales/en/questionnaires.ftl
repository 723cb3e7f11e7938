## Questionnaires

yes = Yes
no = No
button-other = Other…
button-done = Done
button-keep = Keep it
button-send = Send
question-head = { $optional ->
    [yes] Question { $number } of { $count } · you may skip it
   *[no] Question { $number } of { $count }{ $kind ->
        [multi] {" "}· you may choose several
       *[other] {""}
    }
}
question-text = <b>{ $text }</b>
question-chosen = Chosen: { $count }
question-other = Other: { $text }
question-now = Now: { $answer }
question-part = Characters written down: { $count }. If there is more, send the rest; if that is all, press “Done”.
question-paper = From paper: { $name }
question-record = { $number }. { $text } — <b>{ $answer }</b>
question-other-ask = { $text }
    Write your own option in one message, up to 200 characters.
question-corrected = The answer is corrected.
answer-none = no answer
review-head = <b>{ $title }</b> · check before sending
review-line = { $number }. { $text } — <b>{ $answer }</b>
review-foot = To correct an answer, press its number.
questionnaire-sent = “{ $title }” is sent, thank you. You are in the register of the programme. When there is a pair for you, I will write in the morning.
questionnaire-sent-paper = “{ $title }” is recorded from paper: { $name } is in the register now.
