#include "person/sessions.h"

#include <algorithm>

#include "access/hash.h"

namespace nwd::person {
namespace {

constexpr std::size_t token_size = 32;

std::string new_token() { return base64url(vault::SecretBytes::random(token_size).view()); }

std::string key_of(std::string_view token) {
  return std::string(text_of(access::hash_of({bytes_of("person"), bytes_of(token)})));
}

}  // namespace

bool Sessions::over(const Entry& entry, Instant now) const {
  const auto& began = entry.session->started;
  return now >= std::min(entry.seen + limits_.idle_ms, began + limits_.whole_ms) || now < began;
}

Result<std::string> Sessions::begin(Entered who, Instant now) {
  auto session =
      std::make_shared<const Session>(Session{who.door.id, who.door.case_id, new_token(), now, std::move(who.reads)});
  auto token = new_token();
  const std::lock_guard lock(mutex_);
  std::erase_if(entries_,
                [&](const auto& e) { return over(e.second, now) || e.second.session->door == session->door; });
  if (entries_.size() >= limits_.most)
    return fail(Code::busy, "Too many people are signed in. Try again in a minute.", "session table full");
  entries_.insert_or_assign(key_of(token), Entry{std::move(session), now});
  return token;
}

SessionPtr Sessions::look(std::string_view token, Instant now) {
  const std::lock_guard lock(mutex_);
  const auto found = entries_.find(key_of(token));
  if (found == entries_.end()) return nullptr;
  if (over(found->second, now)) {
    entries_.erase(found);
    return nullptr;
  }
  found->second.seen = std::max(found->second.seen, now);
  return found->second.session;
}

void Sessions::end(std::string_view token) {
  const std::lock_guard lock(mutex_);
  entries_.erase(key_of(token));
}

void Sessions::sweep(Instant now) {
  const std::lock_guard lock(mutex_);
  std::erase_if(entries_, [&](const auto& e) { return over(e.second, now); });
}

std::size_t Sessions::count() const {
  const std::lock_guard lock(mutex_);
  return entries_.size();
}

}  // namespace nwd::person
