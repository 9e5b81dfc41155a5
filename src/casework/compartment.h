// The compartments of a case: parts that are written, read and shared by themselves, each under a key of its own. What
// was told at the door (what to call the person, how to reach them, a note) becomes part of its compartment when
// something is first written into or shared of that; until then it stands where it always did.
//
// Tables: migrations/120-compartment.sql.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "casework/case.h"

namespace nwd::casework {

// Stored by number.
enum class Compartment : std::uint8_t {
  identity,   // names, birth day, papers
  contact,    // how to reach them, where they are
  narrative,  // what happened
  health,
  substance_use,  // 42 CFR Part 2
  legal,
  safety_plan
};
inline constexpr int compartment_count = 7;
std::string_view word(Compartment);  // "safety_plan"
std::optional<Compartment> parse_compartment(std::string_view);

class Compartments {
 public:
  Compartments() = default;
  Compartments(std::initializer_list<Compartment> list) {
    for (const auto c : list) add(c);
  }
  explicit Compartments(std::int64_t bits) : bits_(static_cast<std::uint32_t>(bits) & all_bits) {}
  void add(Compartment c) { bits_ |= 1U << static_cast<unsigned>(c); }
  [[nodiscard]] bool has(Compartment c) const { return (bits_ >> static_cast<unsigned>(c) & 1U) != 0; }
  [[nodiscard]] bool empty() const { return bits_ == 0; }
  [[nodiscard]] std::int64_t bits() const { return bits_; }
  [[nodiscard]] std::vector<Compartment> list() const;
  bool operator==(const Compartments&) const = default;

 private:
  static constexpr std::uint32_t all_bits = (1U << static_cast<unsigned>(compartment_count)) - 1U;
  std::uint32_t bits_ = 0;
};

struct Notes {
  std::string told;  // what was told at the door; only where `told_bytes` is not 0
  std::string text;  // at most `longest_text` bytes

  bool operator==(const Notes&) const = default;
  [[nodiscard]] bool empty() const { return told.empty() && text.empty(); }
  [[nodiscard]] Bytes encode() const;
  static Result<Notes> decode(ByteView);
};
inline constexpr std::size_t longest_text = 8000;
std::size_t told_bytes(Compartment);  // 100 identity, 200 contact, 2,000 narrative, else 0

struct CompartmentState {
  Compartment which = Compartment::identity;
  std::int64_t version = 0;  // 0: nothing was written into it yet
  std::optional<Instant> changed;
};
// All seven, without opening any. Whoever may read them.
Result<std::vector<CompartmentState>> compartments_of(storage::Reader&, const access::Session&, CaseId);

struct OpenNotes {
  Notes notes;
  std::int64_t version = 0;
};
// Logged as a read of this compartment before the plaintext is returned.
Result<OpenNotes> read_notes(storage::Writer&, const access::Session&, Instant now, CaseId, Compartment);
// `version` is what the writer saw (0: nothing was there). stale when it has moved on; invalid when too long. The new
// version. Where a release has ended since, the compartment gets a new key.
Result<std::int64_t> write_notes(storage::Writer&, const access::Session&, Random&, Instant now, CaseId, Compartment,
                                 std::int64_t version, const Notes&);

// --- sharing: for release/, which decides ---

struct Recipient {
  IdBytes release;
  access::OrganizationId organization;
  Instant until;
};
// Wraps these compartments' keys to the recipient; one that is not there yet is made, so that what comes later is
// shared too. The session holds the case.
Result<void> share(storage::Writer&, const access::Session&, Random&, Instant now, CaseId, Compartments,
                   const Recipient&);
// Deletes every wrap of a release; the next writer of what it covered makes a new key. Needs no key.
Result<void> unshare(storage::Writer&, const IdBytes& release);
// The same for all whose time has come.
Result<void> unshare_expired(storage::Writer&, Instant now);
Result<bool> any_expired(storage::Reader&, Instant now);
// With the recipient's own key. gone: there is no wrap for them.
Result<Notes> open_shared(storage::Reader&, const access::Session&, const IdBytes& release, Compartment);
// With the holder's.
Result<Notes> open_held(storage::Writer&, const access::Session&, Instant now, CaseId, Compartment);

}  // namespace nwd::casework
