#include "oidc/sign_in.h"

#include "access/failures.h"
#include "access/tries.h"
#include "http/url.h"

namespace nwd::oidc {
namespace {

constexpr std::size_t longest_answer = 2048;

Failure not_right(std::string why) {
  return fail(Code::unauthenticated, "Your organization's sign-in page did not say who you are. Please try again.",
              std::move(why));
}

// An answer of another issuer is an attack or a mistake (RFC 9207 section 2.4); one without is as old as the provider.
Result<void> check_issuer_of(const Answer& answer, const Provider& provider, const Metadata& metadata) {
  if (answer.issuer.empty() && !metadata.names_itself) return {};
  if (answer.issuer != provider.issuer) return not_right("an answer of another issuer");
  return {};
}

Result<Subject> redeem(const Occasion& at, const Provider& provider, const Answer& answer, const Resumed& resumed) {
  NWD_TRY(const auto metadata, at.desk.talk.metadata(provider, at.now));
  NWD_CHECK(check_issuer_of(answer, provider, metadata));
  if (!answer.error.empty()) return not_right("the provider's error");
  if (answer.code.empty() || answer.code.size() > longest_answer) return not_right("no code");
  NWD_TRY(const auto subject,
          at.desk.talk.redeem(provider, at.now, {answer.code, resumed.verifier, resumed.nonce, at.redirect}));
  return hash_subject(at.keyring, provider, subject);
}

Result<void> check_word(storage::Database& database, Instant now, const Word& word, const access::Member& member) {
  return database.write([&](storage::Writer& writer) -> Result<void> {
    const auto others = [] { return fail(Code::unauthenticated, "The name or the passphrase is not right."); };
    NWD_TRY(const auto provider, find_provider(writer, word.provider.id));
    if (!provider) return others();
    const auto linked = link(writer, now, *provider, word.subject, member);
    if (!linked) return linked.error().code == Code::conflict ? Result<void>(others()) : linked;
    return use_link(writer, now, member.id);
  });
}

}  // namespace

Result<void> Words::keep(std::string_view visit, const Word& word, Instant now) {
  const std::lock_guard lock(mutex_);
  if (words_.size() >= most_words) std::erase_if(words_, [&](const auto& one) { return one.second.until <= now; });
  if (words_.size() >= most_words) return fail(Code::busy, "Many people are signing in right now. Please try again.");
  words_.insert_or_assign(std::string(visit), word);
  return {};
}

std::optional<Word> Words::of(std::string_view visit, Instant now) {
  const std::lock_guard lock(mutex_);
  const auto found = words_.find(visit);
  if (found == words_.end()) return std::nullopt;
  if (now < found->second.until) return found->second;
  words_.erase(found);
  return std::nullopt;
}

void Words::forget(std::string_view visit) {
  const std::lock_guard lock(mutex_);
  const auto found = words_.find(visit);
  if (found != words_.end()) words_.erase(found);
}

Result<std::string> way_there(const Occasion& at, const Provider& provider, Purpose purpose) {
  NWD_TRY(const auto metadata, at.desk.talk.metadata(provider, at.now));
  const auto begun = at.desk.visits.begin(at.random, at.now, purpose, provider.id, at.visit);
  const http::Pairs query{{"response_type", "code"},
                          {"client_id", provider.client},
                          {"redirect_uri", at.redirect},
                          {"scope", "openid"},
                          {"state", begun.state},
                          {"nonce", begun.nonce},
                          {"code_challenge", begun.challenge},
                          {"code_challenge_method", "S256"}};
  const auto& endpoint = metadata.authorization_endpoint;
  return endpoint + (endpoint.find('?') == std::string::npos ? '?' : '&') + http::encode_pairs(query);
}

Result<CameBack> come_back(const Occasion& at, const Answer& answer) {
  NWD_TRY(const auto resumed, at.desk.visits.resume(at.now, at.visit, answer.state));
  NWD_TRY(const auto provider,
          at.database.read([&](storage::Reader& reader) { return find_provider(reader, resumed.provider); }));
  if (!provider) return fail(Code::gone, "That is no longer how to sign in.", "the provider was removed");
  const auto tries = access::Tries::at_the_door("provider:" + provider->id.text(), at.peer);
  NWD_CHECK(tries.begin(at.database, at.now));
  auto subject = redeem(at, *provider, answer, resumed);
  if (!subject) {
    if (subject.error().code == Code::unauthenticated)
      NWD_CHECK(access::note_failure(at.database, at.now, std::nullopt, provider->organization));
    else
      NWD_CHECK(tries.take_back(at.database));
    return Failure(std::move(subject).error());
  }
  NWD_CHECK(at.database.write([&](storage::Writer& writer) { return tries.succeeded(writer); }));
  return CameBack{resumed.purpose, {*provider, *std::move(subject), at.now + word_ms}};
}

access::Through through(storage::Database& database, Instant now, const Word& word) {
  return {access::Door::provider,
          [&database, &word, now](const access::Member& member) { return check_word(database, now, word, member); }};
}

}  // namespace nwd::oidc
