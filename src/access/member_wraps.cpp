#include "access/member_wraps.h"

#include <algorithm>

namespace nwd::access::wraps {
namespace {

vault::Place place_of(MemberId member) { return {"organization_key", member, "wrapped", 1}; }
vault::Place link_place(OrganizationId organization, vault::Epoch epoch) {
  return {"organization_epoch", organization, "previous", epoch};
}

Failure damaged(const char* why) { return fail(Code::corrupt, "This organization's key is damaged.", why); }

Result<vault::PrivateKey> checked(vault::SecretBytes secret, const vault::PublicKey& expected) {
  NWD_TRY(auto key, vault::PrivateKey::from(std::move(secret)));
  if (!(key.public_key() == expected)) return damaged("private and public key do not belong together");
  return key;
}

Bytes proof_of(const vault::OrganizationKeys& keys, MemberId member, const vault::PublicKey& key) {
  Bytes purpose;
  for (const auto part : {bytes_of("nwd member 1"), ByteView(member.raw), key.bytes()})
    purpose.insert(purpose.end(), part.begin(), part.end());
  const auto tag = keys.derive(purpose);
  return {tag.view().begin(), tag.view().end()};
}

}  // namespace

Result<std::optional<Rows>> read(storage::Reader& reader, OrganizationId organization, MemberId member) {
  NWD_TRY(auto wrapped, store::find_wrap(reader, organization, member));
  if (!wrapped) return std::nullopt;
  NWD_TRY(auto epochs, store::epochs_of(reader, organization));
  return Rows{organization, member, *std::move(wrapped), std::move(epochs)};
}

Result<vault::OrganizationKeys> open(const vault::KeyringPtr& keyring, const Rows& rows,
                                     const vault::PrivateKey& member_key) {
  if (rows.epochs.empty()) return damaged("no epoch");
  const auto& newest = rows.epochs.front();
  NWD_TRY(const auto epoch, vault::epoch_of(rows.wrapped));
  if (epoch < newest.keys.epoch)
    return fail(Code::forbidden,
                "Your organization has new keys, and you were not given them. Ask an administrator to let you in anew.",
                "wrap of an earlier epoch");
  NWD_TRY(auto secret, vault::unwrap(*keyring, member_key, place_of(rows.member), rows.wrapped));
  NWD_TRY(auto key, checked(std::move(secret), newest.keys.key));
  vault::OrganizationKeys keys(keyring, newest.keys.epoch, std::move(key));
  for (std::size_t i = 0; i + 1 < rows.epochs.size(); ++i) {
    const auto& [of, previous] = rows.epochs[i];
    const auto& before = rows.epochs[i + 1].keys;
    if (before.epoch + 1 != of.epoch) return damaged("an epoch is missing");
    NWD_TRY(auto opened, keys.unwrap(link_place(rows.organization, of.epoch), previous));
    NWD_TRY(auto older, checked(std::move(opened), before.key));
    keys.learn(before.epoch, std::move(older));
  }
  if (rows.epochs.back().keys.epoch != vault::first_epoch) return damaged("the first epoch is missing");
  return keys;
}

Result<store::WrapRow> make(const vault::OrganizationKeys& keys, MemberId member, const vault::PublicKey& key) {
  NWD_TRY(auto wrapped, keys.hand_to({key, keys.newest().epoch}, place_of(member)));
  return store::WrapRow{member, key, std::move(wrapped), proof_of(keys, member, key)};
}

bool proven(const vault::OrganizationKeys& keys, const store::WrapRow& row) {
  return vault::equal_constant_time(row.proof, proof_of(keys, row.member, row.public_key));
}

Result<void> renew_old(storage::Database& database, const Rows& rows, const vault::OrganizationKeys& keys) {
  NWD_TRY(const auto number, vault::number_of(rows.wrapped));
  if (number) return {};
  return database.write([&](storage::Writer& writer) -> Result<void> {
    NWD_TRY(const auto all, store::wraps_of(writer, rows.organization));
    for (const auto& row : all) {
      if (!row.proof.empty() && row.member != rows.member) continue;
      NWD_TRY(const auto renewed, make(keys, row.member, row.public_key));
      NWD_CHECK(store::set_wrap(writer, renewed));
    }
    return {};
  });
}

Result<Bytes> link(const vault::OrganizationKeys& before, OrganizationId organization, const vault::Recipient& next) {
  return before.hand_to(next, link_place(organization, next.epoch));
}

}  // namespace nwd::access::wraps
