#include "access/session.h"

#include <sodium.h>

#include <mutex>
#include <unordered_map>

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

  // Makes room for one more session of this member.
  void end_longest_unused_of(MemberId member) {
    std::size_t count = 0;
    auto oldest = entries.end();
    for (auto at = entries.begin(); at != entries.end(); ++at) {
      if (at->second.session->member != member) continue;
      ++count;
      if (oldest == entries.end() || at->second.seen < oldest->second.seen) oldest = at;
    }
    if (count >= limits.most_of_member) entries.erase(oldest);
  }

  [[nodiscard]] bool over(const Entry& entry, Instant now) const {
    return now - entry.seen >= limits.idle_ms || now - entry.session->started >= limits.whole_ms;
  }
};

Session to_session(SignedIn who, Instant now) {
  return {.member = who.member.id,
          .organization = who.organization.id,
          .member_name = std::move(who.member.name),
          .organization_name = std::move(who.organization.name),
          .region = std::move(who.organization.region),
          .roles = who.member.roles,
          .started = now,
          .csrf = {},
          .organization_key = std::move(who.organization_key)};
}

Sessions::Sessions(const SessionLimits& limits) : parts_(std::make_unique<Parts>()) { parts_->limits = limits; }
Sessions::~Sessions() = default;

Result<std::string> Sessions::begin(Session session, Instant now) {
  session.csrf = new_token();
  session.started = now;
  auto token = new_token();
  auto kept = std::make_shared<const Session>(std::move(session));
  sweep(now);
  const std::lock_guard lock(parts_->mutex);
  parts_->end_longest_unused_of(kept->member);
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

void Sessions::sweep(Instant now, const std::unordered_set<MemberId>& deactivated) {
  const std::lock_guard lock(parts_->mutex);
  std::erase_if(parts_->entries, [&](const auto& e) {
    return parts_->over(e.second, now) || deactivated.contains(e.second.session->member);
  });
}

std::size_t Sessions::count() const {
  const std::lock_guard lock(parts_->mutex);
  return parts_->entries.size();
}

}  // namespace nwd::access
