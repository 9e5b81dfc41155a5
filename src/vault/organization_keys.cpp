#include "vault/organization_keys.h"

#include <map>
#include <mutex>

#include "vault/place.h"

namespace nwd::vault {

struct OrganizationKeys::State {
  KeyringPtr keyring;
  std::mutex mutex;
  std::map<Epoch, PrivateKey> keys;  // never empty; none is ever taken out

  // The map's nodes stay where they are: a reference outlives the lock.
  const PrivateKey* find(Epoch epoch) {
    const std::lock_guard lock(mutex);
    const auto found = keys.find(epoch);
    return found == keys.end() ? nullptr : &found->second;
  }
  const PrivateKey* find(const PublicKey& mine) {
    const std::lock_guard lock(mutex);
    for (const auto& [epoch, key] : keys)
      if (key.public_key() == mine) return &key;
    return nullptr;
  }
  std::pair<Epoch, const PrivateKey*> last() {
    const std::lock_guard lock(mutex);
    return {keys.rbegin()->first, &keys.rbegin()->second};
  }
};

OrganizationKeys::OrganizationKeys(KeyringPtr keyring, Epoch epoch, PrivateKey key)
    : state_(std::make_shared<State>()) {
  state_->keyring = std::move(keyring);
  state_->keys.emplace(epoch, std::move(key));
}

const KeyringPtr& OrganizationKeys::keyring() const { return state_->keyring; }

Recipient OrganizationKeys::newest() const {
  const auto [epoch, key] = state_->last();
  return {key->public_key(), epoch};
}

void OrganizationKeys::learn(Epoch epoch, PrivateKey key) const {
  const std::lock_guard lock(state_->mutex);
  state_->keys.emplace(epoch, std::move(key));
}

void OrganizationKeys::teach(const OrganizationKeys& other) const {
  const std::lock_guard lock(state_->mutex);
  for (const auto& [epoch, key] : state_->keys) other.learn(epoch, key.clone());
}

Result<Bytes> OrganizationKeys::wrap(const Recipient& to, const Place& place, const SecretBytes& key) const {
  return vault::wrap(*state_->keyring, to, place, key);
}

Result<SecretBytes> OrganizationKeys::unwrap(const Place& place, ByteView wrapped) const {
  NWD_TRY(const auto epoch, epoch_of(wrapped));
  const auto* key = state_->find(epoch);
  if (key == nullptr)
    return fail(Code::corrupt, "This was sealed with a key that your organization does not have.",
                std::string(epoch_not_held));
  return vault::unwrap(*state_->keyring, *key, place, wrapped);
}

std::vector<PublicKey> OrganizationKeys::public_keys() const {
  const std::lock_guard lock(state_->mutex);
  std::vector<PublicKey> out;
  for (auto one = state_->keys.rbegin(); one != state_->keys.rend(); ++one) out.push_back(one->second.public_key());
  return out;
}

Result<SecretBytes> OrganizationKeys::unwrap_plain(const PublicKey& mine, const Place& place, ByteView wrapped) const {
  if (const auto* key = state_->find(mine)) return vault::unwrap(*key, place, wrapped);
  return fail(Code::corrupt, "This was sealed with a key that your organization does not have.",
              std::string(epoch_not_held));
}

Result<Bytes> OrganizationKeys::hand_to(const Recipient& to, const Place& place) const {
  return vault::wrap(*state_->keyring, to, place, state_->last().second->secret());
}

SecretBytes OrganizationKeys::derive(ByteView purpose) const {
  return hkdf(state_->last().second->secret().view(), bytes_of("nwd derived 1"), purpose);
}

}  // namespace nwd::vault
