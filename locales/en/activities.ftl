## An activity: what shows it, what was and what it depends on

activity-count-ask = “{ $title }”: the roadmap asks for at least { $needed } ({ $of }). How many are there in all? Type the number; fewer for now is kept too.
activity-share-ask = “{ $title }”: the roadmap asks for at least { $needed }%. What percentage is reached? Type the number; less for now is kept too.
activity-part = { $kind ->
    [percent] So far { $part }% of { $needed }%.
   *[count] So far { $part } of { $needed } ({ $of }).
}
activity-part-kept = Noted. { $missing } missing: type the new number when there is more.
evidence-head = <b>What shows it</b>: { $title }
evidence-line = { $text }, { $who }
activity-document-ask = Is “{ $title }” done? The roadmap asks for a document: { $of }. Send its number, a file or a photo.
activity-waive-ask = Why is “{ $title }” closed without it? One line: the reason stays on the card.
button-waive = Close without it
button-moves = History of dates
moves-head = <b>History of dates: { $count }</b>
moves-line = { $old } → { $new }{ $has ->
    [yes] {" "}— { $reason }
   *[no] {""}
}. { $alone ->
    [yes] { $who }, { $on }
   *[no] { $state ->
        [asked] { $who } asks since { $on }; not decided yet
        [accepted] { $who }, { $on }; allowed by the curator { $by }, { $decided }
       *[declined] { $who }, { $on }; not moved: { $by }, { $decided }
    }
}.
activity-after = After: { $title } — { $how }
button-depends = Depends on…
depends-head = What must “{ $title }” follow? Several can be chosen.
button-blocked = Waiting for late ones: { $count }
blocked-head = <b>Waiting for what is overdue: { $count }</b>
blocked-line = { $number }. “{ $title }” waits for “{ $before }” — { $distance }{ $more ->
    [0] {""}
   *[other] {" "}and { $more } more
}
button-deputy = Deputy: { $who }
deputy-head = <b>{ $text }</b>
    Who stands in when the responsible is away? The deputy sees what is overdue and may mark it done.
rebind-head = The person is removed. Rows of the roadmap bound to them: { $count }. Name others.
rebind-line = { $text } → { $has ->
    [yes] { $who }
   *[no] nobody yet
}
activity-deputies = Deputy: { $who }
