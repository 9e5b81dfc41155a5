#include "audit/verify.h"

#include <fmt/core.h>

#include <algorithm>

namespace nwd::audit {
namespace {

constexpr std::size_t most_findings = 1000;
// Requests that are under way together are written in any order.
constexpr std::int64_t clock_slack = minute_ms;

Entry entry_of(const Recorded& r) {
  return {r.at, r.member, r.organization, r.deed, r.subject, r.subject_id, r.purpose};
}

}  // namespace

Verification::Verification(std::vector<SignedCheckpoint> checkpoints, Keys keys) : keys_(std::move(keys)) {
  for (auto& checkpoint : checkpoints) {
    const auto size = checkpoint.checkpoint.size;
    checkpoints_.emplace(size, std::move(checkpoint));
  }
}

void Verification::find(std::int64_t sequence, std::string says) {
  if (verdict_.findings.size() < most_findings) verdict_.findings.push_back({sequence, std::move(says)});
}

void Verification::take(const Recorded& entry) {
  if (entry.sequence != last_ + 1)
    find(entry.sequence, entry.sequence > last_
                             ? fmt::format("the entries {} to {} are not there", last_ + 1, entry.sequence - 1)
                             : "its number is not the next one");
  last_ = entry.sequence;
  if (last_at_ - entry.at > clock_slack)
    find(entry.sequence, "it is older than one before it: the clock was set back, or it was moved");
  last_at_ = std::max(last_at_, entry.at);
  const auto leaf = leaf_hash(entry.sequence, entry_of(entry));
  if (!std::ranges::equal(leaf, entry.leaf_hash)) find(entry.sequence, "it is not what was hashed when it was written");
  edge_.append(leaf);
  const auto [first, end] = checkpoints_.equal_range(edge_.size());
  for (auto at = first; at != end; ++at) look_at(at->second);
}

void Verification::look_at(const SignedCheckpoint& signed_one) {
  const auto size = signed_one.checkpoint.size;
  if (signed_one.checkpoint.root != edge_.root())
    return find(0, fmt::format("the first {} entries are not those that were signed as {}", size,
                               signed_one.checkpoint.origin));
  ++verdict_.checkpoints;
  const auto signs = [&](const Verifier& log) { return log.signed_this(signed_one); };
  const auto seen = [&](const Verifier& witness) { return witness.witnessed(signed_one).has_value(); };
  if (std::any_of(keys_.logs.begin(), keys_.logs.end(), signs))
    verdict_.covered = size;
  else if (!keys_.logs.empty())
    return find(0, fmt::format("the checkpoint at {} is not signed with the log's key", size));
  if (std::any_of(keys_.witnesses.begin(), keys_.witnesses.end(), seen)) verdict_.witnessed = size;
}

Verdict Verification::verdict() const {
  auto out = verdict_;
  out.entries = edge_.size();
  for (auto at = checkpoints_.upper_bound(edge_.size()); at != checkpoints_.end(); ++at)
    out.findings.push_back({0, fmt::format("there were {} entries when a checkpoint was signed; now there are {}",
                                           at->first, out.entries)});
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
  return out;
}

}  // namespace nwd::audit
