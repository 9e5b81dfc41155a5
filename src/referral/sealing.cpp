#include "referral/sealing.h"

#include <boost/json/serialize.hpp>
#include <boost/json/value.hpp>

#include "casework/answers_json.h"

namespace nwd::referral {
namespace {

Result<store::Sealed> seal_for(const vault::OrganizationKeys& keys, const vault::Recipient& to, std::string_view table,
                               ReferralId id, ByteView plain) {
  const auto key = vault::new_key();
  store::Sealed sealed;
  NWD_TRY(sealed.wrapped, keys.wrap(to, {table, id, "wrapped", 1}, key));
  NWD_TRY(sealed.body, vault::seal(key, {table, id, "body", 1}, plain));
  return sealed;
}

Result<vault::SecretBytes> open_with(const vault::OrganizationKeys& mine, std::string_view table, ReferralId id,
                                     const store::Sealed& sealed) {
  NWD_TRY(const auto key, mine.unwrap({table, id, "wrapped", 1}, sealed.wrapped));
  return vault::open(key, {table, id, "body", 1}, sealed.body);
}

}  // namespace

Bytes Packet::encode() const {
  const boost::json::value value{{"facts", casework::to_json(facts)}, {"identity", casework::to_json(identity)}};
  const auto text = boost::json::serialize(value);
  const auto view = bytes_of(text);
  return {view.begin(), view.end()};
}

Result<Packet> Packet::decode(ByteView bytes) {
  NWD_TRY(const auto value, json::parse(text_of(bytes)));
  json::Fields in(value);
  const auto* facts = in.any("facts");
  const auto* identity = in.any("identity");
  if (facts == nullptr || identity == nullptr) in.problem("", "json-missing", "A packet has facts and identity.");
  NWD_CHECK(in.done());
  json::Fields facts_in(*facts, "facts");
  json::Fields identity_in(*identity, "identity");
  Packet packet;
  NWD_TRY(packet.facts, casework::read_facts(facts_in, Day{}));
  NWD_TRY(packet.identity, casework::read_identity(identity_in));
  return packet;
}

Result<store::Sealed> seal_packet(const vault::OrganizationKeys& keys, const vault::Recipient& recipient, ReferralId id,
                                  const Packet& packet) {
  auto plain = packet.encode();
  auto sealed = seal_for(keys, recipient, "packet", id, plain);
  vault::wipe(plain);
  return sealed;
}

Result<Packet> open_packet(const vault::OrganizationKeys& mine, ReferralId id, const store::Sealed& sealed) {
  NWD_TRY(const auto plain, open_with(mine, "packet", id, sealed));
  return Packet::decode(plain.view());
}

Result<store::Sealed> seal_address(const vault::OrganizationKeys& keys, const vault::Recipient& sender, ReferralId id,
                                   std::string_view address) {
  return seal_for(keys, sender, "referral_address", id, bytes_of(address));
}

Result<std::string> open_address(const vault::OrganizationKeys& mine, ReferralId id, const store::Sealed& sealed) {
  NWD_TRY(const auto plain, open_with(mine, "referral_address", id, sealed));
  return std::string(plain.text());
}

Result<store::MessageRow> seal_message(const vault::OrganizationKeys& keys, const Ends& ends, Random& random,
                                       access::OrganizationId from, Instant at, std::string_view text) {
  const auto key = vault::new_key();
  store::MessageRow row;
  row.id = store::MessageId::random(random);
  row.from = from;
  row.at = at;
  NWD_TRY(row.wrapped_from, keys.wrap(ends.from, {"referral_message", row.id, "wrapped_from", 1}, key));
  NWD_TRY(row.wrapped_to, keys.wrap(ends.to, {"referral_message", row.id, "wrapped_to", 1}, key));
  NWD_TRY(row.body, vault::seal(key, {"referral_message", row.id, "body", 1}, bytes_of(text)));
  return row;
}

Result<std::string> open_message(const vault::OrganizationKeys& mine, const store::MessageRow& row, bool ours) {
  NWD_TRY(const auto key, mine.unwrap({"referral_message", row.id, ours ? "wrapped_from" : "wrapped_to", 1},
                                      ours ? row.wrapped_from : row.wrapped_to));
  NWD_TRY(const auto plain, vault::open(key, {"referral_message", row.id, "body", 1}, row.body));
  return std::string(plain.text());
}

}  // namespace nwd::referral
