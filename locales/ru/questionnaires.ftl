## Анкеты

yes = Да
no = Нет
button-other = Другое…
button-done = Готово
button-keep = Оставить так
button-send = Отправить
question-head = { $optional ->
    [yes] Вопрос { $number } из { $count } · можно пропустить
   *[no] Вопрос { $number } из { $count }{ $kind ->
        [multi] {" "}· можно выбрать несколько
       *[other] {""}
    }
}
question-text = <b>{ $text }</b>
question-chosen = Выбрано: { $count }
question-other = Другое: { $text }
question-now = Сейчас: { $answer }
question-part = Записано знаков: { $count }. Если это не всё, пришлите продолжение; если всё — нажмите «Готово».
question-paper = С бумаги: { $name }
question-record = { $number }. { $text } — <b>{ $answer }</b>
question-other-ask = { $text }
    Напишите свой вариант одним сообщением, до 200 знаков.
question-corrected = Ответ исправлен.
answer-none = без ответа
review-head = <b>{ $title }</b> · проверьте перед отправкой
review-line = { $number }. { $text } — <b>{ $answer }</b>
review-foot = Чтобы исправить ответ, нажмите его номер.
questionnaire-sent = «{ $title }» отправлена, спасибо. Вы в базе программы. Когда появится пара, я напишу утром.
questionnaire-sent-paper = «{ $title }» записана с бумаги: { $name } теперь в базе.
