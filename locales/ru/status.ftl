## Состояние программы

status-head = <b>Наставничество { $year } · на { $day }</b>
    { $school }
status-no-roadmap = Дорожной карты пока нет.
status-roadmap = Этап { $stage } из { $stages } · выполнено { $done } из { $count } мероприятий, просрочено { $overdue }, на этой неделе { $week }
status-people = Люди: { $consents } из { $people } дали согласие, анкеты у { $questionnaires }
status-pairs = Пары: { $pairs }, завершено { $finished }, наставляемых без пары { $unpaired } · встречи за месяц: { $held } из { $agreed }
button-week-due = На неделе: { $count }
button-unbound = Без ответственного: { $count }
button-no-consents = Без согласия: { $count }
button-unpaired = Без пары: { $count }
button-all-pairs = Пары: { $count }
button-all-people = Люди: { $count }
button-no-questionnaire = Без анкеты: { $count }
button-meetings = Встречи: { $count }
