#include "oidc/talk.h"

#include <fmt/format.h>

#include "base/json.h"
#include "http/url.h"
#include "oidc/id_token.h"
#include "oidc/json_members.h"

namespace nwd::oidc {
namespace {

Failure down(std::string why) {
  return fail(Code::unavailable, "Your organization's sign-in page does not answer right now.", std::move(why));
}

// What is no answer of a sign-in is as good as none.
template <class T>
Result<T> or_down(Result<T> read) {
  if (read || read.error().code != Code::invalid) return read;
  return down(read.error().detail.empty() ? read.error().message : read.error().detail);
}

Result<std::string> id_token_in(std::string_view body) {
  NWD_TRY(const auto value, json::parse(body));
  const auto* const answer = value.if_object();
  const auto token = answer == nullptr ? std::string_view() : text_in(*answer, "id_token");
  if (token.empty()) return down("no ID token");
  return std::string(token);
}

}  // namespace

Talk::Known Talk::known(const Provider& provider) {
  const std::lock_guard lock(mutex_);
  const auto found = known_.find(provider.id);
  return found == known_.end() ? Known() : found->second;
}

void Talk::learn(const Provider& provider, const std::function<void(Known&)>& change) {
  const std::lock_guard lock(mutex_);
  if (!known_.contains(provider.id) && known_.size() >= most_kept) known_.clear();
  change(known_[provider.id]);
}

Result<http::Response> Talk::talk(const Provider& provider, Instant now, const http::Outgoing& asked) {
  const auto failed = known(provider).failed;
  if (failed && now - *failed < let_alone_ms) return down("it did not answer a moment ago");
  struct Turn {
    std::atomic<int>& count;
    const int before;
    explicit Turn(std::atomic<int>& all) : count(all), before(all.fetch_add(1)) {}
    ~Turn() { --count; }
    Turn(const Turn&) = delete;
    Turn& operator=(const Turn&) = delete;
  };
  const Turn turn(talking_);
  if (turn.before >= most_talking)
    return fail(Code::busy, "Many people are signing in right now. Please try again.", "threads that wait");
  auto answer = fetch_(asked);
  const bool broken = !answer || answer->status >= 500;
  learn(provider, [&](Known& one) { one.failed = broken ? std::optional(now) : std::nullopt; });
  if (!answer) return down(answer.error().detail);
  if (broken) return down(fmt::format("status {}", answer->status));
  return answer;
}

Result<std::string> Talk::ask(const Provider& provider, Instant now, const http::Outgoing& asked) {
  NWD_TRY(auto answer, talk(provider, now, asked));
  if (answer.status != 200) return down(fmt::format("status {}", answer.status));
  return std::move(answer.body);
}

Result<Metadata> Talk::metadata(const Provider& provider, Instant now) {
  const auto before = known(provider);
  if (before.metadata && now - before.metadata_at < fresh_ms) return *before.metadata;
  NWD_TRY(const auto place, or_down(place_of_metadata(provider.issuer)));
  NWD_TRY(const auto document, ask(provider, now, {.to = place}));
  NWD_TRY(auto read, or_down(parse_metadata(provider.issuer, document)));
  learn(provider, [&](Known& one) {
    one.metadata = std::make_shared<const Metadata>(read);
    one.metadata_at = now;
  });
  return read;
}

Result<KeySet> Talk::keys(const Provider& provider, Instant now, const Metadata& metadata, bool again) {
  const auto before = known(provider);
  const bool young = before.keys && now - before.keys_at < (again ? keys_again_ms : fresh_ms);
  if (young) return *before.keys;
  NWD_TRY(const auto document, ask(provider, now, {.to = metadata.keys}));
  NWD_TRY(auto read, or_down(KeySet::parse(document)));
  learn(provider, [&](Known& one) {
    one.keys = std::make_shared<const KeySet>(read);
    one.keys_at = now;
  });
  return read;
}

Result<std::string> Talk::redeem(const Provider& provider, Instant now, const Redeemed& what) {
  const auto not_right = [](std::string why) {
    return fail(Code::unauthenticated, "Your organization's sign-in page did not say who you are.", std::move(why));
  };
  NWD_TRY(const auto about, metadata(provider, now));
  const http::Pairs fields{{"grant_type", "authorization_code"},
                           {"code", std::string(what.code)},
                           {"redirect_uri", std::string(what.redirect)},
                           {"client_id", provider.client},
                           {"code_verifier", std::string(what.verifier)}};
  NWD_TRY(const auto answer,
          talk(provider, now,
               {.method = http::Method::post, .to = about.token_endpoint, .form = http::encode_pairs(fields)}));
  if (answer.status >= 400) return not_right(fmt::format("the token request: status {}", answer.status));
  if (answer.status != 200) return down(fmt::format("status {}", answer.status));
  NWD_TRY(const auto token, or_down(id_token_in(answer.body)));
  const Expected expected{provider.issuer, provider.client, what.nonce, now};
  NWD_TRY(const auto keys_before, keys(provider, now, about, false));
  auto subject = verify_id_token(expected, keys_before, token);
  if (!subject && subject.error().code == Code::stale) {  // section 10.1.1 of Core: keys are rotated
    NWD_TRY(const auto keys_now, keys(provider, now, about, true));
    subject = verify_id_token(expected, keys_now, token);
  }
  if (!subject) return not_right(subject.error().detail);
  return subject;
}

}  // namespace nwd::oidc
