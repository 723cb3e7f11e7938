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
