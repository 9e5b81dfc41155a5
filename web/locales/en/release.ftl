# What is shared of a person: with whom, what for, until when, and how to stop it.

case-to-sharing = What is shared, and how to stop it

# --- what is shared ---
sharing-title = Sharing
sharing-heading = What is shared
sharing-lead = The person decides. They may stop any of this at any time, and need not say why. Nothing else changes when they do.
sharing-nothing = Nothing is shared with anybody now.
sharing-what = What
sharing-why = What for
sharing-ends = Ends
sharing-until = On { $day }, by itself
sharing-stopped-on = Stopped on { $day }
sharing-stopped-by-person = Stopped by the person themself on { $day }
sharing-stop = Stop sharing with { $who }
sharing-more = Share something
sharing-ended = What was shared before
sharing-with = With
sharing-given-on = Agreed on
sharing-agreed = What the person was read
sharing-agreed-heading = What the person agreed to
share-packet = what a place must know to say yes
share-for-0 = To find a safe bed
share-for-1 = To help the person together
share-for-2 = Housing
share-for-3 = Health care
share-for-4 = Legal help
share-for-5 = Safety

told-heading = Who has looked
told-nobody = Nobody else has looked at anything.
told-line-read = On { $day }, { $who } looked at: { $what }
told-line-copied = On { $day }, a copy for { $who } was made of: { $what }
told-hint = Read this list with the person whenever they ask.

# --- sharing something ---
share-heading = What may be shared?
share-free = The person gets the same help if they say no. Ask when nobody else can hear.
share-recipient = With whom?
share-choose = Choose
share-recipient-empty = Choose with whom
share-what = Which parts may they read?
share-what-hint = They also see what is written there later, as long as this lasts.
share-nothing = Choose at least one part
share-purpose = What for?
share-purpose-empty = Choose what it is for
share-days-hint = Then it ends by itself.
share-days-wrong = Choose from one day to one year
share-language = In which language is it read to the person?
share-read = Read this to the person
share-paper = The same to print and sign
share-print-hint = To print this page, use your browser's menu. The buttons and menus are left out.
share-giver = Who agreed?
share-giver-hint-vawa = Someone under 18 may agree alone if the law lets them have this help without a parent.
share-giver-hint-fvpsa = Under the rules of your grant, a parent or guardian agrees beside anybody under 18.
share-giver-person = The person
share-giver-minor_alone = The person, under 18, alone
share-giver-minor_with_parent = The person, under 18, and a parent or guardian
share-giver-guardian = A guardian named by a court
share-giver-rules = Under the rules of your grant, a parent or guardian agrees too
share-harm = Did anybody who may have hurt the person agree to this for them, or listen?
share-harm-hint = This can be a parent, a partner or somebody who came along.
share-harm-no = No
share-harm-yes = Yes, or we are not sure
share-harm-empty = Answer this before it is shared
share-not-by-harm = It can wait. Ask again when the person is alone, or with somebody they trust.
share-how-on_screen = On this screen: they read it, or heard it, and said yes
share-how-on_paper = They signed on paper, and we keep the paper
share-how-through_interpreter = An interpreter read it out, and they signed
share-written = Choose a way that is written down
share-text-missing = What the person was read is missing
share-save = They agree: share it
share-no = They do not agree: share nothing

# What the person is read. Short sentences, no law words.
agree-who = { $from } asks you: may we tell { $to } some of what we know about you?
agree-what = They could read what we write about:
agree-why = It is for this only: { $why }.
agree-until = It ends by itself on { $day }.
agree-stop = You can stop it at any time. Tell us, and we stop it at once. You do not have to say why.
agree-known = What { $to } has read by then, they know. That cannot be taken back.
agree-free = You do not have to say yes. If you say no, you get the same help.
agree-law-vawa = The law that protects what you tell us: 34 U.S.C. 12291(b)(2).
agree-law-fvpsa = The law that protects what you tell us: 42 U.S.C. 10406(c)(5).
paper-heading = What I agree to
paper-signed = My signature, or my mark:
paper-parent = If I am under 18 or have a guardian, the parent or guardian who agrees too (never somebody who hurt me):
paper-read-by = Who read this out to me:
paper-day = Day:

# --- stopping ---
stop-heading = Stop sharing with { $who }?
stop-what-ends = What ends
stop-ends-now = { $who } can no longer open any of it, from this moment on.
stop-ends-future = They see nothing that is written later.
stop-no-help-lost = The person's help goes on as before. Nobody asks why.
stop-packet-ends = If they have not answered yet, they are not asked any more. The next place on the list is.
stop-what-stays = What cannot be taken back
stop-stays = What { $who } has read already, they know. If they wrote it down for themselves, this does not remove it. You can ask them to.
stop-stays-packet = What { $who } has read already, they know. If they said yes, they opened a case of their own with it, and that stays there. You can ask them to remove it.
stop-now = Stop now
stop-keep = Go on sharing

# --- what others share with us ---
menu-shared = Shared with us
shared-title = Shared with us
shared-heading = Shared with us
shared-nothing = Nobody shares anything with you now.
shared-by = From { $who }
shared-by-reference = From { $who }, case { $reference }
shared-only-for = The person agreed to this for one reason only. Do not use it for anything else, and do not pass it on.
shared-logged = Each part that you open is written down, and the person is told.
shared-until = It ends by itself on { $day }.
shared-empty = Nothing is written here yet.
shared-not-further = Do not pass this on. The person is told that you opened it.
shared-part-2 = 42 CFR Part 2 prohibits unauthorized use or disclosure of these records.
shared-no-more = This is no longer shared with you
shared-no-more-why = The person has stopped it, or its time is over. You do not need to do anything. If you need to know something for their help, ask whoever sent it to ask the person.

# --- an administrator's setting ---
rules-title = Rules for sharing
rules-heading = Whose rules do you follow when you ask a person to agree?
rules-hint = It is in the papers of your grant. If both apply, choose the second.
rules-vawa = The Violence Against Women Act
rules-vawa-hint = 34 U.S.C. 12291(b)(2). Someone under 18 may agree alone if the law lets them have the help without a parent.
rules-fvpsa = The Family Violence Prevention and Services Act
rules-fvpsa-hint = 42 U.S.C. 10406(c)(5). A parent or guardian agrees beside anybody under 18.
rules-saved = Saved

# --- the log's words ---
deed-shared-read-identity = Opened what is shared: name and papers
deed-shared-read-contact = Opened what is shared: contact and place
deed-shared-read-narrative = Opened what is shared: what happened
deed-shared-read-health = Opened what is shared: health
deed-shared-read-substance-use = Opened what is shared: alcohol and drugs
deed-shared-read-legal = Opened what is shared: law and courts
deed-shared-read-safety-plan = Opened what is shared: safety plan
deed-release-grant = Shared something, as the person agreed
deed-release-withdraw = Stopped sharing, as the person wanted

# --- a copy ---
copy-heading = Make a copy to print
copy-whom = Who is the copy for?
copy-whom-hint = An organization can have what the person shares with it now, and nothing else.
copy-whom-empty = Choose who the copy is for
copy-for-person = The person: they may have all of it
copy-parts = Which parts?
copy-make = Show the copy
copy-not-shared = This is not shared with them now. Choose only what is.
copy-of-person = Your copy
copy-of = Copy for { $who }
deed-case-export = Made a copy

# --- what a law or a court demands ---
sharing-also = Also
menu-mandated = To confirm
mandated-title = A law or a court demands it
mandated-heading = A law or a court demands it
mandated-lead = This is not sharing: the person did not agree to it. Tell only what is demanded. Another worker looks at it first. Then the person is told, as soon as that is safe.
mandated-demand = What demands it?
mandated-demand-child_abuse_report = A report that a child may be in danger
mandated-demand-adult_abuse_report = A report that an adult who cannot protect themselves may be in danger
mandated-demand-court_order = A court order
mandated-demand-other_law = Another law
mandated-to = Who is told
mandated-to-hint = The office or court
mandated-law = By which law or order
mandated-law-hint = The section, or the number of the order
mandated-what = What is told
mandated-what-hint = Only what is demanded, word for word
mandated-prepare = Ask another worker to confirm this
mandated-state = Where it stands
mandated-is-prepared = Waits for another worker, since { $when }
mandated-is-confirmed = Confirmed { $when }
mandated-is-set_aside = Set aside { $when }
mandated-to-confirm = Look at it and confirm
mandated-needs-another = Another worker of your organization has to confirm this.
mandated-set-aside = Set this aside: do not tell it
mandated-confirm-heading = Confirm that this is told
mandated-confirm-lead = Read it all. Is it really demanded? Is anything in it that is not demanded? Then set it aside and ask for a shorter one.
mandated-confirm = Confirm
mandated-waiting = Waiting for a second person
mandated-none-waiting = Nothing waits for you.
mandated-notice = Telling the person
mandated-notice-question = Was the person told?
mandated-notice-given = Yes, they were told and have the text below
mandated-notice-not_safe_yet = Not yet: it is not safe now
mandated-notice-not_reached_yet = Not yet: we could not reach them
mandated-notice-court_forbids = Not yet: the court forbids it for now
mandated-notice-is-not_said = Nobody has written down yet whether they were told.
mandated-notice-is-given = They were told.
mandated-notice-is-not_safe_yet = Not told yet: it was not safe.
mandated-notice-is-not_reached_yet = Not told yet: they could not be reached.
mandated-notice-is-court_forbids = Not told yet: the court forbids it for now.
mandated-notice-give = To give to the person
mandated-notice-told = { $who } has to tell { $to } something about you. This law or order says so: { $law }.
mandated-notice-what = This is what is told, and nothing else:
mandated-notice-help = You did nothing wrong. You keep all your help.
mandated-notice-safe = If this makes you less safe, tell us. We plan with you what to do.
deed-mandated-prepare = Prepared what a law or a court demands
deed-mandated-confirmed = Confirmed what a law or a court demands
deed-mandated-set-aside = Set aside what was prepared
deed-mandated-notice = Wrote down whether the person was told
deed-mandated-read = Read what a law or a court demands
