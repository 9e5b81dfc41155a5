// Conditions for the statements of stores: nothing is listed or counted for a member whom the person does not want.
// `who`: the parameter that holds the member, "$2".
#pragma once

// Of a row of case_file under the name `c`: neither this record nor another one of the same thread names the member.
#define NWD_CASE_UNBLOCKED(c, who)                                                                         \
  "NOT EXISTS (SELECT 1 FROM case_blocked b JOIN case_file d ON d.id = b.case_id WHERE b.member_id = " who \
  " AND (d.id = " c ".id OR d.thread_id = " c ".thread_id)) "

// The same of a thread's id.
#define NWD_THREAD_UNBLOCKED(thread, who)                                                                  \
  "NOT EXISTS (SELECT 1 FROM case_blocked b JOIN case_file d ON d.id = b.case_id WHERE b.member_id = " who \
  " AND d.thread_id = " thread ") "
