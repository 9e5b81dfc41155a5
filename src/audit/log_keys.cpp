#include "audit/log_keys.h"

namespace nwd::audit {
namespace {

constexpr std::size_t most_held = 4096;

}  // namespace

std::uint64_t LogKeys::Held::count(const IdBytes& subject) const {
  const auto found = counts.find(subject);
  return found == counts.end() ? 0 : found->second;
}

LogKeys& LogKeys::of_program() {
  static LogKeys keys;
  return keys;
}

LogKeys::Held* LogKeys::find(const IdBytes& organization) {
  const auto found = held_.find(organization);
  return found == held_.end() ? nullptr : &found->second;
}

LogKeys::Held& LogKeys::renew(const IdBytes& organization, std::int64_t week, std::int64_t change) {
  if (held_.size() >= most_held) held_.clear();  // each gets a new key when it next writes
  return held_.insert_or_assign(organization, Held{LogKey::generate(), week, change, {}}).first->second;
}

}  // namespace nwd::audit
