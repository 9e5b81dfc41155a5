// Arbitrary bytes as checkpoints, cosignatures, keys and requests to a witness; and true proofs and signatures,
// changed. The first byte chooses. Nothing but what is true may be taken for true, and nothing may be read past its
// end.
#include <algorithm>
#include <cstdlib>

#include "audit/checkpoint.h"
#include "audit/sealing.h"
#include "audit/tree.h"
#include "audit/witnessing.h"

namespace {

using namespace nwd;
using audit::Hash;

constexpr std::size_t most_leaves = 70;

void need(bool condition) {
  if (!condition) std::abort();
}

struct World {
  World() {
    vault::initialise();
    for (std::size_t n = 0; n < most_leaves; ++n) leaves.push_back(audit::hash_of_leaf(bytes_of(std::to_string(n))));
    const audit::Checkpoint head{origin, 40, audit::root_of(std::span(leaves).first(40))};
    signed_head = {head, {audit::sign(head, key()), audit::cosign(head, "eyes.example", key(), Instant{5'000})}};
  }
  static vault::SigningKey key() {
    return vault::SigningKey::from(vault::SecretBytes::copy_of(bytes_of("a key of exactly 32 bytes, fixed"))).value();
  }
  [[nodiscard]] std::span<const Hash> first(std::size_t size) const { return std::span(leaves).first(size); }

  std::string origin = audit::log_origin(key().public_key());
  audit::Verifier log{origin, audit::Verifier::Of::log, key().public_key()};
  audit::Verifier eyes{"eyes.example", audit::Verifier::Of::witness, key().public_key()};
  std::vector<Hash> leaves{};
  audit::SignedCheckpoint signed_head{};
};

const World& world() {
  static const World kept;
  return kept;
}

// Takes numbers from the input's front; zeroes after its end.
class Input {
 public:
  explicit Input(ByteView bytes) : rest_(bytes) {}
  std::size_t below(std::size_t bound) {
    if (rest_.empty()) return 0;
    const std::size_t value = rest_.front();
    rest_ = rest_.subspan(1);
    return value % bound;
  }
  [[nodiscard]] ByteView rest() const { return rest_; }

 private:
  ByteView rest_;
};

std::vector<Hash> hashes_in(ByteView bytes) {
  std::vector<Hash> out;
  for (; bytes.size() >= sizeof(Hash); bytes = bytes.subspan(sizeof(Hash)))
    std::copy_n(bytes.begin(), sizeof(Hash), out.emplace_back().begin());
  return out;
}

// A true proof with one change, or what the input says outright.
std::vector<Hash> changed(std::vector<Hash> proof, Input input) {
  const auto way = input.below(5);
  const auto at = input.below(std::max<std::size_t>(proof.size(), 1));
  const auto byte = input.below(sizeof(Hash));
  const auto bits = static_cast<std::uint8_t>(input.below(256));
  if (way == 0) return hashes_in(input.rest());
  if (way == 1) proof.push_back(world().leaves[at]);
  if (way == 2 && !proof.empty()) proof.pop_back();
  if (way == 3 && !proof.empty()) proof[at][byte] = static_cast<std::uint8_t>(proof[at][byte] ^ bits);
  if (way == 4 && !proof.empty()) std::swap(proof.front(), proof[at]);
  return proof;
}

void inclusion(Input input) {
  const auto size = 1 + input.below(most_leaves);
  const auto index = input.below(size);
  const auto all = world().first(size);
  const auto proof = audit::inclusion_proof(all, index);
  const auto root = audit::root_of(all);
  need(audit::is_included(all[index], index, size, proof, root));
  const auto other = input.below(most_leaves);
  need(other == index || !audit::is_included(world().leaves[other], index, size, proof, root));
  const auto wrong = changed(proof, input);
  need(audit::is_included(all[index], index, size, wrong, root) == (wrong == proof));
}

void consistency(Input input) {
  const auto size = 1 + input.below(most_leaves);
  const auto old_size = 1 + input.below(size);
  const auto root = audit::root_of(world().first(size));
  const auto old_root = audit::root_of(world().first(old_size));
  const auto proof = audit::consistency_proof(world().first(size), old_size);
  need(audit::is_extended(old_size, old_root, size, root, proof));
  auto forged = old_root;
  forged[input.below(sizeof(Hash))] ^= 0x10U;
  need(!audit::is_extended(old_size, forged, size, root, proof));
  const auto wrong = changed(proof, input);
  need(audit::is_extended(old_size, old_root, size, root, wrong) == (wrong == proof));
}

// Whatever it is read as, only the head that was signed is taken for signed.
void checkpoint(std::string_view text) {
  const auto note = audit::SignedCheckpoint::parse(text);
  if (!note) return;
  const auto again = audit::SignedCheckpoint::parse(note->text());
  need(again.has_value() && again->text() == note->text() && again->checkpoint == note->checkpoint);
  const bool same = note->checkpoint == world().signed_head.checkpoint;
  need(same || (!world().log.signed_this(*note) && !world().eyes.witnessed(*note)));
}

void changed_note(Input input) {
  auto text = world().signed_head.text();
  auto at = input.below(256) << 8U;
  at = (at | input.below(256)) % text.size();
  text[at] = static_cast<char>(text[at] ^ static_cast<char>(input.below(256)));
  checkpoint(text);
}

void cosignature(std::string_view line) {
  const auto signature = audit::parse_signature(line);
  if (signature) {
    const auto written = signature->line();
    need(audit::parse_signature(std::string_view(written).substr(0, written.size() - 1)).has_value());
    const auto& head = world().signed_head;
    const bool ours = signature->payload == head.signatures[1].payload;
    need(ours || !world().eyes.witnessed({head.checkpoint, {*signature}}));
  }
  const auto verifier = audit::Verifier::parse(line);
  if (verifier) need(audit::Verifier::parse(verifier->text())->id() == verifier->id());
}

// A witness that saw the first 30 signs nothing but what goes on from them.
void request(std::string_view text) {
  const auto asked = audit::WitnessRequest::parse(text);
  if (!asked) return;
  need(audit::WitnessRequest::parse(asked->text()).has_value());
  const audit::Checkpoint seen{world().origin, 30, audit::root_of(world().first(30))};
  const bool true_one = asked->head.checkpoint == world().signed_head.checkpoint && asked->old_size == 30 &&
                        asked->proof == audit::consistency_proof(world().first(40), 30);
  need(true_one || !audit::check(*asked, seen, world().log));
}

// Whatever stands in a sealed entry's row: nothing opens but what was sealed.
void body(ByteView bytes) {
  static const auto key =
      audit::LogKey::from(IdBytes{}, vault::SecretBytes::copy_of(bytes_of("a key of exactly 32 bytes, fixed"))).value();
  audit::Recorded entry{1, {}, {}, audit::Sealed{{}, {}, {}, {}, Bytes(bytes.begin(), bytes.end())}, {}};
  need(!key.open(entry));
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  const ByteView input(data + 1, size - 1);
  (void)world();
  switch (data[0] % 7) {
    case 0: inclusion(Input(input)); break;
    case 1: consistency(Input(input)); break;
    case 2: checkpoint(text_of(input)); break;
    case 3: changed_note(Input(input)); break;
    case 4: cosignature(text_of(input)); break;
    case 5: request(text_of(input)); break;
    default: body(input); break;
  }
  return 0;
}
