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
