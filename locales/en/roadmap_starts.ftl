## A roadmap without a paper: templates and the next school year

button-templates = No document? Take a template
button-next-year = Next year's roadmap
button-next-year-use = Make it
templates-head = <b>Templates of a roadmap</b>
    A template opens like a document that was read: it can be changed and accepted.
templates-line = “{ $name }”. { $about }
template-head = <b>Template “{ $name }”</b>
    { $count ->
    [one] { $count } activity
   *[other] { $count } activities
} by stages:
template-stage = { $number }. { $title } — { $count }
template-year = For which school year?
next-year-ask = I make the next school year's roadmap of this one: the same activities and what they wait for, deadlines a year later. You check it first; the roadmap in force stays until you accept the new one.
start-closes-open = Another document is open and not accepted yet. It will be closed unsaved.
