#include "access/session.h"

#include <sodium.h>

#include <mutex>

#include "access/hash.h"

namespace nwd::access {
namespace {

constexpr std::size_t token_size = 32;

std::string new_token() {
  Bytes token(token_size);
  randombytes_buf(token.data(), token.size());
  return base64url(token);
}

// The table is asked by the hash: a look-up's time tells of the hash, not of the token.
std::string key_of(std::string_view token) {
  return std::string(text_of(hash_of({bytes_of("session"), bytes_of(token)})));
}

}  // namespace

struct Sessions::Parts {
  struct Entry {
    SessionPtr session;
    Instant seen;
  };
  SessionLimits limits;
  std::mutex mutex;
  std::unordered_map<std::string, Entry> entries;

  [[nodiscard]] bool over(const Entry& entry, Instant now) const {
    return now - entry.seen >= limits.idle_ms || now - entry.session->started >= limits.whole_ms;
  }
};

Sessions::Sessions(const SessionLimits& limits) : parts_(std::make_unique<Parts>()) { parts_->limits = limits; }
Sessions::~Sessions() = default;

Result<std::string> Sessions::begin(Session session, Instant now) {
  session.csrf = new_token();
  session.started = now;
  auto token = new_token();
  auto kept = std::make_shared<const Session>(std::move(session));
  const std::lock_guard lock(parts_->mutex);
  if (parts_->entries.size() >= parts_->limits.most)
    std::erase_if(parts_->entries, [&](const auto& e) { return parts_->over(e.second, now); });
  if (parts_->entries.size() >= parts_->limits.most)
    return fail(Code::busy, "Too many people are signed in. Try again in a minute.", "session table full");
  parts_->entries[key_of(token)] = {std::move(kept), now};
  return token;
}

SessionPtr Sessions::find(std::string_view token, Instant now) {
  const std::lock_guard lock(parts_->mutex);
  const auto found = parts_->entries.find(key_of(token));
  if (found == parts_->entries.end()) return nullptr;
  if (parts_->over(found->second, now)) {
    parts_->entries.erase(found);
    return nullptr;
  }
  found->second.seen = now;
  return found->second.session;
}

void Sessions::end(std::string_view token) {
  const std::lock_guard lock(parts_->mutex);
  parts_->entries.erase(key_of(token));
}

void Sessions::end_all_of(MemberId member) {
  const std::lock_guard lock(parts_->mutex);
  std::erase_if(parts_->entries, [&](const auto& e) { return e.second.session->member == member; });
}

}  // namespace nwd::access
