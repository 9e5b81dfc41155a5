# Signing in, Today, beds, help.
menu-today = Today
menu-beds = Beds
menu-help = Help
clock = { $twelve }:{ $minute } { $half }
clock-on-day = { $day }, { $clock }
look-again = Look again

sign-in-title = Sign in
sign-in-heading = Sign in
sign-in = Sign in
sign-in-name = Your sign-in name
sign-in-name-empty = Type your sign-in name
sign-in-passphrase = Your passphrase
sign-in-passphrase-empty = Type your passphrase
sign-in-wrong = The name or the passphrase is not right. Please try again.
sign-in-too-often = Too many tries from here. Please wait 15 minutes, then try again. Your records are safe. If it is urgent, use the telephone.
sign-in-busy = Many people are signing in right now. Please try again in a moment.
passphrase-show = Show
passphrase-hide = Hide
passphrase-show-label = Show the passphrase
passphrase-hide-label = Hide the passphrase
passphrase-shown = Your passphrase is shown
passphrase-hidden = Your passphrase is hidden

today-title = Today
today-heading = Today
today-ended = That request has ended: it was taken back, or the time ran out and the next shelter was asked.
today-passed-on = Passed on. The next shelter is being asked.
pages-label = Pages of this list
pages-previous = The page before
pages-next = The next page
pages-of = Page { $page } of { $pages }

door-start = Start
door-start-hint = Somebody is with you who needs a safe place? It takes about two minutes. No name is needed.
door-sought = Those you asked for
door-none = Nobody yet.
door-go-on = Go on where you stopped
door-not-sent = Begun { $at }. Nothing has been sent.
door-reference = Reference { $reference }
door-waiting = Waiting for an answer from { $who }. The bed is kept:
door-question = { $who } has a question. The bed is kept:
door-accepted = { $who } has a bed. See the address.
door-taken-back = Taken back.
door-nobody = Nobody on the list could take them. Choose again.

shelter-new = { $count ->
    [one] One new request is waiting.
   *[other] { $count } new requests are waiting.
}
shelter-requests = New requests
shelter-no-requests = No new requests.
shelter-request = Request { $reference }
shelter-asked-at = { $from }, { $at }. The bed is kept:
shelter-asked-back = { $from }, { $at }. You asked a question. The bed is kept:
shelter-held = Cases you hold
shelter-no-cases = No cases yet.
shelter-case = Case { $reference }
shelter-since = With you since { $at }.
shelter-beds = Say how many beds are free

navigator-threads = Threads of your region
navigator-none = Nothing is open in your region.
urgent-nobody-left = Nobody left to ask
urgent-hold-ending = { $minutes ->
    [0] The bed is kept less than a minute more
    [one] The bed is kept one minute more
   *[other] The bed is kept { $minutes } minutes more
}
urgent-unanswered = No answer for { $minutes } minutes

capacity-title = Beds
capacity-heading = Your beds
capacity-hint = Doors see the number of free beds at once. Say it anew whenever it changes, at least once a day.
capacity-none = No beds are listed for your organization yet. An administrator can add them.
capacity-total = All beds
capacity-occupied = Beds taken
capacity-confirm = Confirm
capacity-never = Nobody has confirmed this yet. Doors see “room not known”.
capacity-now = { $free } free, { $held } kept for requests. Confirmed { $at }.
capacity-saved = Saved. Doors see it now.
capacity-changed = Somebody changed this while you typed. Please look at the numbers again.
capacity-held = Some beds are kept for requests. Taken and kept together cannot be more than all beds.
capacity-too-many = More beds are taken than there are

help-title = Help
help-heading = Help
help-leave = How to leave this screen
help-leave-button = Press “Leave this page”. It is on every page. Your screen shows the weather instead.
help-leave-key = Or press the Escape key three times.
help-leave-after = You are signed out at once. Going back shows nothing.
help-kept = What is kept, and who sees it
help-kept-answers = Answers are kept as soon as you go to the next screen. Until you send, only your organization can open them.
help-kept-sealed = They are sealed with your organization’s key. Who steals the database can read no name.
help-kept-shelter = The shelter you choose sees what the person agreed to, and nothing more.
help-kept-navigator = The navigator of the region sees a reference and the next step. No names.
help-kept-log = Each time somebody opens a record, it is written down. The person may see that list.
help-kept-search = Who searches for a name is written down too. The name that was typed is not kept.
help-say-no = Saying no
help-say-no-words = A person can skip any question, take back what was sent, or stop. Help never hangs on talking to the police, on papers, or on saying yes to everything.
help-own = A sign-in for the person
help-own-words = A person may have a sign-in of their own, if they want one. There they see what they are owed, who knows what about them and who looked, and can stop sharing. A caseworker opens it with them, on the page of the record. They never see there where they are, or the safety plan.
help-danger = In danger right now
help-danger-words = Call 911 if somebody is about to be hurt. For advice, day and night: 1-888-373-7888, or text 233733.
