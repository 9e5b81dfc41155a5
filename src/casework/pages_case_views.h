// What the page of a case looks like. Pure: from what was read to markup.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <vector>

#include "casework/blocked.h"
#include "casework/case.h"
#include "casework/owed.h"
#include "casework/pages_kit.h"

namespace nwd::casework {

// One line of "Who has seen this": names of workers and organizations, never the person's.
struct Seen {
  Instant at;
  std::string who;
  std::string deed;  // in words
};

struct CasePage {
  OpenCase open;
  std::optional<Thread> thread;
  std::string step_owner;  // the organization's name
  Owed owed;
  std::vector<Seen> seen;
  std::vector<Alert> alerts;
  bool may_block = false;
};

// What the person told, in a charter's terms; a message key and a form's value.
inline constexpr std::array<ui::Option<Exploitation>, 4> exploitation_options = {{{"sexual", Exploitation::sexual},
                                                                                  {"labour", Exploitation::labour},
                                                                                  {"both", Exploitation::both},
                                                                                  {"at-risk", Exploitation::at_risk}}};

ui::Html case_view(const Visit&, const CasePage&, const ui::Form&);

ui::Html answers_view(ui::Say, const Facts&);      // rows of what a packet tells: no place
ui::Html identity_view(ui::Say, const Identity&);  // rows of who they are, "" if nothing was told
ui::Html next_step_view(const Visit&, const Thread&, std::string_view owner);
std::string step_text(ui::Say, Step);
std::string_view due_key(const Visit&, const Thread&);  // the message that tells owner and due time
ui::Html owed_view(const Visit&, const CasePage&, const ui::Form&);

}  // namespace nwd::casework
