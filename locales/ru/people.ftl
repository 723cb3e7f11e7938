## Школа, люди, базы

school =
    <b>{ $name }</b>
    Адрес: { $address }
    Время: { $zone }
school-curator = Куратор: { $name } — { $state ->
    [joined] в программе
    [refused] не дал согласия
   *[invited] приглашён
}
school-no-curator = Куратора пока нет: пригласите его.
school-ask-name = Напишите полное название школы, как в документах.
school-ask-address = Теперь адрес школы: он стоит в тексте согласия.
school-ask-zone = По какому времени живёт школа?
school-created = Школа создана.
button-invite-curator = Пригласить куратора
zone-kaliningrad = Калининград, UTC+2
zone-moscow = Москва, UTC+3
zone-samara = Самара, UTC+4
zone-yekaterinburg = Екатеринбург, UTC+5
zone-omsk = Омск, UTC+6
zone-krasnoyarsk = Красноярск, UTC+7
zone-irkutsk = Иркутск, UTC+8
zone-yakutsk = Якутск, UTC+9
zone-vladivostok = Владивосток, UTC+10
zone-magadan = Магадан, UTC+11
zone-kamchatka = Камчатка, UTC+12

role-mentor = Наставник
role-mentee = Наставляемый
role-pupil = Наставляемый до 18 лет
role-responsible = Ответственный
role-administration = Администрация
role-curator = Куратор

invite-role = Кого приглашаем?
invite-names =
    Напишите фамилию, имя, отчество и, через запятую, должность или класс — по человеку на строке.
    Например: Петрова Анна Ивановна, учитель химии
invite-names-one =
    Напишите фамилию, имя, отчество и, через запятую, должность куратора.
    Например: Петрова Анна Ивановна, заместитель директора
invite-links = { $count ->
    [one] Ссылка готова. Перешлите её лично: она действует 14 дней и один раз.
   *[other] Ссылки готовы. Перешлите каждому его ссылку лично: она действует 14 дней и один раз.
}
invite-link = { $name }:
    { $link }
invite-joined = { $name } — уже в программе, роль добавлена.
button-invite-more = Пригласить ещё
button-to-school = К школе

people-all = Все
people-no_consent = Без согласия
people-mentor = Наставники
people-mentee = Наставляемые
people-responsible = Ответственные
people-unpaired = Без пары
people-title-all = <b>Люди: { $count }</b>
people-title-no-consent = <b>Без согласия: { $count }</b>
people-title-mentor = <b>Наставники: { $count }</b>
people-title-mentee = <b>Наставляемые: { $count }</b>
people-title-responsible = <b>Ответственные: { $count }</b>
people-title-unpaired = <b>Без пары: { $count }</b>
person-line = { $name } · { $state ->
    [invited] приглашение
    [joined] в программе
    [paper] с бумаги
    [refused] не дал согласия
   *[left] вышел
}
card =
    <b>{ $name }</b>
    { $post }
    Роли: { $roles }
card-state = { $state ->
    [invited] Ждём: приглашение отправлено, согласия ещё нет.
    [joined] В программе.
    [paper] В программе без мессенджера: шаги записывает куратор.
    [refused] Не дал согласия в боте. Можно на бумаге.
   *[left] Больше не участвует.
}
card-minor = До 18 лет: согласие законного представителя на бумаге.
card-unreachable = Сообщения не доходят: бот заблокирован.
card-questionnaire = Анкета { $code ->
    [mentor] наставника
    [mentee] наставляемого
   *[other] «{ $code }»
}: { $state ->
    [sent] отправлена
    [open] начата
   *[assigned] не начата
}
button-new-link = Новая ссылка
button-paper-consent = Согласие с бумаги
button-paper-fill = Заполнить анкету с бумаги
button-answers = Ответы
button-open-pair = Открыть пару
button-add-role = Добавить роль
button-remove = Исключить
button-paper-yes = Бумага подписана
paper-confirm = { $name }: подписанное согласие на бумаге у вас? Запись получит пометку «с бумаги», дальше шаги этого человека делаете вы.
paper-done = Согласие с бумаги записано.
remove-confirm = Исключить из программы: { $name }? Доступ и ссылка перестанут действовать, вернуть можно новым приглашением.
removed = Человек исключён.
add-role = { $name }: какую роль добавить?
role-added = Роль добавлена.
answers-head = <b>Ответы: { $name }</b>
answers-line = { $text } — <b>{ $answer }</b>
answers-none = Ответов пока нет.

registers = В базу попадают после согласия и анкеты.
button-mentors = База наставников: { $count }
button-mentees = База наставляемых: { $count }
register-mentor = <b>База наставников: { $count }</b>
register-mentee = <b>База наставляемых: { $count }</b>
register-line = { $number }. { $name }, { $post } · с { $on } · { $paired ->
    [yes] в паре
   *[no] без пары
}

me =
    <b>Что бот знает о вас</b>
    { $school }
    Имя: { $name }
    Должность или класс: { $post }
    Роли: { $roles }
me-consent = Согласие, версия { $version }, { $on }: { $answer ->
    [given] дано
   *[refused] не дано
}{ $way ->
    [paper] {" "}на бумаге
   *[self] {""}
}
me-foot = Ваших пар: { $pairs }. Ещё хранится номер вашей учётной записи в мессенджере — чтобы писать вам. Исправить или удалить данные поможет куратор: /menu → «Написать куратору».
people-no_questionnaire = Без анкеты
people-title-no-questionnaire = <b>Без анкеты: { $count }</b>
me-answer = { $text } — <b>{ $answer }</b>
