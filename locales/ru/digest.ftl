## Что бот говорит сам: сводка, встречи, письма

news-school = <i>{ $school }</i>
digest-head = { $count ->
    [one] Доброе утро, { $name }. Вас ждёт { $count } дело.
    [few] Доброе утро, { $name }. Вас ждут { $count } дела.
   *[many] Доброе утро, { $name }. Вас ждут { $count } дел.
}
digest-item = { $number }. { $text }
digest-more = И ещё { $count } — в /menu.
digest-why = <i>Вы получаете это как { $role ->
    [curator] куратор программы
    [administration] представитель администрации
    [mentor] наставник
    [member] участник пары
    [person] участник программы
   *[responsible] ответственный за мероприятия
}.</i>

digest-activity-soon = «{ $title }» — { $day }, { $distance }.
digest-activity-late = «{ $title }» — { $distance }.
digest-activity-reminded = «{ $title }» — { $is_dated ->
    [yes] { $day }, { $distance }
   *[no] дата не назначена
}.
digest-activity-late-curator = «{ $title }» — { $distance }, { $has_who ->
    [no] ответственный не назначен
   *[yes] { $who }
}.
digest-activity-late-head = «{ $title }» — { $distance }.
digest-activity-unbound = «{ $title }» — { $day }, { $distance }: ответственный не назначен.
digest-change-asked = { $who } просит перенести «{ $title }» на { $new }{ $has_reason ->
    [no] {""}
   *[yes] : { $reason }
}.
digest-change-decided = «{ $title }»: { $is_accepted ->
    [yes] срок перенесён на { $new }
   *[no] срок оставлен прежним
}.
digest-pair-proposed = Вам предлагают пару: { $who } — { $side ->
    [mentor] вы наставник
   *[mentee] ваш наставник
}. Отказ — нормальный ответ.
digest-pair-agreed = Пара согласована: { $who }. Можно назначить первую встречу.
digest-pair-declined = Пара не сложилась: { $who }. Можно предложить другую.
digest-pair-quiet = { $who }: встреча пока не назначена.
digest-pair-quiet-curator = { $who }: давно не встречались (с { $day }).
digest-pair-complete = { $who }: все пять видов встреч прошли, пару можно завершить.
digest-questionnaire = Анкета { $code ->
    [mentor] наставника
    [mentee] наставляемого
   *[other] «{ $code }»
} ждёт ответов: это около пяти минут, каждый ответ сохраняется сразу.
digest-meeting-report = { $who }, встреча { $when } — состоялась?
digest-meeting-disputed = { $who }, { $when }: ответили по-разному. Уточните, как было.
digest-consent-missing = { $who }: { $is_opened ->
    [yes] ссылка открыта, на согласие пока нет ответа
   *[no] приглашение не открыто
} (с { $day }). Можно взять согласие на бумаге.
digest-consent-refused = { $who }: согласие в боте не дано. Можно предложить бумагу; отказ ни на что не влияет.
digest-wrong-person = { $who }: ссылку открыл не тот человек, она отключена. Отправьте новую.
digest-unreachable = { $who }: сообщения не доходят, бот заблокирован. Передайте лично.
digest-letter = { $who } ждёт ответа: { $text }

news-meeting-proposed = { $who } предлагает встречу ({ $kind ->
    [first] первую
    [trial] пробную
    [planning] планирование
    [regular] регулярную
   *[final] заключительную
}): { $when }{ $place ->
    [yes] , { $where }
   *[no] {""}
}.
    Вам это пришло, потому что вы в одной паре.
news-meeting-changed = { $who } предлагает другое время ({ $kind ->
    [first] первая встреча
    [trial] пробная встреча
    [planning] планирование
    [regular] регулярная встреча
   *[final] заключительная встреча
}): { $when }{ $place ->
    [yes] , { $where }
   *[no] {""}
}.
    Встреча будет назначена, когда вы подтвердите.
news-meeting-answered = { $answer ->
    [confirmed] { $who }: подходит. Встреча назначена: { $when }.
    [declined] { $who } не может: { $when }. Предложите другое время, когда будет удобно.
   *[cancelled] { $who } отменяет встречу: { $when }. Можно назначить другую.
}
news-meeting-tomorrow = { $state ->
    [confirmed] Напоминаю о встрече: { $who }, { $when }{ $place ->
        [yes] , { $where }
       *[no] {""}
    }. Вы договорились о ней.
    [asked] Встреча ещё не подтверждена: { $who }, { $when }{ $place ->
        [yes] , { $where }
       *[no] {""}
    }. Она состоится, если вы ответите «Подходит».
   *[waiting] Ответа пока нет: { $who }, { $when }. Пока встреча не подтверждена, она не назначена.
}
news-meeting-over = Встреча: { $who }, { $when } — состоялась? Спрашиваю, потому что вы наставник пары.
news-meeting-over-mentee = Встреча: { $who }, { $when }. Вы встретились? Достаточно одного нажатия.
news-curator-reminds = Куратор напоминает. { $text }
news-letter = { $who }{ $post ->
    [yes] {" "}({ $work })
   *[no] {""}
} пишет куратору:
    { $text }
news-down = Бот не работал: с { $since } по { $until }. Сообщения, отправленные в это время, могли потеряться: если чего-то не хватает, попросите повторить.
news-owner = { $what ->
    [dead-letter] Бот не смог обработать сообщений: { $count }. Первое: { $since }. Отправители предупреждены, сообщения сохранены, последнее — № { $number }. Посмотреть их можно на сервере командой dead-letters.
    [undelivered] Мессенджер не принял сообщений бота: { $count }. Первое: { $since }. Люди их не получили. Причина — в журнале на сервере, ищите «was given up».
    [database] База данных перестала принимать записи: { $since }. Сейчас снова принимает. Сообщения людей дождались своей очереди, нажатия кнопок могли пропасть. Проверьте, хватает ли места на диске.
    [tick] Не сработали напоминания, раз: { $count }. Первый раз: { $since }. Бот пробует снова каждую минуту. Причина — в журнале на сервере, ищите «failed».
    [job] Не получилось прочитать или приготовить файлов: { $count }. Первый: { $since }. Тем, кто ждал, это сказано. Причина — в журнале на сервере, ищите «job».
   *[backup] Резервная копия не записалась: { $since }. Проверьте, хватает ли места на диске, и сделайте её на сервере командой backup.
} Вы получаете это как владелец бота.

button-look = Открыть
button-my-activities = Мои мероприятия
button-set-meeting = Назначить
button-fill-now = Заполнить
button-card = Карточка
button-letter-close = Отвечено
digest-consent-missing-many = Не дали согласия после приглашения: { $count }. Можно напомнить лично или взять согласие на бумаге.
digest-minor = { $who }: до 18 лет. Нужно согласие законного представителя на бумаге.
digest-meeting-lapsed = Встречу { $when } никто не подтвердил, она не состоится. Можно предложить другое время.
digest-activity-blocked = «{ $title }» ждёт: «{ $text }» — { $distance }.
digest-activity-waits = «{ $title }» за вами, но ждёт: «{ $text }» — { $distance }.
