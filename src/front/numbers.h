// What a director and a grants manager may know of their organization's work: counts, none of which finds anybody.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "access/session.h"
#include "storage/database.h"

namespace nwd::front {

// A count below this is not told, nor that it is none.
inline constexpr std::int64_t fewest_told = 11;

struct Count {
  std::string what;                  // "accepted"
  std::string key;                   // the message that says it
  std::optional<std::int64_t> many;  // none: fewer than `fewest_told`
};
struct Numbers {
  std::vector<Count> records;
  std::vector<Count> sent;
  std::vector<Count> received;
};
Result<Numbers> read_numbers(storage::Reader&, const access::Session&);

}  // namespace nwd::front
