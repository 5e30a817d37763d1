## The frame of every page, and words that all features share.

core-skip = Skip to the page
core-navigation = Main
core-crumbs = Where you are
core-account = Your account
core-sign-in = Sign in
core-sign-out = Sign out
core-save = Save
core-problems = Please look at this again
core-language = Language
core-theme = Colors
core-theme-auto = As my device
core-theme-light = Light
core-theme-dark = Dark
core-foot = { $name } brings school teams together and reads what students, families and staff say, with them.
core-demo-day = This is a demonstration. It believes that today is { $day }.
core-kilobytes = { $count } KB
core-megabytes = { $count } MB
core-percent = { $number }%
core-instant = { $date }, { $time } ({ $zone })

## The home page.

home-title = Better school climate, together
home-lede = A place where teams of schools meet as peers, ask their communities how school feels, read the answers together, and plan what to change.
home-network = Meet
    .says = Join a network of teams with a season of sessions, a coach, and peers who work on the same thing.
home-data = Ask and read
    .says = Survey students, families and staff, or bring answers you already have. Figures that could point to a person are not shown.
home-plan = Change
    .says = Turn what you read into one next step, and see whether it helped.

## What went wrong.

error-home = Go to the home page
error-not-found = There is no such page
    .says = The address may be mistyped or old, or the page may not be open to you.
error-wrong-method = This cannot be done here
    .says = Please go back and use the buttons of the page.
error-sign-in-needed = Please sign in first
    .says = This is for people who are signed in. What you were about to send has not been saved.
error-forbidden = This is not open to you
    .says = Your account may not do this. If you think it should, ask the person who invited you.
error-form-expired = This form is too old
    .says = You may have signed in or out since you opened it. Go back, reload the page, and send it again. Nothing was changed.
error-foreign-origin = This came from another site
    .says = For your safety nothing was changed. Open the page here and try again.
error-no-form = This could not be read
    .says = What was sent is not a form that this page knows. Nothing was changed. Go back, reload the page, and try again.
error-too-large = This is too large
    .says = More was sent than this page takes. Nothing was changed.
    .limit = This page takes at most { $size }. Nothing was changed.
error-invalid = Something is not right yet
    .says = Nothing was changed. Please go back and look at this again:
error-conflict = This cannot be done now
error-too-many = Too many tries
    .says = { $seconds ->
        [one] Please wait a second and try again.
       *[other] Please wait { $seconds } seconds and try again.
    }
error-busy = Too much at once
    .says = Many people are here right now. Wait a moment and try again; nothing was lost.
error-internal = Something broke on our side
    .says = Nothing you did was wrong. It has been written down for those who run this site. Please try again in a while.

## The page that shows every component.

styleguide-title = Style guide
styleguide-lede = Every part that pages are made of, in all its states.
