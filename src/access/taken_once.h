// Values that each may be taken once: whoever took one is remembered until it would have run out. Safe from several
// threads.
#pragma once

#include <map>
#include <mutex>
#include <string>

#include "base/bytes.h"
#include "base/instant.h"
#include "base/result.h"

namespace nwd::access {

inline constexpr std::size_t most_taken = 16384;

class TakenOnce {
 public:
  // gone, with `why` as its detail: it was taken before. busy: very many were, of late.
  Result<void> take(Instant now, ByteView value, std::int64_t lives_ms, std::string why);

 private:
  std::mutex mutex_;
  std::map<std::string, Instant, std::less<>> taken_;  // and when it can be forgotten
  Instant tidy_at_{};
};

}  // namespace nwd::access
