#include "passkey/webauthn.h"

#include <sodium.h>

#include <algorithm>
#include <boost/json/value.hpp>
#include <utility>

#include "base/json.h"
#include "vault/secret.h"

namespace nwd::passkey {
namespace {

constexpr std::size_t longest_client_data = 4096;
constexpr std::size_t longest_attestation = 8192;
constexpr std::size_t longest_authenticator_data = 4096;
constexpr std::size_t longest_signature = 1024;
constexpr std::size_t longest_id = 1023;

constexpr std::size_t hash_size = 32;
constexpr std::size_t head_size = hash_size + 1 + 4;  // the party's hash, flags, counter
constexpr std::size_t model_size = 16;                // AAGUID: says which make it is; not kept

constexpr unsigned flag_present = 0x01;
constexpr unsigned flag_verified = 0x04;
constexpr unsigned flag_may_be_copied = 0x08;
constexpr unsigned flag_copied = 0x10;
constexpr unsigned flag_attested = 0x40;
constexpr unsigned flag_extended = 0x80;

using Hash = std::array<std::uint8_t, hash_size>;

Hash sha256(ByteView bytes) {
  Hash hash{};
  crypto_hash_sha256(hash.data(), bytes.data(), bytes.size());
  return hash;
}

Failure malformed(std::string why) {
  return fail(Code::invalid, "This passkey did not answer as it should. Please try again.", std::move(why));
}

Failure not_right(std::string why) {
  return fail(Code::unauthenticated, "This passkey is not the right one here. Please try again.", std::move(why));
}

std::optional<std::string_view> text_in(const boost::json::object& object, std::string_view name) {
  const auto* const found = object.if_contains(name);
  const auto* const text = found == nullptr ? nullptr : found->if_string();
  if (text == nullptr) return std::nullopt;
  return std::string_view(text->data(), text->size());
}

// "crossOrigin" is left out or false where our own page asked; "topOrigin" stands there otherwise only.
std::optional<bool> elsewhere_in(const boost::json::object& object) {
  if (object.contains("topOrigin")) return true;
  const auto* const found = object.if_contains("crossOrigin");
  if (found == nullptr) return false;
  return found->is_bool() ? std::optional(found->get_bool()) : std::nullopt;
}

std::uint32_t big_endian(ByteView four) {
  std::uint32_t number = 0;
  for (const auto byte : four) number = number << 8U | byte;
  return number;
}

Result<Standing> standing_of(unsigned flags, ByteView counter) {
  Standing standing{.counter = big_endian(counter),
                    .user_present = (flags & flag_present) != 0,
                    .user_verified = (flags & flag_verified) != 0,
                    .may_be_copied = (flags & flag_may_be_copied) != 0,
                    .copied = (flags & flag_copied) != 0};
  if (standing.copied && !standing.may_be_copied) return malformed("copied, and may not be");
  return standing;
}

Result<AuthenticatorData::Attested> read_attested(ByteView& rest) {
  if (rest.size() < model_size + 2) return malformed("no credential where one is said to be");
  const std::size_t size = rest[model_size] * std::size_t{256} + rest[model_size + 1];
  rest = rest.subspan(model_size + 2);
  if (size == 0 || size > longest_id || size > rest.size()) return malformed("the size of a credential's id");
  const auto id = rest.first(size);
  rest = rest.subspan(size);
  const ByteView from = rest;
  NWD_TRY(const auto cose, cbor::parse_first(rest));
  NWD_TRY(auto key, PublicKey::from(cose));
  return AuthenticatorData::Attested{id, from.first(from.size() - rest.size()), std::move(key)};
}

Result<void> check_client(const Expected& expected, ByteView json, std::string_view type) {
  NWD_TRY(const auto client, parse_client_data(json));
  if (client.type != type) return not_right("a client's data of another kind");
  if (!vault::equal_constant_time(client.challenge, expected.challenge)) return not_right("another challenge");
  if (client.origin != expected.party.origin) return not_right("another origin");
  if (client.elsewhere) return not_right("asked for from within another site");
  return {};
}

Result<void> check_authenticator(const Expected& expected, const AuthenticatorData& data) {
  if (data.party_hash != sha256(bytes_of(expected.party.id))) return not_right("made for another site");
  if (!data.standing.user_present) return not_right("nobody was there");
  if (expected.user_verified && !data.standing.user_verified) return not_right("whoever was there was not verified");
  return {};
}

// What is signed: the authenticator's data and the hash of the client's.
Bytes signed_bytes(ByteView authenticator_data, ByteView client_data) {
  const auto hash = sha256(client_data);
  Bytes all(authenticator_data.begin(), authenticator_data.end());
  all.insert(all.end(), hash.begin(), hash.end());
  return all;
}

}  // namespace

Result<ClientData> parse_client_data(ByteView json) {
  if (json.size() > longest_client_data) return malformed("the client's data are too long");
  const auto value = json::parse(text_of(json));
  if (!value || !value->is_object()) return malformed("the client's data are no JSON object");
  const auto& object = value->get_object();
  const auto type = text_in(object, "type");
  const auto origin = text_in(object, "origin");
  const auto challenge = from_base64url(text_in(object, "challenge").value_or("!"));
  const auto elsewhere = elsewhere_in(object);
  if (!type || !origin || !challenge || !elsewhere) return malformed("the client's data lack something");
  return ClientData{std::string(*type), *challenge, std::string(*origin), *elsewhere};
}

Result<AuthenticatorData> parse_authenticator_data(ByteView bytes) {
  if (bytes.size() < head_size || bytes.size() > longest_authenticator_data)
    return malformed("the size of the authenticator's data");
  AuthenticatorData data;
  std::copy_n(bytes.begin(), hash_size, data.party_hash.begin());
  const unsigned flags = bytes[hash_size];
  NWD_TRY(data.standing, standing_of(flags, bytes.subspan(hash_size + 1, 4)));
  ByteView rest = bytes.subspan(head_size);
  if ((flags & flag_attested) != 0) {
    NWD_TRY(data.attested, read_attested(rest));
  }
  if ((flags & flag_extended) != 0) {
    NWD_TRY(const auto extensions, cbor::parse_first(rest));
    if (extensions.kind != cbor::Value::Kind::map) return malformed("extensions that are no map");
  }
  if (!rest.empty()) return malformed("bytes behind the authenticator's data");
  return data;
}

Result<Attestation> parse_attestation(ByteView bytes) {
  if (bytes.size() > longest_attestation) return malformed("the attestation is too long");
  NWD_TRY(const auto whole, cbor::parse(bytes));
  const auto* const format = whole.find("fmt");
  const auto* const statement = whole.find("attStmt");
  const auto* const data = whole.find("authData");
  if (!whole.is_map(3) || format == nullptr || statement == nullptr || data == nullptr || !data->bytes())
    return malformed("an attestation that lacks something");
  Attestation attestation{.authenticator_data = *data->bytes()};
  if (format->text() == "none" && statement->is_map(0)) return attestation;
  // We ask for none; a browser may hand on what the new key itself signed, for that tells no make either.
  const auto* const algorithm = statement->find("alg");
  const auto* const signature = statement->find("sig");
  const bool own = format->text() == "packed" && statement->is_map(2) && algorithm != nullptr && signature != nullptr;
  if (!own || !algorithm->integer() || !signature->bytes()) return malformed("an attestation that was not asked for");
  attestation.algorithm = *algorithm->integer();
  attestation.own_signature = *signature->bytes();
  return attestation;
}

Result<PublicKey> parse_public_key(ByteView cose) {
  NWD_TRY(const auto value, cbor::parse(cose));
  return PublicKey::from(value);
}

Result<Made> verify_made(const Expected& expected, ByteView client_data, ByteView attestation) {
  NWD_CHECK(check_client(expected, client_data, "webauthn.create"));
  NWD_TRY(const auto whole, parse_attestation(attestation));
  NWD_TRY(const auto data, parse_authenticator_data(whole.authenticator_data));
  NWD_CHECK(check_authenticator(expected, data));
  if (!data.attested) return malformed("no credential was made");
  const auto& made = *data.attested;
  if (whole.own_signature) {
    const bool right = whole.algorithm == number(made.key.algorithm()) &&
                       made.key.verifies(signed_bytes(whole.authenticator_data, client_data), *whole.own_signature);
    if (!right) return not_right("the new key did not sign this");
  }
  return Made{Bytes(made.id.begin(), made.id.end()), Bytes(made.cose.begin(), made.cose.end()), data.standing};
}

Result<Standing> verify_shown(const Expected& expected, const PublicKey& key, ByteView client_data,
                              ByteView authenticator_data, ByteView signature) {
  if (signature.size() > longest_signature) return malformed("the signature is too long");
  NWD_CHECK(check_client(expected, client_data, "webauthn.get"));
  NWD_TRY(const auto data, parse_authenticator_data(authenticator_data));
  NWD_CHECK(check_authenticator(expected, data));
  if (!key.verifies(signed_bytes(authenticator_data, client_data), signature)) return not_right("the signature");
  return data.standing;
}

}  // namespace nwd::passkey
