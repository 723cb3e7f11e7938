## An activity: what shows it, what was and what it depends on

activity-count-ask = Is “{ $title }” done? The roadmap asks for at least { $needed } ({ $of }). Type the number reached.
activity-share-ask = Is “{ $title }” done? The roadmap asks for at least { $needed }%. Type the percentage reached.
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
