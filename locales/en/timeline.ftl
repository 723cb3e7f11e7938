## The roadmap's timeline: a picture and the same in words; files of the roadmap

button-timeline = Timeline
button-timeline-text = As text
timeline-drawing = Drawing the timeline: it comes as a picture.
timeline-title = Roadmap { $year }
timeline-summary = On { $day }: { $done } of { $count } done, { $overdue } overdue
timeline-caption = <b>{ $title }</b>
    { $summary }.{ $pages ->
    [1] {""}
   *[other] {" "}Sheet { $page } of { $pages }.
}
timeline-text-head = <b>Timeline · { $title }</b>
    { $summary }.
timeline-text-stage = <b>{ $title }</b> — { $note }
timeline-text-line = { $title }: { $same ->
    [yes] { $when }
   *[no] { $when } — { $note }
}
timeline-today = today, { $day }
timeline-done = done
timeline-open = ahead
timeline-late = overdue
timeline-note-done = ✓ done
timeline-note-late = ! { $distance }
timeline-stage-done = { $done } of { $count }
button-export = Download
button-docx = Word (docx)
button-xlsx = Excel (xlsx)
export-ask = The roadmap with its marks comes as a file. In which form?
file-writing = Writing the file: it comes here.
file-name = Roadmap { $year }
file-caption = The roadmap with its marks on { $day }.
file-failed = The file could not be made. Nothing is lost; try again in a minute.
news-file-failed = { $kind ->
    [photo] The picture was not sent: the messenger did not take it. The same is there in words.
   *[other] The file was not sent: the messenger did not take it. Nothing is lost; please ask for it again in a minute.
}
month-short = { $month ->
    [1] Jan
    [2] Feb
    [3] Mar
    [4] Apr
    [5] May
    [6] Jun
    [7] Jul
    [8] Aug
    [9] Sep
    [10] Oct
    [11] Nov
   *[12] Dec
}
