"""Phrases in which schools write deadlines, school year 2023/24, by the field's conventions.

A line is: phrase | kind | windows | recurrence | doubts (the last two may be missing).
A window is `a..b`, `..b`, `a..` or one day, month-day of the school year or a full date.
"""

from datetime import date

import pytest

from domain.deadline_reading import read_deadline
from domain.deadlines import Window

POINTS = """
15 октября | point | 10-15
15 октября 2023 | point | 10-15
15 октября 2023 г. | point | 10-15
15 октября 2023г | point | 10-15
15 октября 2023 года | point | 10-15
15октября2023г. | point | 10-15
15.10.2023 | point | 10-15
15.10.2023г. | point | 10-15
15.10.23 | point | 10-15
15.10 | point | 10-15
5.2.2024 | point | 2-5
05/02/2024 | point | 2-5
15-10-2023 | point | 10-15
2023-10-15 | point | 10-15
15. 10. 2023 | point | 10-15
15 . 10 . 2023 | point | 10-15
«15» октября 2023 г. | point | 10-15
"05" марта 2024г. | point | 3-5
1 сентября | point | 9-1
1-го сентября | point | 9-1
1 сентябрь | point | 9-1
первого сентября | point | 9-1
двадцать пятое мая | point | 5-25
двадцать пятого мая 2024 года | point | 5-25
31 декабря | point | 12-31
1 января | point | 1-1
29 февраля | point | 2-29
29.02.2024 | point | 2-29
16, 17 июня | point | 6-16 6-17
16 и 17 июня | point | 6-16 6-17
5, 6 и 7 октября | point | 10-5 10-6 10-7
16, 17.06.2024 | point | 6-16 6-17
16.06, 17.06.2024 | point | 6-16 6-17
15.10.2023, 15.03.2024 | point | 10-15 3-15
15 октября, 15 марта | point | 10-15 3-15
15.10.2023 15.12.2023 15.03.2024 | point | 10-15 12-15 3-15
15 октября; 20 ноября; 10 февраля 2024 г. | point | 10-15 11-20 2-10
15.10.2023 и 20.11.2023 | point | 10-15 11-20
пятница, 13 октября | point | 10-13
13 октября (пятница) | point | 10-13
13 октября 2023 года в 15:30 | point | 10-13
13.10.2023 в 15.30 | point | 10-13
13.10.2023, 14.00 ч. | point | 10-13
13 октября с 9:00 до 11:00 | point | 10-13
13.10.2023 в 10 часов | point | 10-13
13 октября, каб. 12 | point | 10-13
13 октября, ул. Садовая, д. 5 | point | 10-13 | | partly_understood
13 октября (5-9 классы) | point | 10-13
1. 15 октября 2023 | point | 10-15
1) 15.10.2023 | point | 10-15
1.1. 15.10.2023 | point | 10-15
последний день мая | point | 5-31
1-й день декабря | point | 12-1
15 oктября | point | 10-15
15 октяб ря | point | 10-15
15 октя-\\nбря 2023 | point | 10-15
15\u00a0октября\u00a02023 | point | 10-15
15 ОКТЯБРЯ 2023 Г. | point | 10-15
1 окт. 2023 | point | 10-1
12 янв | point | 1-12
7 сент. | point | 9-7
15 октября – День наставника | point | 10-15 | | partly_understood
15 октября (по графику) | point | 10-15 | | by_schedule
[bookmark: x1] 15 октября | point | 10-15
<b>15 октября</b> | point | 10-15
последняя пятница сентября | point | 9-29
первый понедельник октября | point | 10-2
третий четверг ноября 2023 г. | point | 11-16
10-го, 12-го октября | point | 10-10 10-12
1 группа – 15 октября, 2 группа – 16 октября | point | 10-15 10-16
каб. 205, 15 октября, 14:30 | point | 10-15
01.09, 01.12, 01.03 | point | 9-1 12-1 3-1
15.10.; 15.12.; 15.02. | point | 10-15 12-15 2-15
3 и 17 октября, 7 ноября | point | 10-3 10-17 11-7
15.10.2022 | point | 2022-10-15 | | year_outside
12 октября 2020 года | point | 2020-10-12 | | year_outside
15.10.2024 | point | 2024-10-15 | | year_outside
01.09.2024 | point | 2024-09-01 | | year_outside
31.08.2024 | point | 8-31
"""

BOUNDS = """
до 15 октября | up_to | ..10-15
до 15 октября 2023 года | up_to | ..10-15
до 15.10.2023 | up_to | ..10-15
до15.10.2023г. | up_to | ..10-15
до 05.11 | up_to | ..11-5
до «05» ноября 2023 | up_to | ..11-5
До 01 декабря 2023 г. | up_to | ..12-1
до 1-го декабря | up_to | ..12-1
до первого декабря | up_to | ..12-1
по 31 декабря | up_to | ..12-31
по 31.12.2023 | up_to | ..12-31
по 31 декабря 2023 года включительно | up_to | ..12-31
не позднее 20 мая | up_to | ..5-20
не позднее 20.05.2024 г. | up_to | ..5-20
не позднее чем до 20 мая | up_to | ..5-20
не позже 20 мая | up_to | ..5-20
к 1 июня | up_to | ..6-1
ко 2 июня 2024 | up_to | ..6-2
срок до 15 января | up_to | ..1-15
в срок до 15 января 2024 г. | up_to | ..1-15
в срок не позднее 15 января | up_to | ..1-15
вплоть до 15 января | up_to | ..1-15
до конца октября | up_to | ..10-31
до конца февраля | up_to | ..2-29
до конца октября 2023 г. | up_to | ..10-31
до окончания мая | up_to | ..5-31
к концу мая | up_to | ..5-31
до конца учебного года | up_to | ..5-31
до окончания 2023-2024 учебного года | up_to | ..5-31
до конца первого полугодия | up_to | ..12-31
до конца 1 полугодия | up_to | ..12-31
до конца II квартала | up_to | ..6-30
до конца 2023 года | up_to | ..12-31
до конца 1 четверти | up_to | ..10-27 | | calendar_assumed
до 15 октября, до 15 марта | up_to | ..10-15 ..3-15
до 15.11.2023; до 15.05.2024 | up_to | ..11-15 ..5-15
по май | up_to | ..5-31
не позднее мая | up_to | ..5-31
до мая | up_to | ..5-31 | | bound_assumed
к маю 2024 г. | up_to | ..5-31 | | bound_assumed
до 31.08.2023 | up_to | ..2023-08-31 | | year_outside
дo 15 oктября | up_to | ..10-15
д о 15 октября | up_to | ..10-15
доконцаоктября | up_to | ..10-31
1. до 15 октября | up_to | ..10-15
до 15 октября (каб. 7) | up_to | ..10-15
до 10 октября – сбор, до 20 октября – анализ | up_to | ..10-10 ..10-20 | | partly_understood
не позднее, чем 15 мая | up_to | ..5-15
до 15 мая текущего учебного года | up_to | ..5-15
до осенних каникул | up_to | ..10-27 | | calendar_assumed
до 1 июня следующего года | up_to | ..6-1 | | partly_understood
до 1 октября 2025 | up_to | ..2025-10-01 | | year_outside
"""

OPENINGS = """
с 1 сентября | open | 9-1..
с 01.09.2023 | open | 9-1..
с 01.09.2023 г. | open | 9-1..
начиная с 1 октября | open | 10-1..
с сентября | open | 9-1..
с октября 2023 года | open | 10-1..
со 2 октября | open | 10-2..
не ранее 1 октября | open | 10-1..
не раньше 01.10.2023 | open | 10-1..
постоянно | open |
Постоянно. | open |
на постоянной основе | open |
в течение всего периода | open |
в течение всего периода реализации программы | open |
В течение всего срока реализации | open |
на протяжении всего периода внедрения | open |
весь период | open |
Весь период реализации | open |
в период реализации программы | open |
на всех этапах реализации | open |
регулярно | open |
систематически | open |
непрерывно | open |
бессрочно | open |
в те чение всего пери ода | open |
"""

SPANS = """
октябрь | span | 10-1..10-31
Октябрь | span | 10-1..10-31
в октябре | span | 10-1..10-31
октябрь 2023 | span | 10-1..10-31
Октябрь 2023г. | span | 10-1..10-31
октябрь, 2023 | span | 10-1..10-31
октябрь (2023 г.) | span | 10-1..10-31
в октябре 2023 года | span | 10-1..10-31
в течение октября | span | 10-1..10-31
в течении октября | span | 10-1..10-31
втечение октября | span | 10-1..10-31
10.2023 | span | 10-1..10-31
февраль | span | 2-1..2-29
февраль 24 г. | span | 2-1..2-29
май | span | 5-1..5-31
август | span | 8-1..8-31
сентябрь 2022 | span | 2022-09-01..2022-09-30 | | year_outside
сен. | span | 9-1..9-30
дек | span | 12-1..12-31
сентя брь | span | 9-1..9-30
сен-тябрь | span | 9-1..9-30
с е н т я б р ь | span | 9-1..9-30
сен\u00adтябрь | span | 9-1..9-30
cентябрь | span | 9-1..9-30
Ceнтябpь 2023 | span | 9-1..9-30
сентябрь – октябрь | span | 9-1..10-31
сентябрь-октябрь | span | 9-1..10-31
сентябрь — октябрь | span | 9-1..10-31
сентябрь −октябрь | span | 9-1..10-31
сентябрь ‑ октябрь | span | 9-1..10-31
сентябрь -- октябрь | span | 9-1..10-31
сентябрь -\\nоктябрь | span | 9-1..10-31
Сентябрь-ноябрь 2023г. | span | 9-1..11-30
сентябрь октябрь | span | 9-1..10-31 | | dash_assumed
сентябрьоктябрь | span | 9-1..10-31 | | dash_assumed
ноябрь – май | span | 11-1..5-31
ноябрь-май 2024 | span | 11-1..5-31
ноябрь 2023 – май | span | 11-1..5-31
Ноябрь 2023 г. – май 2024 г. | span | 11-1..5-31
сентябрь – май 2023-2024 учебного года | span | 9-1..5-31
сентябрь-май 2023/2024 уч. г. | span | 9-1..5-31
сентябрь-май 2023/24 | span | 9-1..5-31
с сентября по май | span | 9-1..5-31
с сентября до мая | span | 9-1..5-31
с сентября 2023 по май 2024 | span | 9-1..5-31
с сентября 2023 г. по май 2024 г. | span | 9-1..5-31
в период с сентября по май | span | 9-1..5-31
август – сентябрь | span | 2023-08-01..9-30
Август-сентябрь 2023 г. | span | 2023-08-01..9-30
июнь – август | span | 6-1..8-31
1-15 октября | span | 10-1..10-15
1 – 15 октября 2023 | span | 10-1..10-15
с 1 по 15 октября | span | 10-1..10-15
с 1 до 15 октября | span | 10-1..10-15
с 1 по 15 октября 2023 г. | span | 10-1..10-15
с 01 октября по 15 ноября | span | 10-1..11-15
с 1 октября 2023 года по 15 ноября 2023 года | span | 10-1..11-15
с 1-го по 15-е октября | span | 10-1..10-15
с 15 октября до 20 ноября | span | 10-15..11-20
в период с 1 по 15 октября | span | 10-1..10-15
01.10.2023-15.10.2023 | span | 10-1..10-15
01.10.2023 – 15.10.2023 | span | 10-1..10-15
1.10.2023- 20.10.2023 | span | 10-1..10-20
01.10.2023г.-15.10.2023г. | span | 10-1..10-15
01.10-15.10.2023 | span | 10-1..10-15
01.10.-15.10.2023 | span | 10-1..10-15
01-15.10.2023 | span | 10-1..10-15
1.10 – 15.10 | span | 10-1..10-15
01.10.23-15.10.23 | span | 10-1..10-15
с 01.10.2023 по 15.10.2023 | span | 10-1..10-15
с 01.10 по 15.10.2023 | span | 10-1..10-15
с 01.09.2023 г. по 31.05.2024 г. | span | 9-1..5-31
с 01.09.2023, до 31.05.2024 | span | 9-1..5-31
25 декабря – 10 января | span | 12-25..1-10
25 декабря - 10 января 2024 | span | 12-25..1-10
25.12-10.01.2024 | span | 12-25..1-10
1 октября 15 октября | span | 10-1..10-15 | | dash_assumed
15 октября – 20 ноября | span | 10-15..11-20
01.12.2023- 25.05.2026 | span | 12-1..2026-05-25 | | year_outside
сентябрь, октябрь | span | 9-1..9-30 10-1..10-31
сентябрь и май | span | 9-1..9-30 5-1..5-31
сентябрь/май | span | 9-1..9-30 5-1..5-31
октябрь, январь, май 2024 | span | 10-1..10-31 1-1..1-31 5-1..5-31
октябрь 2023, март 2024 | span | 10-1..10-31 3-1..3-31
сентябрь-октябрь, апрель-май | span | 9-1..10-31 4-1..5-31
Сентябрь-октябрь 2023 апрель-май 2024 | span | 9-1..10-31 4-1..5-31
1) сентябрь 2) май | span | 9-1..9-30 5-1..5-31
1. Октябрь | span | 10-1..10-31
май 2024 май 2025 | span | 5-1..5-31 2025-05-01..2025-05-31 | | year_outside
5 октября, ноябрь | span | 10-5 11-1..11-30
5-6, 8 октября | span | 10-5..10-6 10-8
2023 год: октябрь, ноябрь | span | 10-1..10-31 11-1..11-30
2023 г.: октябрь; 2024 г.: май | span | 10-1..10-31 5-1..5-31
до 15 октября, май | span | ..10-15 5-1..5-31
ноябрь-декабрь 2023, март 2024 г. | span | 11-1..12-31 3-1..3-31
октябрь (неделя наставничества) | span | 10-1..10-31
"""

PARTS = """
последняя неделя мая | span | 5-25..5-31
Последняя неделя мая 2024 г. | span | 5-25..5-31
последняя неделя февраля | span | 2-23..2-29
первая неделя сентября | span | 9-1..9-7
1 неделя сентября | span | 9-1..9-7
1-я неделя сентября | span | 9-1..9-7
в первую неделю сентября | span | 9-1..9-7
2 неделя октября | span | 10-8..10-14
третья неделя октября | span | 10-15..10-21
4-ая неделя октября | span | 10-22..10-28
пятая неделя октября | span | 10-29..10-31
1-2 неделя сентября | span | 9-1..9-14
первая-вторая неделя октября | span | 10-1..10-14
1 и 3 неделя октября | span | 10-1..10-7 10-15..10-21
первая и последняя неделя мая | span | 5-1..5-7 5-25..5-31
октябрь, 3 неделя | span | 10-15..10-21
октябрь (2 неделя) | span | 10-8..10-14
последняя неделя мая – первая неделя июня | span | 5-25..6-7
до конца первой недели октября | up_to | ..10-7
I декада октября | span | 10-1..10-10
1 декада октября | span | 10-1..10-10
вторая декада ноября 2023 г. | span | 11-11..11-20
3-я декада февраля | span | 2-21..2-29
III декада мая | span | 5-21..5-31
последняя декада мая | span | 5-21..5-31
I-II декада октября | span | 10-1..10-20
первая половина октября | span | 10-1..10-15
вторая половина апреля 2024 | span | 4-16..4-30
2-я половина мая | span | 5-16..5-31
начало октября | span | 10-1..10-10 | | part_assumed
в начале октября | span | 10-1..10-10 | | part_assumed
середина ноября | span | 11-11..11-20 | | part_assumed
конец мая | span | 5-21..5-31
в конце мая 2024 года | span | 5-21..5-31
последние две недели мая | span | 5-18..5-31
первые две недели сентября | span | 9-1..9-14
последние 3 дня мая | span | 5-29..5-31
зимние каникулы 2024 | span | 12-30..1-8 | | calendar_assumed
III-IV четверть | span | 1-9..5-31 | | calendar_assumed
2-3 декада октября | span | 10-11..10-31
Сентябрь-май (2023-2024 г.г.) | span | 9-1..5-31
I-я половина октября | span | 10-1..10-15
II-ой квартал | span | 4-1..6-30
2-3 недели октября | span | 10-8..10-21
с октября до конца мая | span | 10-1..5-31
с сентября до конца учебного года | span | 9-1..5-31
октябрь (2023-2024 уч. год) | span | 10-1..10-31
в первые дни сентября | span | 9-1..9-30 | | partly_understood
15.\\n09.2023 | point | 9-15
10-го сентября 2023-го года | point | 9-10
конец сентября – начало октября | span | 9-21..10-10 | | part_assumed
первое полугодие | span | 9-1..12-31
1 полугодие | span | 9-1..12-31
I полугодие | span | 9-1..12-31
в первом полугодии | span | 9-1..12-31
в течение первого полугодия | span | 9-1..12-31
в течение 2 полугодия | span | 1-1..5-31
II полугодие 2023-2024 учебного года | span | 1-1..5-31
В течение второго полугодия 2023-2024 учебного года | span | 1-1..5-31
2-е полугодие | span | 1-1..5-31
1 учебное полугодие | span | 9-1..12-31
вторая половина учебного года | span | 1-1..5-31
первая половина года | span | 9-1..12-31
I квартал | span | 1-1..3-31
1 квартал 2024 года | span | 1-1..3-31
II квартал 2024 г. | span | 4-1..6-30
4 квартал | span | 10-1..12-31
IV квартал 2023 | span | 10-1..12-31
четвертый квартал 2023 г. | span | 10-1..12-31
1-2 квартал 2024 | span | 1-1..6-30
IV кв. 2023 г. | span | 10-1..12-31
первая четверть | span | 9-1..10-27 | | calendar_assumed
1 четверть | span | 9-1..10-27 | | calendar_assumed
в течение II четверти | span | 11-5..12-29 | | calendar_assumed
III четверть | span | 1-9..3-22 | | calendar_assumed
4-я учебная четверть | span | 4-1..5-31 | | calendar_assumed
осенние каникулы | span | 10-28..11-4 | | calendar_assumed
в период зимних каникул | span | 12-30..1-8 | | calendar_assumed
в дни весенних каникул | span | 3-23..3-31 | | calendar_assumed
весенние каникулы 2024 г. | span | 3-23..3-31 | | calendar_assumed
летние каникулы | span | 6-1..8-31 | | calendar_assumed
осенние и весенние каникулы | span | 10-28..11-4 3-23..3-31 | | calendar_assumed
учебный год | span | 9-1..5-31
в течение учебного года | span | 9-1..5-31
В течение 2023-2024 учебного года | span | 9-1..5-31
в течение 2023/2024 уч. года | span | 9-1..5-31
в теч. уч. года | span | 9-1..5-31
в течение всего учебного года | span | 9-1..5-31
весь учебный год | span | 9-1..5-31
в течение года | span | 9-1..5-31
2023-2024 учебный год | span | 9-1..5-31
2023-2024 уч.г. | span | 9-1..5-31
2023/24 учебный год | span | 9-1..5-31
учебный год 2023-2024 | span | 9-1..5-31
в течение 2024-2025 учебного года | span | 2024-09-01..2025-05-31 | | year_outside
последняя неделя учебного года | span | 5-25..5-31
2024 год | span | 1-1..2024-12-31
осень 2023 | span | 9-1..11-30 | | calendar_assumed
весной | span | 3-1..5-31 | | calendar_assumed
"""

REPEATED = """
еженедельно | repeated | | weekly
ежемесячно | repeated | | monthly
Ежеквартально | repeated | | quarterly
ежегодно | repeated | | yearly
1 раз в неделю | repeated | | weekly
раз в неделю | repeated | | weekly
один раз в месяц | repeated | | monthly
не реже 1 раза в месяц | repeated | | monthly
1 раз/месяц | repeated | | monthly
1 р. в месяц | repeated | | monthly
каждый месяц | repeated | | monthly
раз в квартал | repeated | | quarterly
1 раз в четверть | repeated | | quarterly
раз в 3 месяца | repeated | | quarterly
каждую четверть | repeated | | quarterly
каждый квартал | repeated | | quarterly
в конце каждой четверти | repeated | | quarterly
4 раза в год | repeated | | quarterly
по четвертям | repeated | | quarterly
2 раза в год | repeated | | twice_a_year
два раза в год | repeated | | twice_a_year
дважды в год | repeated | | twice_a_year
2 раза в учебный год | repeated | | twice_a_year
1 раз в полугодие | repeated | | twice_a_year
раз в полгода | repeated | | twice_a_year
каждое полугодие | repeated | | twice_a_year
раз в 6 месяцев | repeated | | twice_a_year
1 раз в год | repeated | | yearly
каждый год | repeated | | yearly
не менее одного раза в год | repeated | | yearly
по понедельникам | repeated | | weekly
каждую пятницу | repeated | | weekly
каждый понедельник | repeated | | weekly
последняя неделя каждого месяца | repeated | | monthly
каждую последнюю пятницу месяца | repeated | | monthly
ежегодно в мае | repeated | 5-1..5-31 | yearly
ежегодно, май | repeated | 5-1..5-31 | yearly
Май, ежегодно | repeated | 5-1..5-31 | yearly
каждый май | repeated | 5-1..5-31 | yearly
ежегодно до 1 октября | repeated | ..10-1 | yearly
ежегодно, до 20 сентября | repeated | ..9-20 | yearly
ежегодно с 1 по 15 апреля | repeated | 4-1..4-15 | yearly
ежегодно сентябрь-октябрь | repeated | 9-1..10-31 | yearly
ежегодно 5 октября | repeated | 10-5 | yearly
один раз в год в мае | repeated | 5-1..5-31 | yearly
1 раз в год (май) | repeated | 5-1..5-31 | yearly
2 раза в год: октябрь, апрель | repeated | 10-1..10-31 4-1..4-30 | twice_a_year
2 раза в год (сентябрь, май) | repeated | 9-1..9-30 5-1..5-31 | twice_a_year
ежемесячно в течение года | repeated | | monthly
1 раз в неделю (четверг) | repeated | | weekly
каждый последний день месяца | repeated | | monthly
последняя пятница каждого месяца | repeated | | monthly
ежемесячно с сентября по май | repeated | 9-1..5-31 | monthly
по необходимости, но не реже 1 раза в месяц | repeated | | monthly | as_needed
ежегодно до конца учебного года | repeated | ..5-31 | yearly
по одному разу в четверть | repeated | | quarterly
Раз в полугодие (декабрь, май) | repeated | 12-1..12-31 5-1..5-31 | twice_a_year
еженедельно в октябре | repeated | 10-1..10-31 | weekly
еже-\\nмесячно | repeated | | monthly
еже месячно | repeated | | monthly
ежедневно | repeated | | | other_rhythm
3 раза в год | repeated | | | other_rhythm
2 раза в месяц | repeated | | | other_rhythm
раз в две недели | repeated | | | other_rhythm
"""

UNKNOWN = """
по графику | unknown | | | by_schedule
По отдельному графику | unknown | | | by_schedule
согласно графику | unknown | | | by_schedule
в соответствии с графиком | unknown | | | by_schedule
по расписанию | unknown | | | by_schedule
по плану | unknown | | | by_plan
по плану работы школы | unknown | | | by_plan
согласно плану | unknown | | | by_plan
в соответствии с планом | unknown | | | by_plan
по мере необходимости | unknown | | | as_needed
При необходимости | unknown | | | as_needed
по необходимости | unknown | | | as_needed
по запросу | unknown | | | as_needed
по мере поступления заявок | unknown | | | as_needed
в соответствии со сроками реализации программ | unknown | | | accordance
по согласованию | unknown | | | accordance
в установленные сроки | unknown | | | accordance
в течение 10 дней после издания приказа | unknown | | | relative
через неделю после собеседования | unknown | | | relative
после утверждения программы | unknown | | | relative
после 15 октября | unknown | | | relative
за 2 недели до 1 сентября | unknown | | | relative
за месяц до начала | unknown | | | relative
по итогам первой четверти | unknown | | | relative
по окончании учебного года | unknown | | | relative
по завершении программы | unknown | | | relative
в течение 3 дней с момента подписания | unknown | | | relative
до начала занятий | unknown | | | relative
2 недели | unknown | | | duration_without_start
в течение месяца | unknown | | | duration_without_start
в течение 10 дней | unknown | | | duration_without_start
3 месяца | unknown | | | duration_without_start
1 год | unknown | | | duration_without_start
два дня | unknown | | | duration_without_start
30-40 минут | unknown | | | duration_without_start
 | unknown | | | missing_deadline
- | unknown | | | missing_deadline
— | unknown | | | missing_deadline
... | unknown | | | missing_deadline
нет | unknown | | | missing_deadline
31 ноября | unknown | | | no_such_date
31.11.2023 | unknown | | | no_such_date
30 февраля 2024 | unknown | | | no_such_date
32.10.2023 | unknown | | | no_such_date
15.13.2023 | unknown | | | no_such_date
с 1 по 31 сентября | unknown | | | no_such_date
до 31 июня | unknown | | | no_such_date
0 октября | unknown | | | no_such_date
15–10 октября | unknown | | | reversed_interval
20.10.2023 – 01.10.2023 | unknown | | | reversed_interval
октябрь 2024 – сентябрь 2023 | unknown | | | reversed_interval
во время педсовета | unknown | | | not_understood
2-3 недели | unknown | | | duration_without_start
с 1 по 5 | unknown | | | not_understood
скоро | unknown | | | not_understood
12 | unknown | | | not_understood
до 15 | unknown | | | not_understood
каб. 12 | unknown | | | not_understood
д. 5, ул. Садовая, 10 | unknown | | | not_understood
15:30 | unknown | | | not_understood
приказ № 12 от 01.09.2023 | unknown | | | not_understood
полугодие | unknown | | | not_understood
Иванова А.А. | unknown | | | not_understood
"""


def _day(text: str) -> date | None:
    if not text:
        return None
    parts = [int(part) for part in text.split("-")]
    if len(parts) == 3:
        return date(*parts)
    return date(2023 if parts[0] >= 9 else 2024, *parts)


def _window(text: str) -> Window:
    start, dots, end = text.partition("..")
    return Window(start=_day(start), end=_day(end if dots else start))


def _rows() -> list[tuple[str, str, str, str, str]]:
    rows = []
    for table in (POINTS, BOUNDS, OPENINGS, SPANS, PARTS, REPEATED, UNKNOWN):
        for line in table.strip("\n").splitlines():
            parts = [part.strip() for part in line.split("|")] + ["", ""]
            phrase, kind, windows, recurrence, doubts = parts[:5]
            rows.append((phrase.replace("\\n", "\n"), kind, windows, recurrence, doubts))
    return rows


ROWS = _rows()


@pytest.mark.parametrize(("phrase", "kind", "windows", "recurrence", "doubts"), ROWS)
def test_a_phrase_is_read_by_the_conventions(
    phrase: str, kind: str, windows: str, recurrence: str, doubts: str
) -> None:
    read = read_deadline(phrase, year=2023)
    assert read.words == phrase
    assert (
        read.kind.value,
        read.windows,
        (read.recurrence.value if read.recurrence else ""),
        [doubt.code for doubt in read.doubts],
    ) == (kind, tuple(map(_window, windows.split())), recurrence, doubts.split())


def test_the_table_is_large_enough() -> None:
    assert len(ROWS) >= 300


def test_days_of_each_month_are_windows_of_the_school_year() -> None:
    for phrase in (
        "до 5 числа каждого месяца",
        "ежемесячно до 5 числа",
        "ежемесячно, до 5-го числа",
    ):
        read = read_deadline(phrase, year=2023)
        assert read.kind == "repeated"
        assert read.recurrence == "monthly"
        ends = [window.end for window in read.windows]
        assert all(window.start is None for window in read.windows)
        assert ends == [date(2023, m, 5) for m in range(9, 13)] + [
            date(2024, m, 5) for m in range(1, 9)
        ]
        assert not read.doubts
