#include "access/session.h"

#include <sodium.h>

#include <algorithm>
#include <map>
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

SessionId new_session_id() {
  SessionId id;
  randombytes_buf(id.raw.data(), id.raw.size());
  return id;
}

}  // namespace

struct Sessions::Parts {
  struct Entry {
    SessionPtr session;
    Instant seen;
    Instant proven;  // when a credential was last shown
    Stage stage = Stage::whole;
    std::string browser;
    std::map<std::string, vault::SecretBytes, std::less<>> enrolling;
  };
  using Entries = std::unordered_map<std::string, Entry>;
  SessionLimits limits;
  std::mutex mutex;
  Entries entries;

  // Makes room for one more session of this member. Those that wait for a second factor go first: whoever has only the
  // passphrase ends nobody's work.
  void end_longest_unused_of(MemberId member) {
    const auto worth = [](const Entry& entry) { return std::pair(entry.stage != Stage::second_step, entry.seen); };
    std::size_t count = 0;
    auto least = entries.end();
    for (auto at = entries.begin(); at != entries.end(); ++at) {
      if (at->second.session->member != member) continue;
      ++count;
      if (least == entries.end() || worth(at->second) < worth(least->second)) least = at;
    }
    if (count >= limits.most_of_member) entries.erase(least);
  }

  [[nodiscard]] Entries::iterator of_id(SessionId id) {
    return std::find_if(entries.begin(), entries.end(), [&](const auto& e) { return e.second.session->id == id; });
  }

  static Failure ended() { return fail(Code::not_found, "This session has ended. Sign in again."); }

  // Under a new token: whoever had got hold of the one before has nothing.
  std::string prove(Entries::iterator at, Instant now) {
    auto token = new_token();
    auto node = entries.extract(at);
    node.key() = key_of(token);
    node.mapped().proven = now;
    node.mapped().seen = now;
    entries.insert(std::move(node));
    return token;
  }

  [[nodiscard]] Instant end_of(const Entry& entry) const {
    if (entry.stage == Stage::second_step) return entry.session->started + limits.second_step_ms;
    return std::min(entry.seen + limits.idle_ms, entry.session->started + limits.whole_ms);
  }
  // A clock that was set back ends a session too: how long it has been unused is not known then.
  [[nodiscard]] bool over(const Entry& entry, Instant now) const {
    return now >= end_of(entry) || now < entry.session->started;
  }
};

Session to_session(SignedIn who, Instant now) {
  return {.id = {},
          .member = who.member.id,
          .organization = who.organization.id,
          .member_name = std::move(who.member.name),
          .organization_name = std::move(who.organization.name),
          .region = std::move(who.organization.region),
          .roles = who.member.roles,
          .started = now,
          .csrf = {},
          .keys = std::move(who.keys),
          .member_key = std::move(who.member_key),
          .begins = who.stage};
}

Sessions::Sessions(const SessionLimits& limits) : parts_(std::make_unique<Parts>()) { parts_->limits = limits; }
Sessions::~Sessions() = default;

Result<std::string> Sessions::begin(Session session, Instant now, std::string browser) {
  session.id = new_session_id();
  session.csrf = new_token();
  session.started = now;
  auto token = new_token();
  const Stage stage = session.begins;
  auto kept = std::make_shared<const Session>(std::move(session));
  sweep(now);
  const std::lock_guard lock(parts_->mutex);
  parts_->end_longest_unused_of(kept->member);
  if (parts_->entries.size() >= parts_->limits.most)
    return fail(Code::busy, "Too many people are signed in. Try again in a minute.", "session table full");
  parts_->entries.insert_or_assign(key_of(token),
                                   Parts::Entry{std::move(kept), now, now, stage, std::move(browser), {}});
  return token;
}

SessionPtr Sessions::find(std::string_view token, Instant now) {
  auto seen = look(token, now);
  return seen && seen->stage == Stage::whole ? std::move(seen->session) : nullptr;
}

std::optional<Seen> Sessions::look(std::string_view token, Instant now, bool use) {
  const std::lock_guard lock(parts_->mutex);
  const auto found = parts_->entries.find(key_of(token));
  if (found == parts_->entries.end()) return std::nullopt;
  auto& entry = found->second;
  if (parts_->over(entry, now)) {
    parts_->entries.erase(found);
    return std::nullopt;
  }
  if (use) entry.seen = std::max(entry.seen, now);
  const auto proven_within = [&](std::int64_t ms) {
    return entry.stage != Stage::second_step && now >= entry.proven && now - entry.proven < ms;
  };
  return Seen{entry.session, entry.stage, proven_within(parts_->limits.step_up_ms),
              proven_within(2 * parts_->limits.step_up_ms), parts_->end_of(entry)};
}

Result<std::string> Sessions::step_up(SessionId id, Instant now) {
  const std::lock_guard lock(parts_->mutex);
  const auto found = parts_->of_id(id);
  const bool there = found != parts_->entries.end() && !parts_->over(found->second, now);
  if (!there || found->second.stage == Stage::second_step) return Parts::ended();
  return parts_->prove(found, now);
}

Result<std::string> Sessions::complete(SessionId id, Instant now) {
  const std::lock_guard lock(parts_->mutex);
  const auto found = parts_->of_id(id);
  if (found == parts_->entries.end() || parts_->over(found->second, now)) return Parts::ended();
  found->second.stage = Stage::whole;
  return parts_->prove(found, now);
}

void Sessions::keep(SessionId id, std::string_view purpose, vault::SecretBytes secret) {
  const std::lock_guard lock(parts_->mutex);
  const auto found = parts_->of_id(id);
  if (found != parts_->entries.end()) found->second.enrolling.insert_or_assign(std::string(purpose), std::move(secret));
}

std::optional<vault::SecretBytes> Sessions::kept(SessionId id, std::string_view purpose) const {
  const std::lock_guard lock(parts_->mutex);
  const auto found = parts_->of_id(id);
  if (found == parts_->entries.end()) return std::nullopt;
  const auto secret = found->second.enrolling.find(purpose);
  if (secret == found->second.enrolling.end()) return std::nullopt;
  return secret->second.clone();
}

void Sessions::forget(SessionId id, std::string_view purpose) {
  const std::lock_guard lock(parts_->mutex);
  const auto found = parts_->of_id(id);
  if (found == parts_->entries.end()) return;
  const auto secret = found->second.enrolling.find(purpose);
  if (secret != found->second.enrolling.end()) found->second.enrolling.erase(secret);
}

std::vector<Listed> Sessions::of_member(MemberId member, Instant now) const {
  std::vector<Listed> list;
  {
    const std::lock_guard lock(parts_->mutex);
    for (const auto& [key, entry] : parts_->entries) {
      if (entry.session->member != member || entry.stage != Stage::whole || parts_->over(entry, now)) continue;
      list.push_back({entry.session->id, entry.session->started, entry.seen, entry.browser});
    }
  }
  std::sort(list.begin(), list.end(),
            [](const Listed& a, const Listed& b) { return a.used != b.used ? a.used > b.used : a.id < b.id; });
  return list;
}

void Sessions::end(std::string_view token) {
  const std::lock_guard lock(parts_->mutex);
  parts_->entries.erase(key_of(token));
}

bool Sessions::end_one(MemberId member, SessionId id) {
  const std::lock_guard lock(parts_->mutex);
  return std::erase_if(parts_->entries, [&](const auto& e) {
           return e.second.session->member == member && e.second.session->id == id;
         }) > 0;
}

void Sessions::end_others(MemberId member, SessionId except) {
  const std::lock_guard lock(parts_->mutex);
  std::erase_if(parts_->entries,
                [&](const auto& e) { return e.second.session->member == member && e.second.session->id != except; });
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

std::vector<SessionPtr> Sessions::behind(const std::unordered_map<OrganizationId, vault::Epoch>& newest) const {
  std::vector<SessionPtr> found;
  const std::lock_guard lock(parts_->mutex);
  for (const auto& [key, entry] : parts_->entries) {
    const auto at = newest.find(entry.session->organization);
    if (at != newest.end() && at->second > entry.session->keys.newest().epoch) found.push_back(entry.session);
  }
  return found;
}

std::size_t Sessions::count() const {
  const std::lock_guard lock(parts_->mutex);
  return parts_->entries.size();
}

}  // namespace nwd::access
