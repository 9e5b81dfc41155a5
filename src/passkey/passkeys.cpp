#include "passkey/passkeys.h"

#include <algorithm>

#include "access/failures.h"
#include "access/tries.h"
#include "audit/audit.h"
#include "base/text.h"

namespace nwd::passkey {
namespace {

using access::Credential;
using access::Kind;

// Of a credential's data: a byte of flags, then the public key as the authenticator wrote it.
constexpr std::uint8_t kept_may_be_copied = 1;

constexpr std::size_t secret_size = 32;

Failure not_right(std::string why) {
  return fail(Code::unauthenticated, "This passkey is not right here. Please try again.", std::move(why));
}

Bytes data_of(const Made& made) {
  Bytes data{made.standing.may_be_copied ? kept_may_be_copied : std::uint8_t{0}};
  data.insert(data.end(), made.public_key.begin(), made.public_key.end());
  return data;
}

Result<void> check_secret(const vault::SecretBytes& secret) {
  if (secret.empty() || secret.size() == secret_size) return {};
  return fail(Code::invalid, "This passkey did not answer as it should. Please try again.", "a secret of another size");
}

struct Found {
  Credential credential;
  Standing standing;
};
Result<Found> verify(const Occasion& at, const ShownAnswer& answer, std::optional<access::MemberId> member) {
  NWD_TRY(auto credential, at.database.read([&](storage::Reader& reader) {
    return access::find_credential(reader, Kind::passkey, answer.id);
  }));
  if (!credential || credential->data.empty()) return not_right("no such passkey");
  if (credential->member != member.value_or(credential->member)) return not_right("another member's passkey");
  // Who has not said who they are is told by the authenticator; who has need not be.
  const auto handle = user_handle(credential->member);
  if (!answer.user_handle.empty() || !member) {
    if (answer.user_handle != handle) return not_right("another member's handle");
  }
  NWD_TRY(const auto key, parse_public_key(ByteView(credential->data).subspan(1)));
  const Expected expected{at.party, answer.challenge};
  NWD_TRY(const auto standing,
          verify_shown(expected, key, answer.client_data, answer.authenticator_data, answer.signature));
  if (standing.may_be_copied != may_be_copied(*credential)) return not_right("it became another kind of passkey");
  return Found{*std::move(credential), standing};
}

// Malformed or wrong: the same to whoever tries.
bool is_wrong(Code code) { return code == Code::unauthenticated || code == Code::invalid || code == Code::conflict; }

Result<void> use(storage::Writer& writer, const Occasion& at, const Found& found) {
  const bool counts = found.standing.counter != 0 || found.credential.counter != 0;
  return access::use_credential(writer, at.now, found.credential.id,
                                counts ? std::optional<std::int64_t>(found.standing.counter) : std::nullopt);
}

struct Way {
  Purpose purpose;
  std::string_view deed;
};
Result<void> show(const Occasion& at, const access::Session& session, const ShownAnswer& answer, const Way& way,
                  const access::Tries& tries) {
  NWD_CHECK(at.challenges.check(at.now, way.purpose, at.visit, answer.challenge));
  NWD_CHECK(tries.begin(at.database, at.now));
  auto shown = [&]() -> Result<void> {
    NWD_TRY(const auto found, verify(at, answer, session.member));
    NWD_CHECK(at.challenges.spend(at.now, answer.challenge));
    return at.database.write([&](storage::Writer& writer) -> Result<void> {
      NWD_CHECK(use(writer, at, found));
      NWD_CHECK(tries.succeeded(writer));
      NWD_CHECK(audit::append(
          writer, {at.now, session.member, session.organization, way.deed, "member", session.member, "operations"}));
      return {};
    });
  }();
  if (shown || !is_wrong(shown.error().code)) return shown;
  NWD_CHECK(access::note_failure(at.database, at.now, session.member, session.organization));
  return not_right(shown.error().detail);
}

struct Opened {
  access::MemberId member;
  vault::PrivateKey key;
};
Result<Opened> open_by(const Occasion& at, const ShownAnswer& answer, const access::Tries& tries) {
  NWD_TRY(const auto found, verify(at, answer, std::nullopt));
  NWD_CHECK(at.challenges.spend(at.now, answer.challenge));
  if (!found.credential.unlocks || answer.secret.empty()) {
    NWD_CHECK(tries.take_back(at.database));
    return fail(Code::forbidden, "This passkey is a second step. Sign in with your passphrase first.");
  }
  NWD_TRY(auto key, at.database.read([&](storage::Reader& reader) {
    return access::unlock(reader, found.credential, answer.secret);
  }));
  NWD_CHECK(at.database.write([&](storage::Writer& writer) -> Result<void> {
    NWD_CHECK(use(writer, at, found));
    return tries.succeeded(writer);
  }));
  return Opened{found.credential.member, std::move(key)};
}

Result<void> note_failure_of(const Occasion& at, ByteView id) {
  NWD_TRY(const auto whose, at.database.read([&](storage::Reader& reader) {
    return access::find_credential(reader, Kind::passkey, id);
  }));
  return access::note_failure(at.database, at.now, whose ? std::optional(whose->member) : std::nullopt, std::nullopt);
}

}  // namespace

std::optional<RelyingParty> relying_party(std::string_view origin, std::string_view host_header, bool secure) {
  constexpr std::string_view plain = "http://";
  constexpr std::string_view sealed = "https://";
  std::string whole = ascii_lower(origin);
  if (whole.empty()) whole = ascii_lower(std::string(secure ? sealed : plain).append(host_header));
  const bool https = whole.starts_with(sealed);
  if (!https && !whole.starts_with(plain)) return std::nullopt;
  if (https && whole.ends_with(":443")) whole.resize(whole.size() - 4);  // browsers leave it out
  const auto host = whole.substr(https ? sealed.size() : plain.size());
  const auto name = host.substr(0, host.find(':'));
  const bool local = name == "localhost";
  const bool named = std::any_of(name.begin(), name.end(), [](char c) { return c >= 'a' && c <= 'z'; });
  if (!named || name.starts_with('[') || (!local && (!https || origin.empty()))) return std::nullopt;
  return RelyingParty{name, whole};
}

Bytes user_handle(access::MemberId member) {
  const auto bytes = member.bytes();
  return {bytes.begin(), bytes.end()};
}

bool may_be_copied(const Credential& credential) {
  return !credential.data.empty() && (credential.data.front() & kept_may_be_copied) != 0;
}

Result<access::CredentialId> add(const Occasion& at, Random& random, const access::Session& session,
                                 const std::string& label, const MadeAnswer& answer) {
  NWD_CHECK(at.challenges.check(at.now, Purpose::add, at.visit, answer.challenge));
  NWD_CHECK(check_secret(answer.secret));
  NWD_TRY(auto made, verify_made({at.party, answer.challenge}, answer.client_data, answer.attestation));
  NWD_CHECK(at.challenges.spend(at.now, answer.challenge));
  access::NewCredential wanted{.kind = Kind::passkey, .label = label};
  wanted.handle = std::move(made.id);
  wanted.data = data_of(made);
  wanted.counter = made.standing.counter;
  return at.database.write([&](storage::Writer& writer) -> Result<access::CredentialId> {
    NWD_TRY(const auto there, access::find_credential(writer, Kind::passkey, wanted.handle));
    if (there) return fail(Code::conflict, "This passkey is here already.", "a credential's id twice");
    return access::add_credential(writer, random, at.now, session, wanted,
                                  answer.secret.empty() ? nullptr : &answer.secret);
  });
}

Result<access::SignedIn> sign_in(const Occasion& at, const vault::Derivations& derivations, const ShownAnswer& answer,
                                 const access::Through& through) {
  NWD_CHECK(at.challenges.check(at.now, Purpose::sign_in, at.visit, answer.challenge));
  NWD_CHECK(check_secret(answer.secret));
  const auto tries = access::Tries::at_the_door("passkey:" + base64url(answer.id), at.peer);
  NWD_CHECK(tries.begin(at.database, at.now));
  auto opened = open_by(at, answer, tries);
  if (!opened && is_wrong(opened.error().code)) {
    NWD_CHECK(note_failure_of(at, answer.id));
    return not_right(opened.error().detail);
  }
  if (!opened) return Failure(std::move(opened).error());
  auto who = access::enter(at.database, derivations, at.now, opened->member, std::move(opened->key),
                           access::Factors::both, through);
  if (who || who.error().code != Code::unauthenticated) return who;
  NWD_CHECK(note_failure_of(at, answer.id));
  return not_right(who.error().detail);
}

Result<void> show_second(const Occasion& at, const access::Session& pending, const ShownAnswer& answer) {
  return show(at, pending, answer, {Purpose::second_step, "session.begin"},
              access::Tries::second_step(pending.member, at.peer));
}

Result<void> show_again(const Occasion& at, const access::Session& session, const ShownAnswer& answer) {
  return show(at, session, answer, {Purpose::confirm, "session.step_up"},
              access::Tries::again(session.member, at.peer));
}

}  // namespace nwd::passkey
