# Finding a record by name.
find-title = Find somebody
find-heading = Find somebody by name
find-name = Name
find-hint = One word is enough. Small spelling mistakes are found too.
find-go = Find
find-where = Only records of your own organization that you may open are looked through. Your search is in the log, the name you typed is not kept.
find-empty = Type a name
find-long = This is longer than a name can be. Type less of it
find-too-often = You have searched very often. Please wait 15 minutes, then try again
find-count =
    { $count ->
        [0] Nobody found
        [one] 1 record found
       *[other] { $count } records found
    }
find-none = Try fewer letters, or another name they use. Somebody may be here under no name at all.
find-no-name = No name
find-opened = Begun { $at }.
find-reference = Reference { $reference }. Begun { $at }.
find-state-intake = Still being asked.
find-state-sent = Sent on, no answer yet.
find-state-handed_off = Handed over.
find-state-open = Open.
find-state-closed = Closed.
find-incomplete = Not all records have been looked through yet, because many are new to the search. Press Find again to go on.
find-damaged = Some records could not be looked through. Tell your administrator.
deed-case-find = Found the record by searching for a name
deed-search-names = Searched by name
deed-search-index = Made records ready for searching
