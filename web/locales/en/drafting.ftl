# Charters: the law as rules, for those who write it. What the law itself says is shown in its own language.
menu-charters = Charters
drafting-open = Open the charters.
drafting-title = Charters
drafting-caption = Charter
drafting-heading = Charters
drafting-what = Each is a law written as rules: what is owed to whom, from which day to which. Read one with its sources, see which standards it meets, try it on a person, and compare two versions.
drafting-laws = Laws
drafting-own = Your drafts
drafting-new = Another text
drafting-kept = A draft is kept in memory only, for you alone, while you work on it: four hours after its last use it is forgotten. Save it to keep it.
drafting-rules = { $count ->
    [one] One rule
   *[other] { $count } rules
}
drafting-lines = { $count ->
    [one] One line
   *[other] { $count } lines
}
drafting-untitled = A draft with errors
drafting-draft-of = Draft: { $title }
drafting-since = { $title }, { $moment }
drafting-tabs = Views of this charter
drafting-tab-charter = Text and sources
drafting-tab-verdicts = Standards
drafting-tab-person = Try a person
drafting-tab-compare = Compare

drafting-text = The charter
drafting-text-hint = Nothing you type here changes the law above: it becomes a draft of your own.
drafting-text-fresh = Paste a text, or choose a file.
drafting-file = A file from this computer
drafting-start-from = Start a draft from this one
drafting-change = Change the text
drafting-check = Check the text
drafting-prove = Check against the standards
drafting-try = Try it on a person
drafting-save = Save the text as a file
drafting-reading = The text and what it rests on
drafting-no-errors = The text has no errors.
drafting-errors = { $count ->
    [one] One thing to mend
   *[other] { $count } things to mend
}
drafting-warnings = { $count ->
    [one] It can be used. One thing to look at:
   *[other] It can be used. { $count } things to look at:
}
drafting-line = Line { $line }:
drafting-error = To mend
drafting-warning = To look at
drafting-write-instead = Write:
drafting-more-lines = Only the first 8000 lines are shown. All of the text is used.

drafting-rule-rests = { $rule } rests on
drafting-answers = Answers standard { $standard }
drafting-no-source = No source is named.
drafting-in-force-from = In force from { $from }.
drafting-in-force-until = In force until { $until }.
drafting-in-force-between = In force from { $from } until { $until }.
drafting-in-force-always = In force; no date is given.
drafting-conduct-from = For conduct on or after { $from }.
drafting-appropriations = Subject to appropriations
drafting-amends = Amends
drafting-amended-by = Amended by
drafting-cited-by = Cited by
drafting-shall = Shall
drafting-may = May

drafting-verdicts-what = What each standard asks of a charter, and whether this one does it. Open one to see the person whom it fails.
drafting-filter = Which to show
drafting-all = All ({ $count })
drafting-is-fails = Fails
drafting-is-holds = Holds
drafting-is-not-stated = Not stated
drafting-is-unknown = Unknown
drafting-vacuous = It holds only because nobody is ever in the case it speaks of.
drafting-try-this = Play with this person
drafting-at-line = Line { $line }
drafting-nearest = The rule that comes nearest is { $rule }.
drafting-suggestion = What to change:
drafting-enough = With that the standard holds.
drafting-answered-by = The charter says:
drafting-fails-for = Fails for:
drafting-holds-for = Holds for:
drafting-unknown-for = Not known for:
drafting-drawn = This person, by this charter
drafting-that-day = This day
drafting-one-person = { $what }: one person
drafting-other-person = { $what }: the same, but for that fact
drafting-one-day = That day only
drafting-immune = Immunity from { $from }

drafting-wait = It is being worked out
drafting-wait-begun = It begins as soon as those before it are done.
drafting-wait-far = { $done } of { $of } are done.
drafting-wait-hint = This page looks again by itself. You can leave it: what nobody looks at is given up.

drafting-person-what = Nothing here is about anybody real, and nothing of it is kept. What you leave empty is not known; the drawing then says what is owed for certain, and what perhaps.
drafting-begin-with = Begin with a worked example
drafting-nobody = Nobody: all fields empty
drafting-facts = What is known
drafting-sensitive = Sensitive
drafting-never = Never
drafting-always = On every day
drafting-on-days = On these days
drafting-not-known = Not known
drafting-not-needed = Not needed
drafting-from = From
drafting-until = Until, not including
drafting-needs-hint = On all days, unless days are given below.
drafting-needs-when = On which days, and what is not ticked
drafting-other-needs = What is not ticked
drafting-more-rows = There may be more that nobody knows of
drafting-rows-hint = Fill in the last one and draw again: another one follows.
drafting-day = The day to mark
drafting-day-hint = Empty: today.
drafting-draw = Draw what is owed
drafting-owed = What is owed
drafting-person-drawn = What this charter owes this person
drafting-nothing-owed = Nothing is owed to this person by this charter.
drafting-why = Why, and until when
drafting-why-not = Why not
drafting-begins = Begins { $day }:
drafting-ends = Ends { $day }:
drafting-ask-for = To be certain, ask for: { $fact }
drafting-never-and-day = Give a day, or tick “Never”: not both
drafting-until-first = The end must come after the beginning

drafting-before = Before
drafting-after = After

drafting-compare = Compare
drafting-compare-heading = Compare two versions
drafting-compare-what = Who gains and who loses which days, each shown by one person for whom it is so; and what is proved to be the same for everybody.
drafting-choose = Choose
drafting-by-meaning = What changes for whom
drafting-by-lines = What changes in the text
drafting-same-for-all = Nobody gains and nobody loses: on every day, for every person, the two say the same.
drafting-same = Proved to be the same:
drafting-not-compared = Not known, as the time was up:
drafting-remarks = What is not days
drafting-notes = What the comparison leaves out
drafting-hangs-newly = Newly hangs on { $fact }.
drafting-hangs-no-more = No longer hangs on { $fact }.
drafting-gains = Gains
drafting-loses = Loses
drafting-reserve = Owed before and after; what changes is whether it hangs on money being voted.
drafting-only = Of everybody for whom it is so:
drafting-change-drawn = This person, before and after
drafting-added = Added:
drafting-removed = Removed:
drafting-lines-differ = The texts have too little in common to lay them side by side.
drafting-lines-same = No line differs.

help-charters = Charters
help-charters-words = Drafters and the director find the laws as charters in the menu. Drafts stay in the memory of this server for a few hours, for whoever wrote them alone; no person of the cases is ever in them.
