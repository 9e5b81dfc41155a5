#include "drafting/drafts.h"

#include <algorithm>

#include "access/hash.h"
#include "base/bytes.h"
#include "base/text.h"
#include "charter/charter.h"
#include "charter/token.h"

namespace nwd::drafting {

namespace {

constexpr std::size_t id_size = 22;  // 132 bits

std::string id_of(access::MemberId member, std::string_view text) {
  return base64url(access::hash_of({member.bytes(), bytes_of(text)})).substr(0, id_size);
}

}  // namespace

std::string plain_lines(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (const char c : text)
    if (c != '\r') out += c;
  return out;
}

std::string text_key(std::string_view text) { return base64url(access::hash_of({bytes_of(text)})); }

Result<DraftPtr> Drafts::keep(access::MemberId member, std::string_view given, std::string title, Instant now) {
  if (!is_utf8(given)) return fail(Code::invalid, "A charter is text in UTF-8.");
  auto text = plain_lines(given);
  if (text.size() > charter::max_text_bytes) return fail(Code::too_large, "A charter is at most 4 MiB of text.");
  // A law that was not changed is itself.
  for (const auto name : charter::builtin_charters())
    if (charter::builtin(name) == text) return find(member, name, now);
  const auto id = id_of(member, text);
  const std::lock_guard lock(mutex_);
  const auto there = std::find_if(kept_.begin(), kept_.end(), [&](const Kept& k) { return k.draft->id == id; });
  if (there != kept_.end()) {
    there->used = now;
    kept_.splice(kept_.begin(), kept_, there);
    return kept_.front().draft;
  }
  auto draft = std::make_shared<const Draft>(Draft{id, std::move(text), false, now, std::move(title)});
  bytes_ += draft->text.size();
  kept_.push_front({member, draft, now});
  const auto own = std::count_if(kept_.begin(), kept_.end(), [&](const Kept& k) { return k.member == member; });
  if (static_cast<std::size_t>(own) > limits_.of_member) forget_last_of(member);
  forget(now);
  return draft;
}

Result<DraftPtr> Drafts::find(access::MemberId member, std::string_view id, Instant now) {
  for (const auto name : charter::builtin_charters())
    if (name == id)
      return std::make_shared<const Draft>(Draft{std::string(name), std::string(charter::builtin(name)), true});
  const std::lock_guard lock(mutex_);
  forget(now);
  const auto there =
      std::find_if(kept_.begin(), kept_.end(), [&](const Kept& k) { return k.member == member && k.draft->id == id; });
  if (there == kept_.end())
    return fail(Code::not_found, "This draft is no longer kept. Go back, and send the text once more.");
  there->used = now;
  kept_.splice(kept_.begin(), kept_, there);
  return kept_.front().draft;
}

std::vector<DraftPtr> Drafts::of(access::MemberId member, Instant now) {
  const std::lock_guard lock(mutex_);
  forget(now);
  std::vector<DraftPtr> out;
  for (const auto& k : kept_)
    if (k.member == member) out.push_back(k.draft);
  return out;
}

void Drafts::forget(Instant now) {
  while (!kept_.empty() &&
         (kept_.size() > limits_.all || bytes_ > limits_.bytes || now - kept_.back().used > limits_.idle_ms)) {
    bytes_ -= kept_.back().draft->text.size();
    kept_.pop_back();
  }
}

void Drafts::forget_last_of(access::MemberId member) {
  const auto last = std::find_if(kept_.rbegin(), kept_.rend(), [&](const Kept& k) { return k.member == member; });
  bytes_ -= last->draft->text.size();
  kept_.erase(std::next(last).base());
}

}  // namespace nwd::drafting
