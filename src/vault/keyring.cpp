#include "vault/keyring.h"

#include <sodium.h>

#include <cstdint>
#include <iterator>

namespace nwd::vault {
namespace {

constexpr std::size_t seed_size = crypto_kdf_KEYBYTES;
constexpr int stretch_level = 12;
constexpr std::size_t most_stretches = 256;
constexpr char context[crypto_kdf_CONTEXTBYTES + 1] = "nwd tree";
static_assert(seed_size == 32);

// The left half of the leaves, or the right one (BLAKE2b, keyed with the parent).
SecretBytes child(const SecretBytes& parent, bool right) {
  SecretBytes seed(seed_size);
  crypto_kdf_derive_from_key(seed.writable().data(), seed_size, right ? 1 : 0, context, parent.view().data());
  return seed;
}

std::int64_t stretch_of(std::int64_t number) { return number >> stretch_level << stretch_level; }

bool goes_right(std::int64_t number, int level) { return (number >> (level - 1) & 1) != 0; }

std::int64_t last_of(const Keyring::Node& node) {
  return node.level == Keyring::top_level ? INT64_MAX : node.first + ((std::int64_t{1} << node.level) - 1);
}

Failure damaged() {
  return fail(Code::corrupt, "The keyring is damaged. Stop the server and bring its backup back: nwd restore.",
              "keyring nodes");
}

}  // namespace

bool Keyring::Node::covers(std::int64_t number) const { return number >= first && number <= last_of(*this); }

Keyring::Keyring() {
  initialise();  // a keyring may be the first thing that a program makes
  nodes_.emplace(0, Node{0, top_level, SecretBytes::random(seed_size)});
}

Result<std::shared_ptr<Keyring>> Keyring::from(std::vector<Node> list) {
  std::map<std::int64_t, Node> nodes;
  for (auto& node : list) {
    const bool sound = node.first >= 0 && node.level >= 0 && node.level <= top_level && node.seed.size() == seed_size;
    if (!sound || (node.first & (last_of(node) - node.first)) != 0) return damaged();
    const auto first = node.first;
    if (!nodes.emplace(first, std::move(node)).second) return damaged();
  }
  for (auto at = nodes.begin(); at != nodes.end(); ++at)
    if (const auto next = std::next(at); next != nodes.end() && at->second.covers(next->first)) return damaged();
  return std::shared_ptr<Keyring>(new Keyring(std::move(nodes)));
}

std::int64_t Keyring::next_number() {
  const std::lock_guard lock(numbers_);
  if (next_ == stretch_end_) {
    std::uint64_t any = 0;
    randombytes_buf(&any, sizeof any);
    next_ = static_cast<std::int64_t>(any >> 1U >> stretch_level << stretch_level);
    stretch_end_ = next_ + (std::int64_t{1} << stretch_level);
  }
  return next_++;
}

std::map<std::int64_t, Keyring::Node>::const_iterator Keyring::find(std::int64_t number) const {
  auto at = nodes_.upper_bound(number);
  if (at == nodes_.begin()) return nodes_.end();
  --at;
  return at->second.covers(number) ? at : nodes_.end();
}

Result<SecretBytes> Keyring::share(std::int64_t number) const {
  if (number < 0) return fail(Code::corrupt, "A key is damaged.", "wrap number");
  std::shared_lock lock(mutex_);
  const auto destroyed = destroyed_;
  if (const auto known = stretches_.find(stretch_of(number)); known != stretches_.end()) {
    auto seed = known->second.clone();
    lock.unlock();
    return derived(number, std::move(seed), stretch_level, destroyed);
  }
  const auto found = find(number);
  if (found == nodes_.end())
    return fail(Code::gone, "The key to this was destroyed. Nobody can open it again.", "keyring number destroyed");
  auto seed = found->second.seed.clone();
  const auto level = found->second.level;
  lock.unlock();
  return derived(number, std::move(seed), level, destroyed);
}

SecretBytes Keyring::derived(std::int64_t number, SecretBytes seed, int level, std::uint64_t destroyed) const {
  const bool passes_stretch = level > stretch_level;
  for (; level > stretch_level; --level) seed = child(seed, goes_right(number, level));
  if (passes_stretch) {
    const std::unique_lock lock(mutex_);
    if (stretches_.size() >= most_stretches) stretches_.clear();
    if (destroyed == destroyed_) stretches_.emplace(stretch_of(number), seed.clone());
  }
  for (; level > 0; --level) seed = child(seed, goes_right(number, level));
  return seed;
}

std::vector<Keyring::Node> Keyring::without(const Node& node, std::int64_t number) {
  std::vector<Node> kept;
  auto seed = node.seed.clone();
  auto first = node.first;
  for (int level = node.level; level > 0; --level) {
    const bool right = goes_right(number, level);
    const std::int64_t half = std::int64_t{1} << (level - 1);
    kept.push_back({right ? first : first + half, level - 1, child(seed, !right)});
    seed = child(seed, right);
    if (right) first += half;
  }
  return kept;
}

void Keyring::destroy(std::int64_t number) {
  const std::unique_lock lock(mutex_);
  const auto found = find(number);
  if (found == nodes_.end()) return;
  stretches_.erase(stretch_of(number));
  ++destroyed_;
  auto kept = without(found->second, number);
  nodes_.erase(found);
  for (auto& node : kept) {
    const auto first = node.first;
    nodes_.emplace(first, std::move(node));
  }
}

std::vector<Keyring::Node> Keyring::nodes() const {
  const std::shared_lock lock(mutex_);
  std::vector<Node> all;
  for (const auto& [first, node] : nodes_) all.push_back({node.first, node.level, node.seed.clone()});
  return all;
}

}  // namespace nwd::vault
