#include "audit/tree.h"

#include <openssl/sha.h>

#include <algorithm>
#include <bit>

namespace nwd::audit {
namespace {

static_assert(SHA256_DIGEST_LENGTH == 32);

// The largest power of two below `size`, for size > 1.
std::uint64_t split(std::uint64_t size) { return std::bit_floor(size - 1); }

std::vector<Hash> with(std::vector<Hash> proof, const Hash& last) {
  proof.push_back(last);
  return proof;
}

// RFC 6962 section 2.1.2, SUBPROOF(m, D[n], b). `whole`: the old tree's root is known to whoever checks.
std::vector<Hash> subproof(std::span<const Hash> leaves, std::uint64_t size, bool whole) {
  if (size == leaves.size()) return whole ? std::vector<Hash>{} : std::vector<Hash>{root_of(leaves)};
  const auto k = split(leaves.size());
  if (size <= k) return with(subproof(leaves.first(k), size, whole), root_of(leaves.subspan(k)));
  return with(subproof(leaves.subspan(k), size - k, false), root_of(leaves.first(k)));
}

// The way from a leaf up to the root, in a tree of `size`.
class Way {
 public:
  Way(std::uint64_t index, std::uint64_t size) : at_(index), last_(size - 1) {}
  // The highest node of which all leaves up to this one are.
  void skip_full() {
    while ((at_ & 1U) != 0) climb();
  }
  [[nodiscard]] bool at_root() const { return last_ == 0; }
  // One step; whether the other node of it stands to the left.
  bool up() {
    const bool left = (at_ & 1U) != 0 || at_ == last_;
    while (left && (at_ & 1U) == 0 && at_ != 0) climb();
    climb();
    return left;
  }

 private:
  void climb() { at_ >>= 1U, last_ >>= 1U; }
  std::uint64_t at_;
  std::uint64_t last_;
};

}  // namespace

Hash sha256(ByteView bytes) {
  Hash hash{};
  SHA256(bytes.data(), bytes.size(), hash.data());
  return hash;
}

Hash hash_of_leaf(ByteView entry) {
  Bytes bytes{0x00};
  bytes.insert(bytes.end(), entry.begin(), entry.end());
  return sha256(bytes);
}

Hash hash_of_node(const Hash& left, const Hash& right) {
  std::array<std::uint8_t, 65> bytes{0x01};
  std::copy(left.begin(), left.end(), bytes.begin() + 1);
  std::copy(right.begin(), right.end(), bytes.begin() + 33);
  return sha256(bytes);
}

void Edge::append(const Hash& leaf) {
  Hash carried = leaf;
  // As in adding one to a number: trees of one size join, as ones in its lowest bits carry.
  for (auto rest = size_; (rest & 1U) != 0; rest >>= 1U) {
    carried = hash_of_node(perfect_.back(), carried);
    perfect_.pop_back();
  }
  perfect_.push_back(carried);
  ++size_;
}

Hash Edge::root() const {
  if (perfect_.empty()) return sha256({});
  Hash root = perfect_.back();
  for (auto at = perfect_.rbegin() + 1; at != perfect_.rend(); ++at) root = hash_of_node(*at, root);
  return root;
}

Hash root_of(std::span<const Hash> leaves) {
  Edge edge;
  for (const auto& leaf : leaves) edge.append(leaf);
  return edge.root();
}

std::vector<Hash> inclusion_proof(std::span<const Hash> leaves, std::uint64_t index) {
  if (leaves.size() <= 1) return {};
  const auto k = split(leaves.size());
  if (index < k) return with(inclusion_proof(leaves.first(k), index), root_of(leaves.subspan(k)));
  return with(inclusion_proof(leaves.subspan(k), index - k), root_of(leaves.first(k)));
}

std::vector<Hash> consistency_proof(std::span<const Hash> leaves, std::uint64_t size) {
  return subproof(leaves, size, true);
}

bool is_included(const Hash& leaf, std::uint64_t index, std::uint64_t size, std::span<const Hash> proof,
                 const Hash& root) {
  if (index >= size) return false;
  Way way(index, size);
  Hash hash = leaf;
  for (const auto& beside : proof) {
    if (way.at_root()) return false;
    hash = way.up() ? hash_of_node(beside, hash) : hash_of_node(hash, beside);
  }
  return way.at_root() && hash == root;
}

bool is_extended(std::uint64_t old_size, const Hash& old_root, std::uint64_t size, const Hash& root,
                 std::span<const Hash> proof) {
  if (old_size > size || old_size == 0) return false;
  if (old_size == size) return proof.empty() && old_root == root;
  Way way(old_size - 1, size);
  way.skip_full();
  // An old tree that is perfect is a node of the new one, so its root begins the walk and is not in the proof.
  const bool perfect = std::has_single_bit(old_size);
  if (!perfect && proof.empty()) return false;
  Hash old_hash = perfect ? old_root : proof.front();
  Hash hash = old_hash;
  for (const auto& beside : proof.subspan(perfect ? 0 : 1)) {
    if (way.at_root()) return false;
    const bool left = way.up();
    if (left) old_hash = hash_of_node(beside, old_hash);
    hash = left ? hash_of_node(beside, hash) : hash_of_node(hash, beside);
  }
  return way.at_root() && old_hash == old_root && hash == root;
}

}  // namespace nwd::audit
