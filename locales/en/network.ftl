## The home page.

home-open = Taking applications now
home-sessions = Open to all
home-networks = Networks
home-none = No networks yet
    .says = Once this center describes its first network, its dates and the way to apply appear here.
home-about = What happens here

## Networks.

network-networks = Networks
network-season = The season
network-collaboratives = Collaboratives
network-facts = At a glance
network-fact-season = Season
network-fact-teams = Teams
network-fact-who = Who can apply
network-fact-fee = Cost
network-fact-applications = Applications
network-fact-contact = Questions
network-for-staff = For staff
network-free = Free of charge
network-fee-per-team = { $amount } { $currency } for each team
network-team-size = { $least } to { $most } people from one agency
network-teams-most = Up to { $count ->
    [one] one team
   *[other] { $count } teams
}
network-eligible-anywhere = { $kinds }
network-eligible-states = { $kinds } in { $states }
network-applications-open = Applications are open until { $deadline }.
network-applications-early = Applications open on { $opens }.
network-applications-closed = Applications closed on { $deadline }.
network-minutes = { $minutes } min
network-when-at = { $date }, { $from }–{ $until } ({ $zone })
network-when-between = { $from } to { $until }
network-apply = Apply
network-see-others = See other networks

agency-kind-local = School district or charter
agency-kind-county-office = County office of education
agency-kind-state = State education agency
agency-kinds-local = School districts and charters
agency-kinds-county-office = county offices of education
agency-kinds-state = state education agencies
agency-county = { $county } County
agency-cds = CDS { $code }
agency-nces = NCES { $id }
agency-not-listed = Not in the directory yet

## Sessions.

network-sessions = Sessions
network-sessions-lede = All sessions of { $name }. Times are in { $zone }.
network-sessions-none = No sessions yet
    .says = The plan of the season is being made. Please come back in a while.
network-sessions-full = Every session, part by part
network-session-check-in = Check-in
network-session-kick-off = Kick-off
network-session-group = Group session
network-session-workshop = Workshop
network-session-webinar = Webinar
network-session-mini-session = Mini-session
network-session-coaching = Coaching
network-session-public = Open to all
network-session-place = Where: { $place }
network-session-before = Before it, read:
network-session-done = past
network-session-now = now
network-session-next = next
network-session-ahead = to come
network-session-cancelled = Called off

## The questions of an application.

network-questions = What the application asks
network-questions-read = Read the questions first
network-questions-lede = For { $name }. Talk them over with your colleagues, then fill in the form together.
network-questions-facts = First, some facts
network-questions-agency = Your agency.
network-questions-lead = The name, work and phone number of the person who leads your team. A phone number may be left out.
network-questions-colleagues = Colleagues on the team, each with name, email and work: at least { $least }, at most { $most }.
network-questions-choices = Which collaboratives you would like to join, in order:
network-questions-answers = Then, in your own words
network-questions-print = This page prints well, with space to write under each question.
network-question-paragraphs = { $least } to { $most } paragraphs
network-question-paragraphs-words = { $paragraphs }, at most { $words } words

## Applying.

network-apply-title = Apply with your team
network-apply-lede = { $name }
network-apply-takes = You need the names and email addresses of your team, and about an hour to write with them.
network-apply-draft = What you write is kept as a draft. You can stop and go on later, until the deadline.
network-apply-start = Start an application
network-application = Application
network-application-back = Back to the application
network-edit-title = Your application
network-edit-lede = Nothing is sent until you send it. Please do so by { $deadline }.
network-edit-go-on = Go on writing
network-edit-refused = What you wrote is below, so you can copy it. If something went wrong on our side, write to { $contact }.
network-agency = Your agency
network-agency-none = Look it up by its name or code.
network-agency-choose = Choose your agency
network-agency-change = Choose another agency
network-agency-title = Which agency do you apply for?
network-agency-lede = The same name can occur in several counties, so please look at the county, too.
network-agency-search = Name, NCES id or CDS code
    .hint = For example: Rivera Valley, or 0699011, or 91-10110.
network-agency-find = Search
network-agency-found = { $count ->
    [one] One agency found
   *[other] { $count } agencies found
}
network-agency-many = There are more. Add a county or another word of the name to see fewer.
network-agency-take = Take this agency
network-agency-nothing = Nothing found
    .says = Try one word of the name, or the code. If your agency is not in our directory, type it in below.
network-agency-type = My agency is not in the list
    .says = Type it in, and we look it up later. Your application is as good as any other.
network-agency-type-take = Take what I typed
network-agency-name = Name of the agency
network-agency-kind = Kind of agency
network-agency-county = County
network-agency-state = State
    .hint = Two letters, such as CA.
network-agency-chosen = Your agency is chosen.
network-lead = About you
network-lead-role = Lead of the team
network-your-name = Your name
network-your-work = Your work in the agency
network-phone = Phone number
network-name = Name
network-email = Email address
network-work = Work in the agency
network-optional = (optional)
network-colleague = Colleague { $number }
network-colleague-more = Colleague { $number }, if there is one
network-choices = Collaboratives you would like to join
    .hint = The one you want most comes first. You need not rank all of them.
network-choice = Choice { $number }
network-choice-none = Please choose
network-answers = In your own words
network-count = Paragraphs: {"{"}paragraphs{"}"} of {"{"}paragraphs_max{"}"}
    .over = Too long. Paragraphs: {"{"}paragraphs{"}"} of {"{"}paragraphs_max{"}"}
network-count-words = Words: {"{"}words{"}"} of {"{"}words_max{"}"}. Paragraphs: {"{"}paragraphs{"}"} of {"{"}paragraphs_max{"}"}
    .over = Too long. Words: {"{"}words{"}"} of {"{"}words_max{"}"}. Paragraphs: {"{"}paragraphs{"}"} of {"{"}paragraphs_max{"}"}
network-submit = Send the application
network-draft-save = Save the draft
network-draft-saved = Your draft is saved. Nothing has been sent yet.
network-draft-unsaved = Not saved yet
network-draft-kept = Saved
network-draft-offline = No connection. Your text is kept on this device and saved as soon as possible.
network-draft-refused = This could not be saved. Press “Save the draft” to see why.
network-draft-restored = Your unsaved text from this device is back.
network-draft-conflict = Newer text was saved on another page or device.
network-draft-use = Use the text of this device
network-draft-other = Saved elsewhere:
network-draft-newer = Newer text was saved on another page
    .says = Nothing is lost. Your fields show what you just wrote; where the saved text differs, it stands beneath. Take what you want from both, then save again.
network-withdraw = Take the application back
network-withdraw-title = Take the application back?
    .says = Your application to { $network } will not be read any more. You can start a new one until the deadline.
network-withdraw-now = Take it back
network-not-now = Not now
network-application-taken-back = The application is taken back.
network-application-received = Your application has been received. A confirmation is on its way to your mail.

network-fact-submitted = Sent
network-fact-colleagues = Colleagues
network-fact-choices = Collaboratives wanted
network-answer-none = No answer yet.

network-state-draft = Draft
    .says = Only you can see this. It has not been sent.
    .late = The deadline has passed and this was not sent. Your text stays here to read. Questions go to { $contact }.
network-state-submitted = Sent
    .says = We have it, and we will write to you when it is decided.
network-state-offered = Place offered
    .says = A place is offered. Please answer in time, so that another team can have it if you cannot.
    .late = The time to answer has passed. Write to { $contact } if your team still wants to come.
network-state-accepted = Accepted
    .says = The team has its place.
network-state-turned-down = Offer turned down
    .says = You turned the offer down. Write to { $contact } if this changes.
network-state-waitlisted = On the waitlist
    .says = There is no place now. We write to you as soon as one comes free.
network-state-declined = Not this time
    .says = There is no place for this team this season. Write to { $contact } if you would like to talk about it.
network-state-withdrawn = Taken back
    .says = This application was taken back and is not read.

## Offers.

network-offer = A place for your team
    .says = Your team is invited to { $place }.
network-offer-by = Please answer by { $answer_by }.
network-offer-over = The answer was due by { $answer_by }.
network-offer-answer = Answer the offer
network-answer-title = Will your team come?
    .says = { $place }, { $network }: a place for { $agency }. Please answer by { $answer_by }. If you accept, your team’s space opens at once and your colleagues get a mail.
network-offer-accept = Yes, we come
network-offer-turn-down = No, we cannot
network-offer-accepted = Welcome! This is your team’s space.
network-offer-turned-down = You turned the offer down. Thank you for telling us.

## Choosing.

network-applications = Applications
network-list-agency = Agency
network-list-state = Status
network-list-all = All
network-list-search = Agency or lead
network-twin = An agency of this name has applied twice: once from the directory, once typed in.
network-twin-look = Look at the other application of { $agency }
network-list-show = Show
network-list-count = { $count ->
    [one] One application
   *[other] { $count } applications
}
network-list-none = No applications here
    .says = Applications appear as soon as they are sent. Drafts belong to those who write them.
network-list-csv = Download as CSV
network-decide = Decide
network-decide-title = Decide on an application
network-decide-look = Look at it once more
network-decision = What do you decide?
network-decision-waitlist = Put it on the waitlist
network-decision-decline = Decline it
network-decision-missing = Please choose what you decide.
network-offer-into = Offer a place in { $place }
network-offer-into-capped = Offer a place in { $place } ({ $taken } of { $capacity } taken)
network-decision-changed = Something has changed since you opened this page: somebody decided, or the lead answered. Nothing was sent. The state above is the one of now.
network-answer-by = Answer by
    .hint = Needed for an offer. The lead can answer until the end of that day, { $zone }.
network-answer-by-missing = Please give a day by which the lead should answer, such as 2025-11-21.
network-answer-by-past = This day is over. Please give one that is to come.
network-confirm-title = Is this right?
network-confirm-offer = { $agency } gets the offer of a place in { $place }, to be answered by { $answer_by }.
network-confirm-waitlist = { $agency } goes on the waitlist.
network-confirm-decline = { $agency } is declined.
network-confirm-mail = The lead gets a mail about it at once.
network-confirm-send = Decide and send
network-confirm-change = Change it
network-decision-sent = Decided. The lead gets a mail.
network-match-title = Find it in the directory
network-agency-matched = The agency is matched.

## A team’s space.

network-teams = Teams
network-teams-none = No teams yet
    .says = A team appears when its lead accepts the offer.
network-team-open = Open the team’s space
network-team-season = Your season
network-team-to-read = To read
    .says = Before { $title }
network-team-work = Your work
network-team-surveys = Surveys and results
network-team-plan = Plan
network-team-people = People
network-team-coach = Your coach
network-next-check-in = Next: { $title }, { $when }. Think about what your team wants to work on; the call ends with one area of focus.
network-next-between = Next: { $title }, { $when }.
network-next-session = Next: { $title }, { $when }.
network-next-survey = Your survey is open: { $title }
network-next-over = The sessions of this season are over. Look at your plan, and at what changed.
network-focus = Focus
network-focus-open = Not settled yet
network-focus-title = Settle the focus
network-focus-settle = Settle the focus
network-focus-change = Change the focus
network-focus-lede = One thing to work on together this season. You can change it later, when you have learned more.
network-focus-area = Area of focus
network-focus-sentence = In a sentence of your own
    .hint = For example: Every student is known well by one adult.
network-focus-saved = The focus is settled.
network-members-title = People of the team
network-members-new = Add somebody
network-members-remove = Take out
    .label = Take out { $person }
network-member-removed = Done. The calendar has a new address, which the team’s page shows.
network-remove-title = Take this person out of the team?
    .says = { $person } will not see the space of { $team } any more, and gets no mail about it. What they wrote stays. The team’s calendar gets a new address; everybody else sets it up again.
network-remove-now = Take them out
network-members-email = They get a mail, and sign in with this address.
network-members-role = What are they in the team?
network-members-add = Add to the team
network-member-added = Done. New people get a mail.
team-role-lead = Lead
    .says = Lead: answers offers, shares results, adds people
team-role-member = Member
    .says = Member: works on surveys and the plan
team-role-sponsor = Sponsor
    .says = Sponsor: stands behind the team in the agency
team-role-substitute = Substitute
    .says = Substitute: stands in for a member
team-role-observer = Observer
    .says = Observer: sees the season, but neither surveys nor the plan
network-feed = Calendar
    .says = Put this address into your calendar program, and your sessions appear there and stay right when something moves.
network-feed-more = How, and a new address
network-feed-google = Google Calendar: Other calendars, then From URL.
network-feed-apple = Apple Calendar: File, then New Calendar Subscription.
network-feed-outlook = Outlook: Add calendar, then Subscribe from web.
network-feed-renew = Did the address get about?
    .says = Whoever has it can see your sessions. A new address makes the old one stop; calendars that use it must be set up again.
network-feed-renew-now = Make a new address
network-feed-renewed = The calendar has a new address. The old one has stopped.
network-copy = Copy the address
network-copied = Copied

## The home of somebody signed in.

network-mine = My work
network-mine-teams = Your teams
network-mine-applications = Your applications
network-mine-runs = Networks you run
network-mine-open = You can apply now
network-mine-none = Nothing here yet
    .says = Your account is ready. When a team adds you, its space appears here. You need no account to answer a survey: open the link you were given, or type its code. If you lead a team, you can apply to a network.

## The directory.

agencies-title = Agencies
agencies-count = { $count ->
    [0] The directory is empty. Import a file to begin.
    [one] The directory has one agency.
   *[other] The directory has { $count } agencies.
}
agencies-nothing = Try one word of the name, or the code. Agencies come into the directory by importing a file.
agencies-import = Import agencies and schools
    .says = Two kinds of CSV file in UTF-8 are told apart by their columns. Both are matched by code, so the same file can be imported again; what a file has no column for stays as it is. If anything is wrong, nothing is changed.
agencies-schools = Schools, with their districts
    .says = Needed: cds_code (14 digits), school, district, county. Read as well: school_type, enrolled, nces_id (12 digits), state (two letters).
    .example = Example of a file of schools
agencies-agencies = Agencies, such as county offices
    .says = Needed: cds_code (14 digits, the last seven of them 0), agency, county. Read as well: kind (local, county-office or state), nces_id (7 digits), state (two letters).
    .example = Example of a file of agencies
agencies-file = CSV file
agencies-file-missing = Please choose a file.
agencies-import-now = Import
agencies-imported = Imported: { $agencies } agencies, { $agencies_new } of them new; { $schools } schools, { $schools_new } of them new.
agencies-ignored = These columns were left alone: { $columns }.
agencies-nothing-imported = Nothing was imported. Please mend the file and try again.

## What can be wrong with an application.

network-application-early = This network does not take applications yet.
network-application-late = The deadline of this network has passed, so the application was not sent.
network-application-sent = This application was sent and cannot be changed any more.
network-application-withdrawn = This application was taken back.
network-application-decided = This application has been decided on and cannot be taken back any more.
network-application-accepted = This application has become a team and cannot be decided on again.
network-agency-missing = Please choose your agency.
network-agency-state-ineligible = { $agency } cannot apply: this network is for agencies in { $states }.
network-agency-kind-ineligible = { $agency } cannot apply: this network is not for agencies of its kind.
network-agency-twice = { $agency } has already applied to this network through a colleague of yours. Nothing was sent. Please ask them.
network-agency-matched-twice = Another application of { $agency } was sent to this network.
network-agency-name-wrong = Please give the agency’s name, in at most { $most } letters.
network-agency-state-wrong = Please give the state as two letters, such as CA.
network-agency-kind-missing = Please choose what kind of agency it is.
network-name-missing = Please give the name.
network-work-missing = Please say what this person does in the agency.
network-email-twice = This address is given twice. Each person on the team has one of their own.
network-colleagues-few = { $least ->
    [one] Please name at least one colleague.
   *[other] Please name at least { $least } colleagues.
}
network-colleagues-many = A team has at most { $most } colleagues besides its lead.
network-choice-missing = Please choose at least one collaborative.
network-answer-missing = Please answer this question.
network-answer-short = Please write at least { $least } paragraphs; this has { $count }. A blank line begins a new one.
network-answer-paragraphs = Please write at most { $most } paragraphs; this has { $count }.
network-answer-words = Please write at most { $most } words; this has { $count }.
network-text-long = This is too long to keep. Please write at most { $most } letters.
network-offer-none = There is no offer to answer.
network-offer-late = The time to answer this offer has passed.
network-offer-place-missing = Please choose a collaborative of this network.
network-collaborative-full = This collaborative is full: { $taken } of { $capacity } places are taken or offered.
network-focus-area-missing = Please choose one of the areas.
network-team-lead-last = A team needs a lead. Name another one first.
network-coach-title = Assign a coach
network-coach-lede = The coach sees the team’s season and its people. Results and the plan are seen only while the team shares them.
network-coach-who = Coach
network-coach-nobody = Nobody yet
network-coach-saved = The coach is assigned.
network-coach-not-staff = A coach must be one of the host’s staff.

## What can be wrong with a network’s file.

network-file-too-large = The file is larger than { $most } kB.
network-file-not-utf8 = The file is not text in UTF-8: look at byte { $byte }.
network-file-not-toml = Line { $line } is not TOML: { $why }.
network-file-key-missing = { $key } is missing.
network-file-key-unknown = { $key } is not a key that is known here.
network-file-string-wrong = { $key } should be text that is not empty.
network-file-string-long = { $key } should have at most { $most } letters.
network-file-slug-wrong = { $key } should have small letters a to z, digits and hyphens only, at most 60.
network-file-text-wrong = { $key } should give the text by language, such as {"{"} en = "…", es = "…" {"}"}.
network-file-text-english-missing = { $key } lacks its English text, en.
network-file-language-wrong = { $key } should be the tag of a language, such as en or es.
network-file-number-wrong = { $key } should be a whole number from { $least } to { $most }.
network-file-flag-wrong = { $key } should be true or false.
network-file-date-wrong = { $key } should be a date, such as "2026-01-21".
network-file-hour-wrong = { $key } should be an hour, such as "13:00".
network-file-moment-wrong = { $key } should be a date and hour, such as "2025-11-07T23:59".
network-file-hour-skipped = { $key } is an hour that the clocks skip on that day. Choose one before or after.
network-file-zone-unknown = { $key } should be a time zone, such as "America/Los_Angeles".
network-file-choice-wrong = { $key } should be one of { $choices }.
network-file-list-wrong = { $key } should be a list.
network-file-table-wrong = { $key } should be a table of keys.
network-file-email-wrong = { $key } should be an email address, such as "network@example.org".
network-file-currency-wrong = { $key } should be three capital letters, such as "USD".
network-file-state-wrong = { $key } should have two capital letters for each state, such as "CA".
network-file-link-wrong = { $key } should begin with https:// or http://.
network-file-twice = { $key } has the value { $value }, which stands in this list twice.
network-file-most-below-least = { $key } is below the least.
network-file-until-before-from = { $key } is before the first day.
network-file-deadline-before-opens = { $key } is before applications open.
network-file-colleagues-many = { $key } asks for more people than a team has.
network-file-minutes-sum = { $key } add up to { $sum } minutes, but the session has { $minutes }.
network-file-session-time = { $key }: a session needs either date and starts, or window.
network-file-per-team-without-window = { $key } goes with a window, not with a date.
network-file-per-team-public = { $key }: a session of each team is not public.
network-file-seats-not-public = { $key } goes with public = true.
network-file-collaborative-unknown = { $key } is not the slug of a collaborative of this file.
network-capacity-below-taken = The collaborative { $slug } has { $taken } places taken or offered, more than the file allows. Nothing was changed.
network-collaborative-in-use = The collaborative { $slug } is not in the file any more, but places in it were offered. Nothing was changed.

## Mail.

mail-application-received = We have your application to { $network }
    .body =
        Hello { $person },

        your application for { $agency } to { $network } arrived on { $at }.

        You can read and print all you wrote here:

        { $url }

        Applications can be sent until { $deadline }. We will write to you when yours has been decided on. Questions? Write to { $contact }.
mail-decision = Your application to { $network }
mail-decision-offer =
    Hello { $person },

    good news: we would like { $agency } to join { $place } in { $network }.

    Please accept or turn down the offer by { $answer_by }, on this page:

    { $url }

    Questions? Write to { $contact }.
mail-decision-waitlist =
    Hello { $person },

    thank you for the application of { $agency } to { $network }. There is no place now, and your team is on the waitlist. We write as soon as a place comes free.

    { $url }

    Questions? Write to { $contact }.
mail-decision-other =
    Hello { $person },

    thank you for the application of { $agency } to { $network }. It has been decided on; please read the answer here:

    { $url }

    Questions? Write to { $contact }.
mail-hello = Hello,
mail-hello-person = Hello { $person },
mail-member-added = You are on the team of { $team }
    .body =
        { $hello }

        you were named as part of the team of { $team } in { $network }. The team’s space has its sessions, its people and its work:

        { $url }

        Sign in with this email address; there is no password. If this is a mistake, write to { $contact }.
