// The private halves of an organization's key pairs, by epoch, in locked memory. Whoever is removed from an
// organization may have taken a copy of its key: a new epoch then begins, what is written from there on is wrapped to
// its public key, and who stays holds the private halves of all epochs. A wrap names its epoch.
//
// A handle: copies hold the same keys, and what one of them learns all of them know. Safe from several threads.
#pragma once

#include <memory>
#include <string_view>
#include <vector>

#include "vault/keypair.h"

namespace nwd::vault {

// The detail of an error that says so: the wrap is of an epoch whose key is not held. A session that began before the
// newest epoch did is given its key then (access/epochs.h).
inline constexpr std::string_view epoch_not_held = "key epoch not held";

class OrganizationKeys {
 public:
  OrganizationKeys(KeyringPtr, Epoch, PrivateKey);

  [[nodiscard]] Recipient newest() const;
  [[nodiscard]] const KeyringPtr& keyring() const;
  void learn(Epoch, PrivateKey) const;
  void teach(const OrganizationKeys& other) const;  // all that these know

  // To any organization; bound to its place. Its own sealers too name the recipient that the database names in their
  // transaction (access::find_organization): this organization may have begun an epoch that is not known here yet.
  [[nodiscard]] Result<Bytes> wrap(const Recipient& to, const Place&, const SecretBytes& key) const;
  // corrupt (its detail may be `epoch_not_held`), unsupported; gone: its number was destroyed.
  [[nodiscard]] Result<SecretBytes> unwrap(const Place&, ByteView wrapped) const;

  // The public halves of all epochs that are held, the newest first.
  [[nodiscard]] std::vector<PublicKey> public_keys() const;
  // A wrap of the first suite, which names no epoch, by the half that belongs to `mine`. corrupt, unsupported.
  [[nodiscard]] Result<SecretBytes> unwrap_plain(const PublicKey& mine, const Place&, ByteView wrapped) const;

  // The newest private half, wrapped: to a member, or to the epoch that follows. It leaves in no other way.
  [[nodiscard]] Result<Bytes> hand_to(const Recipient&, const Place&) const;
  // 32 bytes that only who holds the newest private half can work out.
  [[nodiscard]] SecretBytes derive(ByteView purpose) const;

 private:
  struct State;
  std::shared_ptr<State> state_;
};

}  // namespace nwd::vault
