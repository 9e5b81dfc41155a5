#include "audit/tree.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace nwd::audit {
namespace {

Hash hash_from(std::string_view text) {
  const auto bytes = from_hex(text).value();
  Hash hash{};
  std::copy(bytes.begin(), bytes.end(), hash.begin());
  return hash;
}

std::vector<Hash> leaves_of(std::size_t count) {
  std::vector<Hash> leaves;
  for (std::size_t i = 0; i < count; ++i) leaves.push_back(hash_of_leaf(bytes_of("leaf " + std::to_string(i))));
  return leaves;
}

// The vectors of the Certificate Transparency reference implementation, merkle_tree_test.cc (Apache 2.0).
TEST(Tree, HasTheRootsOfTheReferenceImplementation) {
  const char* const inputs[] = {
      "", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f"};
  const char* const roots[] = {"6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
                               "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
                               "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
                               "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
                               "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
                               "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
                               "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
                               "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328"};
  Edge edge;
  EXPECT_EQ(edge.root(), hash_from("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"));
  for (std::size_t i = 0; i < std::size(inputs); ++i) {
    edge.append(hash_of_leaf(from_hex(inputs[i]).value()));
    EXPECT_EQ(edge.root(), hash_from(roots[i])) << i;
  }
}

TEST(Tree, EveryLeafOfEverySmallTreeIsProvedIn) {
  for (std::size_t size = 1; size <= 33; ++size) {
    const auto leaves = leaves_of(size);
    const auto root = root_of(leaves);
    for (std::size_t i = 0; i < size; ++i) {
      const auto proof = inclusion_proof(leaves, i);
      EXPECT_TRUE(is_included(leaves[i], i, size, proof, root)) << i << " of " << size;
      for (std::size_t other = 0; other < size; ++other)
        EXPECT_EQ(is_included(leaves[other], i, size, proof, root), other == i);
    }
  }
}

TEST(Tree, EverySmallTreeIsTheBeginningOfEveryLargerOne) {
  const auto leaves = leaves_of(33);
  for (std::size_t size = 1; size <= leaves.size(); ++size)
    for (std::size_t old = 1; old <= size; ++old) {
      const auto of = std::span(leaves).first(size);
      const auto old_root = root_of(of.first(old));
      const auto proof = consistency_proof(of, old);
      EXPECT_TRUE(is_extended(old, old_root, size, root_of(of), proof)) << old << " in " << size;
    }
}

// Whatever is wrong in a proof, a root or a size, it is not taken.
RC_GTEST_PROP(Tree, ChangedProofsAreNotTaken, ()) {
  const auto leaves = leaves_of(*rc::gen::inRange<std::size_t>(2, 200));
  const auto size = leaves.size();
  const auto root = root_of(leaves);
  const auto old = *rc::gen::inRange<std::size_t>(1, size);
  const auto old_root = root_of(std::span(leaves).first(old));
  const auto spoil = [](std::vector<Hash> proof) {
    switch (proof.empty() ? 1 : *rc::gen::inRange(0, 4)) {
      case 0: proof.pop_back(); break;
      case 1: proof.push_back(Hash{}); break;
      case 2:
        proof[*rc::gen::inRange<std::size_t>(0, proof.size())][*rc::gen::inRange<std::size_t>(0, 32)] ^= 1U;
        break;
      default: proof.erase(proof.begin()); break;
    }
    return proof;
  };
  const auto index = *rc::gen::inRange<std::size_t>(0, size);
  RC_ASSERT(!is_included(leaves[index], index, size, spoil(inclusion_proof(leaves, index)), root));
  const auto proof = consistency_proof(leaves, old);
  RC_ASSERT(!is_extended(old, old_root, size, root, spoil(proof)));
  auto other_root = root;
  other_root[0] ^= 1U;
  RC_ASSERT(!is_extended(old, old_root, size, other_root, proof));
  RC_ASSERT(!is_extended(old, other_root, size, root, proof));
}

// A leaf changed in the old part is no longer extended by the new tree.
RC_GTEST_PROP(Tree, ARewrittenPastIsNoExtension, ()) {
  auto leaves = leaves_of(*rc::gen::inRange<std::size_t>(2, 100));
  const auto old = *rc::gen::inRange<std::size_t>(1, leaves.size());
  const auto old_root = root_of(std::span(leaves).first(old));
  leaves[*rc::gen::inRange<std::size_t>(0, old)][3] ^= 4U;
  RC_ASSERT(!is_extended(old, old_root, leaves.size(), root_of(leaves), consistency_proof(leaves, old)));
}

}  // namespace
}  // namespace nwd::audit
