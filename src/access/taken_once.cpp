#include "access/taken_once.h"

namespace nwd::access {

Result<void> TakenOnce::take(Instant now, ByteView value, std::int64_t lives_ms, std::string why) {
  const std::lock_guard lock(mutex_);
  if (now >= tidy_at_ || taken_.size() >= most_taken) {
    std::erase_if(taken_, [&](const auto& one) { return one.second <= now; });
    tidy_at_ = now + minute_ms;
  }
  if (taken_.contains(text_of(value)))
    return fail(Code::gone, "That took too long, or it was sent twice. Please try again.", std::move(why));
  if (taken_.size() >= most_taken) return fail(Code::busy, "Many people are signing in right now. Please try again.");
  taken_.emplace(text_of(value), now + lives_ms);
  return {};
}

}  // namespace nwd::access
