## Пары и встречи

pairs-head = <b>Пары: { $count }</b>
pairs-none = Пар пока нет. Пару можно составить из людей, которые уже в базах.
pair-line = { $mentors } → { $mentees } · { $state ->
    [proposed] ждёт согласия
    [agreed] согласована
    [working] встреч { $held }
    [finished] завершена
    [declined] отказ
   *[stopped] остановлена
}
button-make-pair = Составить пару
pair-choose-mentor = Кто наставник?
pair-choose-mentee = Кто наставляемый?
pair-no-mentor = База наставников пуста: нужны согласие и анкета. Пригласите наставников.
pair-no-mentee = База наставляемых пуста: нужны согласие и анкета. Пригласите наставляемых.
pair-candidate = { $name }, { $post }{ $paired ->
    [yes] {" "}· уже в паре
   *[no] {""}
}
pair = <b>{ $mentors } → { $mentees }</b>
pair-state = { $state ->
    [proposed] Пара предложена: нужно согласие обоих.
    [agreed] Пара согласована. Можно назначить первую встречу.
    [working] Пара работает.
    [finished] Пара завершена. Спасибо обоим.
    [declined] Пара не сложилась — это нормально, поиск продолжается.
   *[stopped] Пара остановлена.
}
pair-waits = Ждём ответа: { $name }
pair-meeting = { $kind ->
    [first] Первая
    [trial] Пробная
    [planning] Планирование
    [regular] Регулярная
   *[final] Заключительная
}: { $when } — { $state ->
    [proposed] предложена
    [confirmed] подтверждена
    [held] состоялась
    [not_held] не состоялась
    [declined] отклонена
    [cancelled] отменена
    [lapsed] не подтверждена
   *[moved] перенесена
}
pair-made = Пара составлена. Обоим придёт вопрос в утренней сводке; можно сообщить сейчас.
pair-told = { $count ->
    [0] Сообщить некому: оба без бота. Запишите ответ с бумаги.
   *[other] Сообщил: { $count }.
}
pair-agreed-now = Спасибо, ваше согласие записано.
pair-declined-now = Хорошо, записал. Куратор предложит другой вариант; отказ ни на что не повлияет.
pair-finished-now = Пара завершена.
pair-stopped-now = Пара остановлена.
pair-stop-confirm = Остановить пару? Назначенная встреча отменится, история останется.
button-agree = Согласиться
button-decline = Отказаться
button-tell-now = Сообщить сейчас
button-agree-paper = Согласие с бумаги: { $name }
button-open-meeting = Открыть встречу
button-propose = Предложить встречу: { $kind ->
    [first] первая
    [trial] пробная
    [planning] планирование
    [regular] регулярная
   *[final] заключительная
}
button-finish-pair = Завершить пару
button-stop-pair = Остановить пару

meeting-ask-day = { $kind ->
    [first] Первая встреча
    [trial] Пробная встреча
    [planning] Встреча-планирование
    [regular] Регулярная встреча
   *[final] Заключительная встреча
}: когда? Выберите день или напишите, например, «завтра в 15:30, кабинет 12».
meeting-ask-time = { $day }: во сколько? Выберите или напишите, например, «15:30, кабинет 12».
meeting = <b>{ $kind ->
    [first] Первая встреча
    [trial] Пробная встреча
    [planning] Встреча-планирование
    [regular] Регулярная встреча
   *[final] Заключительная встреча
}</b>: { $who }
    { $when }{ $place ->
    [yes] , { $where }
   *[no] {""}
}
meeting-state = { $state ->
    [mine] Ждёт вашего ответа.
    [waiting] Ждём подтверждения: пока не подтверждена, встреча не считается назначенной.
    [confirmed] Подтверждена.
    [held] Состоялась.
    [not_held] Не состоялась.
    [declined] Предложение снято: эта встреча не состоится.
    [cancelled] Отменена.
    [lapsed] Предложение никто не подтвердил вовремя.
   *[moved] Перенесена.
}
meeting-disputed = Стороны ответили по-разному. Уточните у обоих и отметьте, как было.
meeting-reported = Ваш ответ записан.
meeting-line = Итог: { $line }
meeting-proposed-now = Предложение отправлено. Встреча будет назначена, когда её подтвердят.
meeting-confirmed-now = { $reminded ->
    [yes] Встреча подтверждена. Напомню накануне вечером.
   *[no] Встреча подтверждена.
}
meeting-declined-now = Записал и сообщил.
meeting-held-line = Записано. Одной строкой: о чём договорились? Можно не отвечать.
meeting-not-held-line = Записано. Одной строкой: почему? Можно не отвечать.
meeting-thanks = Спасибо, записано.
meeting-line-saved = Спасибо, записано.
meeting-undone = Отметка снята.
meeting-settled = Записано.
meeting-moved-now = Записал, что встречу перенесли. На когда?
button-suits = Подходит
button-other-time = Другое время
button-cannot = Не могу
button-held = Состоялась
button-moved = Перенесли
button-not-held = Не состоялась
button-met = Да, встретились
button-not-met = Нет
button-was-held = Состоялась
button-was-not = Не состоялась
button-met-paper = С бумаги, встреча была: { $name }
meeting-from-paper = Подтверждено с бумаги.
meetings-head = <b>Встречи за месяц: { $held } из { $agreed }</b>
meetings-line = { $number }. { $who } — { $when }, { $state ->
    [held] состоялась
    [not_held] не состоялась
   *[confirmed] ждёт отметки
}
button-not-met-paper = С бумаги, встречи не было: { $name }
button-decline-paper = Отказ с бумаги: { $name }
