# The way from the door to a bed: six screens, what became of it, the shelter's request, the navigator's thread.
# Words are plain and calm. Nobody is blamed; nobody is called a client or a victim.

# --- on every screen ---
step-of = Step { $step } of { $steps }
step-1-title = Step 1 of 6
step-2-title = Step 2 of 6
step-3-title = Step 3 of 6
step-4-title = Step 4 of 6
step-5-title = Step 5 of 6
step-6-title = Step 6 of 6
continue = Continue
change = Change
done = Done
notice = Please note
skip-question = Skip this question
if-skipped = If you skip it:
answer-given = (your answer)
why-asked = Why we ask, and who sees it
not-asked = Not asked
text-too-long = This is too long. Please make it shorter.

# --- 1 safe ---
safe-question = Is the person safe right now?
safe-hint = Ask when nobody else can hear. What they feel counts.
safe-skip = we go on as if we do not know. The shelter will ask.
safe-why = So that you know what to do first. The shelter you choose sees the answer, nobody else.
safe-is-yes = Yes, safe
safe-is-no = No, not safe
safe-is-unsure = Not sure

unsafe-now = What to do now
unsafe-title = First, make this place safe
unsafe-room = Go to a private room. Close the door. Stay with them, or ask them who should stay.
unsafe-call = Call 911 only if they agree, or if somebody is in danger of being hurt this minute.
unsafe-alone = Let nobody in who came with them, unless they ask for it alone with you.
unsafe-leave = They may leave, wait or say no at any time. That ends nothing.
unsafe-on = You can go on with the questions when they are ready. You can also stop here.

# --- 2 age ---
age-question = How old is the person?
age-hint = A guess is enough. Nobody needs papers.
age-skip = we look for beds for any age. The shelter will ask.
age-why = Some beds are for young people only, some for adults. The law gives more help to people under 18. The shelter you choose sees the answer, nobody else.
age-u13 = Under 13
age-13-15 = 13 to 15
age-16-17 = 16 or 17
age-maybe = Not sure, maybe under 18
age-18-24 = 18 to 24
age-25 = 25 or older
age-number = Or type the age in years
age-number-empty = Type the age, or tap one of the buttons above
age-years = { $years ->
    [one] { $years } year old
   *[other] { $years } years old
}
age-under = Under { $years }
age-or-older = { $years } or older
age-between = { $from } to { $to }

minor-law = What the law says
minor-title = Under 18, a person is helped, not punished
minor-offender = In Minnesota, a person under 18 who was bought or sold for sex is not an offender for it. Nobody may charge them for it.
minor-doubt = You do not need to know the exact age. When in doubt, treat the person as under 18.
minor-services = The help in this law does not depend on talking to the police, or on papers.
minor-source = Minn. Stat. 260B.007, subdivision 6(c), in force since August 1, 2014. The rule for when in doubt is ours: standard S22.

# --- 3 tonight ---
tonight-question = What is needed tonight?
tonight-hint = A bed is ticked already. Change it if the person wants something else. You can leave any of these empty.
tonight-skip = we show every bed that is free.
tonight-why = So that the beds we show are ones that fit. The shelter you choose sees these answers, but not where you are. Nobody else sees them.
needs-question = The person needs
need-bed = a bed
need-doctor = a doctor or nurse
need-someone_to_talk_to = someone to talk to
need-substance_care = help with alcohol or drugs
need-lawyer = a lawyer
need-interpreter = an interpreter
need-food_and_clothes = food and clothes
need-school = school
need-work = work
need-transport = a ride
need-nothing = Nothing of this list
gender-question = Gender, as they say it
gender-why = Some shelters are for women or for men only.
gender-woman = Woman or girl
gender-man = Man or boy
gender-another = Another
gender-not_said = Does not want to say
children-question = How many children are with them?
children-count = { $count ->
    [0] No children
    [one] { $count } child
   *[other] { $count } children
}
county-question = Where are you now?
county-not-told = (not told to them)
county-skip = Not said
language-question = Which language do they speak best?
language-skip = Not said
language-en = English
language-es = Spanish
language-so = Somali
language-hmn = Hmong
language-ksw = Karen
language-om = Oromo
language-am = Amharic
language-ar = Arabic
language-fr = French
language-ru = Russian
language-vi = Vietnamese
language-zh = Chinese
language-lo = Lao
language-sw = Swahili
language-ti = Tigrinya
language-oj = Ojibwe
language-ase = American Sign Language
language-ko = Korean
language-tl = Tagalog
language-ht = Haitian Creole
language-pt = Portuguese
language-hi = Hindi
language-ur = Urdu
language-pl = Polish

# --- 4 beds ---
beds-question = Beds that fit
beds-hint = { $count ->
    [one] One place fits. Choose together with the person.
   *[other] { $count } places fit. The best come first. Choose together with the person.
}
beds-none = No bed fits right now
beds-choose = Choose this bed
beds-by-phone = By phone only:
beds-may-call = You can still call:
beds-no-phone = This place has no phone number here. Ask the navigator.
beds-more = Show more places
beds-gone = That bed was just taken by somebody else. Nothing was sent. Please choose again.
beds-widen = What would show more beds
beds-change-age = Change the age
beds-change-answers = Change the answers
beds-call = Somebody to call
beds-call-navigator = { $name }, the navigator of this region
beds-call-hotline = National Human Trafficking Hotline, day and night:
readiness-ready = Free now
readiness-answers = Room not known, answers here
readiness-call = By phone
readiness-full = Full tonight
why-free_now = { $value ->
    [one] One bed free
   *[other] { $value } beds free
}
why-room_unknown = They have not said how many beds are free
why-full = { $value ->
    [0] No bed free
    [one] Only one bed free
   *[other] Only { $value } beds free
}
why-confirmed = { $value ->
    [0] They confirmed this today
    [one] They confirmed this yesterday
   *[other] They confirmed this { $value } days ago
}
why-answers_here = They answer here
why-gives = { $words }
why-takes = For: { $words }
why-ask_age = Ask them about the age
why-ask_gender = Ask them whom they take
why-same_county = In the same county
why-distance_km = { $value ->
    [0] Less than a mile away
    [one] About one mile away
   *[other] About { $value } miles away
}
why-same_region = In the same region
why-serves_county = Serves this county
why-undisclosed_site = Its address is kept secret
why-violence_only = For people who flee violence at home: ask if that fits
why-speaks = Speaks { $words }
why-asks = They say that they ask for { $words }
housing-none = No housing
housing-emergency = A bed for tonight and the next weeks
housing-transitional = Housing for some months
housing-permanent = A home for good
asked-immigration_status = immigration papers
asked-income = income
asked-veteran = military service
asked-health = health
taken-women = women
taken-men = men
taken-girls = girls
taken-boys = boys
taken-women_with_children = women with children
taken-men_with_children = men with children
taken-couples = couples
excluded-not_open = { $count ->
    [one] One place is closed.
   *[other] { $count } places are closed.
}
excluded-other_kind = { $count ->
    [one] One place gives other help.
   *[other] { $count } places give other help.
}
excluded-other_housing = { $count ->
    [one] One place has another kind of housing.
   *[other] { $count } places have another kind of housing.
}
excluded-violence_only = { $count ->
    [one] One place is only for people who flee violence at home.
   *[other] { $count } places are only for people who flee violence at home.
}
excluded-season = { $count ->
    [one] One place is open in another season.
   *[other] { $count } places are open in another season.
}
excluded-household = { $count ->
    [one] One place takes other people: by gender, or with or without children.
   *[other] { $count } places take other people: by gender, or with or without children.
}
excluded-age = { $count ->
    [one] One place is for another age.
   *[other] { $count } places are for another age.
}
excluded-area = { $count ->
    [one] One place serves other counties.
   *[other] { $count } places serve other counties.
}

# --- 5 release ---
tell-question = What may we tell { $recipient }?
tell-ask-person = Read this to the person. { $recipient } learns only what they agree to. No name is needed for a bed.
tell-needed = They need this to answer
tell-needed-hint = Answers that were skipped are sent as “not asked”.
tell-minimum = What they need to answer
tell-more = Tell them more?
tell-more-hint = Only if the person wants it. What is not ticked is not told.
tell-called = What to call them
tell-called-label = A name, or any word they like
tell-contact = A safe way to reach them
tell-contact-label = Phone, message or through whom
tell-note = A note
tell-note-label = What they want the shelter to know
tell-empty = Write what may be told, or take the tick away
tell-next = If they cannot take the person
tell-next-hint = Without this tick, nobody else is asked. You would choose again.
tell-next-yes = Ask the next on this list, one at a time
consent-how = How did the person say yes?
consent-hint = Saying no costs nothing: you can still call for them without telling who they are.
consent-how-empty = Choose how the person said yes
consent-spoken = They said so
consent-on_screen = They read it here
consent-on_paper = They signed a paper
consent-through_interpreter = Through an interpreter
consent-days = How long may this be kept open?
consent-days-hint = After that, it may not be read any more.
days-count = { $count ->
    [one] One day
   *[other] { $count } days
}
tell-take-back = The person can take this back at any time. After sending, you find that on the page that follows, and in Today.
tell-no = The person says no? Nothing has been told.
tell-no-back = Go back to the beds

# --- 6 check ---
check-question = Check and send
check-recipient = Who is asked
check-recipients = Who is asked, one at a time
check-told = What they are told
check-answers = The answers
check-what-happens = When you send, the bed is kept for 30 minutes. They answer in that time.
check-send = Send and keep the bed
check-changed = The answers have changed since you opened this page. Nothing was sent. Please check again.

# --- what became of it ---
sent-title = What happens now
sent-waiting = { $who } is being asked
sent-question = { $who } has a question
sent-held = The bed is kept:
sent-wait-words = You can leave this page. It is on your Today page, with the answer.
sent-accepted = { $who } has a bed for them
sent-go-now = They are expected.
sent-address = Where to go
sent-no-address = Call them: they tell the address by phone.
sent-handed-off = Their record is with the shelter now. You cannot open the answers any more.
sent-nobody = Nobody on the list could take them
sent-nobody-words = This happens when beds are full. The navigator of your region sees it too. You can choose again now.
sent-taken-back = You took this back
sent-taken-back-words = What was sent has been deleted there.
sent-choose-again = See the beds again
sent-answer = Your answer
sent-answer-hint = Tell only what the person agrees to.
sent-answer-send = Send the answer
sent-withdraw = Take this back
sent-withdraw-hint = The shelter can no longer read it. The bed is free again. Nobody is asked why.
sent-withdraw-now = Take it back now
sent-list = The list
reference-is = Reference:
reference-hint = You can say this on the phone. It tells nobody who the person is.
message-from-us = You
state-is-waiting = Not asked yet
state-is-asked = Being asked
state-is-accepted = Accepted
state-is-declined = Could not take them
state-is-lapsed = No answer in time
state-is-withdrawn = Taken back
state-is-dropped = Not needed

# --- the shelter's request ---
request-title = A request
request-heading = A bed is needed
request-from = { $from } asks. Sent { $at }.
request-held = The bed is kept for this request:
request-told = What you are told
request-told-hint = This is all there is for now. Please do not look for more.
request-accept = Accept: we have a bed
request-ask = Ask a question
request-ask-hint = Tap a question, or write your own. Ask only what you need to answer.
request-ready-1 = When can the person be here?
request-ready-2 = Does the person need stairs-free rooms?
request-ready-3 = Does the person need medicine tonight?
request-ask-own = Your own question
request-ask-send = Send the question
request-question-open = You asked. The answer will show here.
request-cannot = We cannot take them
request-cannot-hint = Choose what holds at your house. The next shelter is asked at once.
request-over = This request has ended
request-too-late = The bed is no longer free. Tap “We cannot take them”, so that the next shelter is asked at once.
request-accepted = Your house accepted. The case is open with you.
request-no-permission = The person’s permission has ended. What was told can no longer be read.
request-open-case = Open the case
back-to-today = Back to Today
cannot-full = We are full
cannot-no_staff = Not enough staff tonight
cannot-not_equipped = We do not have what is needed
cannot-outside_licence = Our license does not allow it
cannot-closed_tonight = We are closed tonight

# --- the navigator's thread ---
thread-title = A thread
thread-heading = Thread { $reference }
thread-seeking = Looking for a place since { $opened }.
thread-placed = A place was found. The thread began { $opened }.
thread-closed = Closed. The thread began { $opened }.
thread-asks = Who was asked
thread-asked-at = Asked: { $at }
thread-held-until = Bed kept until: { $at }
thread-answered-at = Answered: { $at }
thread-question-open = They wait for an answer to a question
thread-take = Take over the next step
thread-take-hint = Your organization becomes the owner of the step. The others see that.
thread-no-names = You see no names here. Who the person is stays with the organizations they chose.
todo-await_answer = Wait for the answer. If it does not come, call them. When the time is up, the next on the list is asked by itself.
todo-answer_question = Call the sender: somebody waits for their answer.
todo-find_another = Call the sender. Look for a bed together, also outside this region.
todo-welcome = Call the shelter: has the person arrived?
todo-make_plan = Ask the shelter whether a plan has been made with the person.
todo-none = Nothing is left to do.
