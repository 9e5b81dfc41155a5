#include "audit/opener.h"

#include <algorithm>

#include "audit/entry_store.h"
#include "audit/log_key_store.h"

namespace nwd::audit {
namespace {

constexpr int most_entries = 1000;

// Every entry of the subject under this key: tags count on from nothing, so the first that is missing is the end.
Result<void> add_under(storage::Reader& reader, const LogKey& key, const IdBytes& subject,
                       std::vector<Recorded>& entries) {
  std::uint64_t before = 0;
  while (true) {
    store::Tags tags;
    for (auto& tag : tags) tag = key.tag(subject, before++);
    NWD_TRY(auto some, store::with_tags(reader, tags));
    const bool more = some.size() >= tags.size();
    std::move(some.begin(), some.end(), std::back_inserter(entries));
    if (!more) return {};
  }
}

}  // namespace

void Opener::use(const vault::PrivateKey& key) {
  mine_.push_back({key.public_key(),
                   [own = std::make_shared<const vault::PrivateKey>(key.clone())](
                       const vault::Place& place, ByteView wrapped) { return vault::unwrap(*own, place, wrapped); }});
}

void Opener::use(const vault::OrganizationKeys& keys) {
  for (const auto& key : keys.public_keys())
    mine_.push_back({key, [keys, key](const vault::Place& place, ByteView wrapped) {
                       return keys.unwrap_plain(key, place, wrapped);
                     }});
}

Result<Opener::Found*> Opener::find_key(storage::Reader& reader, const IdBytes& log_key) {
  const auto known = found_.find(log_key);
  if (known != found_.end()) return &known->second;
  Found found;
  for (const auto& mine : mine_) {
    NWD_TRY(const auto wrapped, store::find_wrapped(reader, mine.key, log_key));
    if (!wrapped || found.key) continue;
    auto key = store::unwrap(mine.unwrap, *wrapped);
    found.sight = key ? Sight::opened : Sight::damaged;
    if (key) found.key = *std::move(key);
  }
  if (found.sight == Sight::not_ours) {
    NWD_TRY(const bool there, store::has_log_key(reader, log_key));
    if (!there) found.sight = Sight::key_gone;
  }
  return &found_.emplace(log_key, std::move(found)).first->second;
}

Result<Sight> Opener::open(storage::Reader& reader, Recorded& entry) {
  if (!entry.sealed) return Sight::plain;
  if (!entry.sealed->body) return Sight::body_gone;
  NWD_TRY(const auto* found, find_key(reader, entry.sealed->log_key));
  if (!found->key) return found->sight;
  auto detail = found->key->open(entry);
  if (!detail) return Sight::damaged;
  entry.detail = *std::move(detail);
  return Sight::opened;
}

Result<std::vector<store::Wrapped>> Opener::own_keys(storage::Reader& reader) {
  std::vector<store::Wrapped> keys;
  for (const auto& mine : mine_) {
    NWD_TRY(const auto some, store::wrapped_to(reader, mine.key));
    keys.insert(keys.end(), some.begin(), some.end());
  }
  std::ranges::sort(keys, std::greater(), &store::Wrapped::made);
  return keys;
}

// A key is written with for a week at most: once there is enough, what was made a week before the oldest of it holds
// nothing newer.
Result<std::vector<Recorded>> Opener::newest(storage::Reader& reader, std::int64_t before, int limit) {
  const auto wanted = static_cast<std::size_t>(std::clamp(limit, 0, most_entries));
  NWD_TRY(const auto keys, own_keys(reader));
  std::vector<Recorded> entries;
  for (const auto& one : keys) {
    if (entries.size() >= wanted && one.made + log_key_ms < entries.back().at) break;
    NWD_TRY(auto some, store::with_log_key(reader, one.log_key, before, static_cast<int>(wanted)));
    std::move(some.begin(), some.end(), std::back_inserter(entries));
    std::ranges::sort(entries, std::greater(), &Recorded::sequence);
    if (entries.size() > wanted) entries.resize(wanted);
  }
  for (auto& entry : entries) NWD_CHECK(open(reader, entry));
  return entries;
}

Result<std::vector<Recorded>> Opener::of_subject(storage::Reader& reader, const IdBytes& subject, int limit) {
  const auto wanted = static_cast<std::size_t>(std::clamp(limit, 0, most_entries));
  NWD_TRY(const auto keys, own_keys(reader));
  std::vector<Recorded> entries;
  for (const auto& one : keys) {
    if (entries.size() >= wanted) break;
    NWD_TRY(const auto* found, find_key(reader, one.log_key));
    if (found->key) NWD_CHECK(add_under(reader, *found->key, subject, entries));
  }
  NWD_TRY(auto old, store::plain_of_subject(reader, subject, static_cast<int>(wanted)));
  std::move(old.begin(), old.end(), std::back_inserter(entries));
  std::ranges::sort(entries, std::greater(), &Recorded::sequence);
  if (entries.size() > wanted) entries.resize(wanted);
  for (auto& entry : entries) NWD_CHECK(open(reader, entry));
  return entries;
}

}  // namespace nwd::audit
