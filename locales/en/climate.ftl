## Surveys of a team.

climate-team = Our team
climate-optional = (optional)
surveys-title = Our data
surveys-open = Open a survey
surveys-bring = Bring answers you already have
surveys-empty = No data yet
    .says = Ask students, families or staff with a short survey, or bring the answers of one you already ran. Figures appear once it is closed.
    .staff = When this team shares results with you, they appear here.
surveys-is-open = Open
surveys-is-closed = Results
surveys-is-shared = Shared with the host
surveys-about = { $instrument }. { $dates }.
surveys-from-to = { $from } to { $to }
surveys-since = Open since { $from }
surveys-answers-of = Answers of { $when }
    .day = Answers of { $when }

## Opening a survey.

survey-new-title = Open a survey
survey-new-lede = People answer on a phone or computer, without an account. Nobody sees any figure until you close it.
survey-new-instrument = Which questions?
    .hint = Nobody has studied yet how well these forms measure what they name; pages with their figures say so.
survey-new-name = What should people call it?
    .hint = Such as “Fall survey, Marigold Middle School”.
survey-new-languages = Languages to offer
survey-new-levels = What to offer where it asks about groups: { $instrument }
    .hint = Untick what your school does not have, such as grades. Fewer than two ticked leaves the question out.
survey-new-asked = How many people will you ask?
    .hint = If you know it, results say what part of them answered.
survey-new-own = Use a questionnaire of your own
survey-new-definition = A file with your questionnaire
    .hint = A .toml file. If you choose one, it takes the place of the form chosen above.
survey-new-open = Open the survey
survey-opened = The survey is open. Share its link or its code.
survey-title-missing = Please give the survey a name.
survey-title-long = Please give a name of at most { $most } letters, on one line.
survey-audience-unknown = This questionnaire is not written for these people. Choose another one.
survey-languages-missing = Please choose at least one language that the questionnaire has.
survey-asked-wrong = Please give a whole number from 1 to { $most }, or leave it empty.
survey-instrument-missing = Please choose the questions.
survey-not-asked-anew = This questionnaire only reads answers that one already has. Choose another one to ask people.
instrument-not-text = This file is not text. It should be a .toml file.
instrument-groups-many = This questionnaire splits people in too many ways: at most { $dimensions_max } questions about groups with { $levels_max } answers in all. Leave some out.
instrument-without-figures = No figures could be made from this questionnaire. Check its scales: their cut, their items and the least number of answers.
instrument-item-in-two-scales = The question “{ $item }” is in two constructs. Put it in one, so that their figures cannot be subtracted from each other.
instrument-cut-out-of-range = A construct’s cut is not between 1 and 250. Write the least mean score that is favorable.

## Running a survey.

survey-run = The survey
survey-invite = Invite people
    .says = Hand out this link, or let people scan the code.
survey-qr = QR code of the survey
survey-copy = Copy the link
survey-copied = Copied
survey-sheet = A sheet to print
survey-sheet-says = Your voice counts. Scan the code, or type the address.
survey-sheet-print = Print this page with your browser.
survey-preview = See what people see
survey-answers = Answers so far
    .says = You see how many, never what. Figures appear once the survey is closed.
survey-progress = { $count ->
    [one] One answer.
   *[other] { $count } answers.
}
survey-progress-few = Fewer than { $least } answers.
survey-progress-asked = { $count ->
    [one] You ask one person.
   *[other] You ask { $count } people.
}
survey-close = Close the survey
    .says = When everyone who wants to has answered, close it to see the results.
    .small = With so few answers, most figures would not be shown, to protect people. You can wait.
    .go = Close the survey…
survey-close-title = Close “{ $title }”?
survey-close-says =
    .answers = No more answers are taken.
    .figures = Figures are made once, and only for groups of { $least } people or more.
    .key = The order of the answers and the key that could open single ones are destroyed.
    .lasting = It cannot be undone.
    .few = Fewer than { $least } people have answered. If you close it now, no figure will be shown, and it cannot be opened again.
survey-close-now = Close it and show the results
survey-close-not-yet = Not yet
survey-closed-now = The survey is closed. Here are its results.
survey-share = Sharing
    .on = The host’s lead, facilitators and coaches can see these results.
    .off = Only your team can see this.
    .start = Share with the host
    .stop = Stop sharing
    .lead = Your team’s lead can share the results with the host.
survey-shared = The host can see the results now.
survey-unshared = The host can no longer see the results.
survey-closed = This survey is closed and takes no more answers.
survey-sealed-already = This survey is closed already.
survey-remove = Remove this survey
survey-remove-title = Remove “{ $title }”?
survey-remove-says =
    .open = Its link stops working, and every answer that came in is destroyed unread. This cannot be undone.
    .closed = Its answers and all its figures are destroyed. This cannot be undone. The log keeps that it was removed, and by whom.
survey-remove-now = Remove it for good
survey-remove-not = Keep it
survey-removed = The survey is removed.
survey-in-plan = { $count ->
    [one] A line of the plan links to a figure of this survey. Take it out of the plan first.
   *[other] { $count } lines of the plan link to figures of this survey. Take them out of the plan first.
}
survey-cannot-take = This survey cannot take answers right now. Please tell whoever gave you the link; nothing you do can mend it.
survey-key-lost = The key that opens this survey’s answers is missing from this server, so it cannot be closed. Nothing is lost: ask whoever runs the server to put the “keys” folder back.
survey-answers-unreadable = { $count ->
    [one] One answer
   *[other] { $count } answers
} cannot be opened with this server’s key, so the survey was not closed. Nothing is lost: ask whoever runs the server to put the right “keys” folder back.

## For those who are asked.

notice-asks = { $audience ->
   *[other] { $team } asks you { $count } short questions. It takes about five minutes.
}
notice-what = What we ask
notice-groups = { $audience ->
   *[other] At the end we ask about groups, so that no group is overlooked; leave out what you do not want to tell:
}
notice-why = Why we ask
    .says = { $audience ->
       *[other] { $team } wants to know how school is for the people in it, will read the results together with the community, and will act on them.
    }
notice-who = Who sees what
    .says = { $audience ->
       *[other] This survey is anonymous. We keep no name, account, address, device or time with your answers. Figures are shown only for groups of { $least } people or more.
    }
    .before = { $audience ->
       *[other] Until the survey closes, your answers are stored encrypted; the people who run this server could open them with its key. When it closes, answers are shuffled and the key is destroyed, and from then on nothing joins them to you, a device or a time. Whoever has the server’s database could still recognize somebody by a very rare combination of answers.
    }
notice-choice = It is your choice
    .says = { $audience ->
       *[other] You can skip any question, stop at any time, or say no. Nothing happens if you do.
    }
notice-start = Start
notice-decline = No, thank you
survey-thanks = Thank you
    .says = { $audience ->
       *[other] Your answers are in. You can close this page.
    }
survey-declined = That is fine
    .says = { $audience ->
       *[other] Nothing was kept. You can close this page.
    }
survey-over = This survey is closed
    .says = { $audience ->
       *[other] It takes no more answers. Thank you for coming.
    }
survey-back = Back to the survey
answer-progress = Question { $n } of { $total }
answer-sending = Sending…
answer-offline = No connection. Leave this page open: your answers are sent as soon as there is one.
answer-full = Many people are answering right now. Your answers are sent in a moment.
answer-busy = Many people are answering right now. Your answers are still here: please send them again in a moment.
answer-several = You can choose more than one.
answer-decline = I’d rather not say
answer-back = Back
answer-next = Next
answer-send = Send my answers
answer-promise = { $audience ->
   *[other] This survey is anonymous. Figures are shown only for groups of { $least } people or more, and once it is closed nothing joins your answers to you.
}
answer-unknown = Please choose one of the answers shown.
answer-form-broken = This form was not sent whole. Please open the survey again.

## Bringing answers that one already has.

import-title = Bring answers you already have
import-lede = Hand in the file that your form tool exports. You check what each column means, and see the results at once.
import-file = The file with the answers
    .hint = A CSV file of at most 32 MB: one row for each person, one column for each question. It is removed after the import, or after a day.
import-instrument = Which questions are these?
import-next = Read the file
import-file-missing = Please choose a file.
import-given = When were these answers given?
    .hint = A day such as 2009-04-12, a month such as 2009-04, or a year such as 2009. If you leave it empty, it is today.
import-given-wrong = Please write a day such as 2009-04-12, a month such as 2009-04, or a year such as 2009.
import-given-future = These answers cannot be of a day that is still to come.
import-earlier = This file was imported before, as “{ $title }”, on { $day }. A second import counts the same people again.
import-again = Import it again
import-known = This file was imported before, as “{ $title }”. Tick “Import it again” if that is what you want.
answers-too-large = This file has more than 32 MB. Please bring a smaller one.
import-problem = { $text }
import-confirm-title = What does this file mean?
import-confirm-lede = { $count ->
    [one] The file has one row.
   *[other] The file has { $count } rows.
} Please check what we read in it. Once it is imported, we remember that for your next file.
import-labels = What stands in the file, and what it means
    .says = Look each line over, and change what is wrong. Where we are not sure, say what is meant, or tick what we guessed right.
import-set = { $count ->
    [one] Column { $columns }
   *[other] Columns { $columns }
}
import-turned = The numbers run the other way round in this file
import-same = { $count ->
    [one] One entry that is an answer word for word, or empty
   *[other] { $count } entries that are an answer word for word, or empty
}
import-cell-empty = (empty)
import-unsure = Not sure
import-remembered = Remembered
import-chosen = Your choice
import-alike = Written in another way
import-label = In the file
    .where = { $count ->
        [one] once, in { $columns }
       *[other] { $count } times, in { $columns }
    }
import-meaning = It means
import-meaning-missing = No answer
import-agree = Your check
import-right = That is right
import-choose = Please choose
import-columns = Columns
    .says = Each column is a question, a group, or is left out. What you leave out is not kept.
import-column = Column
import-purpose = What it is
import-purpose-ignore = Leave it out
import-purpose-id = Tells one response from another
import-purpose-new = A group, as in the file
import-purpose-item = Question: { $question }
import-purpose-group = Group: { $question }
import-go = Import and show the results
import-look = Apply and look again
import-discard = Give up this file
import-taken = This file is being imported already. Look among the team’s surveys in a moment; if its results do not appear there, hand it in again.
import-discarded = The file was removed. Nothing was imported.
import-done = The answers are imported. Here are the results.
import-still-open = { $count ->
    [one] One thing is still unclear. Please check it below.
   *[other] { $count } things are still unclear. Please check them below.
}

## Results.

results-not-yet = There are no results while the survey is open. Close it first.
results-everyone = Everyone
results-answered = answered
results-favorable = favorable
results-interval = likely between
results-more-than-asked = More answers came in ({ $people }) than people were asked ({ $asked }). Somebody may have answered twice; read these figures with care.
results-not-shown = not shown, to protect people
results-not-shown-yet = Not shown, to protect people.
results-rule-answers = share of answers
results-rule-items = mean of item shares
results-rule-people = share of people
results-people = { $count ->
    [one] One person answered.
   *[other] { $count } people answered.
}
results-people-asked = { $count } of { $asked } people answered ({ $percent }).
results-people-hidden = Fewer than { $least } people answered, or too few to show figures without exposing somebody.
results-favorable-means = The number beside a question is the share of favorable answers.
results-rule = People are counted, each once. Groups under { $least } are not shown, to protect people, nor others from which they could be worked out. Instrument: { $instrument }, version { $version }. { $validation }
results-validation-not-yet = Nobody has studied yet how well it measures what it names.
results-validation-published = How well it measures has been studied and published.
results-question = Question
results-others = Also asked
results-together = Read it together
    .says = Bring these figures to students, families and staff, and write down what they notice before anyone explains it.
results-plan = Write in the plan
results-file = As a file
results-print = This page prints as it is, for a wall or a board.
figure-by = Groups
figure-group = Group
figure-table = The same numbers as a table
figure-answers = What people answered
    .how = Share of each answer, in percent.
figure-sure = How sure can we be?
    .how = The dot is what people told us; the bar is where the share would likely lie had everyone answered alike (95%).
figure-items = What people answered to each question
    .how = Right of the line: favorable answers. Left of it: all others, the strongest outermost.
figure-shares = Favorable answers, by group
    .how = The dot is what people told us. This way of counting has no interval; the next chart has one.
figure-people = People whose answers are favorable overall
    .how = The dot is the share of people whose own mean is favorable; the bar is where it would likely lie had everyone answered alike (95%).
figure-quoted = “{ $answer }”
figure-or = { " or " }
figure-answered = { $count ->
    [one] One person answered.
   *[other] { $count } people answered.
}
figure-item-finding = { $percent } answered { $answers }.
figure-item-rule = Favorable means { $answers } on this one question. The interval is Wilson’s, at 95%.
figure-scale-finding =
    .people = { $percent } of people answer favorably on the whole.
    .answers = { $percent } of answers are favorable.
    .items = { $percent } favorable, averaged over the questions.
figure-scale-rule =
    .answers = Share of answers: all favorable answers to any of these questions, over all answers.
    .items = Mean of item shares: the favorable share of each question, averaged over the questions.
    .people = Share of people: those whose own mean is at least { $cut }, among people who answered at least { $least } of the { $items } questions. The interval is Wilson’s, at 95%.
analyse-reported = { $scale }: reported as { $rule }.
figure-compared = Groups are compared by the share of people whose own mean is at least { $cut }.
figure-differences =
    .none = Differences between the groups here may be chance.
    .higher = Higher than among everyone else: { $higher }. Other differences here may be chance.
    .lower = Lower than among everyone else: { $lower }. Other differences here may be chance.
    .both = Higher than among everyone else: { $higher }. Lower: { $lower }. Other differences here may be chance.
figure-hidden = Some groups are not shown, to protect people.
figure-write-down = Write it down in the plan
figure-also = Belongs with

## Looking at a group.

groups-title = Look at a group
groups-invite = See the figures of people you choose, such as two grades together.
groups-go = Choose a group
groups-lede = Choose who should be in the group. People must match every question in which you tick something.
groups-once = Each look is kept and limits later ones, so that two of them together never pick a person out. Start with what matters most to you.
groups-show = Show this group
groups-earlier = Groups you looked at
    .none = None yet.
group-or = { $one } or { $other }
group-empty = Please tick at least one answer.
group-unknown = This group names answers that nobody was offered. Please choose from the boxes.
group-exposes = By itself, or together with figures you already have ({ $earlier }), this group would show what a few people answered. Choose a larger or a different group.
group-large = This group could not be checked against what was shown before. Choose fewer answers.
group-meanwhile = Somebody else in your team looked at a group just now. Please try again.
group-people = { $count ->
    [one] One person is in this group and answered.
   *[other] { $count } people are in this group and answered.
}
group-this = This group
group-of = Compared with everyone, who include this group.
group-figures = Favorable answers

results-proof = Figures with their proof
    .says = Anybody can check with “kith verify” that nobody can be picked out of them.
figure-worth = How well this measures
