## График дорожной карты: картинка и то же словами; файлы карты

button-timeline = График
button-timeline-text = Текстом
timeline-drawing = Рисую график: пришлю картинкой.
timeline-title = Дорожная карта { $year }
timeline-summary = На { $day } выполнено { $done } из { $count }, просрочено { $overdue }
timeline-caption = <b>{ $title }</b>
    { $summary }.{ $pages ->
    [1] {""}
   *[other] {" "}Лист { $page } из { $pages }.
}
timeline-text-head = <b>График · { $title }</b>
    { $summary }.
timeline-text-stage = <b>{ $title }</b> — { $note }
timeline-text-line = { $title }: { $same ->
    [yes] { $when }
   *[no] { $when } — { $note }
}
timeline-today = сегодня, { $day }
timeline-done = выполнено
timeline-open = впереди
timeline-late = просрочено
timeline-note-done = ✓ выполнено
timeline-note-late = ! { $distance }
timeline-stage-done = { $done } из { $count }
button-export = Скачать
button-docx = Word (docx)
button-xlsx = Excel (xlsx)
export-ask = Карта с отметками о выполнении придёт файлом. В каком виде?
file-writing = Готовлю файл: пришлю сюда.
file-name = Дорожная карта { $year }
file-caption = Дорожная карта с отметками на { $day }.
file-failed = Файл не получился. Данные на месте; попробуйте ещё раз через минуту.
news-file-failed = { $kind ->
    [photo] Картинка не отправилась: мессенджер её не принял. То же самое есть текстом.
   *[other] Файл не отправился: мессенджер его не принял. Данные на месте; попросите его ещё раз через минуту.
}
month-short = { $month ->
    [1] янв
    [2] фев
    [3] мар
    [4] апр
    [5] май
    [6] июн
    [7] июл
    [8] авг
    [9] сен
    [10] окт
    [11] ноя
   *[12] дек
}
