#include "audit/verify.h"

#include <fmt/core.h>

#include <algorithm>

namespace nwd::audit {
namespace {

constexpr std::size_t most_findings = 1000;
// Requests that are under way together are written in any order.
constexpr std::int64_t clock_slack = minute_ms;
// Clocks of two machines.
constexpr std::int64_t far_slack = 10 * minute_ms;

constexpr std::string_view fault_names[] = {"edited",    "missing",    "reordered",  "damaged",      "rewritten",
                                            "truncated", "not_signed", "clock_back", "clock_forward"};

void say_what_stayed_sealed(Verdict& verdict) {
  const auto say = [&](Sight sight, std::string_view one, std::string_view more) {
    const auto found = verdict.seen.find(sight);
    if (found == verdict.seen.end()) return;
    const bool single = found->second == 1;
    verdict.unchecked.push_back(
        fmt::format("What {} {} says: {}.", found->second, single ? "entry" : "entries", single ? one : more));
  };
  say(Sight::not_ours, "it is sealed to others", "they are sealed to others");
  say(Sight::key_gone, "the key of its week was destroyed", "the keys of their weeks were destroyed");
  say(Sight::body_gone, "its sealed part was destroyed", "their sealed parts were destroyed");
}

}  // namespace

std::string_view name(Fault fault) { return fault_names[static_cast<std::size_t>(fault)]; }

Verification::Verification(std::vector<SignedCheckpoint> checkpoints, Keys keys, std::optional<Instant> now)
    : keys_(std::move(keys)), now_(now) {
  for (auto& checkpoint : checkpoints) {
    const auto size = checkpoint.checkpoint.size;
    checkpoints_.emplace(size, std::move(checkpoint));
  }
}

void Verification::find(std::int64_t sequence, Fault fault, std::string says) {
  if (verdict_.findings.size() < most_findings) verdict_.findings.push_back({sequence, fault, std::move(says)});
}

void Verification::take(const Recorded& entry, std::optional<Sight> sight) {
  if (entry.sequence > last_ + 1)
    find(entry.sequence, Fault::missing,
         fmt::format("the entries {} to {} are not there", last_ + 1, entry.sequence - 1));
  else if (entry.sequence != last_ + 1)
    find(entry.sequence, Fault::reordered, "its number is not the next one");
  last_ = entry.sequence;
  look_at_time(entry);
  look_at_sealed(entry, sight);
  const auto leaf = leaf_hash(entry);
  if (!std::ranges::equal(leaf, entry.leaf_hash))
    find(entry.sequence, Fault::edited, "it is not what was hashed when it was written");
  edge_.append(leaf);
  const auto [first, end] = checkpoints_.equal_range(edge_.size());
  for (auto at = first; at != end; ++at) look_at(at->second);
}

void Verification::look_at_time(const Recorded& entry) {
  if (last_at_ - entry.at > clock_slack)
    find(entry.sequence, Fault::clock_back, "it is older than one before it: the clock was set back, or it was moved");
  else if (seen_at_ - entry.at > far_slack)
    find(entry.sequence, Fault::clock_back,
         "it is older than what a witness saw before it: the clock was set back, or it was moved");
  if (now_ && entry.at - *now_ > far_slack)
    find(entry.sequence, Fault::clock_forward, "it is from after now: the clock was set forward when it was written");
  last_at_ = std::max(last_at_, entry.at);
}

void Verification::look_at_sealed(const Recorded& entry, std::optional<Sight> sight) {
  if (sight) ++verdict_.seen[*sight];
  if (entry.sealed && entry.sealed->body && sha256(*entry.sealed->body) != entry.sealed->body_hash)
    find(entry.sequence, Fault::edited, "its sealed part was changed");
  else if (sight == Sight::damaged)
    find(entry.sequence, Fault::damaged, "what is sealed in it is not what was committed to, or its key is damaged");
}

void Verification::look_at(const SignedCheckpoint& signed_one) {
  const auto size = signed_one.checkpoint.size;
  if (signed_one.checkpoint.root != edge_.root())
    return find(
        0, Fault::rewritten,
        fmt::format("the first {} entries are not those that were signed as {}", size, signed_one.checkpoint.origin));
  ++verdict_.checkpoints;
  const auto signs = [&](const Verifier& log) { return log.signed_this(signed_one); };
  if (std::any_of(keys_.logs.begin(), keys_.logs.end(), signs))
    verdict_.covered = size;
  else if (!keys_.logs.empty())
    return find(0, Fault::not_signed, fmt::format("the checkpoint at {} is not signed with the log's key", size));
  for (const auto& witness : keys_.witnesses)
    if (const auto seen = witness.witnessed(signed_one)) look_at_witness(*seen);
}

void Verification::look_at_witness(Instant seen) {
  verdict_.witnessed = edge_.size();
  seen_at_ = std::max(seen_at_, seen);
  if (last_at_ - seen > far_slack)
    find(last_, Fault::clock_forward,
         "it, or one before it, is from after a witness saw it: the clock was set forward when it was written");
}

Verdict Verification::verdict() const {
  auto out = verdict_;
  out.entries = edge_.size();
  for (auto at = checkpoints_.upper_bound(edge_.size()); at != checkpoints_.end(); ++at)
    out.findings.push_back(
        {0, Fault::truncated,
         fmt::format("there were {} entries when a checkpoint was signed; now there are {}", at->first, out.entries)});
  if (keys_.logs.empty())
    out.unchecked.emplace_back(
        "Whose signatures these are: give the log's key (--log-key), kept from the day it began.");
  else if (out.covered < out.entries)
    out.unchecked.push_back(
        fmt::format("Entries {} to {}: no checkpoint was signed after them yet.", out.covered + 1, out.entries));
  if (keys_.witnesses.empty())
    out.unchecked.emplace_back(
        "Whether the whole log was written anew by somebody who has its key: give a witness's key (--witness), or a "
        "checkpoint kept elsewhere (--checkpoint).");
  else if (out.witnessed < out.entries)
    out.unchecked.push_back(
        fmt::format("Entries {} to {}: no witness has seen them yet.", out.witnessed + 1, out.entries));
  say_what_stayed_sealed(out);
  return out;
}

}  // namespace nwd::audit
