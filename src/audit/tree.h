// A Merkle tree over the log's entries, as RFC 6962 section 2.1 hashes leaves and nodes; proofs are checked as RFC 9162
// sections 2.1.3.2 and 2.1.4.2 say. Pure: no clock, no database.
//
//   Edge edge;
//   for (const auto& leaf : leaves) edge.append(leaf);
//   edge.root();
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <vector>

#include "base/bytes.h"

namespace nwd::audit {

using Hash = std::array<std::uint8_t, 32>;

Hash sha256(ByteView);
Hash hash_of_leaf(ByteView entry);  // SHA-256(0x00 || entry)
Hash hash_of_node(const Hash& left, const Hash& right);

// The right edge of a tree: all that appending and the root need, one hash for each bit set in the size.
class Edge {
 public:
  void append(const Hash& leaf);
  [[nodiscard]] std::uint64_t size() const { return size_; }
  [[nodiscard]] Hash root() const;  // of no leaves: SHA-256 of nothing

 private:
  std::vector<Hash> perfect_;  // roots of the perfect trees that it is made of, the largest first
  std::uint64_t size_ = 0;
};

Hash root_of(std::span<const Hash> leaves);
// That leaf `index` is in the tree of these leaves. index < leaves.size().
std::vector<Hash> inclusion_proof(std::span<const Hash> leaves, std::uint64_t index);
// That the tree of the first `size` leaves is the beginning of the tree of all. 0 < size <= leaves.size().
std::vector<Hash> consistency_proof(std::span<const Hash> leaves, std::uint64_t size);

bool is_included(const Hash& leaf, std::uint64_t index, std::uint64_t size, std::span<const Hash> proof,
                 const Hash& root);
bool is_extended(std::uint64_t old_size, const Hash& old_root, std::uint64_t size, const Hash& root,
                 std::span<const Hash> proof);

}  // namespace nwd::audit
