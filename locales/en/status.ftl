## How the programme stands

status-head = <b>Mentoring { $year } · on { $day }</b>
    { $school }
status-no-roadmap = There is no roadmap yet.
status-roadmap = Stage { $stage } of { $stages } · done { $done } of { $count } activities, overdue { $overdue }, due this week { $week }
status-people = People: { $consents } of { $people } gave consent, { $questionnaires } sent the questionnaire
status-pairs = Pairs: { $pairs }, finished { $finished }, without a pair { $unpaired } · meetings in a month: { $held } of { $agreed }
button-week-due = This week: { $count }
button-unbound = Unassigned: { $count }
button-no-consents = No consent: { $count }
button-unpaired = Without a pair: { $count }
button-all-pairs = Pairs: { $count }
button-all-people = People: { $count }
button-no-questionnaire = No questionnaire: { $count }
button-meetings = Meetings: { $count }
