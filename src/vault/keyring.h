// The keyring: the part of every wrap's key that can be destroyed. A wrap to an organization or a member opens with the
// private key *and* with the share of the wrap's number. Shares are not stored one by one: they are the leaves of a
// tree of 2^63 (Goldreich, Goldwasser, Micali: a child is a pseudo-random function of its parent), of which the nodes
// are kept that lead to what has not been destroyed. Destroying one leaf forgets its path and keeps the siblings along
// it; nothing that is left leads there again. No write is needed to make a wrap.
//
// Here is the tree in locked memory; keyring/keyring.h keeps it in a file of its own. Safe from several threads.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <mutex>
#include <shared_mutex>
#include <vector>

#include "base/result.h"
#include "vault/secret.h"

namespace nwd::vault {

class Keyring {
 public:
  static constexpr int top_level = 63;
  // All leaves from `first` on, 2^level of them: what one seed leads to.
  struct Node {
    std::int64_t first = 0;
    int level = top_level;
    SecretBytes seed;
    [[nodiscard]] bool covers(std::int64_t number) const;
  };

  Keyring();  // a new one, whole
  // As it was kept. corrupt: not nodes of one tree.
  static Result<std::shared_ptr<Keyring>> from(std::vector<Node>);
  Keyring(const Keyring&) = delete;
  Keyring& operator=(const Keyring&) = delete;

  // For a new wrap. Numbers that one process gives follow one another in stretches of 4096 that begin anywhere: what is
  // destroyed lies close together, and the tree stays small.
  std::int64_t next_number();
  // gone: it was destroyed. corrupt: not a number.
  [[nodiscard]] Result<SecretBytes> share(std::int64_t number) const;

  // What is kept in place of a node that covers `number`.
  static std::vector<Node> without(const Node&, std::int64_t number);
  void destroy(std::int64_t number);
  [[nodiscard]] std::vector<Node> nodes() const;

 private:
  explicit Keyring(std::map<std::int64_t, Node> nodes) : nodes_(std::move(nodes)) {}
  [[nodiscard]] std::map<std::int64_t, Node>::const_iterator find(std::int64_t number) const;

  SecretBytes derived(std::int64_t number, SecretBytes seed, int level, std::uint64_t destroyed) const;

  mutable std::shared_mutex mutex_;
  std::map<std::int64_t, Node> nodes_;  // by their first
  // Seeds of stretches that were asked for lately: most of the way down, once. None of a stretch of which a number was
  // destroyed, nor one that was worked out while something was.
  mutable std::map<std::int64_t, SecretBytes> stretches_;
  std::uint64_t destroyed_ = 0;  // how many times
  std::mutex numbers_;
  std::int64_t next_ = 0;
  std::int64_t stretch_end_ = 0;
};
using KeyringPtr = std::shared_ptr<Keyring>;

}  // namespace nwd::vault
