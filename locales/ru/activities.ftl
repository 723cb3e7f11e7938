## Мероприятие: чем подтверждается, что было и от чего зависит

activity-count-ask = «{ $title }»: по карте нужно не менее { $needed } ({ $of }). Сколько получилось всего? Напишите число; если пока меньше, запишу и так.
activity-share-ask = «{ $title }»: по карте нужно не менее { $needed } %. Сколько процентов получилось? Напишите число; если пока меньше, запишу и так.
activity-part = { $kind ->
    [percent] Пока { $part } % из { $needed } %.
   *[count] Пока { $part } из { $needed } ({ $of }).
}
activity-part-kept = Записано. Не хватает { $missing }: когда прибавится, напишите новое число.
evidence-head = <b>Чем подтверждено</b>: { $title }
evidence-line = { $text }, { $who }
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
activity-after = После: { $title } — { $how }
button-depends = Зависит от…
depends-head = После чего должно идти «{ $title }»? Можно выбрать несколько.
button-blocked = Ждут опоздавших: { $count }
blocked-head = <b>Ждут просроченного: { $count }</b>
blocked-line = { $number }. «{ $title }» ждёт «{ $before }» — { $distance }{ $more ->
    [0] {""}
   *[other] {" "}и ещё { $more }
}
button-deputy = Заместитель: { $who }
deputy-head = <b>{ $text }</b>
    Кто заменит, если ответственного нет? Заместитель видит просрочку и может отметить выполнение.
rebind-head = Человек исключён. По карте за ним было строк: { $count }. Назначьте других.
rebind-line = { $text } → { $has ->
    [yes] { $who }
   *[no] не назначен
}
activity-deputies = Заместитель: { $who }
