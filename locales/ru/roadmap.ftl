## Дорожная карта: этапы, мероприятия, ответственные

deadline-unknown = без срока
deadline-open = весь период
deadline-repeated = { $again ->
    [weekly] каждую неделю
    [monthly] каждый месяц
    [quarterly] каждый квартал
    [twice_a_year] два раза в год
   *[yearly] каждый год
}
deadline-until = до { $end }
deadline-from = с { $start }
deadline-span = { $start } – { $end }
deadline-more = { " " }и ещё { $count }
roadmap-accepted = Карта принята: { $activities ->
    [one] { $activities } мероприятие
    [few] { $activities } мероприятия
   *[many] { $activities } мероприятий
}.

roadmap-none = Дорожной карты пока нет. Пришлите файл docx или текст — прочитаю и покажу, что понял.
roadmap-none-reader = Дорожной карты пока нет: её загружает куратор.
roadmap-head = <b>Дорожная карта { $year }</b>
    Выполнено { $done } из { $count }, просрочено { $overdue }.
roadmap-stage = { $number }. { $title } — { $done } из { $count }{ $is_done ->
    [yes] {", "}этап выполнен
   *[no] {""}
}{ $week ->
    [0] {""}
   *[other] , на неделе { $week }
}{ $overdue ->
    [0] {""}
   *[other] , просрочено { $overdue }
}
button-stage = Этап { $number }: { $done } из { $count }
button-responsibles-all = Ответственные
button-replace = Загрузить новую карту
stage-head = <b>{ $title }</b>
    Выполнено { $done } из { $count }.
stage-goal = Цель: { $goal }
stage-untitled = Мероприятия
activity-line = { $mark ->
    [done] ✓ { $number }. { $title } — выполнено
    [late] { $number }. { $title } — { $when }
   *[open] { $number }. { $title } — { $when }
}
activity-undated = без даты
activity = <b>{ $title }</b>
activity-due = Срок: { $day }, { $distance }
activity-undated-line = Срок: без даты
activity-words = В документе: «{ $words }»
activity-who = Отвечает: { $who }
activity-nobody = Отвечает: { $who } — человек не назначен
activity-nobody-at-all = Ответственный в карте не указан
activity-result = Результат: { $result }
activity-windows = Раз выполнено: { $done } из { $count }
activity-done = Выполнено.
activity-evidence = { $kind ->
    [order] Документ: { $text }
    [file] { $count ->
        [1] Файл приложен
        [one] Приложен { $count } файл
        [few] Приложено { $count } файла
       *[many] Приложено { $count } файлов
    }{ $has ->
        [yes] : { $text }
       *[no] {""}
    }
    [photo] { $count ->
        [1] Фото приложено
       *[other] Приложено { $count } фото
    }{ $has ->
        [yes] : { $text }
       *[no] {""}
    }
    [count] Число: { $text }
    [part] Пока: { $text }
    [text] { $text }
    [waived] Закрыто куратором: { $text }
   *[confirmed] Подтверждено без документа
} · { $on }
activity-moved = Было: { $old }, перенесено на { $new }{ $has ->
    [yes] {" "}— { $reason }
   *[no] {""}
}
activity-asked = Просят перенести: { $new }{ $has ->
    [yes] {" "}— { $reason }
   *[no] {""}
}
activity-asked-done = Просьба передана куратору: он увидит её в утренней сводке.
activity-moved-done = Срок перенесён, прежний остался в истории.
activity-moved-early = Это мероприятие ждёт «{ $title }», а у того срок позже — { $day }. Если порядок важен, перенесите и тот срок.
activity-declined-done = Срок оставлен прежним.
activity-marked = Записано.
activity-undone = Отметка снята.
activity-done-ask = «{ $title }» выполнено? Пришлите номер приказа, файл, фото, число или пару слов.
activity-date-ask = На какой день перенести «{ $title }»? Выберите или напишите дату.
activity-day-off-ask = Это выходной день: { $day }. Взять рабочий день рядом или оставить этот? Можно написать другую дату.
activity-accept-off-ask = Это выходной день: { $day }. Всё равно перенести срок на него?
button-day-off = Оставить выходной
activity-reason-ask = Новый срок: { $day }. Почему? Одной строкой; можно пропустить.
button-done-plain = Без документа
button-mark-done = Готово
button-note = Сколько сделано
button-move = Другой срок
button-move-to = Перенести срок
button-remind = Напомнить
button-assign = Назначить
button-undo = Отменить отметку
button-accept-move = Перенести
button-decline-move = Оставить срок
button-week = +1 неделя
button-two-weeks = +2 недели
button-month = +1 месяц
button-files = Показать приложенное
button-evidence = Чем подтверждено
reminded = { $count ->
    [0] Напомнить некому: человека с ботом нет. Передайте лично.
    [one] Напоминание отправлено { $count } человеку.
   *[other] Напоминание отправлено: { $count }.
}{ $missed ->
    [0] {""}
   *[other] {" "}Без бота: { $missed } — передайте лично.
}
mine-head = <b>Ваши мероприятия</b>
mine-none = Открытых мероприятий за вами нет.
overdue-head = <b>Просрочено: { $count }</b>
overdue-none = Просроченных мероприятий нет.
overdue-line = { $number }. «{ $title }» — { $distance }, { $who }
overdue-nobody = ответственный не назначен
week-head = <b>Срок на этой неделе: { $count }</b>
week-line = { $number }. «{ $title }» — { $day }, { $who }
responsibles-head = <b>Ответственные карты</b>
    Нажмите строку, чтобы назначить людей.
responsible-line = { $text } → { $who }
responsible-nobody = не назначен
responsible = <b>{ $text }</b>
    Кто это? Можно выбрать нескольких.
responsible-chosen = Выбрано: { $count }
responsible-no-people = В программе пока никого нет: пригласите ответственных, и их можно будет назначить.
unbound-head = <b>Без ответственного: { $count }</b>
unbound-line = { $number }. «{ $title }»
