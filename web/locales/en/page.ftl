# The frame of every page, its errors, dates, timelines. The site's name says nothing to whoever looks over a shoulder.
site-name = Notes
skip-link = Skip to the page
exit = Leave this page
exit-hint = Leaves at once and shows a weather page. You can also press Escape three times.
languages = Language
menu = Pages
back = Back
sign-out = Sign out
stay = Stay signed in
stay-until-when = Until when am I signed in?
stay-left = You will be signed out in #.
stay-left-for-good = You will be signed out in #, and may sign in again then. Please send what you are typing before.
stay-done = You stay signed in.
footer-kept = Nothing is kept on this device. What you type is locked: only the organization you choose can open it.
footer-help = Help, and how to leave quickly
live-news = Something has changed. Load the page again to see it.

error-prefix = Error
error-summary-title = Please look at this
form-required = Please answer this
form-choose = Please choose one
form-not-offered = Please choose one of those that are offered
form-too-long = This is too long. Please make it shorter.
form-one-line = Please write this on one line
form-number = Please type a whole number, like 3
form-number-range = This number is too small or too large
form-day = This is not a day. Please type it like 24 11 2026.
form-day-range = This day is too early or too late
date-day = Day
date-month = Month
date-year = Year

member-sign-in = 3 to 64 of a to z, 0 to 9, dot, dash and underscore
member-name = Please type a name
member-roles = Please choose at least one role
passphrase-short = At least 15 characters. A few words that do not belong together are good.
passphrase-common = Many people use this one. Please choose words that do not belong together.

error-title = Something is in the way
error-back = Go back
error-to-sign-in = Sign in
error-number = If you ask for help, say this number: { $number }
error-400 = We could not read that
    .do = Nothing was saved. Please go back and try again.
error-401 = Please sign in
    .do = You were signed out to keep things safe. What was sent before is saved.
error-403 = This is not open to you
    .do = Your role does not include this page, or the page is too old. Please go back and load it again.
error-404 = There is nothing here
    .do = It may have ended, or it may be another organization's. If somebody sent you here, please ask them.
error-409 = Somebody else was first
    .do = Nothing was lost. Please go back, load the page again, and choose anew.
error-410 = This has ended
    .do = Nothing more needs to be done here.
error-412 = It was changed meanwhile
    .do = Somebody else saved something. Please go back and load the page again; then send once more.
error-413 = That was too large
    .do = Please make it shorter and send it again.
error-415 = We cannot take that
    .do = Please go back and use the form on the page.
error-428 = The page is too old
    .do = Please go back, load the page again, and send once more.
error-429 = Too many tries
    .do = Please wait a minute, then try again.
error-500 = Something went wrong on our side
    .do = It is not your fault. Please try again. If it is urgent, use the telephone.
error-503 = Too busy just now
    .do = Nothing was lost. Please try again in a moment.
error-504 = That took too long
    .do = Please look whether it was saved, then try again.
error-507 = The disk is full
    .do = Nothing new can be saved, but you can still read. Please tell your administrator, and use the telephone meanwhile.

countdown-left = { $minutes ->
    [one] { $minutes } minute left
   *[other] { $minutes } minutes left
}
countdown-left-script = # min left
countdown-over = Time is up

day = { $day } { $month ->
    [1] January
    [2] February
    [3] March
    [4] April
    [5] May
    [6] June
    [7] July
    [8] August
    [9] September
    [10] October
    [11] November
   *[other] December
} { $year }
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
   *[other] Dec
} { $year }

timeline-describes = { $rows ->
    [one] One service over time. The table below says the same in words.
   *[other] { $rows } services over time. The table below says the same in words.
}
timeline-today = Today
timeline-owed = Owed
timeline-received = Received
timeline-gap = Owed, not received
timeline-possible = Perhaps owed
timeline-fact = Known of the person
timeline-wrong = Owed by the standard, not granted
timeline-table = The same in words
timeline-service = Service
timeline-what = What
timeline-from = From
timeline-until = Until
timeline-source = By which law
timeline-no-end = No end
timeline-goes-on = Still going on
timeline-since-ever = Since ever
