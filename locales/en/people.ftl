## Signing in and out.

sign-in-title = Sign in
sign-in-lede = There is no password. We send you a link by email, and its button signs you in.
sign-in-email = Your email address
    .hint = The one your team or the host knows you by.
sign-in-send = Send me a link
sign-in-sent = Look in your mail
    .says = If { $email } is right, a link is on its way there. It works once, for { $minutes } minutes.
    .nothing = Nothing there after a few minutes? Look in the spam folder, or check the address for a typing mistake.
sign-in-again = Send another link
sign-in-link = One more step
    .says = You are about to sign in as { $email }.
sign-in-now = Sign in
sign-in-done = You are signed in.
sign-out-done = You are signed out.
sign-out-everywhere-done = You are signed out on every device.
sign-in-link-used = This link has been used already. Ask for a new one on the sign-in page.
sign-in-link-old = This link is too old. Ask for a new one on the sign-in page.
email-wrong = This does not look like an email address. It should be like name@example.org.

## One's own account.

account-title = Your account
account-name = Your name
    .hint = As others should read it.
account-language = Language
    .hint = Of these pages, and of the mail we send you.
account-saved = Your account is saved.
account-devices = Your devices
    .says = If a phone or computer you used is lost or shared, sign out everywhere. You can sign in again at once.
account-sign-out-everywhere = Sign out everywhere
account-name-missing = Please give your name.
account-name-long = Please give a name of at most 120 letters, on one line.
account-language-unknown = Please choose one of the languages.

## What somebody does for the host.

role-lead = Lead
role-facilitator = Facilitator
role-coach = Coach
role-content-expert = Content expert
role-coordinator = Coordinator
role-evaluator = Evaluator

## Mail.

mail-foot =
    { $name }
    { $url }
mail-sign-in = Sign in to { $name }
    .body =
        Hello,

        open this page and press its button to sign in:

        { $url }

        The link works once, for { $minutes } minutes. If you did not ask for it, do nothing: nobody can use it without your mail.

## Reading a file of agencies and schools.

import-too-large = The file is larger than 64 megabytes. Split it and import the parts one after the other.
import-not-utf8 = The file is not UTF-8 text: it goes wrong at byte { $byte }. Save it as “CSV UTF-8” and try again.
import-not-text = This is not a text file. Save it as “CSV UTF-8” and try again.
import-empty = There are no rows in the file.
import-not-table = The first row should name the columns, with commas between them.
import-column-missing = The column “{ $column }” is missing.
import-row-ragged = Row { $row } has another number of columns than the first row.
import-cds-wrong = Row { $row }: “{ $value }” is not a CDS code. It should be 14 digits, with zeros at the front kept.
import-cds-twice = Row { $row } has the same CDS code as row { $first }. Each school should stand once.
import-nces-wrong = Row { $row }: “{ $value }” is not an NCES school id. It should be 12 digits, or empty.
import-name-wrong = Row { $row }: the column “{ $value }” should hold a name of at most 200 letters.
import-enrolled-wrong = Row { $row }: “{ $value }” is not a number of students. It should be a whole number, or empty.
import-state-wrong = Row { $row }: “{ $value }” is not a state. It should be two capital letters, such as CA.
import-more-problems = { $count ->
    [one] And one more problem.
   *[other] And { $count } more problems.
}

## The host's staff, and who did what.

staff-title = People of the host
staff-lede = Who works for this installation, and as what. Whoever is added signs in with a link sent to their email address.
staff-who = Person
staff-roles = Roles
staff-role = Role
staff-role-choose = Choose a role
staff-role-missing = Please choose a role.
staff-name = Name
staff-email = Email address
staff-appoint = Add somebody, or give another role
staff-appoint-go = Give the role
staff-appointed = The role is given.
staff-dismiss = Take away
    .of = Take away the role { $role } of { $name }
staff-dismissed = The role is taken away. You can give it again.
staff-lead-last = Somebody must stay lead. Make another person lead first.
log-title = Who did what
log-lede = The newest { $most } entries. The log names people and what they did; it never holds an answer to a survey.
log-empty = Nothing has been done yet
log-when = When
log-who = Who
log-what = What
log-detail = More
log-program = The program
action-people-sign-in = Signed in or out
action-people-account-edit = Changed their account
action-people-staff-appoint = Changed the roles of staff
action-people-staff-view = Looked at the staff
action-people-agency-search = Looked an agency up
action-people-agency-import = Imported agencies
action-people-audit-read = Read the log
action-people-backup = Made a backup
action-network-view = Looked at a network
action-network-design = Published or changed a network
action-network-application-start = Began an application
action-network-application-read = Read an application
action-network-application-edit = Changed or sent an application
action-network-application-list = Listed applications
action-network-application-decide = Decided on an application
action-network-offer-answer = Answered an offer
action-network-team-view = Looked at a team
action-network-team-edit = Changed a team
action-climate-survey-run = Ran a survey
action-climate-survey-remove = Removed a survey
action-climate-results-view = Looked at results
action-climate-results-share = Shared results, or stopped
action-plan-view = Looked at a plan
action-plan-edit = Changed a plan
