## Refusals: what is wrong and what to do

error-forbidden = You cannot do this.
error-not-found = There is no such record: it may have been changed.
error-owner-link = This owner link does not work: it is good for 15 minutes and for one use. The command owner-link prints a new one on the server.
error-link-unknown = This link does not work. Please ask the curator for a new one.
error-link-used = Somebody has come in by this link already. If it was not you, tell the curator: they will send a new one.
error-somebody-else = In this school you are already listed as { $name }. Please open the link from another account.
error-already-joined = This person is in the programme already: no new link is needed.
error-consent-answered = This consent has been answered already.
error-name-incomplete = At least a surname and a first name are needed, without digits: “Petrova Anna Ivanovna, chemistry teacher”. I did not understand this line: “{ $line }”.
error-name-long = Too long: a name may have up to 120 characters, a post up to 160.
error-name-twice = One name stands in the list twice. Please leave it once.
error-school-name = The full name of the school is needed, from 3 to { $limit } characters.
error-school-address = The address of the school is needed for the text of the consent, from 5 to { $limit } characters.
error-remove-self = You cannot remove yourself: another curator does that.
error-remove-paired = This person is in a pair. Please finish or stop the pair first.
error-person-left = This person is no longer in the programme.
error-letter-closed = This message has been answered already.

error-question-gone = This question is behind you already.
error-already-sent = The questionnaire is already sent; the answer has not changed. The curator can help to correct it.
error-answer-empty = The answer is empty. Please write at least one word.
error-answer-long = Too long: up to { $limit } characters. Please shorten it; your earlier answers are kept.
error-answer-number = A number is needed, for example “7”.
error-answer-range = A number from { $low } to { $high } is needed.
error-answer-date = A date is needed, for example “01.12” or “01.12.2026”.
error-answer-button = Please choose one of the options under the question.
error-choose-something = Please choose at least one option.
error-answers-missing = Question { $number } has no answer yet. Answer it, and the questionnaire can be sent.

error-no-such-date = There is no such date: { $words }. Write, for example, “28.11”.
error-time-past = This time has passed. Please choose a later one.
error-date-past = This day has passed. Please choose today or a later day.
error-time-far = That is too far ahead. Please check the year.
error-no-day = I did not understand the day. Write, for example, “28.11 15:30”.
error-no-time = I did not understand the time. Write, for example, “15:30”.
error-line-long = Too long: up to { $limit } characters. Please shorten it.
error-undo-late = A mark can be undone within ten minutes. After that the curator can help.
error-undo-next-meeting = The next meeting is set already. The curator can help to undo the mark.

error-pair-same = The mentor and the mentee are two different people. Please choose somebody else.
error-not-registered = This person is not in the register yet: consent and a questionnaire are needed.
error-pair-exists = These two are a pair already.
error-pair-changed = The pair has changed. Here it is as it stands now.
error-pair-incomplete = A pair can be finished after all five kinds of meeting: the first, trial, planning, at least one regular and the final one.
error-no-more-meetings = All meetings of this pair have been held.
error-own-proposal = This is your own proposal: the other side confirms it.
error-meeting-changed = This meeting has been changed. Here it is as it stands now.
error-meeting-ahead = The meeting has not begun: it can be marked once it has.
error-already-reported = You have answered about this meeting already.

error-activity-changed = The activity has changed. Here it is as it stands now.
error-import-changed = The roadmap has changed since. Here it is now.
error-nothing-kept = All rows are dropped: there is nothing to accept. Please put at least one back.
error-download = The file could not be fetched from the messenger. Please send it again.
error-paste-long = The text is too large: up to 200,000 characters. Please send it as a docx file.
error-names-many = Too many at once: up to { $limit } people in one message. Send the rest in the next one.
error-meeting-begun = This meeting has already begun. Say whether it took place.
error-minor = Under 18, a legal representative signs the consent on paper. The curator has the form.
error-consent-new = The text of the consent has changed. Please read the new one.
error-deadline-words = I did not understand the deadline. Write, for example: «до 15 октября», «сентябрь–ноябрь», «ежемесячно» or «по графику».
error-split-where = There are no such words inside the row. Copy the words the second part begins with.
error-nothing-chosen = Nothing is chosen. Tick at least one difference.
