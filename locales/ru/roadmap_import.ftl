## Чтение дорожной карты: документ, сомнения, строки, отличия

import-ask = Пришлите дорожную карту школы: файл Word, Excel или PDF либо текст прямо сюда. Можно в нескольких сообщениях.
import-year-file = Получил «{ $name }»{ $gone ->
    [file] {" "}вместо «{ $old }».
    [open] . Прежняя карта закрыта.
   *[none] .
} На какой учебный год эта карта?
import-year-text = { $lines ->
    [one] Получил { $lines } строку.
    [few] Получил { $lines } строки.
   *[many] Получил { $lines } строк.
} { $gone ->
    [file] «{ $old }» больше не жду.
    [open] Прежняя карта закрыта.
   *[none] Если это не всё, пришлите остальное.
} На какой учебный год эта карта?
import-instead = { $what ->
    [file] Получил «{ $name }».
   *[text] Получил текст.
} { $stands ->
    [reading] Но прежняя карта ещё читается. Дочитать её или взять новую?
    [shown] Прежняя карта тем временем прочитана. Показать её или взять новую?
   *[edited] Но открыта карта с вашими правками, она ещё не принята. Если взять новую, правки пропадут.
}
button-keep-open = { $stands ->
    [reading] Дочитать прежнюю
    [shown] Показать прежнюю
   *[edited] Продолжить с прежней
}
button-next-paper = К следующей карте
button-instead = Взять новую
import-years = Выберите учебный год карты.
import-accepted = Эта карта уже принята.
import-failed = Этот документ прочитать не получилось. Пришлите другой.
import-cancelled = Загрузка отменена. Действующая карта не изменилась.
import-preview = Вот что получилось: { $stages ->
    [one] { $stages } этап
    [few] { $stages } этапа
   *[many] { $stages } этапов
}, { $activities ->
    [one] { $activities } мероприятие
    [few] { $activities } мероприятия
   *[many] { $activities } мероприятий
}, { $dated ->
    [all] все со сроками
   *[some] без срока { $undated }
}. Ответственных { $responsibles }{ $known ->
    [0] {""}
   *[other] , из них { $known } уже в программе
}.
import-dropped = Убрано строк: { $count }{ $again ->
    [yes] , как и в прошлый раз.
   *[no] .
}
import-furniture = Отброшено штампов, подписей и повторов: { $count }. Они не сохраняются.
import-doubt = ❓ { $text }
import-no-rows = Здесь строк больше нет.
button-other-year = Другой год
button-accept = Принять карту
button-by-stages = Посмотреть по этапам
button-doubts = Сомнения: { $count }
button-replace-yes = Заменить карту

import-reading = Читаю карту: шаг { $step } из { $steps }. { $step ->
    [1] Получаю файл.
   *[2] Разбираю строки и сроки.
} Можно заниматься другим: напишу, когда закончу.
import-reading-long = Читаю карту: шаг { $step } из { $steps }, прошло { $seconds } секунд. Большие файлы занимают до минуты; можно заниматься другим.
import-job-died = Прочитать не получилось: это ошибка бота, а не файла. Пришлите карту ещё раз, пожалуйста.
import-clear = Вопросов нет. Принять карту?
import-doubts = { $count ->
    [one] Есть { $count } сомнение: проверьте его, пожалуйста.
    [few] Есть { $count } сомнения: проверьте их, пожалуйста.
   *[many] Есть { $count } сомнений: проверьте их, пожалуйста.
}
import-undone = Правка отменена.

## Сомнения по одному

import-question = Строка { $number }: «{ $words }». { $text }
import-question-year = Строка { $number }: «{ $words }» — а карта на { $year } учебный год. Похоже на опечатку.
import-question-line = Не понял строку: «{ $text }». Это мероприятие?
import-question-paper = { $text }
import-question-title = Мероприятие: «{ $title }».
import-left = Осталось проверить: { $left } из { $total }
import-doubt-unnamed = В этой строке я не уверен: проверьте её, пожалуйста.
import-ask-stage = В какой этап добавить «{ $title }»?
settle-right = Верно
settle-right-leave = Верно, оставить
settle-so-it-is = Так и есть
settle-leave = Оставить
settle-leave-year = Оставить { $year }
settle-two-people = Разные люди
settle-both = Оставить обе
settle-later = Назначу позже
settle-undated = Без срока
settle-year = Исправить год
settle-real = Последний день месяца
settle-seen = Понятно
settle-unname = Это не ответственный
settle-own-year = Карта на { $year }
settle-one-person = Это один человек: { $text }
settle-name = { $text }
settle-to-day = Перенести на { $number ->
    [1] понедельник
    [2] вторник
    [3] среду
    [4] четверг
    [5] пятницу
    [6] субботу
   *[7] воскресенье
}, { $day }
settle-earlier = На рабочий день раньше
settle-later-day = На рабочий день позже
settle-drop = Убрать строку
settle-drop-twin = Убрать повтор
settle-add = Добавить как мероприятие
button-for-all = { $label } — для всех { $count }
button-into-stage = { $number }. { $title }
button-other-date = Другой срок
button-name-who = Указать
button-open-row = Изменить строку

## Строки карты до принятия

import-stage = <b>{ $title }</b>
    Этап { $number } из { $count }
import-row = <b>{ $number }.</b> { $title }
    { $due } · { $who }{ $doubts ->
        [0] {""}
       *[other] {" "}· ❓ { $doubts }
    }
import-row-dropped = <s>{ $number }. { $title }</s> — убрано
import-card = <b>Строка { $number }.</b> { $title }
import-card-due = Срок: { $due } · в документе: «{ $words }»
import-card-due-only = Срок: { $due }
import-card-measure = Выполнено, когда есть: { $kind ->
    [count] { $of }, не меньше { $number }
    [percent] { $has ->
        [yes] { $of },{" "}
       *[no] {""}
    }{ $number ->
        [100] 100 %
       *[other] не менее { $number } %
    }
   *[document] { $of }
}
import-card-dropped = Эта строка убрана: в карту она не войдёт.
import-ask-title = Как назвать строку { $number }? Сейчас: «{ $now }». Напишите новое название.
import-ask-result = Какой результат у строки { $number }? Сейчас: «{ $now }». Напишите новый.
import-ask-who = Кто отвечает за строку { $number }? Сейчас: { $who }
    Отметьте или напишите через запятую. Выбрано: { $count }
import-ask-add = Напишите новое мероприятие. Можно сразу со сроком и ответственным: «Педсовет | до 15 октября | завуч».
import-ask-cut = Где разделить строку { $number }? { $count ->
    [1] Напишите слова, с которых начинается вторая часть.
   *[other] Так или иначе? Если иначе, напишите слова, с которых начинается вторая часть.
}
import-piece = { $number }) { $text }
import-piece-whole = «{ $text }»
import-ask-when = Строка { $number }: «{ $title }». Срок: { $due }.
    Нажмите день или напишите словами: «до 15 октября», «сентябрь–ноябрь», «каждый месяц».
import-ask-when-end = Начало: { $start }. Нажмите последний день или напишите срок целиком.
import-ask-kind = Выбрано: { $day }. Как считать срок?
import-month = { $month ->
    [1] январь
    [2] февраль
    [3] март
    [4] апрель
    [5] май
    [6] июнь
    [7] июль
    [8] август
    [9] сентябрь
    [10] октябрь
    [11] ноябрь
   *[12] декабрь
} { $year }
button-row = Строка { $number }
button-stage-before = ← Этап { $number }
button-stage-after = Этап { $number } →
button-add-row = Добавить строку
button-add-below = Добавить ниже
button-title = Название
button-due = Срок
button-who = Ответственный
button-result = Результат
button-split = Разделить
button-join = Соединить со следующей
button-cut = Разделить на { $count }
button-return = Вернуть строку
button-undo-edit = Отменить правку
button-up-to-day = До { $day }
button-on-day = Именно { $day }
button-from-day = С { $day } по…

## Принятие и исправленная карта

import-left-head = { $count ->
    [one] Не проверено { $count } место, оно войдёт как прочитано:
    [few] Не проверено { $count } места, они войдут как прочитаны:
   *[many] Не проверено { $count } мест, они войдут как прочитаны:
}
import-left-count = { $count ->
    [one] Не проверено { $count } место: войдёт как прочитано.
    [few] Не проверено { $count } места: войдут как прочитаны.
   *[many] Не проверено { $count } мест: войдут как прочитаны.
}
import-left-line = { $number ->
    [0] • { $text }
   *[other] • Строка { $number }. { $text }
}
import-left-more = • и ещё { $count }
import-replace = Сейчас действует карта { $year }: выполнено { $done } из { $count }. Новая заменит её, прежняя с отметками уйдёт в архив.
button-accept-anyway = Принять как есть
diff-head = Карта { $year } уже действует. Отличий: { $count } — новых строк { $added }, изменено { $changed }, убрано { $removed }. Остальное останется, с отметками и документами.
diff-none = Карта { $year } уже действует, и отличий от неё нет: менять нечего.
diff-stage = <b>{ $number }.</b> Этап «{ $old }» назван иначе: «{ $new }»
diff-added = <b>{ $number }. Новая строка:</b> { $title }
    { $due } · { $who }
diff-changed = <b>{ $number }. Изменено:</b> { $title }
diff-removed = <b>{ $number }. Нет в новой карте:</b> { $title }{ $marked ->
    [yes] {" "}— есть отметка или перенос
   *[no] {""}
}
diff-field = { $field ->
    [title] Название
    [deadline] Срок
    [responsibles] Отвечает
   *[result] Результат
}: было «{ $old }», станет «{ $new }»
diff-other-stage = Стоит в другом этапе
diff-chosen = Выбрано: { $count } из { $all }
diff-marked = { $count ->
    [one] У { $count } убранной строки есть отметка или перенос
   *[other] У { $count } убранных строк есть отметки или переносы
}: { $titles }. Вместе со строкой они пропадут.
button-diff = Отличия: { $count }
button-pick = Принять { $number }
button-picked = ✓ Принято { $number }
button-apply = Применить выбранное: { $count }
button-apply-all = { $count ->
    [1] Принять это отличие
   *[other] Принять все { $count }
}
button-apply-unmarked = Оставить эти строки
button-apply-marked = Убрать вместе с отметками
