// What Today is made of, by role. Read without opening any envelope: ids, states, times, names of organizations.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/part.h"
#include "casework/blocked.h"
#include "casework/glass.h"
#include "casework/pages_kit.h"
#include "referral/referral.h"

namespace nwd::front {

// The door's: one person asked for.
struct Sought {
  casework::Case record;
  std::vector<referral::Referral> list;
};

// The shelter's: a case held here.
struct Held {
  casework::Case record;
  std::optional<casework::Thread> thread;
};

// How urgent a thread is, worst first.
enum class Urgency : std::uint8_t { nobody_left, hold_ending, unanswered, ordinary };

// The navigator's. No identity.
struct Followed {
  casework::Thread thread;
  std::string owner;
  Urgency urgency = Urgency::ordinary;
  std::int64_t minutes = 0;  // since when it is unanswered, or until the hold ends
};

struct Today {
  Listed<Sought> sought;
  std::vector<referral::Referral> requests;
  Listed<Held> held;
  Listed<Followed> followed;
  Listed<Followed> own_threads;             // a supervisor's: of the organization
  std::vector<casework::Alert> alerts;      // whoever holds a record is told
  std::vector<casework::Glass> to_confirm;  // a colleague waits for a second person
  std::vector<casework::Glass> to_review;   // a supervisor's
  std::int64_t page = 1;
};

inline constexpr int today_page = 50;  // of each list

// Page 1 has whatever is the most urgent; beyond the last page, the last.
Result<Today> read_today(storage::Reader&, const access::Session&, Instant now, std::int64_t page = 1);
std::int64_t pages_of(const Today&);        // at least 1
std::string page_query(std::int64_t page);  // "?page=2"; "" for the first
// What would make the page worth showing anew. A minute that passes is not among it.
std::string state_of(const Today&);

// `news`: what other features have to tell first.
ui::Html today_view(const casework::Visit&, const Today&, const ui::Html& news);

}  // namespace nwd::front
