// What Today is made of, by role. Read without opening any envelope: ids, states, times, names of organizations.
#pragma once

#include <optional>
#include <string>
#include <vector>

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
  std::vector<Sought> sought;
  std::vector<referral::Referral> requests;
  std::vector<Held> held;
  std::vector<Followed> followed;
};

inline constexpr std::size_t longest_today = 50;  // of each list

Result<Today> read_today(storage::Reader&, const access::Session&, Instant now);
// What would make the page worth showing anew. A minute that passes is not among it.
std::string state_of(const Today&);

ui::Html today_view(const casework::Visit&, const Today&);

}  // namespace nwd::front
