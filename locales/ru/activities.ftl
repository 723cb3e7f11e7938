## Мероприятие: чем подтверждается, что было и от чего зависит

activity-count-ask = «{ $title }» выполнено? По карте нужно не менее { $needed } ({ $of }). Напишите числом, сколько получилось.
activity-share-ask = «{ $title }» выполнено? По карте нужно не менее { $needed } %. Напишите числом, сколько процентов получилось.
activity-document-ask = «{ $title }» выполнено? По карте нужен документ: { $of }. Пришлите его номер, файл или фото.
activity-waive-ask = Почему «{ $title }» закрывается без этого? Одной строкой: причина останется в карточке.
button-waive = Закрыть без этого
button-moves = История сроков
moves-head = <b>История сроков: { $count }</b>
moves-line = { $old } → { $new }{ $has ->
    [yes] {" "}— { $reason }
   *[no] {""}
}. { $alone ->
    [yes] { $who }, { $on }
   *[no] { $state ->
        [asked] { $who } просит с { $on }; решения пока нет
        [accepted] { $who }, { $on }; разрешено: { $by }, { $decided }
       *[declined] { $who }, { $on }; не перенесено: { $by }, { $decided }
    }
}.
